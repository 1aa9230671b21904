import { IANAZone } from 'luxon';
import { readDue } from './build-plan.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { checkAgencyReference, emptyList, isProperId } from './directory-checks.ts';
import { expectedAt } from './expected-words.ts';
import {
  buildFinding,
  describeValue,
  type Finding,
  type FindingParts,
  type Path,
  same,
  type Words,
} from './finding.ts';
import { findNearestName } from './nearest-name.ts';
import type { PlanFile } from './plan-file.ts';
import type { References } from './references.ts';

/** What a plan says of itself, outside its tasks, is checked here. */

const find = (parts: FindingParts) => buildFinding('plan', parts);

/** Everything that is wrong with the head of a plan file. `references` is null without a directory. */
export function checkPlanHead(
  file: PlanFile,
  references: References | null,
  calendar: WorkingCalendar,
): Finding[] {
  return [
    ...checkPlanId(file),
    ...checkDays(file),
    ...checkCalendar(file, calendar),
    ...checkTimezone(file),
    ...checkReporting(file),
    ...checkEscalation(file),
    ...checkLadders(file),
    ...(references === null ? [] : checkRoles(file, references)),
    ...checkHasTasks(file),
  ];
}

/** What is doubtful: the plan can run, but somebody should know. */
export function warnOfPlan(file: PlanFile, calendar: WorkingCalendar): Finding[] {
  const provisional = calendar.provisionalDaysWithin(file.from, file.to);
  const [first] = provisional;
  if (first === undefined) return [];
  const years = [...new Set(provisional.map(({ day }) => day.slice(0, 4)))].join(', ');
  const count = String(provisional.length);
  return [
    find({
      path: ['to'],
      because: [['from']],
      expected: {
        vi: 'các năm đã có quyết định về ngày nghỉ',
        en: 'years whose public holidays are decided',
      },
      found: {
        vi: `${count.padStart(2, '0')} ngày nghỉ tạm tính của năm ${years} (ngày đầu: ${first.day}, ${first.name})`,
        en: `${count} provisional days off in ${years} (the first: ${first.day}, ${first.name})`,
      },
    }),
  ];
}

function checkPlanId({ plan }: PlanFile): Finding[] {
  if (isProperId(plan)) return [];
  return [find({ path: ['plan'], expected: expectedAt(['plan']), found: describeValue(plan) })];
}

function checkDays({ from, to, issued }: PlanFile): Finding[] {
  const findings: Finding[] = [];
  if (to < from) {
    const expected = {
      vi: `ngày không trước from (${from})`,
      en: `a day not before from (${from})`,
    };
    findings.push(find({ path: ['to'], because: [['from']], expected, found: same(to) }));
  }
  if (issued > to) {
    const expected = {
      vi: `ngày ban hành không sau to (${to})`,
      en: `a day of issue not after to (${to})`,
    };
    findings.push(find({ path: ['issued'], because: [['to']], expected, found: same(issued) }));
  }
  return findings;
}

function checkCalendar(file: PlanFile, calendar: WorkingCalendar): Finding[] {
  return (['from', 'to'] as const).flatMap((key) => {
    const unknown = explainRefusal(() => calendar.isWorkingDay(file[key]));
    if (unknown === null) return [];
    return [find({ path: [key], expected: knownYears, found: same(`${file[key]} (${unknown})`) })];
  });
}

/** What a calendar is expected to know. */
export const knownYears: Words = {
  vi: 'ngày thuộc những năm có lịch làm việc',
  en: 'a day of a year whose working days are known',
};

/** Why a calendar cannot answer; null when it can. */
export function explainRefusal(question: () => unknown): string | null {
  try {
    question();
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function checkTimezone({ timezone }: PlanFile): Finding[] {
  if (timezone === undefined || IANAZone.isValidZone(timezone)) return [];
  return [
    find({
      path: ['timezone'],
      expected: expectedAt(['timezone']),
      found: describeValue(timezone),
      nearest: findNearestName(timezone, [
        'Asia/Ho_Chi_Minh',
        ...Intl.supportedValuesOf('timeZone'),
      ]),
    }),
  ];
}

function checkReporting({ reporting, before }: PlanFile): Finding[] {
  if (reporting === undefined) return [];
  const path: Path = ['reporting', 'due'];
  const reading = readDue(reporting.due, before ?? 'exclusive');
  if (!reading.ok) return [notUnderstood(path, reading.phrase, reading.nearest)];
  const { rule } = reading.due;
  const rhythms = rule.kind === 'recurring' ? rule.cycles.map(({ every }) => every) : [];
  const asked = reporting.every;
  if (rhythms.some((every) => every === asked || (every === 'cumulative' && asked === 'quarter'))) {
    return [];
  }
  return [
    find({
      path,
      because: [['reporting', 'every']],
      expected: {
        vi: `thời hạn lặp lại theo every: ${asked}`,
        en: `a deadline that comes every ${asked}, as \`every\` says`,
      },
      found: typeof reporting.due === 'string' ? describeValue(reporting.due) : same(rule.kind),
    }),
  ];
}

/** A phrase that nobody understands. */
export function notUnderstood(path: Path, phrase: string, nearest: string): Finding {
  return find({
    path,
    expected: {
      vi: 'cụm từ chỉ thời hạn đã biết, một quy tắc hoặc none',
      en: 'a known deadline phrase, a rule or none',
    },
    found: describeValue(phrase),
    nearest,
  });
}

function checkEscalation(file: PlanFile): Finding[] {
  return (file.escalation ?? []).flatMap((step, index) => {
    const path: Path = ['escalation', index];
    return [
      ...checkRepetition(step, path),
      ...checkRecipients(step.to, [...path, 'to'], file.provincialOffice !== undefined),
    ];
  });
}

type StepFile = NonNullable<PlanFile['escalation']>[number];

function checkRepetition({ repeatEvery, times }: StepFile, path: Path): Finding[] {
  const because = [
    [...path, 'repeatEvery'],
    [...path, 'times'],
  ];
  const expected = {
    vi: 'repeatEvery và times đi cùng nhau',
    en: 'repeatEvery and times together',
  };
  if (repeatEvery !== undefined && times === undefined) {
    const found = { vi: 'repeatEvery mà không có times', en: 'repeatEvery without times' };
    return [find({ path: [...path, 'repeatEvery'], because, expected, found })];
  }
  if (repeatEvery !== undefined || times === undefined || times === 1) return [];
  const found = { vi: 'times mà không có repeatEvery', en: 'times without repeatEvery' };
  return [find({ path: [...path, 'times'], because, expected, found })];
}

function checkRecipients(to: StepFile['to'], path: Path, hasProvincialOffice: boolean): Finding[] {
  if (to.length === 0) {
    return [find({ path, expected: expectedAt(['escalation', 'to']), found: emptyList })];
  }
  const index = to.indexOf('provincialOffice');
  if (hasProvincialOffice || index < 0) return [];
  return [
    find({
      path: [...path, index],
      because: [['provincialOffice']],
      expected: {
        vi: 'khóa provincialOffice của kế hoạch, vì bước này báo cáo tới đó',
        en: 'the key `provincialOffice` in the plan, since this step tells it',
      },
      found: { vi: 'không nêu provincialOffice', en: 'no provincialOffice' },
    }),
  ];
}

function checkLadders({ reminders }: PlanFile): Finding[] {
  return (['lead', 'coordinators'] as const).flatMap((who) =>
    Object.entries(reminders?.[who] ?? {}).flatMap(([cycle, steps = []]) =>
      steps.flatMap((step, index) => {
        if (steps.indexOf(step) === index) return [];
        const expected = { vi: 'mỗi bước một lần', en: 'each step once' };
        const found = { vi: `${step} lần thứ hai`, en: `${step} a second time` };
        return [find({ path: ['reminders', who, cycle, index], expected, found })];
      }),
    ),
  );
}

const singleRoles = ['monitor', 'office', 'provincialOffice', 'obstaclesTo', 'reviewer'] as const;

function checkRoles(file: PlanFile, references: References): Finding[] {
  return singleRoles.flatMap((role) => {
    const ref = file[role];
    if (ref === undefined || (role === 'reviewer' && ref === 'superior')) return [];
    return checkAgencyReference('plan', [role], ref, references);
  });
}

function checkHasTasks({ tasks }: PlanFile): Finding[] {
  if (tasks.length > 0) return [];
  return [find({ path: ['tasks'], expected: expectedAt(['tasks']), found: emptyList })];
}
