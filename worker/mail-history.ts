import type { Client } from '@temporalio/client';
import { addMs, mailroomWorkflowId } from '../domain/names.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { listRuns, type RecordedActivity, readRun } from './recorded-activities.ts';
import type { MailHistory } from './told-by-history.ts';

/** Mail that was put off is tried again within an hour: a mailroom that waits longer has none. */
const longestDelayMs = 3_600_000;
/** A run of the mailroom has hundreds of rounds. */
const mostRuns = 50;

/** What the history of the mailroom says. Null when it has no round after which nothing waited. */
export async function readMailHistory(client: Client): Promise<MailHistory | null> {
  const rounds: Round[] = [];
  for (const runId of (await listRuns(client, mailroomWorkflowId)).slice(0, mostRuns)) {
    const run = await readRun(client, mailroomWorkflowId, runId);
    rounds.unshift(...(run?.activities ?? []).flatMap(readRound));
  }
  const settledAt = rounds.findLast(({ isOver }) => isOver)?.at;
  if (settledAt === undefined) return null;
  return { settledAt, rounds: rounds.filter(({ sent }) => sent > 0).map(({ at }) => at) };
}

interface Round {
  readonly at: IsoInstant;
  readonly sent: number;
  /** Nothing waited after it, or only what was still to come. */
  readonly isOver: boolean;
}

function readRound(activity: RecordedActivity): Round[] {
  if (activity.name !== 'deliverMail' || activity.done === null) return [];
  const { serverNow: at } = activity.input;
  const { more, nextAt, sent } = activity.done.result;
  const waits = nextAt !== null && Date.parse(nextAt) <= Date.parse(addMs(at, longestDelayMs));
  return [{ at, sent, isOver: !more && !waits }];
}
