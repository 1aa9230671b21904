import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { compareTold } from '../../domain/compare-notices.ts';
import type { updateNames } from '../../domain/messages.ts';
import type { LadderNotice } from '../../domain/notice.ts';
import { computePreview } from '../../domain/preview.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { listTold } from '../../register/queries/list-told.ts';
import { assignments, events, notices } from '../../register/schema.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { playAmendment, writeNotice } from './play-amendment.ts';
import { sentAt, toInstant, toLocalMinute, wordsOf } from './play-answers.ts';
import { playUpdate } from './play-updates.ts';
import { expectedAssignments, expectedMails, expectedTold } from './rehearsal-amend-expected.ts';

/** A plan that gets every kind of change at once in the middle of its time, by the command `amend`. */

const plan = 'cchc-2023';
const before = 'test/e2e/plans/cchc-2023.yaml';
const after = 'test/e2e/plans/cchc-2023-amended.yaml';
const amendedAt = '2023-06-14 10:00';
const decided = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '45/QĐ-UBND', date: '2023-06-13', issuer: 'UBND tỉnh' },
};
const evidence = { files: [], document: null, note: null, lines: [], values: {} };
const sdkLog = captureSdkLog();

type Step = readonly [
  at: string,
  name: keyof typeof updateNames,
  task: string,
  agency: string,
  says: Readonly<Record<string, unknown>>,
];

// biome-ignore format: a script is read line by line
const earlier: readonly Step[] = [
  ['2023-06-05 09:00', 'submitEvidence', '1', 'so-tai-chinh', { ...evidence, note: 'Báo cáo 60/BC-STC' }],
  ['2023-06-06 09:00', 'review', '1', 'so-tai-chinh', { by: 'so-tttt', decision: 'accept', reason: null }],
  ['2023-06-07 09:00', 'submitEvidence', '10', 'so-tai-chinh', { ...evidence, note: 'Báo cáo 61/BC-STC' }],
  ['2023-06-08 09:00', 'decideExtension', '5', 'so-y-te', { decision: 'grant', until: '2023-07-05', reason: null, ...decided }],
];

/** The report of so-y-te has its new line already. */
// biome-ignore format: a script is read line by line
const later: readonly Step[] = [
  ['2023-06-16 09:00', 'submitEvidence', 'report', 'so-noi-vu', { ...evidence, lines: [aLine('11')] }],
  ['2023-06-16 10:00', 'submitEvidence', 'report', 'so-y-te', { ...evidence, lines: [aLine('11'), aLine('12')] }],
  ['2023-06-19 09:00', 'review', 'report', 'so-noi-vu', { by: 'so-tttt', decision: 'accept', reason: null }],
  ['2023-06-19 10:00', 'review', 'report', 'so-y-te', { by: 'so-tttt', decision: 'accept', reason: null }],
  ['2023-06-20 09:00', 'review', '10', 'so-tai-chinh', { by: 'vp-ubnd', decision: 'accept', reason: null }],
];

function aLine(task: string) {
  return { task, state: 'done', text: 'Đã hoàn thành' };
}

let folder: string;
let rehearsal: Rehearsal;
let receipt: Record<string, unknown>;
let caught: CaughtMail[];
/** Assignments as soon as the plan was amended. */
let standing: unknown[][];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-amend-'));
  const golden = await loadGoldenPlan(before);
  rehearsal = await openRehearsal({ ...golden, tracking: defaultTracking(golden.plan) });
  await playAll(earlier);
  await rehearsal.advanceTo(toInstant(amendedAt));
  receipt = await playAmendment(rehearsal, plan, after, decided);
  // What it opens writes itself into the register.
  await rehearsal.advanceTo(toInstant('2023-06-14 10:10'));
  standing = await readStanding();
  await playAll(later);
  await rehearsal.advanceTo(toInstant('2023-10-04 12:00'));
  caught = await rehearsal.mails.messages();
}, 120_000);

afterAll(async () => {
  await rehearsal?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function playAll(steps: readonly Step[]): Promise<void> {
  for (const [at, name, task, agency, says] of steps) {
    const period = task === 'report' ? '2023-Q2' : 'once';
    await playUpdate(rehearsal, { plan, task, period, agency }, { at, name, says });
  }
}

async function readStanding(): Promise<unknown[][]> {
  const rows = await rehearsal.register.db
    .select()
    .from(assignments)
    .orderBy(asc(assignments.task), asc(assignments.period), asc(assignments.agency));
  return rows.map(({ task, period, agency, progress, lastDay, originalLastDay, ...row }) => {
    const owes = [progress, lastDay, originalLastDay, row.reviewer, row.lines.join(', ')];
    return [task, period, agency, ...owes];
  });
}

function isTimely(at: string, from: string, to: string): boolean {
  return (
    Date.parse(at) >= Date.parse(toInstant(from)) && Date.parse(at) < Date.parse(toInstant(to))
  );
}

const isAfterwards = (at: string) => isTimely(at, amendedAt, '2024-01-01 00:00');

describe('a plan amended in the middle of its time, in every way at once', () => {
  it('answers how many task workflows it opens, changes and stops', () => {
    expect(receipt).toMatchObject({
      ...{ plan, base: 1, version: 2, status: 'running', written: true },
      ...{ opened: 1, changed: 11, stopped: 1 },
    });
  });

  it('says beforehand whose assignments come, go and move', () => {
    // Coming: 3, 14, the reports of two quarters; gone: 1 twice, 4; moved: 5 twice, 6, 7.
    expect(receipt).toMatchObject({ assignments: { coming: 4, gone: 3, moved: 4 } });
  });

  it('leaves every assignment as the new version has it, and what was decided before', () => {
    expect(standing).toEqual(expectedAssignments);
  });

  it('tells exactly what the new version owes', async () => {
    const rows = await rehearsal.register.db.select().from(notices).where(eq(notices.plan, plan));
    const told = rows
      .filter(
        ({ at, toldAt }) =>
          isAfterwards(toldAt) && isTimely(at, '2023-01-01 00:00', '2023-08-01 00:00'),
      )
      .map(writeNotice);
    expect(told.sort()).toEqual([...expectedTold].sort());
    expect(rows.filter(({ state }) => state !== 'mailed').map(({ key }) => key)).toEqual([]);
  });

  it('tells nothing twice, whatever the version', async () => {
    const rows = await rehearsal.register.db.select().from(notices).where(eq(notices.plan, plan));
    const told = rows.map(({ task, period, agency, toAgency, kind, step, lastDay }) =>
      [task, period, agency, toAgency, kind, step, lastDay].join(' '),
    );
    // A submission that was made anew would be received anew; here each is made once.
    expect(told.filter((one, index) => told.indexOf(one) !== index)).toEqual([]);
  });

  it('sends all that changed with the next morning, one digest each, and to the new mailbox', () => {
    const sent = caught
      .map((mail) => [sentAt(mail), ...mail.to, mail.subject])
      .filter(([at = '']) => at >= amendedAt && at < '2023-06-16 00:00')
      // What leaves at once leaves when the amendment has been carried out.
      .map(([at = '', ...mail]) => [at < '2023-06-14 10:10' ? amendedAt : at, ...mail]);
    expect(sent.sort(byLine)).toEqual([...expectedMails].sort(byLine));
  });

  it('writes to the old mailbox until then, and never again', () => {
    const old = caught.filter(({ to }) => to.includes('tuphap@tinh.example')).map(sentAt);
    expect(old).toEqual(['2023-05-15 08:00', '2023-06-14 08:00']);
  });

  it('says in words what has changed, and who decided it', () => {
    const mailTo = (address: string) =>
      caught
        .filter((mail) => mail.to.includes(address) && sentAt(mail) === '2023-06-15 08:30')
        .map(wordsOf)
        .join('\n');
    const finance = mailTo('taichinh@tinh.example');
    expect(finance).toContain('Thời hạn cũ: hết ngày 16/6/2023');
    expect(finance).toContain('Thời hạn mới: hết ngày 30/6/2023');
    expect(finance).toContain('Nhiệm vụ 8 - Xây dựng quy trình nội bộ, điện tử');
    expect(finance).toContain('Tên trước đây: “Xây dựng quy trình nội bộ”');
    expect(finance).toContain('Quyết định; Quy trình điện tử (trước đây: Dự thảo quy trình)');
    expect(finance).toContain('Văn bản: số 45/QĐ-UBND ngày 13/6/2023 của UBND tỉnh');
    expect(finance).toContain('12: Trả kết quả qua bưu chính công ích');
    const commune = mailTo('tanhoa@tinh.example');
    expect(commune).toContain('Nhiệm vụ 4 - Bố trí trang thiết bị bộ phận một cửa');
    expect(commune).toContain('Quý cơ quan không còn phải thực hiện');
    expect(commune).toContain(
      'Thời hạn mới: hết ngày 12/6/2023 (thứ Hai); quá hạn 03 ngày làm việc',
    );
    expect(mailTo('vanphong@tinh.example')).toContain('Sở Tài chính: Nhiệm vụ 10');
  });

  it('sends nobody two digests, or two letters, on one day', () => {
    const days = caught
      .filter(({ subject }) => /^\[(Nhắc việc|Điều chỉnh|Chờ xác nhận|Quá hạn)\]/u.test(subject))
      .map((mail) => {
        const kind = mail.subject.startsWith('[Quá hạn]') ? 'letter' : 'digest';
        return `${sentAt(mail).slice(0, 10)} ${mail.to} ${kind}`;
      });
    expect(days.filter((day, index) => days.indexOf(day) !== index)).toEqual([]);
  });

  it('told what the old version owed until then', async () => {
    const { plan: old, directory } = await loadGoldenPlan(before);
    const owed = computePreview(old, directory, vietnamCalendar, defaultTracking(old)).notices;
    const told = await listTold(rehearsal.register, plan);
    const isBefore = ({ at, task }: LadderNotice) =>
      task !== '14' && isTimely(at, '2023-01-01 00:00', amendedAt);
    // Two assignments were submitted, one extended, before what they would have been told.
    const { missing, unexpected } = compareTold(owed.filter(isBefore), told.filter(isBefore));
    expect(missing.map(describeNotice)).toEqual([
      '2023-06-09 so-y-te 5 dueSoon 5',
      '2023-06-13 so-tai-chinh 1 dueSoon 5',
    ]);
    expect(unexpected).toEqual([]);
  });

  it('tells of what did not change what preview of the new version says, to the end', async () => {
    const { plan: recent, directory } = await loadGoldenPlan(after);
    const tracking = { from: '2023-05-15', includePast: false };
    const owed = computePreview(recent, directory, vietnamCalendar, tracking).notices;
    const told = await listTold(rehearsal.register, plan);
    const ownWay = ['5/once/so-y-te', '10/once/so-tai-chinh'];
    const reported = ['report/2023-Q2/so-noi-vu', 'report/2023-Q2/so-y-te'];
    const isCompared = ({ at, task, period, agency }: LadderNotice) => {
      const whose = `${task}/${period}/${agency}`;
      return isAfterwards(at) && !ownWay.includes(whose) && !reported.includes(whose);
    };
    const { missing, unexpected } = compareTold(owed.filter(isCompared), told.filter(isCompared));
    // That morning the lead was told of its new last day instead.
    expect(missing.map(describeNotice)).toEqual(['2023-06-15 so-tu-phap 6 dueSoon 6']);
    expect(unexpected.map(describeNotice)).toEqual([
      '2023-06-15 so-tu-phap 3 opened 0',
      '2023-06-15 so-tai-chinh report opened 0',
    ]);
  });

  it('stands on record, with authority and document, in chains that verify', async () => {
    const [planEvent] = await rehearsal.register.db
      .select()
      .from(events)
      .where(and(eq(events.workflowId, `plan:${plan}`), eq(events.kind, 'planAmended')));
    const counts = { opened: 1, changed: 11, stopped: 1 };
    expect(planEvent?.data).toEqual({ base: 1, version: 2, ...decided, ...counts });
    const rows = await rehearsal.register.db
      .select()
      .from(events)
      .where(eq(events.workflowId, `task:${plan}/5/once`))
      .orderBy(asc(events.n));
    expect(rows.map(({ kind, agency }) => [kind, agency])).toEqual([
      ['opened', 'so-tai-chinh'],
      ['opened', 'so-y-te'],
      ['extensionGranted', 'so-y-te'],
      ['amended', 'so-tai-chinh'],
      ['amended', 'so-y-te'],
      ['periodAmended', null],
      ['closed', null],
    ]);
    const verification = await verifyRegister(rehearsal.register, new FolderEvidenceStore(folder));
    expect(verification).toMatchObject({ files: 0, planVersions: 2, faults: [] });
  });

  it('ends by itself, and replays no workflow differently from its history', async () => {
    expect(await rehearsal.hasEnded()).toBe(true);
    sdkLog.expectDeterministic();
  });
});

function describeNotice({ at, to, task, kind, step }: LadderNotice): string {
  return `${toLocalMinute(at).slice(0, 10)} ${to} ${task} ${kind} ${step}`;
}

function byLine(a: readonly unknown[], b: readonly unknown[]): number {
  const [left, right] = [a.join('\t'), b.join('\t')];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
