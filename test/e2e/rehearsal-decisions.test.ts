import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt, updateNames } from '../../domain/messages.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { assignments, events, notices } from '../../register/schema.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { sentAt, toInstant, toLocalMinute, wordsOf } from './play-answers.ts';
import { playUpdate } from './play-updates.ts';

/** Obstacle, extension, instruction and stop, over the real workflows, register and mail. */

const plan = 'quy-iii-2023';
const where = { plan, task: '1', period: '2023-Q3' };
const decided = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '45/UBND-TH', date: '2023-09-08', issuer: 'UBND tỉnh' },
};
const evidence = { files: [], document: null, lines: [], values: {} };
const sdkLog = captureSdkLog();

type Step = readonly [
  at: string,
  name: keyof typeof updateNames,
  agency: string,
  says: Readonly<Record<string, unknown>>,
];

// biome-ignore format: a script is read line by line
const script: readonly Step[] = [
  ['2023-09-05 09:00', 'reportObstacle', 'so-tai-chinh', { text: 'Chưa trích xuất được số liệu' }],
  ['2023-09-06 09:00', 'answerObstacle', 'so-tai-chinh', { by: 'so-tttt', text: 'Đã mở quyền truy cập' }],
  ['2023-09-07 09:00', 'requestExtension', 'so-tai-chinh', { until: '2023-09-22', reason: 'Chờ số liệu quý' }],
  ['2023-09-08 09:00', 'decideExtension', 'so-tai-chinh', { decision: 'grant', until: '2023-09-22', reason: null, ...decided }],
  ['2023-09-12 09:00', 'instruct', 'so-noi-vu', { text: 'Hoàn thành trước ngày 14/9/2023', ...decided }],
  ['2023-09-12 10:00', 'waive', 'xa-tan-hoa', { reason: 'Đã gộp vào báo cáo của huyện', ...decided }],
  ['2023-09-13 10:00', 'submitEvidence', 'so-noi-vu', { ...evidence, note: 'Báo cáo 88/BC-SNV' }],
  ['2023-09-13 11:00', 'review', 'so-noi-vu', { by: 'so-tttt', decision: 'accept', reason: null }],
  ['2023-09-20 10:00', 'submitEvidence', 'so-tai-chinh', { ...evidence, note: 'Báo cáo 90/BC-STC' }],
  ['2023-09-21 09:00', 'review', 'so-tai-chinh', { by: 'so-tttt', decision: 'accept', reason: null }],
];

let folder: string;
let rehearsal: Rehearsal;
const receipts: Receipt[] = [];

async function act([at, name, agency, says]: Step): Promise<void> {
  receipts.push(await playUpdate(rehearsal, { ...where, agency }, { at, name, says }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-decisions-'));
  const golden = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
  rehearsal = await openRehearsal({ ...golden, tracking: defaultTracking(golden.plan) });
  for (const step of script) await act(step);
  await rehearsal.advanceTo(toInstant('2023-09-26 12:00'));
}, 120_000);

afterAll(async () => {
  await rehearsal?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('an extension, an obstacle, an instruction and a stop', () => {
  it('tell exactly these agencies of this task, and nobody of the old last day', async () => {
    const rows = await rehearsal.register.db
      .select()
      .from(notices)
      .where(and(eq(notices.plan, plan), eq(notices.task, '1')))
      .orderBy(asc(notices.at), asc(notices.toAgency), asc(notices.kind));
    const told = rows.map(
      ({ at, toAgency, agency, kind, step, lastDay, deadlineVersion, state }) => {
        const what = `${kind} ${step} ${lastDay.slice(5)} v${deadlineVersion}`;
        return `${toLocalMinute(at).slice(5)} ${toAgency} (${agency ?? '-'}) ${what} ${state}`;
      },
    );
    // biome-ignore format: one notice a line
    expect(told.sort()).toEqual([
      '08-14 08:00 so-noi-vu (so-noi-vu) opened 0 09-14 v1 mailed',
      '08-14 08:00 so-tai-chinh (so-tai-chinh) opened 0 09-14 v1 mailed',
      '08-14 08:00 xa-tan-hoa (xa-tan-hoa) opened 0 09-14 v1 mailed',
      '09-05 08:00 so-noi-vu (so-noi-vu) dueSoon 7 09-14 v1 mailed',
      '09-05 08:00 so-tai-chinh (so-tai-chinh) dueSoon 7 09-14 v1 mailed',
      '09-05 08:00 xa-tan-hoa (xa-tan-hoa) dueSoon 7 09-14 v1 mailed',
      '09-05 09:00 so-tttt (so-tai-chinh) obstacleReported 0 09-14 v1 mailed',
      '09-06 09:00 so-tai-chinh (so-tai-chinh) obstacleAnswered 0 09-14 v1 mailed',
      '09-07 09:00 so-tttt (so-tai-chinh) extensionRequested 0 09-14 v1 mailed',
      '09-08 09:00 so-tai-chinh (so-tai-chinh) extensionDecided 0 09-22 v2 mailed',
      '09-11 08:00 so-noi-vu (so-noi-vu) dueSoon 3 09-14 v1 mailed',
      '09-11 08:00 so-tttt (-) dueSoon 3 09-14 v1 mailed',
      '09-11 08:00 xa-tan-hoa (xa-tan-hoa) dueSoon 3 09-14 v1 mailed',
      '09-12 09:00 so-noi-vu (so-noi-vu) instructed 0 09-14 v1 mailed',
      '09-12 10:00 xa-tan-hoa (xa-tan-hoa) waived 0 09-14 v1 mailed',
      '09-13 08:00 so-noi-vu (so-noi-vu) dueSoon 1 09-14 v1 mailed',
      '09-13 08:00 so-tai-chinh (so-tai-chinh) dueSoon 7 09-22 v2 mailed',
      '09-13 10:00 so-noi-vu (so-noi-vu) received 0 09-14 v1 mailed',
      '09-13 10:00 so-tttt (so-noi-vu) reviewAsked 0 09-14 v1 mailed',
      '09-13 11:00 so-noi-vu (so-noi-vu) accepted 0 09-14 v1 mailed',
      '09-19 08:00 so-tai-chinh (so-tai-chinh) dueSoon 3 09-22 v2 mailed',
      '09-19 08:00 so-tttt (-) dueSoon 3 09-22 v2 mailed',
      '09-20 10:00 so-tai-chinh (so-tai-chinh) received 0 09-22 v2 mailed',
      '09-20 10:00 so-tttt (so-tai-chinh) reviewAsked 0 09-22 v2 mailed',
      '09-21 09:00 so-tai-chinh (so-tai-chinh) accepted 0 09-22 v2 mailed',
    ]);
  });

  it('end as they should: on time after the extension, on time, stopped', async () => {
    const rows = await rehearsal.register.db
      .select()
      .from(assignments)
      .where(and(eq(assignments.plan, plan), eq(assignments.task, '1')))
      .orderBy(asc(assignments.agency));
    expect(
      rows.map(({ agency, progress, timeliness, lastDay, originalLastDay, extensions }) => [
        agency,
        progress,
        timeliness,
        lastDay,
        originalLastDay,
        extensions,
      ]),
    ).toEqual([
      ['so-noi-vu', 'accepted', 'onTime', '2023-09-14', '2023-09-14', 0],
      ['so-tai-chinh', 'accepted', 'onTimeAfterExtension', '2023-09-22', '2023-09-14', 1],
      ['xa-tan-hoa', 'waived', null, '2023-09-14', '2023-09-14', 0],
    ]);
    expect(receipts.every(({ written }) => written)).toBe(true);
  });

  it('stand on record with authority and document, in a chain that verifies', async () => {
    const rows = await rehearsal.register.db
      .select()
      .from(events)
      .where(eq(events.workflowId, `task:${plan}/1/2023-Q3`))
      .orderBy(asc(events.n));
    const ofAgency = (agency: string) =>
      rows.filter((event) => event.agency === agency).map(({ kind }) => kind);
    expect(ofAgency('so-tai-chinh')).toEqual([
      'opened',
      'obstacleReported',
      'obstacleAnswered',
      'extensionRequested',
      'extensionGranted',
      'submitted',
      'accepted',
    ]);
    expect(rows.find(({ kind }) => kind === 'extensionGranted')?.data).toEqual({
      decision: 'grant',
      from: '2023-09-14',
      until: '2023-09-22',
      reason: null,
      ...decided,
    });
    const store = new FolderEvidenceStore(folder);
    expect((await verifyRegister(rehearsal.register, store)).faults).toEqual([]);
  });

  it('reach people in words: new and old last day, document, reason', async () => {
    const mails = await rehearsal.mails.messages();
    const to = (address: string, minute: string) =>
      mails
        .filter((mail) => mail.to.includes(address) && sentAt(mail) === minute)
        .map((mail) => `${mail.subject} ${wordsOf(mail)}`)
        .join('\n');
    const decision = to('taichinh@tinh.example', '2023-09-08 09:00');
    expect(decision).toContain('22/9/2023');
    expect(decision).toContain('14/9/2023');
    expect(decision).toContain('45/UBND-TH');
    expect(to('tttt@tinh.example', '2023-09-07 09:00')).toContain('Chờ số liệu quý');
    expect(to('tttt@tinh.example', '2023-09-05 09:00')).toContain('Chưa trích xuất được số liệu');
    expect(to('taichinh@tinh.example', '2023-09-06 09:00')).toContain('Đã mở quyền truy cập');
    expect(to('noivu@tinh.example', '2023-09-12 09:00')).toContain(
      'Hoàn thành trước ngày 14/9/2023',
    );
    expect(to('tanhoa@tinh.example', '2023-09-12 10:00')).toContain('Đã gộp vào báo cáo của huyện');
  });

  it('log no nondeterminism', () => {
    sdkLog.expectDeterministic();
  });
});
