import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { reportTask } from './names.ts';
import { findNearestName } from './nearest-name.ts';
import type { DecidedDate, DecidedDates, IsoDay, Plan, Task } from './plan.ts';
import { explainRefusal } from './plan-checks.ts';
import { selectLineTasks } from './task-period.ts';

/**
 * Dates that are decided while a plan runs: the deadline of an undated task, and extra reports. They
 * stand in a version of the plan beside what its file says. Pure.
 */

/** A date as it is asked for. */
export interface AskedDate {
  /** `deadline` dates an undated task; `request` asks a task for an extra report. */
  readonly what: 'deadline' | 'request';
  readonly task: string;
  readonly lastDay: IsoDay;
}

/** What a date is judged by. */
export interface DateTerms {
  /** Today in the plan's time zone, plan time. */
  readonly today: IsoDay;
  /** The periods that the plan has already, those of decided dates among them. */
  readonly periods: readonly {
    readonly task: string;
    readonly period: string;
    readonly lastDay: IsoDay;
  }[];
  readonly calendar: WorkingCalendar;
}

/** Why a date cannot be decided, and what to do instead. */
export interface DateProblem {
  readonly message: string;
  readonly advice: readonly string[];
}

/** The plan with a deadline for one of its undated tasks. */
export function withDeadline(plan: Plan, task: string, date: DecidedDate): Plan {
  const { deadlines, requests } = decidedOf(plan);
  return { ...plan, decided: { deadlines: { ...deadlines, [task]: date }, requests } };
}

/** The plan with an extra report of one of its tasks, or of the periodic report. */
export function withRequest(plan: Plan, task: string, date: DecidedDate): Plan {
  const { deadlines, requests } = decidedOf(plan);
  return { ...plan, decided: { deadlines, requests: [...requests, { task, ...date }] } };
}

/**
 * An amended plan with the decided dates of the version before it that still make sense: deadlines of
 * tasks that have no date of their own in the new version either, extra reports of tasks that it still has.
 */
export function keepDecided(previous: Plan, next: Plan): Plan {
  const { deadlines, requests } = decidedOf(previous);
  const kept: DecidedDates = {
    deadlines: Object.fromEntries(
      Object.entries(deadlines).filter(([number]) => {
        const task = findTask(next, number);
        return task !== undefined && mayBeDated(task);
      }),
    ),
    requests: requests.filter(({ task }) => listTaskNumbers(next).includes(task)),
  };
  const isEmpty = Object.keys(kept.deadlines).length + kept.requests.length === 0;
  return isEmpty ? next : { ...next, decided: kept };
}

/** Why a date cannot be decided for a task of a plan; null when it can. */
export function findDateProblem(
  plan: Plan,
  asked: AskedDate,
  terms: DateTerms,
): DateProblem | null {
  return findTaskProblem(plan, asked) ?? findDayProblem(asked, terms) ?? findTakenDay(asked, terms);
}

function decidedOf({ decided }: Plan): DecidedDates {
  return decided ?? { deadlines: {}, requests: [] };
}

function findTask(plan: Plan, number: string): Task | undefined {
  return plan.tasks.find(({ task }) => task === number);
}

/** Numbers that a date can be decided for: the rows of the table, and the periodic report of a plan that has one. */
function listTaskNumbers(plan: Plan): string[] {
  const hasReport = plan.reporting !== null && selectLineTasks(plan).length > 0;
  return [...plan.tasks.map(({ task }) => task), ...(hasReport ? [reportTask] : [])];
}

/** True of a task that waits for a date: not of a standing one, which is a line of every periodic report. */
function mayBeDated({ due }: Task): boolean {
  return (
    due.some(({ rule }) => rule.kind === 'undated') &&
    due.every(({ rule }) => rule.kind === 'undated' || rule.kind === 'standing')
  );
}

function findTaskProblem(plan: Plan, { what, task: number }: AskedDate): DateProblem | null {
  const known = listTaskNumbers(plan);
  if (!known.includes(number)) return describeUnknown(plan, number, known);
  if (what === 'request') return null;
  const task = findTask(plan, number);
  if (task === undefined) {
    return {
      message: 'expected a task without a date, found the periodic report, which has its days',
      advice: [`an extra one: dondoc request ${plan.plan} ${number} --due DAY`],
    };
  }
  const decided = decidedOf(plan).deadlines[number];
  if (decided !== undefined) return describeDecided(plan, number, decided);
  return mayBeDated(task) ? null : describeDated(plan, task);
}

function describeUnknown(plan: Plan, number: string, known: readonly string[]): DateProblem {
  if (number === reportTask) {
    return {
      message: `expected a task of ${plan.plan}, found ${reportTask}: this plan has no periodic report`,
      advice: [],
    };
  }
  const nearest = findNearestName(number, known);
  const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
  return {
    message: `expected a task of ${plan.plan}, found no ${number}${hint}`,
    advice: [`there are: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}`],
  };
}

function describeDecided(
  { plan }: Plan,
  number: string,
  { lastDay, decidedOn }: DecidedDate,
): DateProblem {
  return {
    message: `expected a task without a date, found ${number}, whose last day ${lastDay} was decided on ${decidedOn}`,
    advice: [`a later one, lead by lead: dondoc extend ${plan} ${number} once --grant DAY`],
  };
}

function describeDated({ plan }: Plan, { task, due }: Task): DateProblem {
  const phrases = due.flatMap(({ phrase }) => phrase ?? []).join('; ');
  const said = phrases === '' ? '' : ` ("${phrases}")`;
  const request = `an extra report: dondoc request ${plan} ${task} --due DAY`;
  if (due.every(({ rule }) => rule.kind === 'standing')) {
    return {
      message: `expected a task without a date, found ${task}, a standing one${said}: it is a line of every periodic report`,
      advice: [request],
    };
  }
  return {
    message: `expected a task without a date, found ${task}, which has one already${said}`,
    advice: [
      `a later day for one lead: dondoc extend ${plan} ${task} PERIOD --grant DAY`,
      'another deadline: change it in the plan file, then dondoc amend FILE',
      request,
    ],
  };
}

function findDayProblem(
  { lastDay }: AskedDate,
  { today, calendar }: DateTerms,
): DateProblem | null {
  if (lastDay < today) {
    return {
      message: `expected a day not before ${today} (today, in plan time), found ${lastDay}`,
      advice: [],
    };
  }
  const unknown = explainRefusal(() => calendar.isWorkingDay(lastDay));
  if (unknown === null) return null;
  return {
    message: `expected a day of a year whose working days are known, found ${lastDay} (${unknown})`,
    advice: [],
  };
}

function findTakenDay({ task, lastDay }: AskedDate, { periods }: DateTerms): DateProblem | null {
  const taken = periods.find((period) => period.task === task && period.lastDay === lastDay);
  if (taken === undefined) return null;
  return {
    message: `expected a day on which nothing of task ${task} is due yet, found ${lastDay}, the last day of its period ${taken.period}`,
    advice: ['that period is asked for already: choose another day'],
  };
}
