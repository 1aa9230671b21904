import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Client } from '@temporalio/client';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import { compareCarried } from '../client/compare-carried.ts';
import { queryNames, type TaskSnapshot } from '../domain/messages.ts';
import { submitReply } from '../inbound/submit-reply.ts';
import { FolderEvidenceStore } from '../register/folder-evidence-store.ts';
import { overdueAt } from '../register/queries/is-overdue.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import { listLeads } from '../register/queries/list-leads.ts';
import type { Register } from '../register/register.ts';
import { assignments, plans } from '../register/schema.ts';
import { type HistoryFigures, measureHistories } from './history-figures.ts';
import { runPaced } from './paced.ts';
import { measureRegister, readNumber } from './register-figures.ts';
import { median, percentile } from './statistics.ts';
import { waitUntil } from './wait-until.ts';
import type { CrewMemory, WorkerCrew } from './worker-crew.ts';

/** So many leads hand in, evenly spread over a time. */
export interface SubmissionOrder {
  readonly count: number;
  /** Seconds. */
  readonly within: number;
}

/** What handing in has shown. */
export interface SubmissionFigures extends SubmissionOrder {
  readonly answered: number;
  /** How many failed, and why the first few did. */
  readonly errors: { readonly count: number; readonly first: readonly string[] };
  /** From the moment at which each was to begin until it was on record; null when none was. */
  readonly latencyMs: {
    readonly median: number;
    readonly p95: number;
    readonly max: number;
  } | null;
  /** Seconds from the first until the last was answered. */
  readonly tookIn: number;
  /** Seconds until every mail about them had left as well. */
  readonly settledIn: number;
  readonly mails: number;
  /** Of the register, for one submission with its notices and mails. */
  readonly registerBytesEach: number;
  readonly historyEventsEach: number;
  readonly historyEvents: HistoryFigures['events'];
  readonly workerPeakMemory: CrewMemory | null;
  /** Workflows whose end of the chain was compared with the register's. */
  readonly workflowsCompared: number;
}

/** Where leads hand in, once a morning is settled. */
export interface SubmissionPlace {
  readonly folder: string;
  readonly client: Client;
  readonly register: Register;
  readonly crew: WorkerCrew;
  /** As the morning left it. */
  readonly historyEvents: HistoryFigures['events'];
}

const maxFileBytes = 1_000_000;
const settleMs = 15 * 60_000;
const errorsShown = 5;
/** Workflows whose leads are compared one by one with the register's. */
const sample = 10;

/**
 * Lets leads hand in a file each, as a reply to a mail does: stored aside, pledged, sent as an update,
 * answered once it is on record. Throws when the register then holds anything else.
 */
export async function measureSubmissions(
  order: SubmissionOrder,
  place: SubmissionPlace,
): Promise<SubmissionFigures> {
  const { client, register, crew } = place;
  const leads = await chooseLeads(register, order.count);
  const bytesBefore = await measureRegister(register);
  const mailsBefore = await countMails(register);
  const startedAt = Date.now();
  const pace = { count: order.count, withinMs: order.within * 1000 };
  const { latenciesMs, errors, tookMs } = await runPaced(pace, buildSubmit(place, leads));
  const settledAt = await waitForMails(register, crew);
  await expectRecorded(register, order.count, errors);
  const { events } = await measureHistories(client, register);
  const each = (total: number) => total / Math.max(1, latenciesMs.length);
  return {
    ...order,
    answered: latenciesMs.length,
    errors: { count: errors.length, first: errors.slice(0, errorsShown).map(String) },
    latencyMs: describeLatencies(latenciesMs),
    tookIn: tookMs / 1000,
    settledIn: (settledAt - startedAt) / 1000,
    mails: (await countMails(register)) - mailsBefore,
    registerBytesEach: each((await measureRegister(register)) - bytesBefore),
    historyEventsEach: each(events.total - place.historyEvents.total),
    historyEvents: events,
    workerPeakMemory: (await crew.readUse())?.peakMemory ?? null,
    workflowsCompared: await expectSame(place),
  };
}

function describeLatencies(latencies: readonly number[]): SubmissionFigures['latencyMs'] {
  if (latencies.length === 0) return null;
  return {
    median: median(latencies),
    p95: percentile(latencies, 95),
    max: percentile(latencies, 100),
  };
}

/** Leads of all plans mixed up, the same ones in every run. Throws RangeError when there are fewer. */
async function chooseLeads(register: Register, count: number): Promise<ListedAssignment[]> {
  const overdue = overdueAt(new Date().toISOString());
  const leads = await register.db
    .select({ ...getTableColumns(assignments), overdue })
    .from(assignments)
    .leftJoin(plans, eq(plans.plan, assignments.plan))
    .where(eq(assignments.progress, 'open'))
    .orderBy(sql`md5(${assignments.workflowId} || ${assignments.agency})`)
    .limit(count);
  if (leads.length === count) return leads;
  throw new RangeError(`expected ${count} leads that can hand in, found ${leads.length}`);
}

function buildSubmit(
  { folder, client, register }: SubmissionPlace,
  leads: readonly ListedAssignment[],
): (n: number) => Promise<void> {
  const store = new FolderEvidenceStore(join(folder, 'evidence'));
  return async (n) => {
    const lead = leads[n];
    if (lead === undefined) throw new RangeError(`expected a lead for submission ${n}, found none`);
    const name = `bao-cao-${lead.agency}.txt`;
    const content = Readable.from([Buffer.from(describeResult(lead), 'utf8')]);
    const staged = await store.stage(content, { name, maxBytes: maxFileBytes });
    const refusal = await submitReply({ store, register, client }, lead, {
      requestId: randomUUID(),
      note: 'Đã hoàn thành, gửi kèm báo cáo',
      files: [{ ...staged, name, kind: 'text' }],
    });
    if (refusal !== null) throw new Error(`expected ${name} to be taken, found ${refusal}`);
  };
}

function describeResult({ plan, task, period, agency }: ListedAssignment): string {
  return `Kế hoạch ${plan}, nhiệm vụ ${task}, kỳ ${period}, ${agency}: đã tiếp nhận 120 hồ sơ, trực tuyến 96.\n`;
}

/** Until nothing that was told of the submissions is still to leave; ms since 1970. */
async function waitForMails(register: Register, crew: WorkerCrew): Promise<number> {
  const count = async () => {
    crew.expectAlive();
    return await readNumber(
      register,
      `select (select count(*) from notices where state = 'owed')
        + (select count(*) from mails where state in ('pending', 'sending', 'deferred', 'unknown'))`,
    );
  };
  return await waitUntil('every mail to have left', count, (left) => left === 0, settleMs);
}

function countMails(register: Register): Promise<number> {
  return readNumber(register, `select count(*) from mails where state = 'sent'`);
}

/** Whoever got an answer is on record, once; one that failed may be on record or not. */
async function expectRecorded(
  register: Register,
  count: number,
  errors: readonly unknown[],
): Promise<void> {
  const found = {
    submitted: await readNumber(
      register,
      `select count(*) from assignments where progress = 'submitted'`,
    ),
    events: await readNumber(register, `select count(*) from events where kind = 'submitted'`),
    files: await readNumber(register, 'select count(*) from evidence'),
  };
  const [fewest, most] = [count - errors.length, count];
  const { submitted, events, files } = found;
  const isOnce = submitted === events && events === files;
  if (isOnce && submitted >= fewest && submitted <= most) return;
  throw new Error(
    `expected ${fewest === most ? count : `${fewest} to ${most}`} submissions, found ${JSON.stringify(found)}; the first error: ${String(errors[0] ?? 'none')}`,
  );
}

/** Every workflow carries what the register holds, and those of a sample name the same leads. */
async function expectSame({ client, register }: SubmissionPlace): Promise<number> {
  const { compared, faults } = await compareCarried(register, client);
  if (faults.length > 0) {
    throw new Error(`expected workflows and register to agree, found ${JSON.stringify(faults)}`);
  }
  const { rows } = await register.pool.query<{ plan: string; id: string }>(
    `select plan, workflow_id as id from workflows where task <> ''
     order by md5(workflow_id) limit ${sample}`,
  );
  for (const { plan, id } of rows) {
    const { assignments: held } = await client.workflow
      .getHandle(id)
      .query<TaskSnapshot>(queryNames.state);
    const known = await listLeads(register, plan);
    const carried = describeProgress(held);
    const recorded = describeProgress(known.filter(({ workflowId }) => workflowId === id));
    if (carried !== recorded) {
      throw new Error(`expected ${id} to hold ${recorded}, found ${carried}`);
    }
  }
  return compared;
}

function describeProgress(
  leads: readonly { readonly agency: string; readonly progress: string }[],
): string {
  return leads
    .map(({ agency, progress }) => `${agency} ${progress}`)
    .sort()
    .join(', ');
}
