import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTracking } from '../../domain/task-period.ts';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import { type MailCatcher, startMailCatcher } from '../../embedded/mail-catcher.ts';
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

describe('a mail server that is down on the morning of 05/9 and back at noon', () => {
  let rehearsal: Rehearsal;
  let caught: CaughtMail[];
  let back: MailCatcher | undefined;

  beforeAll(async () => {
    const loaded = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
    rehearsal = await openRehearsal({ ...loaded, tracking: defaultTracking(loaded.plan) });
    await play(rehearsal, plan, before);
    await rehearsal.advanceTo(toInstant('2023-09-04 20:00'));
    await rehearsal.mails.stop();
    await play(rehearsal, plan, during);
    await rehearsal.advanceTo(toInstant('2023-09-05 12:00'));
    const smtpPort = Number(new URL(rehearsal.mails.smtpUrl).port);
    back = await startMailCatcher({ smtpPort, webPort: false });
    // A mail is tried again after an hour at the latest.
    await rehearsal.advanceTo(toInstant('2023-09-05 13:30'));
    caught = await back.messages();
  }, 120_000);

  afterAll(async () => {
    await rehearsal?.stop();
    await back?.stop();
  });

  it('delays what is still true and sends nothing else', () => {
    const sent = caught.map(({ to, subject }) => `${to} ${subject}`);
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
    const reminders = caught.filter(({ subject }) => subject.startsWith('[Nhắc việc]'));
    for (const mail of reminders) {
      expect(wordsOf(mail)).toMatch(/tính đến 1[23] giờ \d\d ngày 05\/9\/2023/u);
    }
  });

  it('withdraws what was overtaken: the reminders of task 2 and the request to review it', async () => {
    const rows = await rehearsal.register.db.select().from(notices);
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
    const rows = await rehearsal.register.db.select().from(mails);
    const left = rows.filter(({ state }) => state !== 'sent' && state !== 'withdrawn');
    expect(left.map(({ mailKey, state }) => `${state} ${mailKey}`)).toEqual([]);
  });
});

describe('a mail server that is down from the evening of 13/9 until noon of 15/9', () => {
  let rehearsal: Rehearsal;
  let caught: CaughtMail[];
  let back: MailCatcher | undefined;

  beforeAll(async () => {
    const loaded = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
    rehearsal = await openRehearsal({ ...loaded, tracking: defaultTracking(loaded.plan) });
    await rehearsal.advanceTo(toInstant('2023-09-13 20:00'));
    await rehearsal.mails.stop();
    await rehearsal.advanceTo(toInstant('2023-09-15 12:00'));
    const smtpPort = Number(new URL(rehearsal.mails.smtpUrl).port);
    back = await startMailCatcher({ smtpPort, webPort: false });
    await rehearsal.advanceTo(toInstant('2023-09-15 13:30'));
    caught = await back.messages();
  }, 120_000);

  afterAll(async () => {
    await rehearsal?.stop();
    await back?.stop();
  });

  it('does not say that task 1 will be due on 14/9, which has passed', () => {
    const wrong = caught.filter(({ subject }) => subject.includes('đến hạn ngày 14/9/2023'));
    expect(wrong.map(({ to, subject }) => `${to} ${subject}`)).toEqual([]);
  });

  it('sends each agency one digest when it can, not one for each morning it could not', () => {
    const recipients = caught
      .filter(({ subject }) => subject.startsWith('[Nhắc việc]'))
      .map(({ to }) => to.join());
    expect(recipients.filter((to, index) => recipients.indexOf(to) !== index)).toEqual([]);
  });
});
