import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoInstant } from '../../domain/plan.ts';
import { claimNotices } from '../../register/mail-queue.ts';
import { mails, notices } from '../../register/schema.ts';
import { runMailRound } from '../rig/mail-round.ts';
import { type ManyLeads, startManyLeads } from '../rig/many-leads.ts';
import { eventually } from '../rig/stage.ts';

/** More than one transaction of the mailroom composes. */
const leads = 1_100;
const opening: IsoInstant = '2023-04-05T07:59:50.000+07:00';
const afterOpening: IsoInstant = '2023-04-05T09:00:00.000+07:00';
/** The morning of the first reminder: 7 working days before Wednesday 14 June. */
const afterFirstReminder: IsoInstant = '2023-06-05T09:00:00.000+07:00';
/** The second: 3 working days before it. */
const afterSecondReminder: IsoInstant = '2023-06-09T09:00:00.000+07:00';

describe('a morning of more mails than are made in one go', () => {
  let stage: ManyLeads['stage'];
  let passTo: ManyLeads['passTo'];

  beforeAll(async () => {
    const wishes = { plan: 'nhieu-thu', leads, tasks: [{ kind: 'report' }] } as const;
    ({ stage, passTo } = await startManyLeads(wishes, opening));
  });
  afterAll(async () => {
    await stage.stop();
  });

  async function countNotices(kind: 'opened' | 'dueSoon') {
    return await stage.register.db.$count(notices, eq(notices.kind, kind));
  }

  async function readLaterMs() {
    return (await stage.temporal.testService.getCurrentTime()) - Date.now();
  }

  /** How many mails have arrived since, and at how many agencies. */
  async function readArrived(since: number) {
    const arrived = (await stage.mails.messages()).slice(since).flatMap(({ to }) => to);
    return { mails: arrived.length, recipients: new Set(arrived).size };
  }

  it('joins what missed an earlier morning, also where it is made last', {
    timeout: 120_000,
  }, async () => {
    await passTo(afterOpening);
    await eventually(async () => expect(await countNotices('opened')).toBe(leads));
    const serverNow = new Date(Date.now() + (await readLaterMs())).toISOString();
    const claimed = await claimNotices(stage.register, {
      ...{ serverNow, patienceMs: 0, limit: 10_000 },
      postponeTo: ({ key }) => {
        throw new Error(`expected nothing to be postponed, found ${key}`);
      },
    });
    expect(claimed).toHaveLength(leads);

    await passTo(afterFirstReminder);
    await eventually(async () => expect(await countNotices('dueSoon')).toBe(leads));
    const { client, register, mails: catcher } = stage;
    await runMailRound({ client, register, smtpUrl: catcher.smtpUrl }, await readLaterMs());

    expect(await readArrived(0)).toEqual({ mails: leads, recipients: leads });
    const states = await register.db
      .select({ state: mails.state, mails: count() })
      .from(mails)
      .groupBy(mails.state)
      .orderBy(mails.state);
    expect(states).toEqual([
      { state: 'sent', mails: leads },
      { state: 'withdrawn', mails: leads },
    ]);
  });

  it('leaves as a whole in one round, one mail to each', { timeout: 120_000 }, async () => {
    await passTo(afterSecondReminder);
    await eventually(async () => expect(await countNotices('dueSoon')).toBe(2 * leads));
    const { client, register, mails: catcher } = stage;
    const before = (await catcher.messages()).length;
    await runMailRound({ client, register, smtpUrl: catcher.smtpUrl }, await readLaterMs());
    expect(await readArrived(before)).toEqual({ mails: leads, recipients: leads });
    expect(await register.db.$count(notices, eq(notices.state, 'owed'))).toBe(0);
  });
});
