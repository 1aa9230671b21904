import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { and, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import { sendUpdate } from '../../../client/send-update.ts';
import type { Refusal } from '../../../domain/assignment.ts';
import type { Json } from '../../../domain/batch.ts';
import { addDays } from '../../../domain/calendar/civil-day.ts';
import type {
  Acknowledge,
  DecideExtension,
  Receipt,
  ReportObstacle,
  RequestExtension,
  Review,
  SubmitEvidence,
} from '../../../domain/messages.ts';
import { findRequest } from '../../../register/queries/find-request.ts';
import type { Register } from '../../../register/register.ts';
import { assignments } from '../../../register/schema.ts';
import type { SeededRandom } from '../../rig/seeded-random.ts';
import { anAcknowledge, aReview, aSubmission } from '../../rig/updates.ts';

/** What an agency, or the reviewer of its work, says to a workflow. */
export type Asked =
  | { readonly name: 'acknowledge'; readonly command: Acknowledge }
  | { readonly name: 'submitEvidence'; readonly command: SubmitEvidence }
  | { readonly name: 'review'; readonly command: Review }
  | { readonly name: 'requestExtension'; readonly command: RequestExtension }
  | { readonly name: 'decideExtension'; readonly command: DecideExtension }
  | { readonly name: 'reportObstacle'; readonly command: ReportObstacle };

/** How one request ended for the one who made it. */
export type Ended = Asked & {
  readonly workflowId: string;
  /** From the first attempt to the answer. */
  readonly waitedMs: number;
} & (
    | { readonly end: 'answered'; readonly receipt: Receipt }
    | { readonly end: 'refused'; readonly refusal: Refusal | null }
  );

/** Agencies that answer while they are asked to. */
export interface Agencies {
  readonly ended: readonly Ended[];
  /** What the connection threw, or who was told to come again; each request was repeated. */
  readonly repeats: readonly string[];
  /** Asks for nothing more; resolves when every request has its answer. */
  finish(): Promise<void>;
}

export interface AgencyTerms {
  readonly client: Client;
  readonly register: Register;
  readonly random: SeededRandom;
  /** Those that answer; the others let every deadline pass. */
  readonly answering: readonly string[];
  /** People at work at the same time. */
  readonly people: number;
  /** Longest time that one of them thinks before the next request, in ms. */
  readonly longestThoughtMs: number;
}

type Row = typeof assignments.$inferSelect;

const finals = ['accepted', 'waived', 'notReported', 'notApplicable'] as const;
const answerPatienceMs = 20_000;
const repeatAfterMs = 250;
/** Nobody waits longer, however many workers die meanwhile. */
const longestWaitMs = 180_000;

const receiptSchema = z.object({
  requestId: z.string(),
  plan: z.string(),
  task: z.string(),
  period: z.string(),
  agency: z.string(),
  at: z.string(),
  progress: z.string(),
  timeliness: z.string().nullable(),
  lastDay: z.string().nullable(),
  written: z.literal(true),
});

/** Begins to answer: each person again and again takes an open assignment and says something of it. */
export function startAgencies(terms: AgencyTerms): Agencies {
  const ended: Ended[] = [];
  const repeats: string[] = [];
  /** Assignments that somebody works on: what is said of one is said in order. */
  const taken = new Set<string>();
  let finishing = false;
  let asked = 0;

  const takeOne = async (random: SeededRandom): Promise<Row | null> => {
    const open = (await listOpen(terms)).filter((row) => !taken.has(keyOf(row)));
    return open.length === 0 ? null : random.pick(open);
  };
  const sayOne = async (random: SeededRandom) => {
    const row = await takeOne(random);
    if (row === null || taken.has(keyOf(row))) return;
    taken.add(keyOf(row));
    asked += 1;
    const said = choose(row, `yeu-cau-${asked}`, random);
    ended.push(await ask(terms, row.workflowId, said, repeats));
    taken.delete(keyOf(row));
  };
  const work = async (random: SeededRandom) => {
    while (!finishing) {
      await wait(random.integer(0, terms.longestThoughtMs));
      await sayOne(random);
    }
  };
  const working = Promise.all(
    Array.from({ length: terms.people }, () => work(terms.random.fork())),
  );
  return {
    ended,
    repeats,
    finish: async () => {
      finishing = true;
      await working;
    },
  };
}

async function listOpen({ register, answering }: AgencyTerms): Promise<Row[]> {
  return await register.db
    .select()
    .from(assignments)
    .where(
      and(
        inArray(assignments.agency, [...answering]),
        ...finals.map((progress) => ne(assignments.progress, progress)),
      ),
    )
    .orderBy(assignments.plan, assignments.task, assignments.period, assignments.agency);
}

function keyOf({ workflowId, agency }: Row): string {
  return `${workflowId} ${agency}`;
}

/** Something that the state admits; that it may have changed in between is part of the game. */
function choose(row: Row, requestId: string, random: SeededRandom): Asked {
  const { agency, lastDay, progress } = row;
  const chance = random.integer(1, 100);
  if (progress === 'submitted') {
    const changes =
      chance <= 40 ? { decision: 'return' as const, reason: 'Thiếu phụ lục số liệu' } : {};
    return { name: 'review', command: aReview(agency, requestId, changes) };
  }
  if (chance <= 30) return { name: 'acknowledge', command: anAcknowledge(agency, requestId) };
  if (chance <= 40) {
    const text = 'Phần mềm báo cáo chưa sẵn sàng';
    return { name: 'reportObstacle', command: { agency, requestId, text } };
  }
  const until = addDays(lastDay ?? '2023-10-31', random.integer(1, 4));
  if (chance <= 48) {
    const reason = 'Chờ số liệu của các đơn vị';
    return { name: 'requestExtension', command: { agency, requestId, until, reason } };
  }
  if (chance <= 58) {
    return { name: 'decideExtension', command: grant(agency, requestId, until) };
  }
  return { name: 'submitEvidence', command: aSubmission(agency, requestId) };
}

function grant(agency: string, requestId: string, until: string): DecideExtension {
  return {
    agency,
    requestId,
    decision: 'grant',
    until,
    reason: null,
    authority: 'Chủ tịch UBND tỉnh',
    document: { number: '45/QĐ-UBND', date: '2023-10-02', issuer: 'UBND tỉnh' },
  };
}

/** Asks until there is an answer on record, or a refusal; always with the same request id. */
async function ask(
  terms: AgencyTerms,
  workflowId: string,
  said: Asked,
  repeats: string[],
): Promise<Ended> {
  const began = Date.now();
  for (;;) {
    const end = await askOnce(terms, workflowId, said).catch((error: unknown) => String(error));
    if (typeof end !== 'string')
      return { ...said, workflowId, waitedMs: Date.now() - began, ...end };
    repeats.push(`${said.name}: ${end}`);
    if (Date.now() - began > longestWaitMs) {
      throw new Error(
        `expected an answer to ${said.command.requestId} within ${longestWaitMs / 1000} s, found ${repeats.slice(-10).join('; ')}`,
      );
    }
    await wait(repeatAfterMs);
  }
}

type End =
  | { readonly end: 'answered'; readonly receipt: Receipt }
  | { readonly end: 'refused'; readonly refusal: Refusal | null };

/** As the command line does it; text says why it has to be asked again. */
async function askOnce(
  { client, register }: AgencyTerms,
  workflowId: string,
  { name, command }: Asked,
): Promise<End | string> {
  const findAnswer = async (requestId: string) => (await findRequest(register, requestId))?.answer;
  const outcome = await sendUpdate<typeof command, Receipt>(
    { client, findAnswer, patienceMs: answerPatienceMs },
    { workflowId, name, command },
  );
  switch (outcome.kind) {
    case 'answered':
      return outcome.answer.written
        ? { end: 'answered', receipt: outcome.answer }
        : 'answered, not yet written';
    case 'onRecord':
      return { end: 'answered', receipt: readReceipt(outcome.answer) };
    case 'refused':
      return { end: 'refused', refusal: outcome.refusal };
    case 'ended':
      return { end: 'refused', refusal: null };
    default:
      return outcome.kind;
  }
}

function readReceipt(answer: Json): Receipt {
  return receiptSchema.parse(answer) as Receipt;
}
