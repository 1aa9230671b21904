import { describe, expect, it } from 'vitest';
import { buildDigestModel } from '../../activities/digest-model.ts';
import type { MailContext } from '../../activities/mail-context.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { computeTaskPeriods, defaultTracking, type TaskPeriod } from '../../domain/task-period.ts';
import type { NoticeToSend } from '../../register/mail-queue.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';

const { plan, directory } = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
const periods = computeTaskPeriods(plan, directory, vietnamCalendar, defaultTracking(plan));

/** What a digest is written from, without a register: none of these tasks waits for another. */
function contextAt(now: string, change = (period: TaskPeriod) => period): MailContext {
  const found = periods.map(change);
  const context = {
    ...{ plan, directory, now, periods: found },
    calendar: vietnamCalendar,
    replyTo: null,
    nameOf: (id: string) => directory.agencies.find((agency) => agency.id === id)?.name ?? id,
    findPeriod: (task: string, period: string) =>
      found.find((one) => one.task === task && one.period === period),
  };
  return context as unknown as MailContext;
}

/** Only what decides of a notice and of the assignment that it is about. */
function aNotice(notice: object, assignment: object | null = {}): NoticeToSend {
  const terms = {
    ...{ progress: 'open', lastDay: '2023-09-03', originalLastDay: '2023-09-03' },
    ...{ cutoff: '2023-09-03T23:59:59.999+07:00', reviewer: 'so-tttt', returnReason: null },
    ...{ agency: 'so-y-te', lines: [], waitingFor: null, takenOverFrom: null },
  };
  const told = {
    ...{ task: '2', period: 'once', agency: 'so-y-te', toAgency: 'so-y-te', role: 'lead' },
    ...{ kind: 'dueSoon', at: '2023-08-28T08:00:00.000+07:00', lastDay: '2023-09-03' },
  };
  return {
    notice: { ...told, ...notice },
    assignment: assignment === null ? null : { ...terms, ...assignment },
    ...{ owing: ['so-y-te'], waits: [] },
  } as unknown as NoticeToSend;
}

const coordinating = (toAgency: string, change = {}) =>
  aNotice({ agency: null, toAgency, role: 'coordinator', ...change }, null);
const inTime = contextAt('2023-08-28T08:00:00.000+07:00');
const tooLate = contextAt('2023-09-05T08:00:00.000+07:00');

async function itemOf(context: MailContext, ...notices: NoticeToSend[]) {
  const { items } = await buildDigestModel(context, 'so-y-te', notices);
  expect(items).toHaveLength(1);
  return items[0];
}

describe('the state of an item, at the moment at which its mail leaves', () => {
  it('is what it was told for, in time', async () => {
    expect(await itemOf(inTime, aNotice({ kind: 'opened' }))).toMatchObject({ state: 'opened' });
    expect(await itemOf(inTime, aNotice({}))).toMatchObject({ state: 'dueSoon' });
    const returned = { progress: 'returned', returnReason: 'Chưa ký số' };
    expect(await itemOf(inTime, aNotice({}, returned))).toMatchObject({ state: 'returned' });
  });

  it('is overdue once the cut-off has passed, though it was told as new', async () => {
    expect(await itemOf(tooLate, aNotice({ kind: 'opened' }))).toMatchObject({
      state: 'overdue',
      workingDaysOver: 1,
      workingDaysLeft: null,
    });
  });

  it('is overdue with its reason when it was returned and the cut-off has passed', async () => {
    const returned = { progress: 'returned', returnReason: 'Chưa ký số' };
    expect(await itemOf(tooLate, aNotice({ kind: 'opened' }, returned))).toMatchObject({
      state: 'overdue',
      returnReason: 'Chưa ký số',
    });
  });

  it('is overdue on the last day itself after an earlier cut-off, by no day', async () => {
    const context = contextAt('2023-08-31T16:30:00.000+07:00');
    const weekly = { lastDay: '2023-08-31', cutoff: '2023-08-31T16:00:00.000+07:00' };
    expect(await itemOf(context, aNotice({ kind: 'opened' }, weekly))).toMatchObject({
      state: 'overdue',
      workingDaysOver: 0,
      workingDaysLeft: null,
      cutoffTime: '16:00',
    });
  });
});

describe('several notices about one assignment', () => {
  it('are one item: the most urgent', async () => {
    const notices = [aNotice({ kind: 'opened' }), aNotice({ kind: 'dueSoon' })];
    expect(await itemOf(inTime, ...notices)).toMatchObject({ state: 'dueSoon' });
  });

  it('of one kind: the latest, in whatever order they are read', async () => {
    const early = coordinating('so-y-te', { lastDay: '2023-08-30' });
    const late = coordinating('so-y-te', { at: '2023-08-30T08:00:00.000+07:00' });
    expect(await itemOf(inTime, early, late)).toMatchObject({ lastDay: '2023-09-03' });
    expect(await itemOf(inTime, late, early)).toMatchObject({ lastDay: '2023-09-03' });
  });
});

describe('coordinators', () => {
  it('are told to the lead with those that the plan only describes', async () => {
    expect(await itemOf(inTime, aNotice({}))).toMatchObject({
      coordinatorNames: ['Sở Nội vụ'],
      coordinatorTexts: ['các cơ quan liên quan'],
    });
  });

  it('do not read their own name', async () => {
    expect(await itemOf(inTime, coordinating('so-noi-vu'))).toMatchObject({
      coordinatorNames: [],
      coordinatorTexts: ['các cơ quan liên quan'],
    });
  });
});

it('a lead that is only asked for its report, though others owe it, is asked', async () => {
  const someAsked = (period: TaskPeriod): TaskPeriod => ({
    ...period,
    audience: { ...period.audience, asked: ['xa-tan-hoa'] },
  });
  const context = contextAt('2023-08-28T08:00:00.000+07:00', someAsked);
  const about = { task: 'report', period: '2023-08' };
  expect(await itemOf(context, aNotice({ ...about, agency: 'xa-tan-hoa' }))).toMatchObject({
    requested: true,
  });
  expect(await itemOf(context, aNotice({ ...about, agency: 'so-noi-vu' }))).toMatchObject({
    requested: false,
  });
});

describe('who takes the answer to a digest', () => {
  const respondent = async (to: string, ...notices: NoticeToSend[]) =>
    (await buildDigestModel(inTime, to, notices)).head.respondTo.id;

  it('is the reviewer of what it asks for', async () => {
    expect(await respondent('so-y-te', aNotice({}))).toBe('so-tttt');
    expect(await respondent('so-y-te', aNotice({}, { reviewer: 'vp-ubnd' }))).toBe('vp-ubnd');
  });

  it('is the monitor when there are several reviewers', async () => {
    const other = aNotice({ task: '1', period: '2023-Q3' }, { reviewer: 'vp-ubnd' });
    expect(await respondent('so-y-te', aNotice({}), other)).toBe('so-tttt');
  });

  it('is never the recipient: the monitor answers to the reviewer of its own task, or the office', async () => {
    const own = aNotice({ agency: 'so-tttt', toAgency: 'so-tttt' }, { reviewer: 'vp-ubnd' });
    expect(await respondent('so-tttt', own)).toBe('vp-ubnd');
    expect(await respondent('so-tttt', coordinating('so-tttt'))).toBe('vp-ubnd');
  });
});

describe('what its lead waits for', () => {
  const waitingFor = { agency: 'so-noi-vu', text: 'Danh sách', at: '2023-08-21T20:00:00.000Z' };
  const wait = {
    ...{ leadName: 'Sở Y tế', since: '2023-08-22', text: 'Danh sách' },
    on: { id: 'so-noi-vu', name: 'Sở Nội vụ' },
  };

  it('stands with the item of the lead', async () => {
    expect(await itemOf(inTime, aNotice({}, { waitingFor }))).toMatchObject({ waits: [wait] });
    expect(await itemOf(inTime, aNotice({}))).toMatchObject({ waits: [] });
  });

  it('stands with the item of each coordinator, for all leads that still owe', async () => {
    const waits = [{ lead: 'so-y-te', waitingFor }];
    const told = { ...coordinating('so-noi-vu'), waits };
    expect(await itemOf(inTime, told)).toMatchObject({ role: 'coordinator', waits: [wait] });
  });
});

describe('an assignment that was taken over', () => {
  it('says from whom', async () => {
    const takenOverFrom = 'so-noi-vu';
    expect(await itemOf(inTime, aNotice({}, { takenOverFrom }))).toMatchObject({
      takenOverFrom: 'Sở Nội vụ',
    });
    expect(await itemOf(inTime, aNotice({}))).toMatchObject({ takenOverFrom: null });
  });

  it('has the lines that came with it, by their titles in the plan', async () => {
    const about = { task: 'report', period: '2023-08' };
    const [known] = periods.filter((one) => one.task === 'report' && one.period === '2023-08');
    const [own] = known?.lines['so-noi-vu'] ?? [];
    const more = plan.tasks.find(({ task }) => task !== own?.task);
    const lines = [own?.task, more?.task];
    const told = aNotice({ ...about, agency: 'so-noi-vu' }, { lines });
    expect(await itemOf(inTime, told)).toMatchObject({
      lines: [own, { task: more?.task, title: more?.title }],
    });
  });
});

describe('what a new version changes', () => {
  const decision = {
    authority: 'UBND tỉnh',
    document: { number: '198/KH-UBND', date: '2023-08-25', issuer: 'UBND tỉnh' },
  };
  const data = {
    ...{ version: 2, removed: false, title: null, products: null, reviewer: null, ...decision },
    lastDay: { from: '2023-08-31', to: '2023-09-03' },
  };
  const amended = (change = {}) => aNotice({ kind: 'amended', data: { ...data, ...change } });
  const modelOf = (...notices: NoticeToSend[]) => buildDigestModel(inTime, 'so-y-te', notices);

  it('stands beside a reminder of the same assignment, and is no item', async () => {
    const model = await modelOf(aNotice({}), amended());
    expect(model.items).toMatchObject([{ state: 'dueSoon' }]);
    expect(model.amended).toMatchObject([
      {
        ...{ task: '2', period: 'once', removed: false, oldTitle: null, decision },
        lastDay: { from: '2023-08-31', to: '2023-09-03' },
        deadline: { lastDay: '2023-09-03', workingDaysLeft: 3, workingDaysOver: null },
      },
    ]);
  });

  it('names the reviewers and the title of before', async () => {
    const reviewer = { from: 'so-tttt', to: 'vp-ubnd' };
    const title = { from: 'Tên cũ', to: 'Tên mới' };
    const { items, amended: told } = await modelOf(amended({ reviewer, title }));
    expect(items).toEqual([]);
    expect(told).toMatchObject([
      { oldTitle: 'Tên cũ', reviewer: { from: 'Sở Thông tin và Truyền thông' } },
    ]);
  });

  it('is no deadline any more of what was removed', async () => {
    const { amended: told } = await modelOf(amended({ removed: true }));
    expect(told).toMatchObject([{ removed: true, deadline: null, lastDay: null }]);
  });

  it('is told version by version', async () => {
    const later = amended({ version: 3, lastDay: { from: '2023-09-03', to: '2023-09-05' } });
    const { amended: told } = await modelOf(later, amended());
    expect(told.map(({ lastDay }) => lastDay?.to)).toEqual(['2023-09-03', '2023-09-05']);
  });

  it('goes to the reviewer of the assignment when it is answered', async () => {
    const entry = aNotice({ kind: 'amended', data }, { reviewer: 'vp-ubnd' });
    expect((await modelOf(entry)).head.respondTo.id).toBe('vp-ubnd');
  });

  it('is refused when the notice does not say who decided', async () => {
    await expect(modelOf(amended({ authority: undefined }))).rejects.toThrow('authority');
  });
});

describe('what waits for its reviewer', () => {
  const submission = { submission: 'r-17', submittedAt: '2023-08-21T09:00:00.000+07:00' };
  const waiting = (change = {}) =>
    aNotice(
      { kind: 'reviewOverdue', toAgency: 'so-tttt', role: 'reviewer', data: submission, ...change },
      { progress: 'submitted' },
    );

  it('stands beside reminders, with its receipt and the working days since', async () => {
    const model = await buildDigestModel(inTime, 'so-tttt', [coordinating('so-tttt'), waiting()]);
    expect(model.items).toHaveLength(1);
    expect(model.reviews).toMatchObject([
      {
        ...{ task: '2', period: 'once', agencyName: 'Sở Y tế', requestId: 'r-17' },
        ...{ submittedAt: '2023-08-21T09:00:00.000+07:00', workingDaysWaiting: 5 },
      },
    ]);
  });

  it('is one entry, the newest, when mornings were missed', async () => {
    const data = { submission: 'r-18', submittedAt: '2023-08-22T09:00:00.000+07:00' };
    const later = waiting({ at: '2023-08-29T08:00:00.000+07:00', data });
    const { reviews } = await buildDigestModel(inTime, 'so-tttt', [later, waiting()]);
    expect(reviews.map(({ requestId }) => requestId)).toEqual(['r-18']);
  });

  it('must be about an assignment', async () => {
    const stray = waiting({ agency: null });
    await expect(buildDigestModel(inTime, 'so-tttt', [stray])).rejects.toThrow('found none');
  });
});
