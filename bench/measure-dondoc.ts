import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pLimit from 'p-limit';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import { CleanUp } from '../worker/clean-up.ts';
import { startPlan } from '../worker/start-plan.ts';
import { buildLoadPlans, reminderAt, startDay } from './load-plans.ts';
import type { LoadShape } from './load-shape.ts';
import type { SmtpSink } from './smtp-sink.ts';
import { median } from './statistics.ts';
import type { TemporalPlace } from './temporal-place.ts';
import { waitUntil } from './wait-until.ts';
import { type ProcessUse, startWorkerProgram, type WorkerProgram } from './worker-program.ts';

/** What one run of dondoc has shown. Seconds and bytes. */
export interface DondocFigures {
  /** From the first start of a plan until every assignment is on record. */
  readonly openedIn: number;
  /** From the morning's instant until every notice is on record. */
  readonly recordedIn: number;
  /** From the morning's instant until the mail server has taken every digest. */
  readonly toldIn: number;
  /** From the morning's instant until the register knows that every digest was taken. */
  readonly settledIn: number;
  readonly notices: number;
  readonly mails: number;
  readonly mailBytes: number;
  readonly historyEvents: { readonly median: number; readonly max: number };
  /** Bytes of one task workflow's history. */
  readonly historyBytes: { readonly median: number; readonly max: number } | null;
  readonly registerBytes: {
    readonly empty: number;
    readonly opened: number;
    readonly told: number;
  };
  readonly temporalBytes: number | null;
  readonly workerMemory: { readonly opened: number; readonly peak: number } | null;
  /** Seconds of processor time that the worker took for either part. */
  readonly workerCpu: { readonly opening: number; readonly morning: number } | null;
}

/** Where it runs. The database is empty. */
export interface DondocPlace {
  readonly folder: string;
  readonly temporal: TemporalPlace;
  readonly databaseUrl: string;
  readonly sink: SmtpSink;
  readonly leadSeconds: number;
}

/** The morning came before everything was open: its figures would be those of something else. */
export class MorningTooEarly extends Error {
  override readonly name = 'MorningTooEarly';
}

const stepMs = 15 * 60_000;
const startsAtOnce = 8;

/** Opens everything, waits for the morning, and counts until every agency is told. */
export async function measureDondoc(shape: LoadShape, place: DondocPlace): Promise<DondocFigures> {
  const cleanUp = new CleanUp();
  try {
    return await measure(shape, place, cleanUp);
  } finally {
    await cleanUp.run();
  }
}

async function measure(
  shape: LoadShape,
  { folder, temporal, databaseUrl, sink, leadSeconds }: DondocPlace,
  cleanUp: CleanUp,
): Promise<DondocFigures> {
  const register = await openRegister(databaseUrl);
  cleanUp.add(() => register.close());
  const connection = await Connection.connect({ address: temporal.address });
  cleanUp.add(() => connection.close());
  const client = new Client({ connection, namespace: temporal.namespace });
  const worker = await startWorkerProgram(folder, { databaseUrl, smtpUrl: sink.url, temporal });
  cleanUp.add(() => worker.stop());
  await warmUp(connection, temporal.namespace);
  const empty = await measureRegister(register);
  await sink.reset({ keep: true });
  const useBefore = await worker.readUse();

  const startedAt = Date.now();
  const morningAt = startedAt + leadSeconds * 1000;
  await startPlans(shape, { client, register }, morningAt);
  const openedAt = await waitForBatches(register, worker, shape, 1);
  const openedIn = (openedAt - startedAt) / 1000;
  if (openedAt > morningAt) {
    throw new MorningTooEarly(
      `expected everything to be open in ${leadSeconds} s, found ${openedIn} s: more time before the morning is needed (--lead-seconds)`,
    );
  }
  const opened = await measureRegister(register);
  const useOpened = await worker.readUse();
  await delay(Math.max(0, morningAt - Date.now()));

  const recordedAt = await waitForBatches(register, worker, shape, 2);
  const settledAt = await waitForMails(register, worker, shape);
  const taken = await sink.count();
  await expectComplete(register, shape, taken);
  const since = (at: number) => (at - morningAt) / 1000;
  const useTold = await worker.readUse();
  return {
    openedIn,
    recordedIn: since(recordedAt),
    toldIn: since(taken.lastAtMs),
    settledIn: since(settledAt),
    notices: shape.assignments,
    mails: taken.mails,
    mailBytes: taken.bytes,
    ...(await measureHistories(client, register)),
    registerBytes: { empty, opened, told: await measureRegister(register) },
    temporalBytes: await temporal.measureBytes(),
    ...describeUse(useBefore, useOpened, useTold),
  };
}

function describeUse(
  before: ProcessUse | null,
  opened: ProcessUse | null,
  told: ProcessUse | null,
): Pick<DondocFigures, 'workerMemory' | 'workerCpu'> {
  if (before === null || opened === null || told === null) {
    return { workerMemory: null, workerCpu: null };
  }
  return {
    workerMemory: { opened: opened.memory, peak: told.peakMemory },
    workerCpu: { opening: opened.cpu - before.cpu, morning: told.cpu - opened.cpu },
  };
}

/** Until the worker asks for work: how long a process takes to start is not measured. */
async function warmUp(connection: Connection, namespace: string): Promise<void> {
  await waitUntil(
    'the worker to ask for work',
    () =>
      connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: 'dondoc' },
        taskQueueType: 1,
      }),
    ({ pollers }) => (pollers?.length ?? 0) > 0,
    60_000,
  );
}

async function startPlans(
  shape: LoadShape,
  servers: { readonly client: Client; readonly register: Register },
  morningAt: number,
): Promise<void> {
  const limit = pLimit(startsAtOnce);
  const shiftMs = Date.parse(reminderAt) - morningAt;
  const start = (plan: ReturnType<typeof buildLoadPlans>[number]) =>
    startPlan(servers, {
      ...plan,
      ...{ trackingFrom: startDay, includePast: false, announceAtOnce: false },
      ...{ shiftMs, answersPerRun: 1_500 },
    });
  await Promise.all(buildLoadPlans(shape).map((plan) => limit(() => start(plan))));
}

/** When every task workflow has written so many batches: the first opens, the second reminds. */
async function waitForBatches(
  register: Register,
  worker: WorkerProgram,
  { workflows }: LoadShape,
  seq: number,
): Promise<number> {
  const count = async () => {
    worker.expectAlive();
    return await readNumber(
      register,
      `select count(*) from workflows where task <> '' and seq >= ${seq}`,
    );
  };
  return await waitUntil(
    `${workflows} workflows to have written batch ${seq}`,
    count,
    (n) => n >= workflows,
    stepMs,
  );
}

async function waitForMails(
  register: Register,
  worker: WorkerProgram,
  { digests }: LoadShape,
): Promise<number> {
  const count = async () => {
    worker.expectAlive();
    return await readNumber(register, `select count(*) from mails where state = 'sent'`);
  };
  return await waitUntil(`${digests} mails to be sent`, count, (n) => n >= digests, stepMs);
}

/** A figure counts only if everything was told, and nothing twice. */
async function expectComplete(
  register: Register,
  { assignments, digests }: LoadShape,
  taken: { readonly mails: number; readonly distinct: number },
): Promise<void> {
  const found = {
    assignments: await readNumber(register, 'select count(*) from assignments'),
    notices: await readNumber(register, `select count(*) from notices where state = 'mailed'`),
    allNotices: await readNumber(register, 'select count(*) from notices'),
    mails: taken.mails,
    distinct: taken.distinct,
    doubts: await readNumber(register, 'select coalesce(sum(doubts), 0) from mails'),
  };
  const expected = {
    assignments,
    notices: assignments,
    allNotices: assignments,
    mails: digests,
    distinct: digests,
    doubts: 0,
  };
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  }
}

async function measureHistories(client: Client, register: Register) {
  const { rows } = await register.pool.query<{ id: string }>(
    `select workflow_id as id from workflows where task <> '' order by 1`,
  );
  const limit = pLimit(16);
  const described = await Promise.all(
    rows.map(({ id }) => limit(() => client.workflow.getHandle(id).describe())),
  );
  const bytes = described.flatMap(({ historySize }) => historySize ?? []);
  return {
    historyEvents: summarise(described.map(({ historyLength }) => historyLength)),
    historyBytes: bytes.length < described.length ? null : summarise(bytes),
  };
}

function summarise(values: readonly number[]) {
  return { median: median(values), max: Math.max(...values) };
}

function measureRegister(register: Register): Promise<number> {
  return readNumber(register, 'select pg_database_size(current_database())');
}

async function readNumber({ pool }: Register, query: string): Promise<number> {
  const { rows } = await pool.query<{ value: string }>(`select (${query})::bigint as value`);
  return Number(rows[0]?.value);
}
