import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import { expect, vi } from 'vitest';
import { createActivities } from '../../activities/create-activities.ts';
import { createSmtpTransport } from '../../activities/mail-transport.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { Link, ReplyScope } from '../../domain/link.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import type { Activities } from '../../domain/workflow-input.ts';
import {
  type MailCatcher,
  type MailCatcherOptions,
  startMailCatcher,
} from '../../embedded/mail-catcher.ts';
import type { Register } from '../../register/register.ts';
import { CleanUp } from '../../worker/clean-up.ts';
import { createWorker, type WorkerTuning } from '../../worker/create-worker.ts';
import { type StartPlan, startPlan } from '../../worker/start-plan.ts';
import { describeHistories } from './histories.ts';
import type { TestPlan } from './plans.ts';
import { captureSdkLog, type SdkLog } from './sdk-log.ts';
import { startTestRegister, type TestTemporal, testIdentity } from './servers.ts';

/** A worker that a test can stop. */
export interface TestWorker {
  stop(): Promise<void>;
}

/** Replaces an activity by one that may call the real one. */
export type Plant<Name extends keyof Activities> = (
  real: Activities[Name],
) => (...input: Parameters<Activities[Name]>) => ReturnType<Activities[Name]>;

/** Real servers with one worker between them. */
export interface Stage<Temporal extends TestTemporal = TestTemporal> {
  readonly temporal: Temporal;
  readonly client: Client;
  readonly register: Register;
  readonly databaseUrl: string;
  readonly mails: MailCatcher;
  readonly log: SdkLog;
  /** The worker that runs now. */
  worker: TestWorker;
  startWorker(): Promise<TestWorker>;
  /** Until the next call, an activity is what the test makes of it. */
  plant<Name extends keyof Activities>(name: Name, plant: Plant<Name>): void;
  /** Every activity is the real one again. */
  uproot(): void;
  start(plan: TestPlan, options?: Partial<StartPlan>): Promise<void>;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly tuning?: WorkerTuning;
  readonly mailCatcher?: MailCatcherOptions;
  /** Where mail is handed over, instead of the catcher. */
  readonly smtpUrl?: string;
  readonly patienceMs?: number;
  /** Writes the links of mails; without it they have none. */
  readonly linkTo?: (link: Link) => Promise<string>;
  /** Where replies are handed in; without it nowhere. */
  readonly replyToOf?: (scope: ReplyScope) => string;
}

/** Plan time at which a plan of these tests starts, unless a test says otherwise: a Wednesday morning. */
export const wednesday: IsoInstant = '2023-06-07T09:00:00.000+07:00';

/** The two ways in which every workflow test runs: with the cache, and with each step as a replay (rule 20). */
export const bothCaches: readonly (readonly [string, WorkerTuning])[] = [
  ['with the workflow cache', {}],
  ['without a workflow cache', { maxCachedWorkflows: 0 }],
];

/** Starts everything that a running dondoc needs, and its worker. */
export async function openStage<Temporal extends TestTemporal>(
  startTemporal: () => Promise<Temporal>,
  options: StageOptions = {},
): Promise<Stage<Temporal>> {
  const cleanUp = new CleanUp();
  try {
    return await build(startTemporal, options, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

/** Plan time less server time, so that it is a given plan time now. */
export function shiftTo(planTime: IsoInstant, serverNowMs: number = Date.now()): number {
  return Date.parse(planTime) - serverNowMs;
}

async function build<Temporal extends TestTemporal>(
  startTemporal: () => Promise<Temporal>,
  options: StageOptions,
  cleanUp: CleanUp,
): Promise<Stage<Temporal>> {
  const log = captureSdkLog();
  const [temporal, { register, url }, mails] = await Promise.all([
    startTemporal().then((started) => keep(cleanUp, started)),
    startTestRegister().then((started) => keep(cleanUp, started)),
    startMailCatcher({ webPort: false, ...options.mailCatcher }).then((started) =>
      keep(cleanUp, started),
    ),
  ]);
  const { client } = temporal;
  const transport = createSmtpTransport(options.smtpUrl ?? mails.smtpUrl, 5);
  cleanUp.add(() => transport.close());
  const real = createActivities({
    register,
    client,
    calendar: vietnamCalendar,
    mail: {
      transport,
      from: 'dondoc <dondoc@test.example>',
      replyTo: null,
      domain: 'test.example',
      connections: 5,
      patienceMs: options.patienceMs ?? 2_000,
      dateOf: 'realTime',
      linkTo: options.linkTo ?? null,
      replyToOf: options.replyToOf ?? null,
    },
    log: pino({ level: 'silent' }),
  });
  let planted: Partial<Activities> = {};
  const native = await NativeConnection.connect({ address: temporal.address });
  cleanUp.add(() => native.close());
  const startWorker = () =>
    runWorker(
      native,
      follow(real, () => planted),
      options.tuning,
    );
  const stage: Stage<Temporal> = {
    temporal,
    client,
    register,
    databaseUrl: url,
    mails,
    log,
    worker: await startWorker(),
    startWorker: async () => {
      stage.worker = await startWorker();
      return stage.worker;
    },
    plant: (name, plant) => {
      planted = { ...planted, [name]: plant(real[name]) };
    },
    uproot: () => {
      planted = {};
    },
    start: async (plan, given = {}) => {
      await startPlan(
        { client, register },
        {
          ...plan,
          trackingFrom: plan.plan.issued,
          includePast: false,
          announceAtOnce: false,
          shiftMs: shiftTo(wednesday),
          answersPerRun: 1_500,
          ...given,
        },
      );
    },
    stop: () => cleanUp.run(),
  };
  cleanUp.add(() => stage.worker.stop());
  return stage;
}

function keep<Started extends { stop(): Promise<void> }>(
  cleanUp: CleanUp,
  started: Started,
): Started {
  cleanUp.add(() => started.stop());
  return started;
}

/** Activities that are, at each call, what is planted then, else the real ones. */
function follow(real: Activities, planted: () => Partial<Activities>): Activities {
  return {
    planAgenda: (input) => (planted().planAgenda ?? real.planAgenda)(input),
    openPeriods: (input) => (planted().openPeriods ?? real.openPeriods)(input),
    recordBatch: (batch) => (planted().recordBatch ?? real.recordBatch)(batch),
    computeDeadlines: (input) => (planted().computeDeadlines ?? real.computeDeadlines)(input),
    closePlan: (input) => (planted().closePlan ?? real.closePlan)(input),
    amendPlan: (input) => (planted().amendPlan ?? real.amendPlan)(input),
    pausePlan: (input) => (planted().pausePlan ?? real.pausePlan)(input),
    describeLeads: (input) => (planted().describeLeads ?? real.describeLeads)(input),
    deliverMail: (round) => (planted().deliverMail ?? real.deliverMail)(round),
  };
}

async function runWorker(
  connection: NativeConnection,
  activities: Activities,
  tuning: WorkerTuning | undefined,
): Promise<TestWorker> {
  const worker = await createWorker(connection, 'default', activities, {
    shutdownGraceTime: '2 seconds',
    identity: testIdentity,
    ...tuning,
  });
  const running = worker.run();
  return {
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}

/**
 * Waits until `assertion` holds, asking every 50 ms.
 * @throws what it threw last, when it never held within `timeoutMs`
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  timeoutMs = 20_000,
): Promise<T> {
  return await vi.waitFor(assertion, { timeout: timeoutMs, interval: 50 });
}

/** Nothing was replayed differently from its history: neither the log nor any history says so. */
export async function expectDeterministic(stage: Stage, workflowIds: readonly string[]) {
  stage.log.expectDeterministic();
  const failures = await describeHistories(stage.client, workflowIds);
  expect(failures).toEqual([]);
}
