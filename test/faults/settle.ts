import { setTimeout as wait } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { openRegister } from '../../register/open-register.ts';
import { runMailRound } from '../rig/mail-round.ts';
import type { FaultStage } from './stage.ts';

/** How a run waits until everything is over that the faults have delayed. */
export interface SettleTerms {
  readonly limitMs: number;
  /**
   * Whether mail that was put off is sent at once, by rounds of the mailroom as if it were later:
   * nobody waits three minutes for an interrupted attempt, or for the next one after a refusal.
   */
  readonly hurry: boolean;
}

/** What is not over yet, by name. */
type Unfinished = Readonly<Record<string, number>>;

const pollMs = 1_000;
const hurryEveryMs = 6_000;
/** So much later each round of a hurry is: refusals put mail off for twice as long each time. */
const laterMs = 10 * 60_000;

/** Waits; hands back what is left undone when the limit has passed (nothing, as it should be). */
export async function settle(
  stage: FaultStage,
  { limitMs, hurry }: SettleTerms,
  say: (line: string) => void,
): Promise<Unfinished> {
  const latest = Date.now() + limitMs;
  let hurryAt = Date.now() + hurryEveryMs;
  for (let round = 1; ; ) {
    const unfinished = await countUnfinished(stage.databaseUrl);
    if (Object.keys(unfinished).length === 0 || Date.now() > latest) return unfinished;
    if (hurry && Date.now() > hurryAt && unfinished['moments'] === undefined) {
      say(`not over yet: ${JSON.stringify(unfinished)}`);
      await hurryMail(stage, round * laterMs);
      hurryAt = Date.now() + hurryEveryMs;
      round += 1;
    }
    await wait(pollMs);
  }
}

async function hurryMail(stage: FaultStage, later: number): Promise<void> {
  const connection = await Connection.connect({ address: stage.temporalAddress });
  const register = await openRegister(stage.databaseUrl);
  try {
    const client = new Client({ connection });
    await runMailRound({ client, register, smtpUrl: stage.mail.url }, later);
  } finally {
    await register.close();
    await connection.close();
  }
}

async function countUnfinished(databaseUrl: string): Promise<Unfinished> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ what: string; count: number }>(
      `select 'mails ' || state as what, count(*)::int as count from mails
         where state not in ('sent', 'refused', 'withdrawn') group by state
       union all
       select 'notices owed', count(*)::int from notices
         where state = 'owed' and leaves_at <= now()
       union all
       select 'moments', count(*)::int from workflows
         where status = 'running' and next_wake_at <= now()`,
    );
    return Object.fromEntries(
      rows.filter(({ count }) => count > 0).map(({ what, count }) => [what, count]),
    );
  } finally {
    await client.end();
  }
}
