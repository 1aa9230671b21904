import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pLimit from 'p-limit';
import { openRegister } from '../register/open-register.ts';
import type { Register } from '../register/register.ts';
import { CleanUp } from '../worker/clean-up.ts';
import { startPlan } from '../worker/start-plan.ts';
import { type HistoryFigures, measureHistories } from './history-figures.ts';
import type { Load } from './load.ts';
import {
  measureSubmissions,
  type SubmissionFigures,
  type SubmissionOrder,
} from './measure-submissions.ts';
import type { Owed } from './owed.ts';
import { measureRegister, readNumber } from './register-figures.ts';
import type { SmtpSink } from './smtp-sink.ts';
import type { TemporalPlace } from './temporal-place.ts';
import { waitUntil } from './wait-until.ts';
import { type CrewMemory, type CrewUse, startWorkerCrew, type WorkerCrew } from './worker-crew.ts';

/** Bytes of a database: before the first start, once everything was open, once everybody was told. */
export interface DatabaseBytes {
  readonly empty: number;
  readonly opened: number;
  readonly told: number;
}

/** What one run of dondoc has shown. Seconds and bytes. */
export interface DondocFigures {
  readonly workers: number;
  /** From the first start of a plan until every assignment is on record. */
  readonly openedIn: number;
  /** From the morning's instant until every notice is on record. */
  readonly recordedIn: number;
  /** From the morning's instant until the mail server has taken every mail. */
  readonly toldIn: number;
  /** Of that, from the first claim: see `readFirstClaim`. */
  readonly sendingIn: number;
  /** From the morning's instant until the register knows that every mail was taken. */
  readonly settledIn: number;
  readonly assignments: number;
  readonly notices: number;
  readonly mails: number;
  readonly mailBytes: number;
  readonly historyEvents: HistoryFigures['events'];
  /** Bytes of one task workflow's history. */
  readonly historyBytes: HistoryFigures['bytes'];
  readonly registerBytes: DatabaseBytes;
  /** Null for a given server whose database is not named. */
  readonly temporalBytes: DatabaseBytes | null;
  readonly workerMemory: { readonly opened: CrewMemory; readonly peak: CrewMemory } | null;
  /** Seconds of processor time that all workers took for either part. */
  readonly workerCpu: { readonly opening: number; readonly morning: number } | null;
  /** Null when nobody was to hand in. */
  readonly submissions: SubmissionFigures | null;
}

/** Where it runs. The database is empty. */
export interface DondocPlace {
  readonly folder: string;
  readonly temporal: TemporalPlace;
  readonly databaseUrl: string;
  readonly sink: SmtpSink;
  readonly leadSeconds: number;
  readonly workers: number;
  /** Hand out the morning's mails, word for word. */
  readonly keepMails: boolean;
  /** What is handed in once the morning is settled; null for nothing. */
  readonly submissions: SubmissionOrder | null;
}

/** A run, and the mails of its morning where they were asked for. */
export interface MeasuredDondoc {
  readonly figures: DondocFigures;
  readonly mails: readonly Buffer[];
}

/** The morning came before everything was open: its figures would be those of something else. */
export class MorningTooEarly extends Error {
  override readonly name = 'MorningTooEarly';
}

const stepMs = 15 * 60_000;
const startsAtOnce = 8;

/** Opens everything, waits for the morning, and counts until every agency is told. */
export async function measureDondoc(load: Load, place: DondocPlace): Promise<MeasuredDondoc> {
  const cleanUp = new CleanUp();
  try {
    return await measure(load, place, cleanUp);
  } finally {
    await cleanUp.run();
  }
}

/** What a run works with. */
interface Stage {
  readonly load: Load;
  readonly place: DondocPlace;
  readonly client: Client;
  readonly register: Register;
  readonly crew: WorkerCrew;
}

async function measure(load: Load, place: DondocPlace, cleanUp: CleanUp): Promise<MeasuredDondoc> {
  const stage = await setUp(load, place, cleanUp);
  const { client, register, crew } = stage;
  const { sink, submissions: order } = place;
  const before = await look(stage);
  await sink.reset({ keep: place.keepMails });
  const opening = await measureOpening(stage);
  const opened = await look(stage);
  await delay(Math.max(0, opening.morningAt - Date.now()));
  const morning = await measureMorning(stage, opening.morningAt);
  const { events, bytes } = await measureHistories(client, register);
  const told = await look(stage);
  const mails = await sink.readKept();
  await sink.reset();
  const submitting = { ...stage, folder: place.folder, historyEvents: events };
  return {
    mails,
    figures: {
      workers: crew.workers,
      openedIn: opening.openedIn,
      ...morning,
      assignments: load.owed.assignments,
      notices: load.owed.notices,
      historyEvents: events,
      historyBytes: bytes,
      registerBytes: {
        empty: before.registerBytes,
        opened: opened.registerBytes,
        told: told.registerBytes,
      },
      temporalBytes: describeTemporal(before, opened, told),
      ...describeUse(before.use, opened.use, told.use),
      submissions: order === null ? null : await measureSubmissions(order, submitting),
    },
  };
}

async function setUp(load: Load, place: DondocPlace, cleanUp: CleanUp): Promise<Stage> {
  const { folder, temporal, databaseUrl, sink, workers } = place;
  const register = await openRegister(databaseUrl);
  cleanUp.add(() => register.close());
  const connection = await Connection.connect({ address: temporal.address });
  cleanUp.add(() => connection.close());
  const client = new Client({ connection, namespace: temporal.namespace });
  const servers = { databaseUrl, smtpUrl: sink.url, temporal };
  const crew = await startWorkerCrew(folder, servers, workers);
  cleanUp.add(() => crew.stop());
  await warmUp(connection, temporal.namespace, workers);
  return { load, place, client, register, crew };
}

/** What is used at a moment. */
interface Look {
  readonly registerBytes: number;
  readonly temporalBytes: number | null;
  readonly use: CrewUse | null;
}

async function look({ register, crew, place: { temporal } }: Stage): Promise<Look> {
  return {
    registerBytes: await measureRegister(register),
    temporalBytes: await temporal.measureBytes(),
    use: await crew.readUse(),
  };
}

async function measureOpening(stage: Stage): Promise<{ openedIn: number; morningAt: number }> {
  const { leadSeconds } = stage.place;
  const startedAt = Date.now();
  const morningAt = startedAt + leadSeconds * 1000;
  await startPlans(stage, morningAt);
  const openedAt = await waitForBatches(stage, 1);
  const openedIn = (openedAt - startedAt) / 1000;
  if (openedAt <= morningAt) return { openedIn, morningAt };
  throw new MorningTooEarly(
    `expected everything to be open in ${leadSeconds} s, found ${openedIn} s: more time before the morning is needed (--lead-seconds)`,
  );
}

async function measureMorning(stage: Stage, morningAt: number) {
  const { register, load, place } = stage;
  await waitForBatches(stage, 2);
  const recordedAt = await waitForNotices(stage);
  const settledAt = await waitForMails(stage);
  const taken = await place.sink.count();
  await expectComplete(register, load.owed, taken);
  const since = (at: number) => (at - morningAt) / 1000;
  return {
    recordedIn: since(recordedAt),
    toldIn: since(taken.lastAtMs),
    sendingIn: (taken.lastAtMs - (await readFirstClaim(register))) / 1000,
    settledIn: since(settledAt),
    mails: taken.mails,
    mailBytes: taken.bytes,
  };
}

/**
 * When the first mail was composed, in ms since 1970. The register has the server time at which the
 * mailroom began that round, which is a moment before the claim: sending never looks shorter than it was.
 */
async function readFirstClaim(register: Register): Promise<number> {
  return await readNumber(
    register,
    'select floor(extract(epoch from min(composed_at)) * 1000) from mails',
  );
}

function describeTemporal(before: Look, opened: Look, told: Look): DatabaseBytes | null {
  const bytes = [before, opened, told].map(({ temporalBytes }) => temporalBytes);
  const [empty, open, end] = bytes;
  return empty == null || open == null || end == null ? null : { empty, opened: open, told: end };
}

function describeUse(
  before: CrewUse | null,
  opened: CrewUse | null,
  told: CrewUse | null,
): Pick<DondocFigures, 'workerMemory' | 'workerCpu'> {
  if (before === null || opened === null || told === null) {
    return { workerMemory: null, workerCpu: null };
  }
  return {
    workerMemory: { opened: opened.memory, peak: told.peakMemory },
    workerCpu: { opening: opened.cpu - before.cpu, morning: told.cpu - opened.cpu },
  };
}

/** Until every worker asks for work: how long a process takes to start is not measured. */
async function warmUp(connection: Connection, namespace: string, workers: number): Promise<void> {
  await waitUntil(
    `${workers} workers to ask for work`,
    () =>
      connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: 'dondoc' },
        taskQueueType: 1,
      }),
    ({ pollers }) => new Set(pollers?.map(({ identity }) => identity)).size >= workers,
    60_000,
  );
}

async function startPlans(
  { load: { plans, morning }, client, register }: Stage,
  morningAt: number,
): Promise<void> {
  const limit = pLimit(startsAtOnce);
  const { from: trackingFrom, includePast } = morning.tracking;
  const shiftMs = Date.parse(morning.at) - morningAt;
  const start = (plan: Load['plans'][number]) =>
    startPlan(
      { client, register },
      {
        ...plan,
        ...{ trackingFrom, includePast, announceAtOnce: false },
        ...{ shiftMs, answersPerRun: 1_500 },
      },
    );
  await Promise.all(plans.map((plan) => limit(() => start(plan))));
}

/** When every task workflow has written so many batches: the first opens, the second tells. */
async function waitForBatches(
  { register, crew, load: { shape } }: Stage,
  seq: number,
): Promise<number> {
  const { workflows } = shape;
  const count = async () => {
    crew.expectAlive();
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

/** What one workflow has to tell may need more than one batch. */
async function waitForNotices({ register, crew, load: { owed } }: Stage): Promise<number> {
  const count = async () => {
    crew.expectAlive();
    return await readNumber(register, 'select count(*) from notices');
  };
  return await waitUntil(`${owed.notices} notices`, count, (n) => n >= owed.notices, stepMs);
}

async function waitForMails({ register, crew, load: { owed } }: Stage): Promise<number> {
  const count = async () => {
    crew.expectAlive();
    return await readNumber(register, `select count(*) from mails where state = 'sent'`);
  };
  return await waitUntil(`${owed.mails} mails to be sent`, count, (n) => n >= owed.mails, stepMs);
}

/** A figure counts only if everything was told, and nothing twice. */
async function expectComplete(
  register: Register,
  { assignments, notices, mails }: Owed,
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
    ...{ assignments, notices, allNotices: notices },
    ...{ mails, distinct: mails, doubts: 0 },
  };
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  }
}
