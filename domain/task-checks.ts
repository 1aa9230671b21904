import { readDue } from './build-plan.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { expandReference, findReviewer } from './directory.ts';
import { checkAgencyReference, checkReference, emptyList } from './directory-checks.ts';
import { expectedAt } from './expected-words.ts';
import { maxTaskNumberLength, taskNumberPattern } from './file-values.ts';
import { findCycles, formatCycle } from './find-cycles.ts';
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
import { reportTask } from './names.ts';
import { findNearestName } from './nearest-name.ts';
import { computePeriods } from './period.ts';
import type { Agency, Directory, IsoDay, Plan, Task } from './plan.ts';
import { explainRefusal, knownYears, notUnderstood } from './plan-checks.ts';
import type { PlanFile, TaskFile } from './plan-file.ts';
import type { References } from './references.ts';

const find = (parts: FindingParts) => buildFinding('plan', parts);

/** Everything that is wrong with the tasks as written. `references` is null without a directory. */
export function checkTaskFiles(file: PlanFile, references: References | null): Finding[] {
  const numbers = file.tasks.map(({ task }) => task);
  return [
    ...file.tasks.flatMap((task, index) => {
      const path: Path = ['tasks', index];
      return [
        ...checkNumber(task.task, index, numbers),
        ...checkLeads(task, path),
        ...checkDues(task, path, file.before ?? 'exclusive'),
        ...checkAfter(task, path, numbers),
        ...(references === null ? [] : checkTaskReferences(task, path, references)),
      ];
    }),
    ...checkAfterCycles(file.tasks),
  ];
}

function checkNumber(task: string, index: number, numbers: readonly string[]): Finding[] {
  const path: Path = ['tasks', index, 'task'];
  // `__proto__`, `constructor` …: tables by task are plain objects.
  const isTaken = Object.hasOwn(Object.prototype, task);
  if (isTaken || !taskNumberPattern.test(task) || task.length > maxTaskNumberLength) {
    return [find({ path, expected: expectedAt(['task']), found: describeValue(task) })];
  }
  if (task.toLowerCase() === reportTask) {
    const expected = {
      vi: 'số nhiệm vụ khác "report" (dành cho báo cáo định kỳ)',
      en: 'a task number other than "report" (it is the periodic report)',
    };
    return [find({ path, expected, found: describeValue(task) })];
  }
  if (numbers.indexOf(task) === index) return [];
  const expected = { vi: 'mỗi số nhiệm vụ một lần', en: 'each task number once' };
  const found = { vi: `${quote(task)} lần thứ hai`, en: `${quote(task)} a second time` };
  return [find({ path, expected, found })];
}

function checkLeads({ lead }: TaskFile, path: Path): Finding[] {
  if (lead.length > 0) return [];
  const expected = { vi: 'ít nhất một cơ quan chủ trì', en: 'at least one lead' };
  return [find({ path: [...path, 'lead'], expected, found: emptyList })];
}

function checkDues({ due }: TaskFile, path: Path, before: Plan['before']): Finding[] {
  if (due.length === 0) {
    return [find({ path: [...path, 'due'], expected: expectedAt(['due']), found: emptyList })];
  }
  return due.flatMap((entry, index) => {
    const reading = readDue(entry, before);
    return reading.ok
      ? []
      : [notUnderstood([...path, 'due', index], reading.phrase, reading.nearest)];
  });
}

function checkAfter({ after = [] }: TaskFile, path: Path, numbers: readonly string[]): Finding[] {
  return after.flatMap((number, index) => {
    if (numbers.includes(number)) return [];
    return [
      find({
        path: [...path, 'after', index],
        expected: {
          vi: 'số của một nhiệm vụ trong kế hoạch',
          en: 'the number of a task of the plan',
        },
        found: describeValue(number),
        nearest: findNearestName(number, numbers),
      }),
    ];
  });
}

function checkAfterCycles(tasks: readonly TaskFile[]): Finding[] {
  const graph = new Map<string, string[]>();
  // A number that stands twice is reported as such; here both its rows count.
  for (const { task, after = [] } of tasks) graph.set(task, [...(graph.get(task) ?? []), ...after]);
  return findCycles(graph).map((cycle) => {
    const index = tasks.findIndex(({ task, after }) => task === cycle[0] && after !== undefined);
    const expected = {
      vi: 'chuỗi after không quay lại chính nó',
      en: 'a chain of after that does not come back to itself',
    };
    return find({ path: ['tasks', index, 'after'], expected, found: same(formatCycle(cycle)) });
  });
}

function checkTaskReferences(task: TaskFile, path: Path, references: References): Finding[] {
  const { reviewer } = task;
  return [
    ...task.lead.flatMap((ref, index) =>
      checkReference('plan', [...path, 'lead', index], ref, references),
    ),
    ...(task.coordinators ?? []).flatMap((ref, index) =>
      typeof ref === 'string'
        ? checkReference('plan', [...path, 'coordinators', index], ref, references)
        : [],
    ),
    ...(reviewer === undefined || reviewer === 'superior'
      ? []
      : checkAgencyReference('plan', [...path, 'reviewer'], reviewer, references)),
  ];
}

/** Everything that is wrong with the tasks once references are ids and phrases are rules. */
export function checkTasks(plan: Plan, directory: Directory, calendar: WorkingCalendar): Finding[] {
  return plan.tasks.flatMap((task, index) => {
    const path: Path = ['tasks', index];
    return [
      ...checkReviewers(plan, task, path, directory),
      ...checkLeadsExist(plan, task, path, directory),
      ...checkReported(plan, task, path),
      ...checkHasPeriod(plan, task, path, calendar),
    ];
  });
}

function checkReviewers(plan: Plan, task: Task, path: Path, directory: Directory): Finding[] {
  const leads = task.lead.flatMap((ref) => expandReference(ref, directory));
  const roles = isLine(task) ? [task, { reviewer: null }] : [task];
  const without = leads.filter((lead) =>
    roles.some((role) => findReviewer(plan, role, lead, directory) === null),
  );
  if (without.length === 0) return [];
  const list = [...new Set(without)].map(quote).join(', ');
  return [
    find({
      path: [...path, 'lead'],
      because: [['monitor'], ['office'], ['reviewer'], [...path, 'reviewer']],
      expected: {
        vi: 'cơ quan khác với cơ quan chủ trì để xác nhận (reviewer, office hoặc cấp trên)',
        en: 'somebody other than the lead to review (reviewer, office or its superior)',
      },
      found: { vi: `không còn ai cho ${list}`, en: `nobody for ${list}` },
    }),
  ];
}

function checkLeadsExist(plan: Plan, task: Task, path: Path, directory: Directory): Finding[] {
  const ids = new Set(task.lead.flatMap((ref) => expandReference(ref, directory)));
  const leads = directory.agencies.filter(({ id }) => ids.has(id));
  if (leads.length === 0 || leads.some((lead) => existsWithin(lead, plan))) return [];
  return [
    find({
      path: [...path, 'lead'],
      because: [['from'], ['to']],
      expected: {
        vi: `cơ quan chủ trì tồn tại trong khoảng ${plan.from} – ${plan.to}`,
        en: `a lead that exists between ${plan.from} and ${plan.to}`,
      },
      found: same(task.lead.map(quote).join(', ')),
    }),
  ];
}

function existsWithin({ validFrom, validTo }: Agency, { from, to }: Plan): boolean {
  return (validFrom === null || validFrom <= to) && (validTo === null || from <= validTo);
}

function checkReported(plan: Plan, task: Task, path: Path): Finding[] {
  if (plan.reporting !== null || !isLine(task)) return [];
  return [
    find({
      path: [...path, 'due'],
      because: [['reporting']],
      expected: {
        vi: 'khóa reporting của kế hoạch: nhiệm vụ thường xuyên hoặc không có thời hạn là một dòng của báo cáo định kỳ',
        en: 'the key `reporting` in the plan: a standing or undated task is a line of the periodic report',
      },
      found: { vi: 'không có reporting', en: 'no reporting' },
    }),
  ];
}

/** Whether a task is a line of the periodic report. */
function isLine({ due }: Task): boolean {
  return due.length > 0 && due.every(({ rule }) => ['standing', 'undated'].includes(rule.kind));
}

/** A dated task without a single period would silently never be asked for. */
function checkHasPeriod(plan: Plan, task: Task, path: Path, calendar: WorkingCalendar): Finding[] {
  const isKnown = (day: IsoDay) => explainRefusal(() => calendar.isWorkingDay(day)) === null;
  const isComputable = plan.from <= plan.to && isKnown(plan.from) && isKnown(plan.to);
  if (task.due.length === 0 || isLine(task) || !isComputable) return [];
  let periods = 0;
  const refusal = explainRefusal(() => {
    periods = computePeriods(task.due, plan, calendar).length;
  });
  if (periods > 0) return [];
  const phrases = task.due.map(({ phrase, rule }) => quote(phrase ?? rule.kind)).join(', ');
  return [
    find({
      path: [...path, 'due'],
      because: [['from'], ['to'], ['issued']],
      expected: refusal === null ? withinPlan(plan) : knownYears,
      found: same(refusal === null ? phrases : `${phrases} (${refusal})`),
    }),
  ];
}

function withinPlan({ from, to }: Plan): Words {
  return {
    vi: `thời hạn trong khoảng ${from} – ${to}`,
    en: `a deadline between ${from} and ${to}`,
  };
}
