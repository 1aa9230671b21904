import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pino, { type Logger } from 'pino';
import { createActivities } from '../activities/create-activities.ts';
import { createSmtpTransport } from '../activities/mail-transport.ts';
import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import { endOfDay, startOfDay } from '../domain/local-time.ts';
import { buildPlanWorkflowId, searchAttributeTypes } from '../domain/names.ts';
import type { Directory, IsoInstant, Plan } from '../domain/plan.ts';
import type { Tracking } from '../domain/task-period.ts';
import { type MailCatcher, startMailCatcher } from '../embedded/mail-catcher.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { findTestServer } from '../embedded/temporal-programs.ts';
import { startTimeSkippingServer } from '../embedded/time-skipping-server.ts';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import { CleanUp } from './clean-up.ts';
import { createWorker, type WorkerTuning } from './create-worker.ts';
import { startPlan } from './start-plan.ts';

/** What a rehearsal plays. */
export interface RehearsalOptions {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly text: string;
  readonly tracking: Tracking;
  readonly answersPerRun?: number;
  readonly tuning?: WorkerTuning;
  readonly log?: Logger;
  readonly onProgress?: (line: string) => void;
}

/**
 * A plan running on real servers under virtual time: the real workflows, a real register, real mail
 * to a catcher. Only the clock is not real.
 */
export interface Rehearsal {
  readonly client: Client;
  readonly register: Register;
  readonly mails: MailCatcher;
  /** Plan time now. */
  planNow(): Promise<IsoInstant>;
  /** Lets time pass until a moment of plan time. One caller at a time: the clock is one for all. */
  advanceTo(instant: IsoInstant): Promise<void>;
  /** True when the plan's workflow has ended. */
  hasEnded(): Promise<boolean>;
  stop(): Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Starts servers of its own, and the plan at the first moment of its tracking. */
export async function openRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const cleanUp = new CleanUp();
  try {
    return await build(options, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function build(options: RehearsalOptions, cleanUp: CleanUp): Promise<Rehearsal> {
  const { plan, directory, text, tracking, onProgress = () => undefined } = options;
  const { answersPerRun = 1_500, log = pino({ level: 'silent' }) } = options;
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-rehearsal-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  const { path } = await findTestServer({ onProgress });
  // Thrown away at the end: a commit need not wait for the disk.
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), fsync: false });
  cleanUp.add(() => postgres.stop());
  const temporal = await startTimeSkippingServer({
    program: path,
    searchAttributes: searchAttributeTypes,
  });
  cleanUp.add(() => temporal.stop());
  const mails = await startMailCatcher({ webPort: false });
  cleanUp.add(() => mails.stop());
  const register = await openRegister(postgres.url());
  cleanUp.add(() => register.close());
  const connection = await Connection.connect({ address: temporal.address });
  cleanUp.add(() => connection.close());
  const client = new Client({ connection });
  const transport = createSmtpTransport(mails.smtpUrl, 5);
  cleanUp.add(async () => transport.close());
  const activities = createActivities({
    register,
    client,
    calendar: vietnamCalendar,
    mail: {
      transport,
      from: 'dondoc <dondoc@rehearsal.example>',
      replyTo: null,
      domain: 'rehearsal.example',
      connections: 5,
      patienceMs: 60_000,
      dateOf: 'planTime',
    },
    log,
  });
  const native = await NativeConnection.connect({ address: temporal.address });
  cleanUp.add(() => native.close());
  const worker = await createWorker(native, 'default', activities, options.tuning);
  const running = worker.run();
  cleanUp.add(async () => {
    worker.shutdown();
    await running;
  });

  const { testService } = temporal;
  const serverNowMs = await testService.getCurrentTime();
  const opensMs = Date.parse(startOfDay(earliest(plan, tracking), plan.timezone));
  const shiftMs = opensMs - serverNowMs;
  await startPlan(
    { client, register },
    {
      plan,
      directory,
      text,
      trackingFrom: tracking.from,
      includePast: tracking.includePast,
      announceAtOnce: false,
      shiftMs,
      answersPerRun,
      serverNowMs,
    },
  );
  const planMs = async () => (await testService.getCurrentTime()) + shiftMs;
  return {
    client,
    register,
    mails,
    planNow: async () => new Date(await planMs()).toISOString(),
    advanceTo: async (instant) => {
      for (;;) {
        const leftMs = Date.parse(instant) - (await planMs());
        if (leftMs <= 0) return;
        await testService.sleep(Math.min(leftMs, 7 * dayMs));
      }
    },
    hasEnded: async () => {
      const { status } = await client.workflow.getHandle(buildPlanWorkflowId(plan.plan)).describe();
      return status.name !== 'RUNNING';
    },
    stop: () => cleanUp.run(),
  };
}

/** The first moment of a rehearsal: when tracking starts. */
function earliest(plan: Plan, tracking: Tracking): string {
  return [plan.from, tracking.from].sort().at(-1) ?? plan.from;
}

/** The last moment of plan time that a rehearsal needs: everything has ended a day after the agenda's end. */
export function afterEnd(endsAt: IsoInstant, plan: Plan): IsoInstant {
  return endOfDay(new Date(Date.parse(endsAt) + dayMs).toISOString().slice(0, 10), plan.timezone);
}
