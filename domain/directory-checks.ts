import { expandReference } from './directory.ts';
import { expectedAt } from './expected-words.ts';
import { maxIdLength } from './file-values.ts';
import { findCycles, formatChain, formatCycle } from './find-cycles.ts';
import {
  buildFinding,
  describeValue,
  type Finding,
  type FindingParts,
  type Path,
  quote,
  same,
  type Words,
} from './finding.ts';
import { idPattern } from './names.ts';
import type { Agency, Directory, Group } from './plan.ts';
import type { Reference, References } from './references.ts';

const links = ['superior', 'via', 'successor'] as const;
type Link = (typeof links)[number];

/** Ids that mean something else where an agency may stand; the last one to JavaScript, in every table of agencies. */
const reservedIds: readonly string[] = ['superior', 'none', 'constructor'];

const find = (parts: FindingParts) => buildFinding('directory', parts);

/** Everything that is wrong in a directory whose references are still as written. */
export function checkDirectory(directory: Directory, references: References): Finding[] {
  return [
    ...directory.agencies.flatMap((agency, index) => [
      ...checkLinks(agency, ['agencies', index], references),
      ...checkMailbox(agency, ['agencies', index]),
      ...checkValidity(agency, ['agencies', index]),
    ]),
    ...checkIds(directory),
    ...checkNotEmpty(directory),
    ...links.flatMap((link) => checkLinkCycles(directory, references, link)),
    ...checkViaEnds(directory, references),
    ...checkGroups(directory, references),
  ];
}

function checkIds(directory: Directory): Finding[] {
  const places: [string, Path, Finding['at']][] = [
    ...directory.agencies.map(({ id }, index): [string, Path, 'value'] => [
      id,
      ['agencies', index, 'id'],
      'value',
    ]),
    ...Object.keys(directory.groups).map((id): [string, Path, 'key'] => [
      id,
      ['groups', id],
      'key',
    ]),
  ];
  const seen = new Set<string>();
  return places.flatMap(([id, path, at]) => {
    const repeated = seen.has(id);
    seen.add(id);
    return [...checkId(id, path, at), ...(repeated ? [repeatedId(id, path, at)] : [])];
  });
}

/** Whether an id can become a part of workflow ids; nothing when it can. */
export function isProperId(id: string): boolean {
  return idPattern.test(id) && id.length <= maxIdLength;
}

function checkId(id: string, path: Path, at: Finding['at']): Finding[] {
  if (!isProperId(id)) {
    return [find({ path, at, expected: expectedAt(['id']), found: describeValue(id) })];
  }
  if (!reservedIds.includes(id)) return [];
  const expected = { vi: 'mã không phải từ dành riêng', en: 'an id that is not a reserved word' };
  return [find({ path, at, expected, found: describeValue(id) })];
}

function repeatedId(id: string, path: Path, at: Finding['at']): Finding {
  const expected = {
    vi: 'mỗi mã chỉ dùng một lần cho một cơ quan hoặc một nhóm',
    en: 'each id once, for one agency or one group',
  };
  const found = { vi: `${quote(id)} lần thứ hai`, en: `${quote(id)} a second time` };
  return find({ path, at, expected, found });
}

function checkNotEmpty({ agencies }: Directory): Finding[] {
  if (agencies.length > 0) return [];
  const expected = expectedAt(['agencies']);
  return [find({ path: ['agencies'], expected, found: emptyList })];
}

/** An empty list in words. */
export const emptyList: Words = { vi: 'danh sách trống', en: 'an empty list' };

function checkLinks(agency: Agency, path: Path, references: References): Finding[] {
  return links.flatMap((link) => {
    const ref = agency[link];
    if (ref === null) return [];
    return checkAgencyReference('directory', [...path, link], ref, references);
  });
}

/** Whether a reference stands for one agency. */
export function checkAgencyReference(
  file: Finding['file'],
  path: Path,
  ref: string,
  references: References,
): Finding[] {
  const reference = references.findAgency(ref);
  if (reference.kind === 'agency') return [];
  return [describeReference(file, path, ref, reference, expectedAt(['via']))];
}

/** Whether a reference stands for one agency or a group. */
export function checkReference(
  file: Finding['file'],
  path: Path,
  ref: string,
  references: References,
): Finding[] {
  const reference = references.find(ref);
  if (reference.kind === 'agency' || reference.kind === 'group') return [];
  return [describeReference(file, path, ref, reference, expectedAt(['lead']))];
}

/** Agencies of one name, or of one chain, that a message names. */
const listedIds = 10;
/** An agency without a mailbox uses another's, which may itself use another's; nobody needs more. */
const longestVia = 20;

function describeReference(
  file: Finding['file'],
  path: Path,
  ref: string,
  reference: Exclude<Reference, { kind: 'agency' }>,
  expected: Words,
): Finding {
  if (reference.kind === 'unknown') {
    const found = describeValue(ref);
    return buildFinding(file, { path, expected, found, nearest: reference.nearest });
  }
  if (reference.kind === 'group') {
    const found = { vi: `nhóm ${quote(ref)}`, en: `the group ${quote(ref)}` };
    return buildFinding(file, { path, expected, found });
  }
  const [more, ids] = [
    reference.ids.length > listedIds,
    reference.ids.slice(0, listedIds).join(', '),
  ];
  const found = {
    vi: `${quote(ref)}, là tên của nhiều cơ quan: ${ids}${more ? ', …' : ''}`,
    en: `${quote(ref)}, the name of several: ${ids}${more ? ', …' : ''}`,
  };
  return buildFinding(file, { path, expected, found });
}

function checkMailbox(agency: Agency, path: Path): Finding[] {
  const expected = {
    vi: 'hoặc email, hoặc via (cơ quan nhận thư thay)',
    en: 'either email or via (the agency whose mailbox it uses)',
  };
  const because = [
    [...path, 'email'],
    [...path, 'via'],
  ];
  if (agency.email.length === 0 && agency.via === null) {
    const found = {
      vi: `${quote(agency.id)} không có cả hai`,
      en: `${quote(agency.id)} with neither`,
    };
    return [find({ path, because, expected, found })];
  }
  if (agency.email.length === 0 || agency.via === null) return [];
  const found = { vi: `${quote(agency.id)} có cả hai`, en: `${quote(agency.id)} with both` };
  return [find({ path: [...path, 'via'], because, expected, found })];
}

function checkValidity(agency: Agency, path: Path): Finding[] {
  const { validFrom, validTo, successor } = agency;
  const findings: Finding[] = [];
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    const expected = {
      vi: `ngày không trước validFrom (${validFrom})`,
      en: `a day not before validFrom (${validFrom})`,
    };
    findings.push(
      find({
        path: [...path, 'validTo'],
        because: [[...path, 'validFrom']],
        expected,
        found: same(validTo),
      }),
    );
  }
  if (successor !== null && validTo === null) {
    const expected = {
      vi: 'validTo, ngày cuối trước khi cơ quan kế thừa tiếp nhận',
      en: 'validTo, the last day before the successor takes over',
    };
    findings.push(
      find({
        path: [...path, 'successor'],
        because: [[...path, 'validTo']],
        expected,
        found: { vi: 'successor mà không có validTo', en: 'successor without validTo' },
      }),
    );
  }
  return findings;
}

function checkLinkCycles(directory: Directory, references: References, link: Link): Finding[] {
  const graph = new Map(
    directory.agencies.map((agency) => [agency.id, linkTargets(agency[link], references)]),
  );
  const expected = {
    vi: `chuỗi ${link} không quay lại chính nó`,
    en: `a chain of ${link} that does not come back to itself`,
  };
  return findCycles(graph).map((cycle) => {
    const index = directory.agencies.findIndex(({ id }) => id === cycle[0]);
    return find({ path: ['agencies', index, link], expected, found: same(formatCycle(cycle)) });
  });
}

function linkTargets(ref: string | null, references: References): string[] {
  const target = ref === null ? null : references.findAgency(ref);
  return target?.kind === 'agency' ? [target.id] : [];
}

/** `via` must reach a mailbox; cycles and unknown agencies on the way are reported as such. */
function checkViaEnds(directory: Directory, references: References): Finding[] {
  const index = new Map(directory.agencies.map((agency) => [agency.id, agency]));
  return directory.agencies.flatMap((agency, position) => {
    const chain = followVia(agency, index, references);
    const last = chain.at(-1);
    const goesOn = last?.via !== null && chain.length <= longestVia;
    if (agency.via === null || last === undefined || last.email.length > 0 || goesOn) return [];
    const expected = {
      vi: `chuỗi via dẫn tới một hộp thư, qua nhiều nhất ${longestVia} cơ quan`,
      en: `a chain of via that reaches a mailbox, over at most ${longestVia} agencies`,
    };
    const found = same(formatChain([agency, ...chain].map(({ id }) => id)));
    return [find({ path: ['agencies', position, 'via'], expected, found })];
  });
}

function followVia(
  agency: Agency,
  index: ReadonlyMap<string, Agency>,
  references: References,
): Agency[] {
  const chain: Agency[] = [];
  let next = index.get(linkTargets(agency.via, references)[0] ?? '');
  while (next !== undefined && next !== agency && !chain.includes(next)) {
    chain.push(next);
    if (chain.length > longestVia || next.email.length > 0) break;
    next = index.get(linkTargets(next.via, references)[0] ?? '');
  }
  return chain;
}

function checkGroups(directory: Directory, references: References): Finding[] {
  const groups = Object.entries(directory.groups);
  const unknown = groups.flatMap(([id, group]) =>
    'level' in group
      ? []
      : group.members.flatMap((ref, index) =>
          checkReference('directory', ['groups', id, 'members', index], ref, references),
        ),
  );
  const graph = new Map(
    groups.map(([id, group]) => [id, 'level' in group ? [] : [...group.members]]),
  );
  const cycles = findCycles(graph).map((cycle) =>
    find({
      path: ['groups', ...cycle.slice(0, 1), 'members'],
      expected: {
        vi: 'nhóm không chứa chính nó',
        en: 'a group that does not contain itself',
      },
      found: same(formatCycle(cycle)),
    }),
  );
  return [
    ...unknown,
    ...cycles,
    ...groups.flatMap(([id, group]) => checkGroupNotEmpty(id, group, directory)),
  ];
}

function checkGroupNotEmpty(id: string, group: Group, directory: Directory): Finding[] {
  if (expandReference(id, directory).length > 0) return [];
  const ofLevel = 'level' in group;
  // Members that are unknown are reported one by one.
  if (!ofLevel && group.members.length > 0) return [];
  const expected = {
    vi: 'nhóm có ít nhất một cơ quan',
    en: 'a group of at least one agency',
  };
  const found = { vi: `nhóm trống ${quote(id)}`, en: `the empty group ${quote(id)}` };
  return [
    find({
      path: ['groups', id],
      because: ofLevel ? [['groups', id, 'level'], ['agencies']] : [['groups', id, 'members']],
      expected,
      found,
    }),
  ];
}
