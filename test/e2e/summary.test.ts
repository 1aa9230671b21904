import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildContext, type Context } from '../../client/context.ts';
import { showSummary } from '../../client/show-summary.ts';
import { countedKinds, foldEvents, type HeldAssignment } from '../../domain/held-assignments.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import { findPlan } from '../../register/plan-records.ts';
import { type ListedAssignment, listAssignments } from '../../register/queries/list-assignments.ts';
import { listEventsUntil } from '../../register/queries/list-events-until.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { buildFakeIo } from '../client/fake-io.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { toInstant } from './play-answers.ts';
import { type PlayedUpdate, playUpdate } from './play-updates.ts';

/** `show --summary` of three past days of a rehearsed year, against counts made by hand. */

const plan = 'nam-2023';
const sdkLog = captureSdkLog();

const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '45/UBND-TH', date: '2023-06-08', issuer: null },
};
const evidence = { files: [], document: null, lines: [], values: {}, note: 'Đã hoàn thành' };
const submits = { name: 'submitEvidence', says: evidence } as const;
const isAccepted = {
  name: 'review',
  says: { by: 'so-tttt', decision: 'accept', reason: null },
} as const;
const isReturned = {
  name: 'review',
  says: { by: 'so-tttt', decision: 'return', reason: 'Thiếu số liệu' },
} as const;
const isWaived = { name: 'waive', says: { reason: 'Đã gộp vào huyện', ...decision } } as const;
const asks = (until: string) =>
  ({ name: 'requestExtension', says: { until, reason: 'Chờ kinh phí' } }) as const;
const isExtended = (until: string) =>
  ({
    name: 'decideExtension',
    says: { decision: 'grant', until, reason: null, ...decision },
  }) as const;

const isPassedTo = (to: string) =>
  ({ name: 'reassign', says: { to, reason: 'Chuyển về Sở', ...decision } }) as const;
const isReopened = (until: string) =>
  ({ name: 'reopen', says: { until, reason: 'Dừng nhầm', ...decision } }) as const;

type Act = Omit<PlayedUpdate, 'at'>;

/**
 * Last days: 1 on 14/3, 14/6, 14/9 and 14/12; 2 on 30/6; 3 on 30/9; 4 on 31/12; the report on 30/6 and
 * 31/12; 5 was due before the plan was issued; 6 has no date; 7 is a line of the report.
 */
// biome-ignore format: a script is read line by line
const script: readonly (readonly [at: string, task: string, period: string, agency: string, act: Act])[] = [
  ['2023-03-10 09:00', '1', '2023-Q1', 'so-noi-vu', submits],
  ['2023-03-13 09:00', '1', '2023-Q1', 'so-noi-vu', isAccepted],
  ['2023-03-13 15:00', '1', '2023-Q1', 'so-tai-chinh', submits],
  ['2023-03-15 09:00', '1', '2023-Q1', 'so-tai-chinh', isReturned],
  ['2023-03-17 09:00', '1', '2023-Q1', 'so-tai-chinh', submits],
  // 31/3 is asked for. xa-tan-hoa never reports the first quarter: it lapses at the end of 14/6.
  ['2023-04-03 09:00', '1', '2023-Q1', 'so-tai-chinh', isAccepted],
  ['2023-06-12 09:00', '1', '2023-Q2', 'so-noi-vu', submits],
  ['2023-06-14 09:00', '1', '2023-Q2', 'so-noi-vu', isAccepted],
  ['2023-06-14 22:00', '1', '2023-Q2', 'xa-tan-hoa', submits],
  // Late: the 15th in Vietnam, still the 14th in UTC.
  ['2023-06-15 05:00', '1', '2023-Q2', 'so-tai-chinh', submits],
  ['2023-06-16 09:00', '1', '2023-Q2', 'xa-tan-hoa', isAccepted],
  ['2023-06-22 09:00', '1', '2023-Q2', 'so-tai-chinh', isAccepted],
  ['2023-06-28 09:00', '2', 'once', 'so-y-te', submits],
  ['2023-06-29 09:00', 'report', '2023-H1', 'so-y-te', submits],
  ['2023-06-30 09:00', '2', 'once', 'so-y-te', isAccepted],
  ['2023-07-10 09:00', '4', 'once', 'xa-tan-hoa', isWaived],
  ['2023-07-20 09:00', '4', 'once', 'huyen-lai-vung', submits],
  // 31/7 is asked for: xa-long-hau is 31 days late with task 2. In UTC what follows is on that day, too.
  ['2023-08-01 00:01', 'report', '2023-H1', 'so-y-te', isAccepted],
  ['2023-09-11 09:00', '1', '2023-Q3', 'so-noi-vu', submits],
  ['2023-09-12 09:00', '1', '2023-Q3', 'so-noi-vu', isAccepted],
  ['2023-09-13 09:00', '1', '2023-Q3', 'so-tai-chinh', submits],
  ['2023-09-14 09:00', '1', '2023-Q3', 'xa-tan-hoa', submits],
  ['2023-09-15 09:00', '1', '2023-Q3', 'xa-tan-hoa', isAccepted],
  ['2023-09-18 09:00', '1', '2023-Q3', 'so-tai-chinh', isReturned],
  ['2023-09-18 16:00', '3', 'once', 'so-tai-chinh', asks('2023-11-30')],
  ['2023-09-19 09:00', '1', '2023-Q3', 'so-tai-chinh', submits],
  ['2023-09-20 09:00', '1', '2023-Q3', 'so-tai-chinh', isAccepted],
  ['2023-09-20 16:00', '3', 'once', 'so-tai-chinh', isExtended('2023-11-30')],
  ['2023-11-29 09:00', '3', 'once', 'so-tai-chinh', submits],
  ['2023-12-01 09:00', '3', 'once', 'so-tai-chinh', isAccepted],
  ['2023-12-01 10:00', '4', 'once', 'huyen-lai-vung', isReturned],
  ['2023-12-04 09:00', '1', '2023-Q4', 'so-noi-vu', submits],
  ['2023-12-04 10:00', '1', '2023-Q4', 'so-tai-chinh', asks('2023-12-20')],
  ['2023-12-05 23:58', '1', '2023-Q4', 'so-noi-vu', isAccepted],
  // 05/12 is asked for: 7 working days are left until 14/12. What follows must not be seen on that day.
  ['2023-12-06 09:00', '1', '2023-Q4', 'so-tai-chinh', isExtended('2023-12-20')],
  ['2023-12-06 10:00', '2', 'once', 'xa-long-hau', submits],
  ['2023-12-06 11:00', '4', 'once', 'xa-long-hau', isWaived],
  ['2023-12-07 09:00', '4', 'once', 'huyen-lai-vung', isPassedTo('so-y-te')],
  ['2023-12-07 10:00', '4', 'once', 'xa-tan-hoa', isReopened('2024-01-15')],
];

let rehearsal: Rehearsal;
let serverNow = '';

beforeAll(async () => {
  const golden = await loadGoldenPlan('test/e2e/plans/nam-2023.yaml');
  rehearsal = await openRehearsal({ ...golden, tracking: defaultTracking(golden.plan) });
  for (const [at, task, period, agency, act] of script) {
    await playUpdate(rehearsal, { plan, task, period, agency }, { at, ...act });
  }
  await rehearsal.advanceTo(toInstant('2023-12-15 08:00'));
  const record = await findPlan(rehearsal.register, plan);
  const planNow = Date.parse(await rehearsal.planNow());
  serverNow = new Date(planNow - (record?.shiftMs ?? 0)).toISOString();
}, 180_000);

afterAll(async () => {
  await rehearsal?.stop();
});

/** What the command prints. */
async function print(options: Parameters<typeof showSummary>[2], columns = 120): Promise<string> {
  const io = buildFakeIo({ now: serverNow, columns });
  const context: Context = { ...buildContext(io), register: async () => rehearsal.register };
  await showSummary(context, plan, options);
  return io.out();
}

/** The counts that are not 0. */
function some(counts: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

/** The JSON of a day, with [tasks, assignments] of each group. */
async function count(at: string) {
  const { whole, byLevel, byAgency, byTask } = JSON.parse(await print({ json: true, at }));
  const tallies = (groups: Record<string, unknown>[], key: string) =>
    groups.map((group) => [group[key], ...tally(group)]);
  const tally = (group: Record<string, unknown>) =>
    [group['tasks'], group['assignments']].map((counts) => some(counts as object as never));
  return {
    whole: tally(whole),
    byLevel: tallies(byLevel, 'level'),
    byAgency: tallies(byAgency, 'agency'),
    byTask: tallies(byTask, 'task'),
  };
}

const tasks = (total: number, counts: object) => ({ counts: 'tasks', total, ...counts });
const duties = (total: number, counts: object) => ({ counts: 'assignments', total, ...counts });
/** The same counted either way, and nothing assigned. */
const both = (total: number, counts: object) => [tasks(total, counts), duties(total, counts)];
const none = { counts: 'assignments' };

describe('the summary at the end of 31/3/2023', () => {
  // Open: 1 of the first quarter (three leads), 4 (three), the report of the first half (so-y-te); 5 is not
  // applicable; 6 is undated since 03/01, not yet three months.
  // 1/Q1: so-noi-vu on time, so-tai-chinh late and not reviewed yet, xa-tan-hoa 17 days late.
  it('counts what had happened by then, however long ago that is', async () => {
    expect(await count('2023-03-31')).toEqual({
      whole: [
        tasks(5, { overdue: 1, inTime: 3, undated: 1, notApplicable: 1 }),
        duties(8, { acceptedOnTime: 1, waiting: 1, overdue: 1, inTime: 4, notApplicable: 1 }),
      ],
      byLevel: [
        // Of the province's leads alone, 1/Q1 waits for review.
        [
          'province',
          tasks(4, { waiting: 1, inTime: 2, undated: 1, notApplicable: 1 }),
          duties(4, { acceptedOnTime: 1, waiting: 1, inTime: 1, notApplicable: 1 }),
        ],
        ['district', ...both(1, { inTime: 1 })],
        ['commune', tasks(2, { overdue: 1, inTime: 1 }), duties(3, { overdue: 1, inTime: 2 })],
      ],
      byAgency: [
        ['xa-tan-hoa', ...both(2, { overdue: 1, inTime: 1 })],
        ['huyen-lai-vung', ...both(1, { inTime: 1 })],
        ['so-noi-vu', ...both(2, { acceptedOnTime: 1, notApplicable: 1 })],
        ['so-tai-chinh', ...both(1, { waiting: 1 })],
        ['so-y-te', tasks(2, { inTime: 2, undated: 1 }), duties(1, { inTime: 1 })],
        ['xa-long-hau', ...both(1, { inTime: 1 })],
      ],
      byTask: [
        ['1', tasks(1, { overdue: 1 }), duties(3, { acceptedOnTime: 1, waiting: 1, overdue: 1 })],
        ['4', tasks(1, { inTime: 1 }), duties(3, { inTime: 3 })],
        ['5', ...both(1, { notApplicable: 1 })],
        ['6', tasks(1, { inTime: 1, undated: 1 }), none],
        ['report', ...both(1, { inTime: 1 })],
      ],
    });
  });
});

describe('the summary at the end of 31/7/2023', () => {
  // 1/Q1: on time, late, not reported. 1/Q2: on time, late, on time. 1/Q3: three in time.
  // 2: so-y-te on time, xa-long-hau late by 31 days. 3: in time. 4: waiting, stopped, in time. 5: not
  // applicable. Reports: the first half waits, the second is in time. 6: undated for more than three months.
  it('counts every category but extended', async () => {
    const undated = { undated: 1, longUndated: 1 };
    const long = { overdue: 1, longOverdue: 1 };
    expect(await count('2023-07-31')).toEqual({
      whole: [
        tasks(10, {
          acceptedLate: 1,
          inTime: 5,
          ...undated,
          ...long,
          waiting: 1,
          notReported: 1,
          notApplicable: 1,
        }),
        duties(18, {
          acceptedOnTime: 4,
          acceptedLate: 2,
          inTime: 6,
          ...long,
          waiting: 2,
          waived: 1,
          notReported: 1,
          notApplicable: 1,
        }),
      ],
      byLevel: [
        [
          'province',
          tasks(9, {
            acceptedOnTime: 1,
            acceptedLate: 2,
            inTime: 4,
            ...undated,
            waiting: 1,
            notApplicable: 1,
          }),
          duties(11, {
            acceptedOnTime: 3,
            acceptedLate: 2,
            inTime: 4,
            waiting: 1,
            notApplicable: 1,
          }),
        ],
        ['district', ...both(1, { waiting: 1 })],
        [
          'commune',
          tasks(5, { acceptedOnTime: 1, inTime: 2, ...long, notReported: 1 }),
          duties(6, { acceptedOnTime: 1, inTime: 2, ...long, waived: 1, notReported: 1 }),
        ],
      ],
      byAgency: [
        ['xa-long-hau', ...both(2, { ...long, inTime: 1 })],
        ['xa-tan-hoa', ...both(4, { acceptedOnTime: 1, inTime: 1, waived: 1, notReported: 1 })],
        ['so-tai-chinh', ...both(4, { acceptedLate: 2, inTime: 2 })],
        ['huyen-lai-vung', ...both(1, { waiting: 1 })],
        ['so-noi-vu', ...both(4, { acceptedOnTime: 2, inTime: 1, notApplicable: 1 })],
        [
          'so-y-te',
          tasks(4, { acceptedOnTime: 1, inTime: 2, ...undated, waiting: 1 }),
          duties(3, { acceptedOnTime: 1, inTime: 1, waiting: 1 }),
        ],
      ],
      byTask: [
        [
          '1',
          tasks(3, { acceptedLate: 1, inTime: 1, notReported: 1 }),
          duties(9, { acceptedOnTime: 3, acceptedLate: 2, inTime: 3, notReported: 1 }),
        ],
        ['2', tasks(1, long), duties(2, { acceptedOnTime: 1, ...long })],
        ['3', ...both(1, { inTime: 1 })],
        ['4', tasks(1, { inTime: 1 }), duties(3, { inTime: 1, waiting: 1, waived: 1 })],
        ['5', ...both(1, { notApplicable: 1 })],
        ['6', tasks(1, { inTime: 1, ...undated }), none],
        ['report', ...both(2, { inTime: 1, waiting: 1 })],
      ],
    });
  });

  it('prints tables that say what they count', async () => {
    expect(`\n${await print({ at: '2023-07-31' })}`).toBe(`
Chuyển đổi số tỉnh năm 2023 (01/KH-UBND)
Tính đến hết ngày 31/7/2023

Tình hình                                   Nhiệm vụ  Tỷ lệ  Nhiệm vụ được giao  Tỷ lệ
──────────────────────────────────────────  ────────  ─────  ──────────────────  ─────
Tổng số                                           10                         18
Hoàn thành đúng hạn                                0     0%                   4  23,5%
Hoàn thành quá hạn                                 1  11,1%                   2  11,8%
Đang thực hiện trong hạn                           5  55,6%                   6  35,3%
– trong đó: chưa có thời hạn                       1  11,1%                   0     0%
– trong đó: chưa có thời hạn trên 03 tháng         1  11,1%                   0     0%
– trong đó: sắp đến hạn                            0     0%                   0     0%
Quá hạn                                            1  11,1%                   1   5,9%
– trong đó: quá hạn trên 30 ngày                   1  11,1%                   1   5,9%
Chờ xác nhận                                       1  11,1%                   2  11,8%
Dừng thực hiện                                     0     0%                   1   5,9%
Không báo cáo                                      1  11,1%                   1   5,9%
Không áp dụng                                      1      –                   1      –
Ngoài ra, đã tính ở trên: được gia hạn             0     0%                   0     0%

Nhiệm vụ: mỗi nhiệm vụ trong một kỳ tính một lần, theo cơ quan chủ trì có tình hình xấu nhất; nhiệm vụ chưa có thời hạn
  tính một lần.
Nhiệm vụ được giao: tính cho từng cơ quan chủ trì trong từng kỳ.
Tỷ lệ: trên tổng số, không kể không áp dụng.

Theo cấp chính quyền (tính theo nhiệm vụ được giao)
Cấp        Tổng số  Hoàn thành  Quá hạn  Tình hình
─────────  ───────  ──────────  ───────  ───────────────────────────────────────────────────────────────────────────────
Cấp tỉnh        11           5        0  đang thực hiện trong hạn 04, chờ xác nhận 01, hoàn thành đúng hạn 03, hoàn
                                         thành quá hạn 02, không áp dụng 01
Cấp huyện        1           0        0  chờ xác nhận 01
Cấp xã           6           1        1  quá hạn 01 (trên 30 ngày 01), đang thực hiện trong hạn 02, hoàn thành đúng hạn
                                         01, dừng thực hiện 01, không báo cáo 01

Theo cơ quan chủ trì (tính theo nhiệm vụ được giao)
Cơ quan              Tổng số  Hoàn thành  Quá hạn  Tình hình
───────────────────  ───────  ──────────  ───────  ─────────────────────────────────────────────────────────────────────
UBND xã Long Hậu           2           0        1  quá hạn 01 (trên 30 ngày 01), đang thực hiện trong hạn 01
UBND xã Tân Hòa            4           1        0  đang thực hiện trong hạn 01, hoàn thành đúng hạn 01, dừng thực hiện
                                                   01, không báo cáo 01
Sở Tài chính               4           2        0  đang thực hiện trong hạn 02, hoàn thành quá hạn 02
UBND huyện Lai Vung        1           0        0  chờ xác nhận 01
Sở Nội vụ                  4           2        0  đang thực hiện trong hạn 01, hoàn thành đúng hạn 02, không áp dụng 01
Sở Y tế                    3           1        0  đang thực hiện trong hạn 01, chờ xác nhận 01, hoàn thành đúng hạn 01

Theo nhiệm vụ (tính theo nhiệm vụ được giao)
Số      Nhiệm vụ                                  Tổng số  Hoàn thành  Quá hạn  Tình hình
──────  ────────────────────────────────────────  ───────  ──────────  ───────  ────────────────────────────────────────
1       Báo cáo số liệu hồ sơ trực tuyến                9           5        0  đang thực hiện trong hạn 03, hoàn thành
                                                                                đúng hạn 03, hoàn thành quá hạn 02,
                                                                                không báo cáo 01
2       Ban hành quy chế tiếp nhận hồ sơ trực           2           1        1  quá hạn 01 (trên 30 ngày 01), hoàn thành
        tuyến                                                                   đúng hạn 01
3       Nâng cấp cổng dịch vụ công                      1           0        0  đang thực hiện trong hạn 01
4       Mở lớp phổ cập kỹ năng số                       3           0        0  đang thực hiện trong hạn 01, chờ xác
                                                                                nhận 01, dừng thực hiện 01
5       Rà soát danh mục dịch vụ công                   1           0        0  không áp dụng 01
report  Báo cáo định kỳ                                 2           0        0  đang thực hiện trong hạn 01, chờ xác
                                                                                nhận 01

Chưa có thời hạn, chưa giao riêng cho cơ quan nào (chỉ tính vào số nhiệm vụ): 6
`);
  });

  it('says in JSON of which plan and moment it is', async () => {
    const { whole, byLevel, byAgency, byTask, ...head } = JSON.parse(
      await print({ json: true, at: '2023-07-31' }),
    );
    expect(head).toEqual({
      plan,
      title: 'Chuyển đổi số tỉnh năm 2023',
      version: 1,
      day: '2023-07-31',
      at: '2023-07-31T23:59:59.999+07:00',
    });
    expect(whole.tasks).toEqual({
      counts: 'tasks',
      total: 10,
      acceptedOnTime: 0,
      acceptedLate: 1,
      inTime: 5,
      undated: 1,
      longUndated: 1,
      dueSoon: 0,
      overdue: 1,
      longOverdue: 1,
      waiting: 1,
      waived: 0,
      notReported: 1,
      notApplicable: 1,
      extended: 0,
    });
    expect(byLevel[2]).toMatchObject({ level: 'commune' });
    expect(byAgency[0]).toMatchObject({
      agency: 'xa-long-hau',
      name: 'UBND xã Long Hậu',
      level: 'commune',
    });
    expect(byTask[6]).toMatchObject({ task: 'report', title: 'Báo cáo định kỳ' });
  });

  it('is written in English too, and as of now when no day is given', async () => {
    const now = await print({ lang: 'en' });
    expect(now.split('\n').slice(0, 2)).toEqual([
      'Chuyển đổi số tỉnh năm 2023 (01/KH-UBND)',
      'As of 08:00 on 15 December 2023',
    ]);
    const past = await print({ lang: 'en', at: '2023-07-31' });
    expect(past).toContain('As of the end of 31 July 2023');
    expect(past).toContain('Undated, assigned to nobody yet (counted as tasks only): 6');
  });
});

describe('the summary at the end of 05/12/2023', () => {
  // 1/Q3: on time, late (returned after the last day), on time. 1/Q4: so-noi-vu on time, the others in time with 7
  // working days left; an extension that is only asked for changes nothing. 3: on time after an extension.
  // 4: returned and so in time again, stopped, in time. The report of the first half: on time.
  it('knows nothing of what was decided the day after', async () => {
    const undated = { undated: 1, longUndated: 1 };
    const long = { overdue: 1, longOverdue: 1 };
    expect(await count('2023-12-05')).toEqual({
      whole: [
        tasks(11, {
          acceptedOnTime: 2,
          acceptedLate: 2,
          inTime: 4,
          ...undated,
          dueSoon: 1,
          ...long,
          notReported: 1,
          notApplicable: 1,
          extended: 1,
        }),
        duties(21, {
          acceptedOnTime: 9,
          acceptedLate: 3,
          inTime: 5,
          dueSoon: 2,
          ...long,
          waived: 1,
          notReported: 1,
          notApplicable: 1,
          extended: 1,
        }),
      ],
      byLevel: [
        [
          'province',
          tasks(10, {
            acceptedOnTime: 3,
            acceptedLate: 3,
            inTime: 3,
            ...undated,
            dueSoon: 1,
            notApplicable: 1,
            extended: 1,
          }),
          duties(13, {
            acceptedOnTime: 7,
            acceptedLate: 3,
            inTime: 2,
            dueSoon: 1,
            notApplicable: 1,
            extended: 1,
          }),
        ],
        ['district', ...both(1, { inTime: 1 })],
        [
          'commune',
          tasks(6, { acceptedOnTime: 2, inTime: 2, dueSoon: 1, ...long, notReported: 1 }),
          duties(7, {
            acceptedOnTime: 2,
            inTime: 2,
            dueSoon: 1,
            ...long,
            waived: 1,
            notReported: 1,
          }),
        ],
      ],
      byAgency: [
        ['xa-long-hau', ...both(2, { ...long, inTime: 1 })],
        [
          'xa-tan-hoa',
          ...both(5, { acceptedOnTime: 2, inTime: 1, dueSoon: 1, waived: 1, notReported: 1 }),
        ],
        [
          'so-tai-chinh',
          ...both(5, { acceptedOnTime: 1, acceptedLate: 3, inTime: 1, dueSoon: 1, extended: 1 }),
        ],
        ['huyen-lai-vung', ...both(1, { inTime: 1 })],
        ['so-noi-vu', ...both(5, { acceptedOnTime: 4, notApplicable: 1 })],
        [
          'so-y-te',
          tasks(4, { acceptedOnTime: 2, inTime: 2, ...undated }),
          duties(3, { acceptedOnTime: 2, inTime: 1 }),
        ],
      ],
      byTask: [
        [
          '1',
          tasks(4, { acceptedLate: 2, inTime: 1, dueSoon: 1, notReported: 1 }),
          duties(12, { acceptedOnTime: 6, acceptedLate: 3, inTime: 2, dueSoon: 2, notReported: 1 }),
        ],
        ['2', tasks(1, long), duties(2, { acceptedOnTime: 1, ...long })],
        ['3', ...both(1, { acceptedOnTime: 1, extended: 1 })],
        ['4', tasks(1, { inTime: 1 }), duties(3, { inTime: 2, waived: 1 })],
        ['5', ...both(1, { notApplicable: 1 })],
        ['6', tasks(1, { inTime: 1, ...undated }), none],
        ['report', ...both(2, { acceptedOnTime: 1, inTime: 1 })],
      ],
    });
  });
});

describe('a day of which nothing is known', () => {
  it.each([
    [
      '2023-01-02',
      '--at: expected a day from 03/01/2023 on, the first that is on record of nam-2023, found 02/01/2023',
    ],
    [
      '2023-12-16',
      '--at: expected a day not later than 15/12/2023 (today, in plan time), found 16/12/2023',
    ],
  ])('%s is refused', async (at, message) => {
    await expect(print({ at })).rejects.toMatchObject({ exitCode: 2, message });
  });
});

describe('the rehearsed year', () => {
  it('leaves behind by its events what the register holds', async () => {
    const rows = await listAssignments(rehearsal.register, { plan }, serverNow);
    const now = await rehearsal.planNow();
    const events = await listEventsUntil(rehearsal.register, plan, now, countedKinds);
    const held = foldEvents(events, { timezone: 'Asia/Ho_Chi_Minh', recorded: [] });
    const describeState = (one: HeldAssignment | ListedAssignment) => ({
      of: `${one.task}/${one.period}/${one.agency}`,
      progress: one.progress === 'returned' ? 'open' : one.progress,
      timeliness: one.timeliness,
      lastDay: one.lastDay,
      originalLastDay: one.originalLastDay,
      cutoff: one.cutoff,
    });
    const byName = (a: { of: string }, b: { of: string }) => (a.of < b.of ? -1 : 1);
    expect(held.map(describeState).sort(byName)).toEqual(rows.map(describeState).sort(byName));
    expect(held.filter(({ agency }) => agency === 'so-y-te')).toHaveLength(4);
  });

  it('logs no nondeterminism', () => {
    sdkLog.expectDeterministic();
  });
});
