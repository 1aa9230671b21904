import {
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { mailTimes } from '../domain/mail-times.ts';
import type { Activities } from '../domain/workflow-input.ts';
import { wakeSignal } from './definitions.ts';
import { longestWaitMs } from './longest-wait.ts';

/** Batches of one morning arrive within moments of each other. */
const gatherMs = 300;
const { deliverMail } = proxyActivities<Activities>({
  startToCloseTimeout: mailTimes.roundLimitMs,
  // After SIGKILL of a worker the mail stands still for so long.
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * Sends what the register owes. Woken by signal-with-start when notices were written; ends only after
 * a round found nothing and no signal came since; waits by timer when only deferred mail is left.
 */
export async function mailroom(): Promise<{ sent: number }> {
  let wakes = 0;
  let sent = 0;
  setHandler(wakeSignal, () => {
    wakes += 1;
  });

  for (;;) {
    const heard = wakes;
    await sleep(gatherMs, { summary: 'Gom nội dung nhắc' });
    const round = await deliverMail.executeWithOptions({ summary: 'Gửi thư nhắc việc' }, [
      { serverNow: new Date(Date.now()).toISOString() },
    ]);
    sent += round.sent;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof mailroom>();
    if (round.more || wakes !== heard) continue;
    if (round.nextAt === null) return { sent };
    const waitMs = Date.parse(round.nextAt) - Date.now();
    const bounded = Math.max(1, Math.min(waitMs, longestWaitMs));
    await condition(() => wakes !== heard, bounded, { summary: 'Chờ thư tạm hoãn' });
  }
}
