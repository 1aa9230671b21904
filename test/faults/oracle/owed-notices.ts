import type { Acknowledged, Outage, PlanRow, StartedPlan, Verb } from './facts.ts';
import {
  listMoments,
  listNotices,
  listPeriods,
  type MomentText,
  type NoticeText,
  type PeriodText,
} from './ladder.ts';
import { readDirectoryText, readPlanText } from './plan-text.ts';

/** Which notices are owed, from a plan's text and from what its agencies were answered. */

/** A notice of a ladder. */
export interface OwedNotice extends NoticeText {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly lastDay: string;
  /** Plan time, ms; of a period that opened while its plan was starting there may be two. */
  readonly atMs: readonly number[];
  /** Server time, ms: not earlier than the start of its plan. */
  readonly dueMs: number;
  /** False when nobody can say whether an answer came first. */
  readonly certain: boolean;
}

/** What decides beyond the plan. */
export interface Circumstances {
  readonly outages: readonly Outage[];
  readonly readAtMs: number;
}

/** A plan that begins to be followed so shortly before a period opens may announce it or not. */
const startingMs = 300_000;
/** A moment is settled within so long when everything runs. */
const promptMs = 10_000;
/** How long before and after an outage workflows may still be late. */
const recoveryMs = 40_000;

const tellsOf: Readonly<
  Record<Verb, readonly [kind: string, to: 'lead' | 'reviewer' | 'monitor'][]>
> = {
  acknowledge: [],
  submit: [
    ['received', 'lead'],
    ['reviewAsked', 'reviewer'],
  ],
  accept: [['accepted', 'lead']],
  return: [['returned', 'lead']],
  obstacle: [['obstacleReported', 'monitor']],
};

/** Every notice of a plan's ladders up to now. */
export function listOwed(
  started: StartedPlan,
  record: PlanRow,
  answers: readonly Acknowledged[],
  circumstances: Circumstances,
): OwedNotice[] {
  const plan = readPlanText(started.text);
  const directory = readDirectoryText(started.directory);
  const startedMs = Date.parse(record.startedAt);
  const nowMs = circumstances.readAtMs + record.shiftMs;
  return plan.tasks
    .flatMap((task) => listPeriods(plan, task, started.trackingFrom))
    .filter(({ opensAtMs }) => opensAtMs <= nowMs)
    .flatMap((period) => {
      const own = answers.filter(
        ({ plan: id, task, period: name }) =>
          id === plan.plan && task === period.task.task && name === period.period,
      );
      const announced = period.opensAtMs <= startedMs;
      return listMoments(plan, period, announced)
        .filter(({ atMs }) => atMs <= nowMs)
        .flatMap((moment) => tell(period, moment, own));
    });

  function tell(period: PeriodText, moment: MomentText, own: readonly Acknowledged[]) {
    const { atMs } = moment;
    const owing = period.task.lead.filter((lead) => owes(own, lead, atMs));
    const certain = owing.filter((lead) => owesCertainly(own, lead, atMs));
    const sure = new Set(
      listNotices(plan, period, moment, certain, directory).map((one) => identify(one)),
    );
    const tooFresh = atMs > nowMs - promptMs;
    return listNotices(plan, period, moment, owing, directory).map((one) => ({
      ...one,
      plan: plan.plan,
      task: period.task.task,
      period: period.period,
      lastDay: period.lastDay,
      atMs: describeMoment(period, moment),
      dueMs: Math.max(atMs, startedMs) - record.shiftMs,
      certain: sure.has(identify(one)) && !tooFresh,
    }));
  }

  function describeMoment(period: PeriodText, { atMs, phase }: MomentText): number[] {
    const { opensAtMs } = period;
    const starting = opensAtMs > startedMs && opensAtMs <= startedMs + startingMs;
    return phase === 'opened' && starting ? [atMs, opensAtMs] : [atMs];
  }

  /** An answer may have come first when it came so soon that nobody had been told yet. */
  function owesCertainly(own: readonly Acknowledged[], lead: string, atMs: number): boolean {
    const next = own
      .filter(
        ({ agency, verb, at }) => agency === lead && verb === 'submit' && Date.parse(at) > atMs,
      )
      .map(({ at }) => Date.parse(at))
      .sort((a, b) => a - b)[0];
    // What was due before the start is told before anybody can answer.
    if (next === undefined || atMs < startedMs) return true;
    if (next - atMs <= promptMs) return false;
    const from = atMs - record.shiftMs - recoveryMs;
    const to = next - record.shiftMs;
    return !circumstances.outages.some(
      ({ fromMs, toMs }) => fromMs < to && toMs + recoveryMs > from,
    );
  }
}

/** A notice that an answer asks for: told once, whoever died meanwhile. */
export interface AnswerNotice {
  readonly requestId: string;
  readonly plan: string;
  readonly task: string;
  readonly period: string;
  readonly agency: string;
  readonly to: string;
  readonly kind: string;
}

/** What the answers of a plan's agencies are to tell. */
export function listAnswerNotices(
  started: StartedPlan,
  answers: readonly Acknowledged[],
): AnswerNotice[] {
  const { plan: id, monitor, tasks } = readPlanText(started.text);
  const directory = readDirectoryText(started.directory);
  const isCommune = (agency: string) => directory.get(agency)?.level === 'commune';
  const findReviewer = (task: string, agency: string): string => {
    const leads = tasks.find((one) => one.task === task)?.lead ?? [];
    // What communes alone lead is reviewed by the agency above each of them.
    const above = leads.every(isCommune) ? directory.get(agency)?.superior : null;
    return above ?? monitor;
  };
  return answers
    .filter(({ plan }) => plan === id)
    .flatMap(({ verb, requestId, plan, task, period, agency }) =>
      tellsOf[verb].map(([kind, whom]) => ({
        ...{ requestId, plan, task, period, agency, kind },
        to: { lead: agency, monitor, reviewer: findReviewer(task, agency) }[whom],
      })),
    );
}

/** What a lead's answers up to a moment leave it owing. */
function owes(own: readonly Acknowledged[], lead: string, atMs: number): boolean {
  const last = own
    .filter(
      ({ agency, verb, at }) =>
        agency === lead && changesDuty.includes(verb) && Date.parse(at) <= atMs,
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .at(-1);
  return last === undefined || last.verb === 'return';
}

const changesDuty: readonly Verb[] = ['submit', 'accept', 'return'];

function identify({ agency, to, kind, step }: NoticeText): string {
  return `${agency} ${to} ${kind} ${step}`;
}
