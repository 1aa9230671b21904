import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { keepDecided, withDeadline, withRequest } from '../../domain/decided-dates.ts';
import type { PlanReceipt, Receipt, Reopen, updateNames } from '../../domain/messages.ts';
import { addMs } from '../../domain/names.ts';
import type { Locale, Plan } from '../../domain/plan.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { findPlan } from '../../register/plan-records.ts';
import { assignments, events, mails, notices, workflows } from '../../register/schema.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { rerunTask } from '../../worker/rerun-task.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { sentAt, toInstant, toLocalMinute, wordsOf } from './play-answers.ts';
import {
  buildUpdate,
  findWorkflow,
  playPlanUpdate,
  playUpdate,
  saveChangedVersion,
  type Whose,
} from './play-updates.ts';
import {
  expectedAssignments,
  expectedEvents,
  expectedMails,
  expectedPassings,
  expectedSuperseded,
} from './rehearsal-life-expected.ts';

/** Half a year in which every update of an assignment and of a plan is used, over the real workflows, register and mail. */

const plan = 'nua-cuoi-nam-2023';
const sdkLog = captureSdkLog();

const nothing = { files: [], document: null, note: null, lines: [], values: {} };
const noted = (note: string) => ({ ...nothing, note });
const line = (task: string, text: string) => ({
  ...nothing,
  lines: [{ task, state: 'inProgress', text }],
});
const accept = (by = 'so-tttt') => ({ by, decision: 'accept', reason: null });
const decided = (number: string, date: string) => ({
  authority: 'Chủ tịch UBND tỉnh',
  document: { number, date, issuer: 'UBND tỉnh' },
});

type Update = keyof typeof updateNames;
type Says = Readonly<Record<string, unknown>>;
/** Local time; task, period and agency, or `plan`; the update and what it says. */
type Step = readonly [at: string, where: string, name: Update, says: Says];

// biome-ignore format: a script is read line by line
const script: readonly Step[] = [
  ['2023-07-05 09:00', '2 once xa-tan-hoa', 'acknowledge', {}],
  ['2023-07-06 09:00', '2 once xa-phong-hoa', 'acknowledge', {}],
  ['2023-07-10 09:00', '5 once so-tai-chinh', 'waitFor', { on: 'so-noi-vu', text: 'Danh mục thủ tục hành chính' }],
  ['2023-07-12 09:00', '5 once so-tai-chinh', 'contribute', { by: 'so-noi-vu', text: 'Đã rà soát 120 thủ tục', document: { number: '15/SNV', date: '2023-07-12', issuer: null } }],
  ['2023-07-14 09:00', '5 once so-tai-chinh', 'reportObstacle', { text: 'Chưa có máy chủ dự phòng' }],
  ['2023-07-17 09:00', '5 once so-tai-chinh', 'answerObstacle', { by: 'so-tttt', text: 'Đã cấp hai máy chủ' }],
  ['2023-07-19 09:00', '5 once so-tai-chinh', 'requestExtension', { until: '2023-09-15', reason: 'Chờ nghiệm thu' }],
  ['2023-07-20 09:00', '5 once so-tai-chinh', 'decideExtension', { decision: 'refuse', until: null, reason: 'Phải xong trước khai giảng', ...decided('45/UBND-TH', '2023-07-20') }],
  ['2023-07-25 09:00', '5 once so-tai-chinh', 'instruct', { text: 'Vận hành thử từ ngày 15/8/2023', ...decided('47/UBND-TH', '2023-07-25') }],
  ['2023-08-25 10:00', '5 once so-tai-chinh', 'submitEvidence', noted('Cổng đã nâng cấp')],
  ['2023-09-07 10:00', '5 once so-tai-chinh', 'review', { by: 'so-tttt', decision: 'return', reason: 'Thiếu biên bản nghiệm thu' }],
  ['2023-09-08 15:00', '5 once so-tai-chinh', 'submitEvidence', noted('Kèm biên bản nghiệm thu')],
  ['2023-09-11 07:00', '5 once so-tai-chinh', 'review', accept()],
  ['2023-09-12 09:00', '1 2023-Q3 so-noi-vu', 'submitEvidence', noted('Báo cáo 88/BC-SNV')],
  ['2023-09-12 10:00', '1 2023-Q3 so-tai-chinh', 'requestExtension', { until: '2023-09-22', reason: 'Chờ số liệu quý' }],
  ['2023-09-13 09:00', '1 2023-Q3 so-noi-vu', 'review', accept()],
  ['2023-09-13 10:00', '1 2023-Q3 so-tai-chinh', 'decideExtension', { decision: 'grant', until: '2023-09-22', reason: null, ...decided('58/UBND-TH', '2023-09-13') }],
  ['2023-09-14 10:00', 'report 2023-Q3 so-tai-chinh', 'waive', { reason: 'Đã gộp vào báo cáo tài chính', ...decided('59/UBND-TH', '2023-09-14') }],
  ['2023-09-15 09:00', 'report 2023-Q3 so-noi-vu', 'submitEvidence', line('3', 'Đã phát 12 tin bài')],
  ['2023-09-18 09:00', 'report 2023-Q3 so-noi-vu', 'review', accept()],
  ['2023-09-18 10:00', 'report 2023-Q3 so-tai-chinh', 'reopen', { until: null, reason: 'Dừng nhầm báo cáo', ...decided('60/UBND-TH', '2023-09-18') }],
  ['2023-09-19 10:00', 'report 2023-Q3 so-tai-chinh', 'submitEvidence', line('4', 'Đang chờ hướng dẫn')],
  ['2023-09-20 07:30', 'report 2023-Q3 so-tai-chinh', 'review', accept()],
  ['2023-09-21 10:00', '1 2023-Q3 so-tai-chinh', 'submitEvidence', noted('Báo cáo 90/BC-STC')],
  ['2023-09-22 09:00', '1 2023-Q3 so-tai-chinh', 'review', accept()],
  ['2023-09-25 09:00', 'plan', 'setDeadline', { task: '4', lastDay: '2023-11-15', ...decided('61/UBND-TH', '2023-09-25') }],
  ['2023-09-25 14:00', '2 once xa-tan-hoa', 'submitEvidence', noted('Quyết định 31/QĐ-UBND')],
  ['2023-09-27 09:00', '2 once xa-tan-hoa', 'review', accept('huyen-lai-vung')],
  ['2023-10-02 14:00', 'plan', 'amend', decided('70/QĐ-UBND', '2023-10-02')],
  ['2023-10-03 10:00', '2 once xa-dinh-hoa', 'reassign', { to: 'so-tai-chinh', reason: 'Xã mới chưa đủ nhân sự', ...decided('71/UBND-TH', '2023-10-03') }],
  ['2023-10-05 10:00', '2 once so-tai-chinh', 'submitEvidence', noted('Quyết định 12/QĐ-STC')],
  ['2023-10-05 16:00', '2 once so-tai-chinh', 'review', accept('vp-ubnd')],
  ['2023-10-10 09:00', '5 once so-tai-chinh', 'reopen', { until: '2023-10-31', reason: 'Cổng chưa đạt an toàn thông tin', ...decided('75/UBND-TH', '2023-10-10') }],
  ['2023-10-20 10:00', 'plan', 'pause', { reason: 'Kỳ họp Hội đồng nhân dân' }],
  ['2023-10-25 09:00', '7 once xa-tan-hoa', 'acknowledge', {}],
  ['2023-10-26 10:00', '7 once xa-tan-hoa', 'submitEvidence', noted('Báo cáo khảo sát')],
  ['2023-10-30 09:00', 'plan', 'resume', { reason: 'Kỳ họp đã xong' }],
  ['2023-10-31 09:00', '7 once xa-tan-hoa', 'review', accept('huyen-lai-vung')],
  ['2023-10-31 10:00', '5 once so-tai-chinh', 'submitEvidence', noted('Đã đạt an toàn cấp độ 3')],
  ['2023-11-01 08:30', '5 once so-tai-chinh', 'review', accept()],
  ['2023-11-01 09:00', 'plan', 'request', { task: '1', lastDay: '2023-11-10', ...decided('80/UBND-TH', '2023-11-01') }],
  ['2023-11-03 10:00', '1 2023-11-10 so-noi-vu', 'submitEvidence', noted('Báo cáo 101/BC-SNV')],
  ['2023-11-06 09:00', '1 2023-11-10 so-noi-vu', 'review', accept()],
  ['2023-11-09 10:00', '4 once so-tai-chinh', 'submitEvidence', noted('Đã kết nối')],
  ['2023-11-10 09:00', '4 once so-tai-chinh', 'review', accept()],
  ['2023-12-12 09:00', '1 2023-Q4 so-noi-vu', 'submitEvidence', noted('Báo cáo 120/BC-SNV')],
  ['2023-12-13 09:00', '1 2023-Q4 so-noi-vu', 'review', accept()],
  ['2023-12-15 09:00', 'report 2023-Q4 so-noi-vu', 'submitEvidence', line('3', 'Đã phát 15 tin bài')],
  ['2023-12-18 09:00', 'report 2023-Q4 so-noi-vu', 'review', accept()],
  ['2023-12-20 10:00', 'plan', 'close', { reason: 'Kết thúc năm kế hoạch' }],
];

/** When, to whom, and words that the mail must say. */
type Said = readonly [at: string, to: string, words: readonly string[]];

// biome-ignore format: a table is read by its columns
const said: Readonly<Record<Locale, readonly Said[]>> = {
  vi: [
    ['2023-07-10 09:00', 'noivu', ['| Danh mục thủ tục hành chính', 'đang chờ Quý cơ quan phối hợp']],
    ['2023-07-12 09:00', 'taichinh', ['| Đã rà soát 120 thủ tục', 'Cơ quan phối hợp: Sở Nội vụ', 'số 15/SNV ngày 12/7/2023']],
    ['2023-07-20 09:00', 'taichinh', ['không đồng ý điều chỉnh thời hạn', '| Phải xong trước khai giảng', 'số 45/UBND-TH ngày 20/7/2023 của UBND tỉnh', 'Thời hạn giữ nguyên.']],
    ['2023-08-31 08:00', 'tttt', ['KẾT QUẢ CHỜ XÁC NHẬN', 'chờ 04 ngày làm việc']],
    ['2023-09-07 10:00', 'taichinh', ['| Thiếu biên bản nghiệm thu']],
    ['2023-09-18 08:00', 'dinhhoa', ['Tiếp nhận từ: UBND xã Phong Hòa', 'hết ngày 29/9/2023']],
    ['2023-09-18 10:00', 'taichinh', ['Tình trạng trước đây: dừng thực hiện', '| Dừng nhầm báo cáo']],
    ['2023-10-03 08:00', 'noivu', ['Thời hạn cũ: hết ngày 30/11/2023', 'Thời hạn mới: hết ngày 08/12/2023', 'Tên trước đây: “Mở lớp phổ cập kỹ năng số”', '70/QĐ-UBND']],
    ['2023-10-03 10:00', 'taichinh', ['Tiếp nhận từ: UBND xã Định Hòa', 'Kết quả đã gửi: chưa có', 'Nhiệm vụ đã quá hạn', '71/UBND-TH']],
    ['2023-10-10 09:00', 'taichinh', ['Thời hạn cũ: hết ngày 31/8/2023', 'Thời hạn mới: hết ngày 31/10/2023', '| Cổng chưa đạt an toàn thông tin']],
    ['2023-10-30 09:00', 'taichinh', ['đã gia hạn (thời hạn ban đầu: 31/8/2023)']],
    ['2023-11-01 09:00', 'taichinh', ['kỳ 10/11/2023']],
  ],
  en: [
    ['2023-07-10 09:00', 'noivu', ['| Danh mục thủ tục hành chính', 'is waiting for your agency']],
    ['2023-07-12 09:00', 'taichinh', ['| Đã rà soát 120 thủ tục', 'Coordinator: Sở Nội vụ', 'No. 15/SNV of 12 July 2023']],
    ['2023-07-20 09:00', 'taichinh', ['has refused a later deadline', '| Phải xong trước khai giảng', 'No. 45/UBND-TH of 20 July 2023, UBND tỉnh', 'The deadline stays as it was.']],
    ['2023-08-31 08:00', 'tttt', ['RESULTS WAITING FOR YOUR REVIEW', 'waiting 4 working days']],
    ['2023-09-07 10:00', 'taichinh', ['| Thiếu biên bản nghiệm thu']],
    ['2023-09-18 08:00', 'dinhhoa', ['Taken over from: UBND xã Phong Hòa', 'by the end of Friday 29 September 2023']],
    ['2023-09-18 10:00', 'taichinh', ['State before: stopped', '| Dừng nhầm báo cáo']],
    ['2023-10-03 08:00', 'noivu', ['Old deadline: by the end of Thursday 30 November 2023', 'New deadline: by the end of Friday 8 December 2023', 'Title before: “Mở lớp phổ cập kỹ năng số”', '70/QĐ-UBND']],
    ['2023-10-03 10:00', 'taichinh', ['Taken over from: UBND xã Định Hòa', 'Submitted so far: nothing yet', 'The task is overdue', '71/UBND-TH']],
    ['2023-10-10 09:00', 'taichinh', ['Old deadline: by the end of Thursday 31 August 2023', 'New deadline: by the end of Tuesday 31 October 2023', '| Cổng chưa đạt an toàn thông tin']],
    ['2023-10-30 09:00', 'taichinh', ['as extended (originally 31 August 2023)']],
    ['2023-11-01 09:00', 'taichinh', ['(10 November 2023)']],
  ],
};

describe.each<Locale>(['vi', 'en'])('half a year in which everything happens (%s)', (locale) => {
  let rehearsal: Rehearsal;
  let amended: Plan;
  let caught: CaughtMail[];
  const receipts = new Map<string, Receipt | PlanReceipt>();

  beforeAll(async () => {
    const localised = ({ plan: read }: { readonly plan: Plan }) => ({ ...read, locale });
    const loaded = await loadGoldenPlan(`test/e2e/plans/${plan}.yaml`);
    amended = localised(await loadGoldenPlan(`test/e2e/plans/${plan}-dieu-chinh.yaml`));
    const started = localised(loaded);
    rehearsal = await openRehearsal({
      ...loaded,
      plan: started,
      tracking: defaultTracking(started),
    });
    for (const step of script) await act(step);
    await rehearsal.advanceTo(toInstant('2023-12-29 12:00'));
    caught = await rehearsal.mails.messages();
  }, 120_000);

  afterAll(() => rehearsal?.stop());

  async function act([at, where, name, says]: Step): Promise<void> {
    if (where === 'plan') {
      await rehearsal.advanceTo(toInstant(at));
      const versions = await saveVersion(at.slice(0, 10), name, says);
      const update = { at, name, says: { ...says, ...versions } };
      receipts.set(name, await playPlanUpdate(rehearsal, plan, update));
      return;
    }
    const [task = '', period = '', agency = ''] = where.split(' ');
    const whose = { plan, task, period, agency };
    const update = { at, name, says };
    if (name === 'reopen') await rerunEnded(whose, at, says);
    receipts.set(`${at} ${name}`, await playUpdate(rehearsal, whose, update));
  }

  /** The version that an update of the plan brings along; nothing for those that bring none. */
  async function saveVersion(today: string, name: Update, says: Says) {
    const date = { lastDay: String(says['lastDay']), decidedOn: today };
    const change = (definition: Plan): Plan => {
      if (name === 'setDeadline') return withDeadline(definition, String(says['task']), date);
      if (name === 'request') return withRequest(definition, String(says['task']), date);
      return keepDecided(definition, amended);
    };
    if (!['setDeadline', 'request', 'amend'].includes(name)) return {};
    return await saveChangedVersion(rehearsal, plan, ({ definition }) => ({
      definition: change(definition),
    }));
  }

  /** Once all its assignments are final a task's workflow has ended: it runs again to take the update. */
  async function rerunEnded(whose: Whose, at: string, says: Says): Promise<void> {
    await rehearsal.advanceTo(toInstant(at));
    const { client, register } = rehearsal;
    const workflowId = await findWorkflow(rehearsal, whose);
    const record = await findPlan(register, plan);
    if (record === null) throw new Error(`expected plan ${plan} on record, found none`);
    const command: unknown = buildUpdate(whose, { at, name: 'reopen', says });
    const refusal = await rerunTask(
      { client, register, calendar: vietnamCalendar },
      {
        workflowId,
        reopen: command as Reopen,
        answersPerRun: 1_500,
        serverNowMs: Date.parse(addMs(await rehearsal.planNow(), -record.shiftMs)),
      },
    );
    expect(refusal).toBeNull();
  }

  it('sends the mails that the rules demand, and no mail besides', () => {
    const sent = caught.map((mail) => [sentAt(mail), ...mail.to, mail.subject]);
    const expected = expectedMails.map(([at, to, vi, en]) => [at, to, locale === 'vi' ? vi : en]);
    expect(sent.sort(byLine)).toEqual(expected.sort(byLine));
  });

  it('tells in each what the rules demand, and nothing twice', async () => {
    const { db } = rehearsal.register;
    const sentOf = new Map(caught.map((mail) => [mail.messageId, mail]));
    const rows = await db.select().from(mails).innerJoin(notices, eq(notices.mailId, mails.mailId));
    const told = rows.map(({ mails: { messageId }, notices: notice }) => {
      const mail = sentOf.get(messageId);
      return [mail === undefined ? 'never' : sentAt(mail), `${mail?.to}`, describeNotice(notice)];
    });
    const expected = expectedMails.flatMap(([at, to, _vi, _en, notices]) =>
      notices.map((notice) => [at, to, notice]),
    );
    expect(told.sort(byLine)).toEqual(expected.sort(byLine));
  });

  it('keeps on record what the pause passed over, and withdraws nothing', async () => {
    const rows = await rehearsal.register.db.select().from(notices);
    const untold = rows.filter(({ mailId }) => mailId === null);
    expect(untold.map(describeNotice)).toEqual(expectedSuperseded);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['mailed', 'superseded']));
  });

  it('sends each mail once, without a doubt', async () => {
    const { db } = rehearsal.register;
    const rows = await db.select({ state: mails.state, attempts: mails.attempts }).from(mails);
    expect(rows.filter(({ state, attempts }) => state !== 'sent' || attempts !== 1)).toEqual([]);
    expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(caught.length);
  });

  it('sends nobody two digests, or two letters, on one day', async () => {
    const rows = await rehearsal.register.db.select().from(mails);
    const kindOf = new Map(rows.map(({ messageId, kind }) => [messageId, kind]));
    const days = caught
      .map((mail) => [kindOf.get(mail.messageId), mail.to, sentAt(mail).slice(0, 10)].join(' '))
      .filter((day) => !day.startsWith('answer'));
    expect(days.filter((day, index) => days.indexOf(day) !== index)).toEqual([]);
  });

  it.each(said[locale])('says at %s to %s what matters', (at, to, words) => {
    const [mail] = caught.filter(
      (one) => sentAt(one) === at && one.to.includes(`${to}@tinh.example`),
    );
    for (const word of words) expect(mail === undefined ? '' : wordsOf(mail)).toContain(word);
  });

  it('answers what is ordered for the whole plan with what it has opened, changed and stopped', () => {
    const counts = ['setDeadline', 'amend', 'pause', 'resume', 'request'].map((name) => {
      const receipt = receipts.get(name);
      if (receipt === undefined || !('opened' in receipt)) return [name];
      const { version, status, opened, changed, stopped } = receipt;
      return [name, version, status, opened, changed, stopped];
    });
    expect(counts).toEqual([
      ['setDeadline', 2, 'running', 1, 0, 0],
      ['amend', 3, 'running', 1, 1, 0],
      // Tasks 1, 4, 5, 6 and 7, and both reports.
      ['pause', 3, 'paused', 0, 7, 0],
      ['resume', 3, 'running', 0, 7, 0],
      ['request', 4, 'running', 1, 0, 0],
    ]);
    expect([...receipts.values()].every(({ written }) => written)).toBe(true);
  });

  it('leaves every assignment as far as its agency has brought it', async () => {
    const rows = await rehearsal.register.db.select().from(assignments);
    const table = rows.map((row) => [
      ...[row.task, row.period, row.agency, row.progress, row.timeliness, row.lastDay, row.told],
    ]);
    expect(table.sort(byLine)).toEqual(expectedAssignments.map((row) => [...row]));
    expect(rows.filter(({ waitingFor }) => waitingFor !== null)).toEqual([]);
    const passed = rows.filter(({ passedTo }) => passedTo !== null);
    expect(
      passed.map((row) => [row.task, row.period, row.agency, row.passedTo]).sort(byLine),
    ).toEqual(expectedPassings.map((row) => [...row]));
  });

  it('records what happened, each in its order', async () => {
    const { db } = rehearsal.register;
    const rows = await db.select().from(events).orderBy(asc(events.workflowId), asc(events.n));
    const keys = new Map(
      (await db.select().from(workflows)).map((row) => [row.workflowId, [row.task, row.period]]),
    );
    const lines = new Map<string, string[]>();
    for (const { workflowId, agency, kind, at } of rows) {
      const key = [...(keys.get(workflowId) ?? []), agency ?? '*'];
      const known = lines.get(key.join('\t')) ?? key;
      lines.set(key.join('\t'), [...known, `${kind} ${toLocalMinute(at)}`]);
    }
    expect([...lines.values()].sort(byLine)).toEqual(expectedEvents.map((row) => [...row]));
  });

  it('keeps a record in which nothing can be changed unseen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dondoc-life-'));
    try {
      const store = new FolderEvidenceStore(folder);
      const verification = await verifyRegister(rehearsal.register, store);
      expect(verification).toMatchObject({ files: 0, planVersions: 4, faults: [] });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('replays no workflow differently from its history', () => sdkLog.expectDeterministic());

  it('is over when it has been closed', async () => {
    expect(await rehearsal.hasEnded()).toBe(true);
    const rows = await rehearsal.register.db.select().from(workflows);
    expect(rows.filter(({ task, status }) => task !== '' && status !== 'closed')).toEqual([]);
  });
});

type NoticeRow = typeof notices.$inferSelect;

function describeNotice({ task, period, agency, kind, step }: NoticeRow): string {
  return `${task} ${period} ${agency ?? '*'} ${kind} ${step}`;
}

function byLine(a: readonly unknown[], b: readonly unknown[]): number {
  const [left, right] = [a.join('\t'), b.join('\t')];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
