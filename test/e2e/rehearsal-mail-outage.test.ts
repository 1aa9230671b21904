import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTracking } from '../../domain/task-period.ts';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import { startMailCatcher } from '../../embedded/mail-catcher.ts';
import { mails, notices } from '../../register/schema.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { type Action, play, toInstant, wordsOf } from './play-answers.ts';

const plan = 'quy-iii-2023';
captureSdkLog();
const task2 = { task: '2', period: 'once' } as const;

const before: readonly Action[] = [
  { ...task2, at: '2023-08-31 10:00', agency: 'so-y-te', does: 'submits', note: 'Quyết định' },
  { ...task2, at: '2023-08-31 11:00', agency: 'so-y-te', does: 'isAccepted', by: 'so-tttt' },
];

/** What has been said to nobody by then is that task 2 is overdue: this makes it untrue. */
const during: readonly Action[] = [
  { ...task2, at: '2023-09-05 10:00', agency: 'xa-long-hau', does: 'submits', note: 'Quyết định' },
  { ...task2, at: '2023-09-05 11:00', agency: 'xa-long-hau', does: 'isAccepted', by: 'so-tttt' },
];

/** A rehearsal whose mail server was gone for a while, and what came when it was back. */
interface Outage {
  readonly rehearsal: Rehearsal;
  readonly caught: readonly CaughtMail[];
  stop(): Promise<void>;
}

async function sitOut(span: {
  readonly from: string;
  readonly to: string;
  /** A mail is tried again after an hour at the latest. */
  readonly until: string;
  readonly before?: readonly Action[];
  readonly during?: readonly Action[];
}): Promise<Outage> {
  const loaded = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
  const rehearsal = await openRehearsal({ ...loaded, tracking: defaultTracking(loaded.plan) });
  await play(rehearsal, plan, span.before ?? []);
  await rehearsal.advanceTo(toInstant(span.from));
  await rehearsal.mails.stop();
  await play(rehearsal, plan, span.during ?? []);
  await rehearsal.advanceTo(toInstant(span.to));
  const smtpPort = Number(new URL(rehearsal.mails.smtpUrl).port);
  const back = await startMailCatcher({ smtpPort, webPort: false });
  await rehearsal.advanceTo(toInstant(span.until));
  const stop = async () => {
    await rehearsal.stop();
    await back.stop();
  };
  return { rehearsal, caught: await back.messages(), stop };
}

describe('a mail server that is down on the morning of 05/9 and back at noon', () => {
  let outage: Outage;

  beforeAll(async () => {
    const from = '2023-09-04 20:00';
    const to = '2023-09-05 12:00';
    outage = await sitOut({ from, to, until: '2023-09-05 13:30', before, during });
  }, 120_000);

  afterAll(() => outage?.stop());

  it('delays what is still true and sends nothing else', () => {
    const sent = outage.caught.map(({ to, subject }) => `${to} ${subject}`);
    expect(sent.sort()).toEqual(
      [
        'noivu@tinh.example [Nhắc việc] Sở Nội vụ: 01 nhiệm vụ quá hạn, 01 nhiệm vụ đến hạn ngày 14/9/2023, 01 nhiệm vụ mới',
        'taichinh@tinh.example [Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 14/9/2023',
        'tanhoa@tinh.example [Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn, 01 nhiệm vụ đến hạn ngày 14/9/2023, 01 nhiệm vụ mới',
        'longhau@tinh.example [Đã tiếp nhận] Nhiệm vụ 2, lúc 10 giờ 00 ngày 05/9/2023',
        'longhau@tinh.example [Đã xác nhận] Nhiệm vụ 2: hoàn thành quá hạn',
      ].sort(),
    );
  });

  it('says of which moment it speaks: that of leaving, not that of the morning', () => {
    const reminders = outage.caught.filter(({ subject }) => subject.startsWith('[Nhắc việc]'));
    for (const mail of reminders) {
      expect(wordsOf(mail)).toMatch(/tính đến 1[23] giờ \d\d ngày 05\/9\/2023/u);
    }
  });

  it('withdraws what was overtaken: the reminders of task 2 and the request to review it', async () => {
    const rows = await outage.rehearsal.register.db.select().from(notices);
    const withdrawn = rows.filter(({ state }) => state === 'withdrawn');
    expect(
      withdrawn
        .map(({ task, agency, toAgency, kind }) => [task, agency, toAgency, kind].join())
        .sort(),
    ).toEqual([
      '2,,so-noi-vu,overdue',
      '2,xa-long-hau,so-tttt,reviewAsked',
      '2,xa-long-hau,xa-long-hau,overdue',
    ]);
    expect(rows.filter(({ state }) => state !== 'withdrawn' && state !== 'mailed')).toEqual([]);
  });

  it('leaves no mail behind', async () => {
    const rows = await outage.rehearsal.register.db.select().from(mails);
    const left = rows.filter(({ state }) => state !== 'sent' && state !== 'withdrawn');
    expect(left.map(({ mailKey, state }) => `${state} ${mailKey}`)).toEqual([]);
  });
});

describe('a mail server that is down from the evening of 13/9 until noon of 15/9', () => {
  let outage: Outage;

  beforeAll(async () => {
    const from = '2023-09-13 20:00';
    outage = await sitOut({ from, to: '2023-09-15 12:00', until: '2023-09-15 13:30' });
  }, 120_000);

  afterAll(() => outage?.stop());

  it('does not say that task 1 will be due on 14/9, which has passed', () => {
    const wrong = outage.caught.filter(({ subject }) => subject.includes('đến hạn ngày 14/9/2023'));
    expect(wrong.map(({ to, subject }) => `${to} ${subject}`)).toEqual([]);
  });

  it('sends each agency one digest when it can, not one for each morning it could not', () => {
    const recipients = outage.caught
      .filter(({ subject }) => subject.startsWith('[Nhắc việc]'))
      .map(({ to }) => to.join());
    expect(recipients.filter((to, index) => recipients.indexOf(to) !== index)).toEqual([]);
  });
});
