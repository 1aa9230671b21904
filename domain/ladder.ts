import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { toInstant } from './local-time.ts';
import { type LadderNotice, type Role, roles } from './notice.ts';
import type {
  AgencyId,
  Cycle,
  EscalationRole,
  EscalationStep,
  IsoDay,
  IsoInstant,
  LadderByCycle,
  Plan,
} from './plan.ts';
import { type Succession, standInAt, standInsAt } from './succession.ts';

/**
 * The ladder of a deadline: every moment at which anybody is told anything while nobody answers.
 * `preview` prints it and the workflow walks it, through the same functions.
 */

/** One moment of a ladder. */
export interface LadderMoment {
  /** A `sendAt` of a working day, plan time. */
  readonly at: IsoInstant;
  readonly phase: 'opened' | 'before' | 'after';
  /** Working days before or after the last day; 0 for `opened`. */
  readonly step: number;
  readonly tells: readonly EscalationRole[];
  /** The leads are told at this same moment that it opened: the step is for the others only. */
  readonly leadTold?: boolean;
  /** A step after the last day: not for leads that are only asked. */
  readonly escalates?: boolean;
  /** For these leads only: they have just taken the task over. */
  readonly only?: readonly AgencyId[];
}

/** What a ladder is computed from. */
export interface LadderTerms {
  readonly cycle: Cycle;
  readonly opensAt: IsoInstant;
  readonly lastDay: IsoDay;
  /** Nothing is told at or after this moment: a missing report has closed. */
  readonly closesAt: IsoInstant | null;
  /** Bodies that are asked, not ordered: nothing after the last day. */
  readonly requested: boolean;
}

/** Who can be told about the assignments of one task. */
export interface Audience {
  readonly coordinators: readonly AgencyId[];
  readonly superiors: Readonly<Record<AgencyId, AgencyId | null>>;
  /** Leads that are asked, not ordered, though others are: nothing after the last day for them. */
  readonly asked: readonly AgencyId[];
  readonly monitor: AgencyId;
  readonly office: AgencyId;
  readonly provincialOffice: AgencyId | null;
  /** Who will stand in whose place; `leads` handed to {@link computeNotices} are those of the moment. */
  readonly successions: readonly Succession[];
}

/**
 * Computes the moments of a ladder in order of time.
 *
 * `opened` stands at the first `sendAt` of a working day that is not before `opensAt`. Step 0 is the
 * last day or the working day before it, step N before is the N-th working day before step 0, N after
 * the N-th working day after the last day. A step that would fall before `opensAt` does not exist.
 * Escalation steps that fall together are one. Who is told that it opened is not told of a step that
 * falls on the same moment; a step that would tell nobody else does not exist.
 */
export function computeLadder(
  plan: Plan,
  terms: LadderTerms,
  calendar: WorkingCalendar,
): LadderMoment[] {
  const opening = computeOpening(plan, terms, calendar);
  const steps = computeSteps(plan, terms, calendar);
  return selectWithin(terms, [opening, ...steps.flatMap((step) => spareLeads(step, opening))]);
}

/**
 * The moments of a deadline that was moved: as {@link computeLadder}, without the word that it opened.
 * `opensAt` is the moment of the decision: steps that would have fallen before it do not exist.
 */
export function computeMovedLadder(
  plan: Plan,
  terms: LadderTerms,
  calendar: WorkingCalendar,
): LadderMoment[] {
  return selectWithin(terms, computeSteps(plan, terms, calendar));
}

function computeSteps(plan: Plan, terms: LadderTerms, calendar: WorkingCalendar): LadderMoment[] {
  return [
    ...computeBefore(plan, terms, calendar),
    ...(terms.requested ? [] : computeAfter(plan, terms, calendar)),
  ];
}

function selectWithin(terms: LadderTerms, moments: readonly LadderMoment[]): LadderMoment[] {
  const opens = Date.parse(terms.opensAt);
  const closes = terms.closesAt === null ? Number.POSITIVE_INFINITY : Date.parse(terms.closesAt);
  return moments
    .filter(({ at }) => Date.parse(at) >= opens && Date.parse(at) < closes)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function spareLeads(step: LadderMoment, opening: LadderMoment): LadderMoment[] {
  if (step.at !== opening.at) return [step];
  return step.tells.every((role) => role === 'lead') ? [] : [{ ...step, leadTold: true }];
}

/** The first `sendAt` of a working day that is not before `instant`. */
export function computeMorning(
  plan: Plan,
  instant: IsoInstant,
  localDay: IsoDay,
  calendar: WorkingCalendar,
): IsoInstant {
  const first = calendar.earliestWorkingDayOnOrAfter(localDay);
  const at = toInstant(first, plan.reminders.sendAt, plan.timezone);
  if (Date.parse(at) >= Date.parse(instant)) return at;
  return toInstant(calendar.addWorkingDays(first, 1), plan.reminders.sendAt, plan.timezone);
}

/** Which of the three ladders a cycle uses. */
export function selectLadder(ladders: LadderByCycle, cycle: Cycle): readonly number[] {
  if (cycle === 'week' || cycle === 'month') return ladders.month;
  return cycle === 'quarter' ? ladders.quarter : ladders.longer;
}

function computeOpening(plan: Plan, terms: LadderTerms, calendar: WorkingCalendar): LadderMoment {
  const at = computeMorning(plan, terms.opensAt, terms.opensAt.slice(0, 10), calendar);
  return { at, phase: 'opened', step: 0, tells: ['lead'] };
}

function computeBefore(plan: Plan, terms: LadderTerms, calendar: WorkingCalendar): LadderMoment[] {
  const stepZero = calendar.latestWorkingDayOnOrBefore(terms.lastDay);
  const lead = selectLadder(plan.reminders.lead, terms.cycle);
  const coordinators = selectLadder(plan.reminders.coordinators, terms.cycle);
  return [...new Set([...lead, ...coordinators])].map((step) => {
    const tells: EscalationRole[] = [];
    if (lead.includes(step)) tells.push('lead');
    if (coordinators.includes(step)) tells.push('coordinators');
    const day = step === 0 ? stepZero : calendar.addWorkingDays(stepZero, -step);
    return { at: sendAt(plan, day), phase: 'before', step, tells };
  });
}

function computeAfter(plan: Plan, terms: LadderTerms, calendar: WorkingCalendar): LadderMoment[] {
  return [...unionByStep(plan.escalation)].map(([step, tells]) => ({
    at: sendAt(plan, calendar.addWorkingDays(terms.lastDay, step)),
    phase: 'after' as const,
    step,
    tells: [...tells],
    escalates: true,
  }));
}

function unionByStep(escalation: readonly EscalationStep[]): Map<number, Set<EscalationRole>> {
  const union = new Map<number, Set<EscalationRole>>();
  for (const { after, to, repeatEvery, times } of escalation) {
    for (let time = 0; time < times; time += 1) {
      const step = after + time * (repeatEvery ?? 0);
      union.set(step, new Set([...(union.get(step) ?? []), ...to]));
    }
  }
  return union;
}

function sendAt(plan: Plan, day: IsoDay): IsoInstant {
  return toInstant(day, plan.reminders.sendAt, plan.timezone);
}

/**
 * Who is told what at one moment, of the leads that still owe something. Steps after the
 * last day pass over leads that are only asked. Where an agency has ended, its successor is told.
 *
 * With several roles the first of lead, coordinator, superior, monitor, office, provincialOffice wins
 * and the agency is told once; nobody is told as the superior of itself; a coordinator is told once of
 * the whole task (`agency` null), and as lead only where it is one that still owes.
 */
export function computeNotices(
  moment: LadderMoment,
  audience: Audience,
  about: { readonly task: string; readonly period: string; readonly lastDay: IsoDay },
  owing: readonly AgencyId[],
): LadderNotice[] {
  const { only } = moment;
  const addressed = only === undefined ? owing : owing.filter((lead) => only.includes(lead));
  const urged =
    moment.escalates === true
      ? addressed.filter((lead) => !audience.asked.includes(lead))
      : addressed;
  if (urged.length === 0) return [];
  const coordinators = selectCoordinators(moment, audience, urged);
  const build = (agency: AgencyId | null, to: AgencyId, role: Role): LadderNotice => ({
    at: moment.at,
    task: about.task,
    period: about.period,
    agency,
    to,
    role,
    kind: kindOf(moment, role),
    step: moment.step,
    lastDay: about.lastDay,
  });
  const perLead = urged.flatMap((lead) =>
    recipientsFor(lead, moment, audience, coordinators).map(([to, role]) => build(lead, to, role)),
  );
  return [...perLead, ...coordinators.map((to) => build(null, to, 'coordinator'))];
}

/** Whether anybody is told anything at a moment: as {@link computeNotices}, without writing them all. */
export function tellsAnybody(
  moment: LadderMoment,
  audience: Audience,
  owing: readonly AgencyId[],
): boolean {
  const about = { task: '', period: '', lastDay: '' };
  return owing.some((lead) => computeNotices(moment, audience, about, [lead]).length > 0);
}

function selectCoordinators(
  moment: LadderMoment,
  audience: Audience,
  owing: readonly AgencyId[],
): AgencyId[] {
  if (!moment.tells.includes('coordinators')) return [];
  const isLeadTold = moment.leadTold === true || moment.tells.includes('lead');
  const toldAsLead = new Set(isLeadTold ? owing : []);
  return standInsAt(audience.successions, audience.coordinators, moment.at).filter(
    (agency) => !toldAsLead.has(agency),
  );
}

function recipientsFor(
  lead: AgencyId,
  moment: LadderMoment,
  audience: Audience,
  coordinators: readonly AgencyId[],
): [AgencyId, Role][] {
  const told = new Set(moment.leadTold === true ? [...coordinators, lead] : coordinators);
  const recipients: [AgencyId, Role][] = [];
  for (const role of roles) {
    if (role === 'coordinator' || !moment.tells.includes(role)) continue;
    const to = role === 'lead' ? lead : holderOf(role, lead, audience, moment.at);
    if (to === null || told.has(to) || (role === 'superior' && to === lead)) continue;
    told.add(to);
    recipients.push([to, role]);
  }
  return recipients;
}

function holderOf(
  role: Exclude<Role, 'lead' | 'coordinator'>,
  lead: AgencyId,
  audience: Audience,
  at: IsoInstant,
): AgencyId | null {
  const holder = role === 'superior' ? (audience.superiors[lead] ?? null) : audience[role];
  return holder === null ? null : standInAt(audience.successions, holder, at);
}

function kindOf(moment: LadderMoment, role: Role): LadderNotice['kind'] {
  if (moment.phase === 'opened') return 'opened';
  if (moment.phase === 'before') return 'dueSoon';
  return role === 'lead' || role === 'coordinator' ? 'overdue' : 'escalated';
}
