import { expect } from 'vitest';
import { signalNames } from '../../domain/messages.ts';
import { mailroomWorkflowId, taskQueue, workflowTypes } from '../../domain/names.ts';
import { type HistoryEvent, readRuns } from '../rig/histories.ts';
import { eventually, type Stage } from '../rig/stage.ts';
import type { Clock } from './play-script.ts';

/** One round of the mailroom: what it finds, and how often it is woken meanwhile. */
interface Round {
  readonly sent: number;
  /** More is ready at once. */
  readonly more?: true;
  /** Deferred mail can be tried again after so many ms. */
  readonly nextInMs?: number;
  readonly wakesDuring?: number;
  /** It is woken so long after the round. */
  readonly wakeAfterMs?: number;
  /** Mail servers that do not answer: the activity fails before it succeeds. */
  readonly fails?: true;
}

/** A branch of the mailroom: its rounds, one after the other; then there is nothing to send. */
export interface MailroomScript {
  readonly name: string;
  readonly rounds: readonly Round[];
  readonly runs?: number;
}

const nothing: Round = { sent: 0 };

/** What goes in real time. */
// biome-ignore format: a script is read line by line
export const mailroomScripts: readonly MailroomScript[] = [
  { name: 'mailroom-nothing', rounds: [nothing] },
  { name: 'mailroom-one-round', rounds: [{ sent: 12 }] },
  { name: 'mailroom-more-rounds', rounds: [{ sent: 200, more: true }, { sent: 200, more: true }, { sent: 7 }] },
  { name: 'mailroom-woken-while-sending', rounds: [{ sent: 3, wakesDuring: 1 }, { sent: 1 }] },
  { name: 'mailroom-many-wakes', rounds: [{ sent: 3, wakesDuring: 6 }, { sent: 4, wakesDuring: 3 }, { sent: 2, more: true, wakesDuring: 2 }, nothing] },
  { name: 'mailroom-waits', rounds: [{ sent: 1, nextInMs: 1_500 }, { sent: 1 }] },
  { name: 'mailroom-waits-again', rounds: [{ sent: 0, nextInMs: 700 }, { sent: 0, nextInMs: 900 }, { sent: 2 }] },
  { name: 'mailroom-woken-while-waiting', rounds: [{ sent: 1, nextInMs: 60_000, wakeAfterMs: 800 }, { sent: 1 }] },
  { name: 'mailroom-late', rounds: [{ sent: 1, nextInMs: -5_000 }, { sent: 1 }] },
  { name: 'mailroom-failing', rounds: [{ sent: 5, fails: true }] },
];

/** What takes weeks: a timer of thirty days comes first. */
export const longMailroomScripts: readonly MailroomScript[] = [
  {
    name: 'mailroom-waits-long',
    rounds: [
      { sent: 0, nextInMs: 40 * 24 * 60 * 60 * 1000 },
      { sent: 0, nextInMs: 10 * 24 * 60 * 60 * 1000 },
      { sent: 1 },
    ],
  },
];

/** What is long enough, as the server says, to go on in another run. */
export const continuedMailroomScripts: readonly MailroomScript[] = [
  {
    name: 'mailroom-continued',
    rounds: Array.from({ length: 8 }, () => ({ sent: 2, more: true, wakesDuring: 1 }) as const),
  },
];

/** Plays the rounds of a mailroom; hands back the events of all its runs. */
export async function playMailroom(
  stage: Stage,
  clock: Clock,
  { rounds }: MailroomScript,
): Promise<HistoryEvent[][]> {
  let round = 0;
  let failed = false;
  stage.plant('deliverMail', () => async () => {
    const {
      sent,
      more = false,
      nextInMs,
      wakesDuring = 0,
      wakeAfterMs,
      fails,
    } = rounds[round] ?? nothing;
    if (fails && !failed) {
      failed = true;
      throw new Error('expected the mail server to answer, found no connection');
    }
    round += 1;
    for (let n = 0; n < wakesDuring; n += 1) await wake(stage);
    if (wakeAfterMs !== undefined) setTimeout(() => void wake(stage), wakeAfterMs);
    const nextAt =
      nextInMs === undefined ? null : new Date((await clock.nowMs()) + nextInMs).toISOString();
    return { sent, more, nextAt };
  });
  await wake(stage);
  const handle = stage.client.workflow.getHandle(mailroomWorkflowId);
  for (const { nextInMs = 0 } of rounds) {
    if (nextInMs > 60_000) await clock.sleep(nextInMs);
  }
  await eventually(async () => {
    const { status } = await handle.describe();
    expect(status.name).toBe('COMPLETED');
  });
  return await readRuns(stage.client, mailroomWorkflowId);
}

async function wake({ client }: Stage): Promise<void> {
  await client.workflow.signalWithStart(workflowTypes.mailroom, {
    workflowId: mailroomWorkflowId,
    taskQueue,
    signal: signalNames.wake,
  });
}
