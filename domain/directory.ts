import type { Agency, AgencyId, Directory, IsoDay, Plan, Task } from './plan.ts';

/** Where mail for an agency goes. */
export interface Mailboxes {
  /** Empty when no address can be reached: `validate` refuses such a directory. */
  readonly addresses: readonly string[];
  /** The agency whose mailboxes these are, when it is another; null for its own. */
  readonly via: AgencyId | null;
}

/** No agency may judge this lead's evidence. A plan file that passed validation never leads here. */
export class NoReviewerError extends Error {
  override readonly name = 'NoReviewerError';
}

const indexes = new WeakMap<Directory, ReadonlyMap<AgencyId, Agency>>();

/** The agencies of a directory by id. Built once per directory object, which must not change. */
export function buildAgencyIndex(directory: Directory): ReadonlyMap<AgencyId, Agency> {
  const known = indexes.get(directory);
  if (known) return known;
  const index = new Map(directory.agencies.map((agency) => [agency.id, agency]));
  indexes.set(directory, index);
  return index;
}

/** Whether an agency exists on a day; `validFrom` and `validTo` are both inclusive. */
export function isValidOn(agency: Agency, day: IsoDay): boolean {
  return (
    (agency.validFrom === null || agency.validFrom <= day) &&
    (agency.validTo === null || day <= agency.validTo)
  );
}

/**
 * The agencies that references to agencies and groups (also groups of groups) stand for on a day.
 *
 * Each agency once, in the order of the references; the agencies of one group in the order of the
 * directory. Agencies that do not exist on that day are left out, and so are unknown references,
 * which `validate` refuses.
 */
export function resolveAgencies(
  refs: readonly string[],
  directory: Directory,
  day: IsoDay,
): AgencyId[] {
  const index = buildAgencyIndex(directory);
  const resolved = new Set(refs.flatMap((ref) => expandReference(ref, directory)));
  return [...resolved].filter((id) => {
    const agency = index.get(id);
    return agency !== undefined && isValidOn(agency, day);
  });
}

/**
 * Every agency that a reference stands for, whatever the day: itself, or the agencies of a group in
 * the order of the directory. Empty for an unknown reference; a group inside itself adds nothing.
 */
export function expandReference(ref: string, directory: Directory): AgencyId[] {
  if (buildAgencyIndex(directory).has(ref)) return [ref];
  const members = collectMembers(ref, directory, new Set());
  return directory.agencies.map(({ id }) => id).filter((id) => members.has(id));
}

function collectMembers(ref: string, directory: Directory, seen: Set<string>): Set<AgencyId> {
  if (seen.has(ref)) return new Set();
  seen.add(ref);
  const group = Object.hasOwn(directory.groups, ref) ? directory.groups[ref] : undefined;
  if (group === undefined) return new Set([ref]);
  if ('level' in group) return new Set(idsOfLevel(directory, group.level));
  return new Set(group.members.flatMap((member) => [...collectMembers(member, directory, seen)]));
}

function idsOfLevel(directory: Directory, level: Agency['level']): AgencyId[] {
  return directory.agencies.filter((agency) => agency.level === level).map(({ id }) => id);
}

/** The mailboxes of an agency: its own, else those of the first agency along `via` that has any. */
export function resolveMailboxes(agencyId: AgencyId, directory: Directory): Mailboxes {
  const index = buildAgencyIndex(directory);
  const seen = new Set<AgencyId>();
  let next: AgencyId | null = agencyId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const agency = index.get(next);
    if (agency === undefined) break;
    if (agency.email.length > 0) {
      return { addresses: agency.email, via: next === agencyId ? null : next };
    }
    next = agency.via;
  }
  return { addresses: [], via: null };
}

/**
 * The agency that stands in an agency's place on a day: itself while it exists, else the first of its
 * successors that does; null when nobody took over.
 */
export function resolveSuccessor(
  agencyId: AgencyId,
  directory: Directory,
  day: IsoDay,
): AgencyId | null {
  const index = buildAgencyIndex(directory);
  const seen = new Set<AgencyId>();
  let next: AgencyId | null = agencyId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const agency = index.get(next);
    if (agency === undefined) return null;
    if (isValidOn(agency, day)) return next;
    next = agency.successor;
  }
  return null;
}

/** The nearest superior that exists on a day: of a commune the province, once the district has ended. */
export function findSuperior(lead: AgencyId, directory: Directory, day: IsoDay): AgencyId | null {
  const index = buildAgencyIndex(directory);
  let superior = index.get(index.get(lead)?.superior ?? '');
  while (superior !== undefined && !isValidOn(superior, day)) {
    superior = index.get(superior.superior ?? '');
  }
  return superior?.id ?? null;
}

/** A plan as it stands on a day: where an agency that it names has ended, its successor is named. */
export function replaceEnded(plan: Plan, directory: Directory, day: IsoDay): Plan {
  const standIn = (agency: AgencyId) => resolveSuccessor(agency, directory, day) ?? agency;
  const { provincialOffice, reviewer } = plan;
  return {
    ...plan,
    monitor: standIn(plan.monitor),
    office: standIn(plan.office),
    provincialOffice: provincialOffice === null ? null : standIn(provincialOffice),
    obstaclesTo: standIn(plan.obstaclesTo),
    reviewer: reviewer === 'superior' ? reviewer : standIn(reviewer),
  };
}

/**
 * Who accepts or returns a lead's evidence: the task's reviewer, else the plan's; never the lead
 * itself: then the office, then the lead's superior. Null where none remains. With a `day`, those
 * that stand in their places on it.
 */
export function findReviewer(
  plan: Pick<Plan, 'reviewer' | 'office'>,
  task: Pick<Task, 'reviewer'>,
  lead: AgencyId,
  directory: Directory,
  day?: IsoDay,
): AgencyId | null {
  const superior =
    day === undefined
      ? (buildAgencyIndex(directory).get(lead)?.superior ?? null)
      : findSuperior(lead, directory, day);
  const wanted = standInOf(task.reviewer ?? plan.reviewer, directory, day);
  const candidates = [
    wanted === 'superior' ? superior : wanted,
    standInOf(plan.office, directory, day),
    superior,
  ];
  return candidates.find((agency) => agency !== null && agency !== lead) ?? null;
}

/**
 * As {@link findReviewer}.
 * @throws {NoReviewerError} where none remains
 */
export function resolveReviewer(
  plan: Pick<Plan, 'reviewer' | 'office'>,
  task: Pick<Task, 'reviewer' | 'task'>,
  lead: AgencyId,
  directory: Directory,
): AgencyId {
  const reviewer = findReviewer(plan, task, lead, directory);
  if (reviewer !== null) return reviewer;
  throw new NoReviewerError(
    `expected an agency other than the lead to review task ${task.task}, found only "${lead}": ` +
      'name another reviewer or office in the plan file, or give the lead a superior',
  );
}

function standInOf(agency: AgencyId, directory: Directory, day: IsoDay | undefined): AgencyId {
  return day === undefined ? agency : (resolveSuccessor(agency, directory, day) ?? agency);
}
