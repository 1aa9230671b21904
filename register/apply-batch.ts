import { eq } from 'drizzle-orm';
import type { BatchOutcome, NoticeEntry, RecordBatch } from '../domain/batch.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { listFilesOf } from './evidence-of-event.ts';
import { type ChainLink, chainEvents } from './hash-chain.ts';
import { insertMissing, insertRows, replaceOnConflict } from './insert-rows.ts';
import { buildMailGroup } from './mail-group.ts';
import { isMailWakeRaised, raiseMailWake } from './mail-wake.ts';
import { type Register, type RegisterDb, transactionMode } from './register.ts';
import { BatchOutOfOrder, HeadMismatch } from './register-errors.ts';
import { keepRequests, readAnswers, selectNewEvents } from './request-answers.ts';
import { assignments, events, evidence, notices, workflows } from './schema.ts';
import { makeStorable } from './storable.ts';
import { findHeadAfter, lockWorkflow, type WorkflowRow } from './workflow-row.ts';

/** Server time from which a notice may leave; null for one that never will. */
export type LeavesAt = (notice: NoticeEntry) => IsoInstant | null;

/**
 * Writes everything of one wake-up in one transaction, exactly once: a batch that was applied
 * already gets its stored outcome, however often and however late it comes again.
 *
 * @throws BatchOutOfOrder for any other batch than the next one; nothing is written
 * @throws HeadMismatch when it continues another chain than the one on record; nothing is written
 */
export async function applyBatch(
  register: Register,
  batch: RecordBatch,
  leavesAt: LeavesAt,
): Promise<BatchOutcome> {
  const storable = makeStorable(batch);
  return await register.db.transaction(async (tx) => {
    const stored = await lockWorkflow(tx, storable, storable.serverNow);
    return stored !== null && storable.seq <= stored.seq
      ? await repeatOutcome(tx, storable)
      : await writeBatch(tx, requireNext(stored, storable), storable, leavesAt);
  }, transactionMode);
}

function requireNext(stored: WorkflowRow | null, batch: RecordBatch): WorkflowRow {
  const { workflowId, seq, head } = batch;
  if (stored === null || seq !== stored.seq + 1) {
    throw new BatchOutOfOrder(workflowId, (stored?.seq ?? 0) + 1, seq);
  }
  if (head !== stored.head) throw new HeadMismatch(workflowId, seq, stored.head, head);
  return stored;
}

async function repeatOutcome(tx: RegisterDb, batch: RecordBatch): Promise<BatchOutcome> {
  const { workflowId, seq } = batch;
  const headBefore = await findHeadAfter(tx, workflowId, seq - 1);
  if (headBefore !== batch.head) throw new HeadMismatch(workflowId, seq, headBefore, batch.head);
  return {
    seq,
    head: await findHeadAfter(tx, workflowId, seq),
    answers: await readAnswers(tx, batch),
    wakeMailroom: await isMailWakeRaised(tx),
  };
}

async function writeBatch(
  tx: RegisterDb,
  stored: WorkflowRow,
  batch: RecordBatch,
  leavesAt: LeavesAt,
): Promise<BatchOutcome> {
  const newEvents = selectNewEvents(batch.events, await keepRequests(tx, batch));
  const { links, head } = chainEvents({ head: stored.head, length: stored.eventCount }, newEvents, {
    workflowId: batch.workflowId,
    seq: batch.seq,
    recordedAt: batch.serverNow,
  });
  await insertRows(tx, events, links);
  await insertRows(tx, evidence, buildEvidenceRows(batch, links));
  await upsertAssignments(tx, batch);
  const owes = await insertNotices(tx, batch, leavesAt);
  await advanceWorkflow(tx, batch, { head, eventCount: stored.eventCount + links.length });
  const answers = await readAnswers(tx, batch);
  // Last, for the flag stays locked until the commit.
  return { seq: batch.seq, head, answers, wakeMailroom: owes && (await raiseMailWake(tx)) };
}

function buildEvidenceRows(
  { plan, task, period }: RecordBatch,
  links: readonly ChainLink[],
): (typeof evidence.$inferSelect)[] {
  return links.flatMap((event) =>
    listFilesOf(event).map(({ sha256, name, size }, index) => ({
      workflowId: event.workflowId,
      eventN: event.n,
      position: index + 1,
      requestId: event.requestId,
      plan,
      task,
      period,
      agency: event.agency,
      sha256,
      name,
      size,
      submittedAt: event.at,
    })),
  );
}

async function upsertAssignments(tx: RegisterDb, batch: RecordBatch): Promise<void> {
  const { workflowId, plan, task, period, now } = batch;
  // One statement may touch a row only once: of several rows of an agency the last one counts.
  const newest = new Map(batch.assignments.map((row) => [row.agency, row]));
  const rows = [...newest.values()]
    .sort((a, b) => (a.agency < b.agency ? -1 : 1))
    .map((row) => ({
      ...row,
      lines: [...row.lines],
      workflowId,
      plan,
      task,
      period,
      updatedAt: now,
    }));
  const key = ['plan', 'task', 'period', 'agency'];
  await insertRows(tx, assignments, rows, replaceOnConflict(assignments, key));
}

/** True when at least one notice that is to be mailed was not on record yet. */
async function insertNotices(
  tx: RegisterDb,
  batch: RecordBatch,
  leavesAt: LeavesAt,
): Promise<boolean> {
  const rows = batch.notices
    .map((notice) => buildNoticeRow(batch, notice, leavesAt(notice)))
    // In order: parts of one task may write the same coordinator's notice at the same moment.
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const states = await insertMissing(tx, notices, rows, notices.state);
  return states.includes('owed');
}

function buildNoticeRow(
  batch: RecordBatch,
  { to, ...notice }: NoticeEntry,
  leavesAt: IsoInstant | null,
): typeof notices.$inferSelect {
  if (notice.state === 'owed' && leavesAt === null) {
    throw new Error(`expected a moment at which notice ${notice.key} may leave, found null`);
  }
  const { workflowId, seq, plan, version, task, period, now, serverNow } = batch;
  return {
    ...notice,
    workflowId,
    seq,
    plan,
    version,
    task,
    period,
    toAgency: to,
    toldAt: now,
    recordedAt: serverNow,
    leavesAt: notice.state === 'owed' ? leavesAt : null,
    mailGroup: buildMailGroup(plan, { ...notice, to }),
    mailId: null,
  };
}

async function advanceWorkflow(
  tx: RegisterDb,
  batch: RecordBatch,
  chain: Pick<WorkflowRow, 'head' | 'eventCount'>,
): Promise<void> {
  const { seq, version, nextWakeAt, status, serverNow, workflowId } = batch;
  await tx
    .update(workflows)
    .set({ ...chain, seq, version, nextWakeAt, status, recordedAt: serverNow })
    .where(eq(workflows.workflowId, workflowId));
}
