import { setTimeout as sleepMs } from 'node:timers/promises';
import { expect } from 'vitest';
import { sendUpdate } from '../../client/send-update.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { withDeadline, withRequest } from '../../domain/decided-dates.ts';
import { inZone } from '../../domain/local-time.ts';
import {
  type Reopen,
  type Request,
  type Review,
  type SubmitEvidence,
  updateNames,
} from '../../domain/messages.ts';
import type { IsoDay, IsoInstant, Plan, Task } from '../../domain/plan.ts';
import { findPlan } from '../../register/plan-records.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import { rerunTask } from '../../worker/rerun-task.ts';
import { toLocalMinute } from '../e2e/play-answers.ts';
import { saveChangedVersion } from '../e2e/play-updates.ts';
import { leadId } from '../rig/plans.ts';
import type { Stage } from '../rig/stage.ts';
import { anAcknowledge, aReview, aSubmission } from '../rig/updates.ts';
import { theTask } from './script.ts';

/** What the steps of a script act upon. */
export interface Play {
  readonly stage: Stage;
  readonly plan: string;
  /** Id of the workflow of `plan`, or of task/period or task/period/part. */
  idOf(target: string): string;
  /** Plan time now. */
  planNow(): Promise<IsoInstant>;
  /** Lets time pass until a moment of plan time. */
  passTo(instant: IsoInstant): Promise<void>;
  /** Waits until nothing is under way. */
  whenStill(): Promise<void>;
  /** Waits until a workflow is there. */
  whenOpen(target: string): Promise<void>;
  /** Everything sent so far: what may be repeated. */
  readonly sent: Sent[];
}

interface Sent {
  readonly target: string;
  readonly name: keyof typeof updateNames;
  readonly command: Request;
}

/** One thing that happens. */
export type Step = (play: Play) => Promise<void>;

const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '45/QĐ-UBND', date: '2023-06-07', issuer: 'UBND tỉnh' },
} as const;

/** The instant of a local plan time: `2023-06-09 09:00`, also with seconds. */
export function readLocal(local: string): IsoInstant {
  return new Date(`${local.replace(' ', 'T')}+07:00`).toISOString();
}

/** Lets time pass until a local plan time: `2023-06-09 09:00`. */
export function at(local: string): Step {
  return async (play) => {
    await play.passTo(readLocal(local));
    await play.whenStill();
  };
}

/** Sends an update, of the task unless another target is given, and has its answer. */
export function send(
  name: keyof typeof updateNames,
  build: (requestId: string, play: Play) => Request | Promise<Request>,
  target: string = theTask,
): Step {
  return async (play) => {
    const place = play.sent.length;
    const requestId = `${play.plan}-${place + 1}`;
    play.sent.push({ target, name, command: { requestId } });
    const command = await build(requestId, play);
    play.sent[place] = { target, name, command };
    await deliver(play, { target, name, command });
  };
}

/** The n-th of what was sent is sent once more, as by a caller who got no answer. */
export function again(n: number): Step {
  return async ({ stage, idOf, sent }) => {
    const repeated = sent[n - 1];
    if (repeated === undefined) throw new Error(`expected ${n} updates, found ${sent.length}`);
    const { target, name, command } = repeated;
    await stage.client.workflow.getHandle(idOf(target)).executeUpdate(name, { args: [command] });
  };
}

/** The step is refused with a code. */
export function refused(code: string, step: Step): Step {
  return async (play) => {
    await expect(step(play)).rejects.toThrow(`"code":"${code}"`);
  };
}

/** All of it at the same moment. */
export function together(...steps: Step[]): Step {
  return async (play) => {
    await Promise.all(steps.map((step) => step(play)));
  };
}

/** So many ms of real time later. */
export function later(ms: number, step: Step): Step {
  return async (play) => {
    await sleepMs(ms);
    await step(play);
  };
}

/** An update needs so long to reach the server. */
const onItsWayMs = 150;

/**
 * No worker runs while time passes and updates are sent: it finds all of them together. In real time
 * only: a server whose clock jumps waits for the worker.
 */
export function withoutWorker(until: string | null, ...sends: Step[]): Step {
  return async (play) => {
    await play.whenOpen(theTask);
    await play.stage.worker.stop();
    const sending: Promise<void>[] = [];
    try {
      if (until !== null) await play.passTo(readLocal(until));
      for (const step of sends) {
        sending.push(step(play));
        await sleepMs(onItsWayMs);
      }
    } finally {
      await play.stage.startWorker();
    }
    await Promise.all(sending);
  };
}

/** An activity takes longer while something happens. */
export function slowly(name: Plantable, ms: number, ...steps: Step[]): Step {
  return planted(name, () => sleepMs(ms), steps);
}

/** An activity fails so many times before it succeeds. */
export function failing(name: Plantable, times: number, ...steps: Step[]): Step {
  let left = times;
  const fail = async () => {
    left -= 1;
    if (left >= 0) throw new Error('expected the register to answer, found no connection');
  };
  return planted(name, fail, steps);
}

type Before = () => Promise<unknown>;
type Plantable = keyof typeof plants;

const plants = {
  recordBatch: (stage: Stage, before: Before) =>
    stage.plant('recordBatch', (real) => async (input) => {
      await before();
      return await real(input);
    }),
  computeDeadlines: (stage: Stage, before: Before) =>
    stage.plant('computeDeadlines', (real) => async (input) => {
      await before();
      return await real(input);
    }),
  describeLeads: (stage: Stage, before: Before) =>
    stage.plant('describeLeads', (real) => async (input) => {
      await before();
      return await real(input);
    }),
  amendPlan: (stage: Stage, before: Before) =>
    stage.plant('amendPlan', (real) => async (input) => {
      await before();
      return await real(input);
    }),
  pausePlan: (stage: Stage, before: Before) =>
    stage.plant('pausePlan', (real) => async (input) => {
      await before();
      return await real(input);
    }),
};

function planted(name: Plantable, before: Before, steps: readonly Step[]): Step {
  return async (play) => {
    plants[name](play.stage, before);
    for (const step of steps) await step(play);
    plants[name](play.stage, async () => undefined);
  };
}

/** The lead has taken note. `n` stands for `xa-00n`, here and below. */
export function acknowledge(n: number, target?: string): Step {
  return send(updateNames.acknowledge, (id) => anAcknowledge(leadId(n), id), target);
}

/** Evidence is handed in. */
export function submit(n: number, changes: Partial<SubmitEvidence> = {}, target?: string): Step {
  return send(updateNames.submitEvidence, (id) => aSubmission(leadId(n), id, changes), target);
}

/** The reviewer accepts it, unless told otherwise. */
export function review(n: number, changes: Partial<Review> = {}, target?: string): Step {
  return send(updateNames.review, (id) => aReview(leadId(n), id, changes), target);
}

/** The reviewer returns it. */
export function giveBack(n: number, reason = 'Thiếu số liệu'): Step {
  return review(n, { decision: 'return', reason });
}

export function askExtension(n: number, until: IsoDay): Step {
  const reason = 'Chờ hướng dẫn chuyên ngành';
  return update(updateNames.requestExtension, n, { until, reason });
}

export function grant(n: number, until: IsoDay): Step {
  const says = { decision: 'grant', until, reason: null, ...decision };
  return update(updateNames.decideExtension, n, says);
}

export function refuseExtension(n: number): Step {
  const reason = 'Kế hoạch không thay đổi';
  return update(updateNames.decideExtension, n, {
    ...{ decision: 'refuse', until: null, reason },
    ...decision,
  });
}

export function reportObstacle(n: number, text = 'Chưa có phần mềm dùng chung'): Step {
  return update(updateNames.reportObstacle, n, { text });
}

export function answerObstacle(n: number): Step {
  const text = 'Đã cấp tài khoản';
  return update(updateNames.answerObstacle, n, { by: 'so-tttt', text });
}

export function remind(n: number): Step {
  return send(updateNames.remind, async (requestId, { planNow }) => ({
    requestId,
    agency: leadId(n),
    by: 'so-tttt',
    at: inZone(await planNow(), 'Asia/Ho_Chi_Minh'),
  }));
}

export function instruct(n: number): Step {
  const text = 'Hoàn thành trước kỳ họp';
  return update(updateNames.instruct, n, { text, ...decision });
}

export function waive(n: number): Step {
  const reason = 'Không còn phù hợp';
  return update(updateNames.waive, n, { reason, ...decision });
}

/** The assignment of one agency passes to another by decision. */
export function reassign(n: number, to: number): Step {
  const reason = 'Chuyển chức năng';
  return update(updateNames.reassign, n, { to: leadId(to), reason, ...decision });
}

export function reopen(n: number, until: IsoDay | null = null): Step {
  const reason = 'Số liệu có sai sót';
  return update(updateNames.reopen, n, { until, reason, ...decision });
}

/** A task workflow that has ended runs again, as the command `reopen` has it. */
export function reopenEnded(n: number, until: IsoDay | null = null): Step {
  return send(updateNames.reopen, async (requestId, { stage, idOf, planNow, plan }) => {
    const reason = 'Số liệu có sai sót';
    const command: Reopen = { agency: leadId(n), requestId, until, reason, ...decision };
    const record = await findPlan(stage.register, plan);
    const serverNowMs = Date.parse(await planNow()) - (record?.shiftMs ?? 0);
    const refusal = await rerunTask(
      { client: stage.client, register: stage.register, calendar: vietnamCalendar },
      { workflowId: idOf(theTask), reopen: command, answersPerRun: 1_500, serverNowMs },
    );
    expect(refusal).toBeNull();
    return command;
  });
}

/** A coordinator says what it has done for the lead. */
export function contribute(n: number, by: string): Step {
  const text = 'Đã gửi số liệu';
  return update(updateNames.contribute, n, { by, text, document: null });
}

export function waitFor(n: number, on: string): Step {
  return update(updateNames.waitFor, n, { on, text: 'Chờ số liệu dân cư' });
}

function update(
  name: keyof typeof updateNames,
  n: number,
  says: Readonly<Record<string, unknown>>,
): Step {
  return send(name, (requestId) => ({ requestId, agency: leadId(n), ...says }));
}

/** What the plan says to its task when it closes. */
export function closeTask(): Step {
  return send(updateNames.close, (requestId) => ({ requestId, reason: 'Kế hoạch kết thúc' }));
}

export function closePlan(): Step {
  const says = { reason: 'Được thay thế bằng kế hoạch khác' };
  return send(updateNames.close, (requestId) => ({ requestId, ...says }), 'plan');
}

export function pause(): Step {
  const says = { reason: 'Chờ sắp xếp bộ máy' };
  return send(updateNames.pause, (requestId) => ({ requestId, ...says }), 'plan');
}

export function resume(): Step {
  const says = { reason: 'Đã sắp xếp xong' };
  return send(updateNames.resume, (requestId) => ({ requestId, ...says }), 'plan');
}

/** A new version of the plan applies. */
export function amend(change: (plan: Plan) => Plan): Step {
  return changePlan(updateNames.amend, change, {});
}

/** As {@link amend}, with one task changed. */
export function amendTask(number: string, changes: Partial<Task>): Step {
  return amend((plan) => ({
    ...plan,
    tasks: plan.tasks.map((task) => (task.task === number ? { ...task, ...changes } : task)),
  }));
}

/** A change that was made to a version which is not in force any more. */
export function amendOldVersion(): Step {
  const old = { base: 0, version: 1, ...decision };
  return send(updateNames.amend, (requestId) => ({ requestId, ...old }), 'plan');
}

/** An undated task gets its date. */
export function setDeadline(task: string, lastDay: IsoDay): Step {
  return decideDate(updateNames.setDeadline, withDeadline, task, lastDay);
}

/** An extra report is asked for. */
export function requestReport(task: string, lastDay: IsoDay): Step {
  return decideDate(updateNames.request, withRequest, task, lastDay);
}

function decideDate(
  name: keyof typeof updateNames,
  decide: typeof withDeadline,
  task: string,
  lastDay: IsoDay,
): Step {
  return async (play) => {
    const decidedOn = toLocalMinute(await play.planNow()).slice(0, 10);
    const change = (plan: Plan) => decide(plan, task, { lastDay, decidedOn });
    await changePlan(name, change, { task, lastDay })(play);
  };
}

function changePlan(
  name: keyof typeof updateNames,
  change: (plan: Plan) => Plan,
  says: Readonly<Record<string, unknown>>,
): Step {
  const build = async (requestId: string, { stage, planNow, plan }: Play) => {
    const rehearsal = { register: stage.register, planNow };
    const versions = await saveChangedVersion(rehearsal, plan, ({ definition }) => ({
      definition: change(definition),
    }));
    return { requestId, ...versions, ...decision, ...says };
  };
  return send(name, build, 'plan');
}

async function deliver(play: Play, { target, name, command }: Sent): Promise<void> {
  const { stage, idOf, whenOpen } = play;
  await whenOpen(target);
  const outcome = await sendUpdate(
    {
      client: stage.client,
      findAnswer: async (id) => (await findRequest(stage.register, id))?.answer,
    },
    { workflowId: idOf(target), name, command },
  );
  if (outcome.kind === 'answered' || outcome.kind === 'onRecord') return;
  throw new Error(`expected ${name} to be answered, found ${JSON.stringify(outcome)}`);
}
