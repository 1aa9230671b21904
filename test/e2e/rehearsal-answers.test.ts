import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../domain/plan.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import type { Register } from '../../register/register.ts';
import { assignments, events, mails, notices, workflows } from '../../register/schema.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { type Action, play, sentAt, toInstant, toLocalMinute, wordsOf } from './play-answers.ts';
import {
  doneAt,
  expectedAssignments,
  expectedEvents,
  expectedMails,
} from './rehearsal-answers-expected.ts';

const plan = 'quy-iii-2023';
const sdkLog = captureSdkLog();

/** On time (so-noi-vu), late (so-tai-chinh), returned and late (so-y-te), only acknowledged (xa-long-hau); never: xa-tan-hoa. */
// biome-ignore format: a script is read line by line
const actions: readonly Action[] = [
  { at: '2023-08-15 09:00', task: '2', period: 'once', agency: 'xa-long-hau', does: 'acknowledges' },
  { at: '2023-08-30 09:30', task: 'report', period: '2023-08', agency: 'so-noi-vu', does: 'submits', line: '4', note: 'Đã phát 12 tin bài' },
  { at: '2023-08-31 15:00', task: 'report', period: '2023-08', agency: 'so-noi-vu', does: 'isAccepted', by: 'so-tttt' },
  { at: '2023-09-03 20:00', task: '2', period: 'once', agency: 'so-y-te', does: 'submits', note: 'Dự thảo quy chế' },
  { at: '2023-09-05 10:00', task: '2', period: 'once', agency: 'so-y-te', does: 'isReturned', by: 'so-tttt', reason: 'Mới là dự thảo, chưa ban hành' },
  { at: '2023-09-08 16:00', task: '2', period: 'once', agency: 'so-y-te', does: 'submits', note: 'Quyết định 31/QĐ-SYT' },
  { at: '2023-09-11 07:00', task: '2', period: 'once', agency: 'so-y-te', does: 'isAccepted', by: 'so-tttt' },
  { at: '2023-09-12 10:00', task: '1', period: '2023-Q3', agency: 'so-noi-vu', does: 'submits', note: 'Báo cáo 88/BC-SNV' },
  { at: '2023-09-14 09:00', task: '1', period: '2023-Q3', agency: 'so-noi-vu', does: 'isAccepted', by: 'so-tttt' },
  { at: '2023-09-18 09:00', task: '1', period: '2023-Q3', agency: 'so-tai-chinh', does: 'submits', note: 'Báo cáo 90/BC-STC' },
  { at: '2023-09-19 07:45', task: '1', period: '2023-Q3', agency: 'so-tai-chinh', does: 'isAccepted', by: 'so-tttt' },
  { at: '2023-09-19 16:00', task: '3', period: '2023-Q3', agency: 'so-tttt', does: 'submits', note: 'Báo cáo 101/BC-STTTT' },
  { at: '2023-09-20 09:00', task: '3', period: '2023-Q3', agency: 'so-tttt', does: 'isAccepted', by: 'vp-ubnd' },
  { at: '2023-09-27 14:00', task: 'report', period: '2023-09', agency: 'so-noi-vu', does: 'submits', line: '4', note: 'Đã phát 15 tin bài' },
  { at: '2023-09-29 10:00', task: 'report', period: '2023-09', agency: 'so-noi-vu', does: 'isAccepted', by: 'so-tttt' },
];

const words = {
  vi: {
    inputs: 'Đầu vào còn thiếu:',
    inputsOn: [
      ['2023-08-14 08:00', 'nhiệm vụ 1 của Sở Nội vụ, Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-08 08:00', 'nhiệm vụ 1 của Sở Nội vụ, Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-14 08:00', 'nhiệm vụ 1 của Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-18 08:00', 'nhiệm vụ 1 của Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-19 08:00', 'nhiệm vụ 1 của UBND xã Tân Hòa.'],
    ],
    returned: 'Lý do trả lại: “Mới là dự thảo, chưa ban hành”',
    letter: '[Quá hạn]',
    reminded: 'Các lần nhắc: 05/9, 11/9, 13/9, 14/9, 15/9, 19/9.',
    times: '06 lần',
    noAnswer: 'chưa phản hồi',
    acknowledged: 'đã tiếp nhận ngày 15/8, chưa gửi kết quả.',
    sentBack:
      'đã gửi ngày 03/9, trả lại ngày 05/9 (lý do: “Mới là dự thảo, chưa ban hành”), đang bổ sung.',
    toItself: /(?:gửi|đến|để) Sở Thông tin và Truyền thông/u,
    toOffice: 'gửi văn bản đã ký số đến Văn phòng UBND tỉnh (vanphong@tinh.example).',
    coordinators: 'Phối hợp: Sở Nội vụ; các cơ quan liên quan.',
    ownCoordinators: 'Phối hợp: các cơ quan liên quan.',
    completeIt: 'Đề nghị: bổ sung theo lý do nêu trên và gửi lại trong ngày hôm nay',
    beforeDeadline: 'trước khi hết hạn',
  },
  en: {
    inputs: 'Inputs still missing:',
    inputsOn: [
      ['2023-08-14 08:00', 'task 1 from Sở Nội vụ, Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-08 08:00', 'task 1 from Sở Nội vụ, Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-14 08:00', 'task 1 from Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-18 08:00', 'task 1 from Sở Tài chính, UBND xã Tân Hòa.'],
      ['2023-09-19 08:00', 'task 1 from UBND xã Tân Hòa.'],
    ],
    returned: 'Reason for return: “Mới là dự thảo, chưa ban hành”',
    letter: '[Overdue]',
    reminded:
      'Reminded on: 5 September, 11 September, 13 September, 14 September, 15 September, 19 September.',
    times: '6 times',
    noAnswer: 'no answer',
    acknowledged: 'acknowledged on 15 August, no result yet.',
    sentBack:
      'submitted on 3 September, returned on 5 September (reason: “Mới là dự thảo, chưa ban hành”), being completed.',
    toItself: /(?:write to|document to|so that) Sở Thông tin và Truyền thông/u,
    toOffice: 'send the digitally signed document to Văn phòng UBND tỉnh (vanphong@tinh.example).',
    coordinators: 'Coordinators: Sở Nội vụ; các cơ quan liên quan.',
    ownCoordinators: 'Coordinators: các cơ quan liên quan.',
    completeIt: 'Please: complete it for the reason above and send it again today',
    beforeDeadline: 'before the deadline',
  },
} as const;

describe.each<Locale>(['vi', 'en'])('a quarter in which some answer (%s)', (locale) => {
  let rehearsal: Rehearsal;
  let caught: CaughtMail[];
  const said = words[locale];

  beforeAll(async () => {
    const loaded = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
    const localised = { ...loaded.plan, locale };
    rehearsal = await openRehearsal({
      ...loaded,
      plan: localised,
      tracking: defaultTracking(localised),
    });
    await play(rehearsal, plan, actions);
    await rehearsal.advanceTo(toInstant('2023-11-09 12:00'));
    caught = await rehearsal.mails.messages();
  }, 120_000);

  afterAll(() => rehearsal?.stop());

  const mailsTo = (agency: string) =>
    caught.filter(({ to }) => to.includes(`${agency}@tinh.example`));

  const mailTo = (agency: string, at: string, subject = '') => {
    const found = mailsTo(agency).find(
      (mail) => sentAt(mail) === at && mail.subject.startsWith(subject),
    );
    if (found === undefined) throw new Error(`expected a mail ${subject} to ${agency} at ${at}`);
    return found;
  };
  const letterTo = (agency: string, at: string) => mailTo(agency, at, said.letter);

  it('sends the mails that the rules demand, and no mail besides', () => {
    const sent = caught.map((mail) => [sentAt(mail), ...mail.to, mail.subject]);
    const expected = expectedMails.map(([at, to, vi, en]) => [at, to, locale === 'vi' ? vi : en]);
    expect(sent.sort(byLine)).toEqual(expected.sort(byLine));
  });

  it('sends each mail once, without a doubt', async () => {
    const { db } = rehearsal.register;
    const rows = await db.select({ state: mails.state, attempts: mails.attempts }).from(mails);
    expect(rows.filter(({ state, attempts }) => state !== 'sent' || attempts !== 1)).toEqual([]);
    expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(caught.length);
  });

  it('sends an agency at most one digest and one letter a morning', () => {
    const mornings = caught
      .filter(
        ({ attachments, subject }) =>
          /^\[(Nhắc việc|Reminder|Quá hạn|Overdue)\]/u.test(subject) || attachments.length > 0,
      )
      .map((mail) => `${sentAt(mail)} ${mail.to} ${mail.subject.split(']')[0]}`);
    expect(mornings.filter((morning, index) => mornings.indexOf(morning) !== index)).toEqual([]);
  });

  it.each(doneAt)('says nothing more of what $to has done by $at', ({ at, to, ...names }) => {
    const later = caught.filter((mail) => sentAt(mail) > at && mail.to.includes(to));
    expect(
      later.filter((mail) => wordsOf(mail).includes(names[locale])).map(({ subject }) => subject),
    ).toEqual([]);
  });

  it.each([
    ['Sở Tài chính', '2023-09-19 07:45'],
    ['Sở Y tế', '2023-09-11 07:00'],
  ])('names %s, which owes nothing more, in no mail after %s', (name, at) => {
    const later = caught.filter((mail) => sentAt(mail) > at && wordsOf(mail).includes(name));
    expect(later.map(({ subject }) => subject)).toEqual([]);
  });

  it('names in a letter nobody who has delivered', () => {
    const letters = caught.filter(({ subject }) => subject.startsWith(said.letter));
    expect(letters.filter((mail) => wordsOf(mail).includes('Sở Nội vụ'))).toEqual([]);
    expect(letters.filter((mail) => wordsOf(mail).includes('Sở Tài chính'))).toEqual([]);
  });

  it('tells the roll-up which inputs are missing at that moment, and from whom', () => {
    const told = mailsTo('tttt').flatMap((mail) => {
      const [, after] = wordsOf(mail).split(said.inputs);
      return after === undefined ? [] : [[sentAt(mail), after]];
    });
    expect(told.map(([at]) => at)).toEqual(said.inputsOn.map(([at]) => at));
    said.inputsOn.forEach(([, input], index) => {
      expect(told[index]?.[1]?.trim().startsWith(input), `${told[index]}`).toBe(true);
    });
  });

  it('repeats the reason to the agency whose evidence was returned', () => {
    const reminders = mailsTo('yte').filter((mail) => wordsOf(mail).includes(said.returned));
    expect(reminders.map(sentAt)).toEqual(['2023-09-07 08:00']);
  });

  it('tells the superior on which days it reminded, and counts the same days', () => {
    const letter = wordsOf(letterTo('laivung', '2023-09-19 08:00'));
    expect(letter).toContain(said.reminded);
    expect(letter).toContain(`: ${said.times};`);
  });

  it('does not call an agency silent that has answered', () => {
    const [, ofHealth = ''] = wordsOf(letterTo('tttt', '2023-09-07 08:00')).split('Sở Y tế');
    const [, response = ''] = /(?:phản hồi|answer): ([^.]*)\./u.exec(ofHealth) ?? [];
    expect(response).not.toBe('');
    expect(response).not.toContain(said.noAnswer);
  });

  it('tells in a letter what each agency has answered', () => {
    const letter = wordsOf(letterTo('tttt', '2023-09-07 08:00'));
    const answerOf = (name: string) => letter.split(name)[1]?.split('; ')[1] ?? '';
    expect(answerOf('. UBND xã Tân Hòa').startsWith(`${said.noAnswer}.`)).toBe(true);
    expect(answerOf('. Sở Y tế').startsWith(said.sentBack)).toBe(true);
    expect(answerOf('. UBND xã Long Hậu').startsWith(said.acknowledged)).toBe(true);
  });

  it('tells the monitor nowhere to write to itself, and to send results of its own to the office', () => {
    const toMonitor = mailsTo('tttt');
    expect(toMonitor.filter((mail) => said.toItself.test(wordsOf(mail)))).toEqual([]);
    expect(wordsOf(mailTo('tttt', '2023-09-08 08:00'))).toContain(said.toOffice);
  });

  it('names the coordinators that the plan only describes, and none to itself', () => {
    expect(wordsOf(mailTo('yte', '2023-08-22 08:00'))).toContain(said.coordinators);
    expect(wordsOf(mailTo('noivu', '2023-08-22 08:00'))).toContain(said.ownCoordinators);
  });

  it('asks to complete what was returned and is late, and not before a deadline that has passed', () => {
    const reminder = wordsOf(mailTo('yte', '2023-09-07 08:00'));
    expect(reminder).toContain(said.completeIt);
    expect(reminder).not.toContain(said.beforeDeadline);
  });

  it('leaves every assignment as far as its agency has brought it', async () => {
    const rows = await rehearsal.register.db.select().from(assignments);
    const table = rows.map((row) => [
      row.task,
      row.period,
      row.agency,
      row.progress,
      row.timeliness,
      row.told,
    ]);
    expect(table.sort(byLine)).toEqual(expectedAssignments.map((row) => [...row]));
  });

  it('records what happened, each in its order', async () => {
    expect(await readEvents(rehearsal.register)).toEqual(expectedEvents);
  });

  it('tells every notice: none was skipped, none overtaken by events', async () => {
    const rows = await rehearsal.register.db.select().from(notices);
    expect(rows.filter(({ state }) => state !== 'mailed').map(({ key }) => key)).toEqual([]);
  });

  it('keeps a record in which nothing can be changed unseen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dondoc-evidence-'));
    try {
      const store = new FolderEvidenceStore(folder);
      const verification = await verifyRegister(rehearsal.register, store);
      expect(verification).toMatchObject({ files: 0, planVersions: 1, faults: [] });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('replays no workflow differently from its history', () => sdkLog.expectDeterministic());

  it('ends with the last step of the last ladder', async () => {
    expect(await rehearsal.hasEnded()).toBe(true);
    const rows = await rehearsal.register.db.select().from(workflows);
    expect(rows.filter(({ status }) => status !== 'closed')).toEqual([]);
  });
});

/** Task, period, agency, and what happened when, one line each. */
async function readEvents({ db }: Register): Promise<string[][]> {
  const rows = await db.select().from(events).orderBy(asc(events.workflowId), asc(events.n));
  const keys = new Map(
    (await db.select().from(workflows)).map((row) => [row.workflowId, [row.task, row.period]]),
  );
  const lines = new Map<string, string[]>();
  for (const { workflowId, agency, kind, at } of rows) {
    const [task = '', period = ''] = keys.get(workflowId) ?? [];
    if (task === '') continue;
    const key = [task, period, agency ?? '*'].join('\t');
    lines.set(key, [...(lines.get(key) ?? key.split('\t')), `${kind} ${toLocalMinute(at)}`]);
  }
  return [...lines.values()].sort(byLine);
}

function byLine(a: readonly unknown[], b: readonly unknown[]): number {
  const [left, right] = [a.join('\t'), b.join('\t')];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
