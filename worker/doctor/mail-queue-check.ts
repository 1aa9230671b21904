import { addMs } from '../../domain/names.ts';
import { findStuckMail } from '../../register/queries/find-stuck-mail.ts';
import type { Register } from '../../register/register.ts';
import { type Outcome, ok, warning } from './check.ts';

/** What was refused longer ago has been seen, or never will be. */
const refusedWithinMs = 30 * 86_400_000;
/** A morning of a country is told in minutes (docs/performance.md). */
const lateMs = 15 * 60_000;

/** Whether mail leaves. */
export async function checkMailQueue(
  register: Register,
  nowMs: number,
): Promise<readonly Outcome[]> {
  const now = new Date(nowMs).toISOString();
  const stuck = await findStuckMail(register, { now, refusedSince: addMs(now, -refusedWithinMs) });
  const outcomes: Outcome[] = [];
  const counts = (['refused', 'deferred', 'unknown'] as const)
    .filter((state) => stuck[state] > 0)
    .map((state) => `${stuck[state]} ${state}`);
  if (counts.length > 0) {
    const response = stuck.response === null ? '' : `; the server said: ${stuck.response}`;
    outcomes.push(
      warning(
        `${counts.join(', ')}${response}`,
        'dondoc mails --failed names them; correct addresses in the directory (dondoc amend) or the mail server',
      ),
    );
  }
  const { oldestUnsentAt } = stuck;
  if (oldestUnsentAt !== null && nowMs - Date.parse(oldestUnsentAt) > lateMs) {
    outcomes.push(
      warning(
        `the oldest that has not left was to leave at ${oldestUnsentAt}`,
        'see "worker" and "mail server" above; the log of the workers says what holds it back',
      ),
    );
  }
  return outcomes.length > 0 ? outcomes : [ok('nothing waits that should have left')];
}
