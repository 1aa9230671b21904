import { describe, expect, it } from 'vitest';
import { buildAnswerModel } from '../../activities/answer-model.ts';
import type { MailContext } from '../../activities/mail-context.ts';
import { buildHead } from '../../activities/mail-head.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { AnswerKind } from '../../domain/notice.ts';
import { computeTaskPeriods, defaultTracking } from '../../domain/task-period.ts';
import type { NoticeToSend } from '../../register/mail-queue.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';

const { plan, directory } = await loadGoldenPlan('test/e2e/plans/quy-iii-2023.yaml');
const periods = computeTaskPeriods(plan, directory, vietnamCalendar, defaultTracking(plan));

/** What an answer is written from, without a register. */
const context = {
  ...{ plan, directory, periods, calendar: vietnamCalendar, replyTo: null },
  now: '2023-08-28T02:00:00.000Z',
  nameOf: (id: string) => directory.agencies.find((agency) => agency.id === id)?.name ?? id,
  findPeriod: (task: string, period: string) =>
    periods.find((one) => one.task === task && one.period === period),
} as unknown as MailContext;

const submission = null;
const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '415/UBND', date: '2023-08-25', issuer: 'UBND tỉnh' },
};

/** The mail of one notice about task 2 of Sở Y tế, due on 3 September. */
function modelOf(
  kind: AnswerKind,
  data: object,
  change: { to?: string; lastDay?: string | null; row?: object } = {},
) {
  const { to = 'so-y-te', lastDay = '2023-09-03', row = {} } = change;
  const about = { task: '2', period: 'once', agency: 'so-y-te' };
  const toSend = {
    notice: {
      ...about,
      ...{ kind, lastDay, toAgency: to, role: to === 'so-y-te' ? 'lead' : 'monitor' },
      ...{ at: '2023-08-28T01:30:00.000Z', key: 'key', data: { submission, ...data } },
    },
    assignment: {
      ...about,
      ...{ cycle: 'once', progress: 'open', reviewer: 'vp-ubnd', lastDay },
      ...{ originalLastDay: '2023-09-03', cutoff: null, submittedAt: null, ...row },
    },
    owing: ['so-y-te'],
  } as unknown as NoticeToSend;
  return buildAnswerModel(context, to, [toSend]);
}

describe('the mail about an extension', () => {
  it('says until when it is asked for and why, in plan time', () => {
    const asked = { until: '2023-09-15', reason: 'Chưa có số liệu' };
    expect(modelOf('extensionRequested', asked, { to: 'so-tttt' })).toMatchObject({
      ...{ kind: 'extensionRequested', ...asked, requestedAt: '2023-08-28T08:30:00.000+07:00' },
      assignment: { task: '2', agencyName: 'Sở Y tế', lastDay: '2023-09-03' },
    });
  });

  it('that was granted has the old and the new last day', () => {
    const from = '2023-09-03';
    const data = { decision: 'grant', from, until: '2023-09-15', reason: null, ...decision };
    expect(modelOf('extensionDecided', data, { lastDay: '2023-09-15' })).toMatchObject({
      ...{ kind: 'extensionDecided', from: '2023-09-03', until: '2023-09-15', reason: null },
      decision,
    });
  });

  it('that was refused has no new last day, even when the refusal names the one asked for', () => {
    const from = '2023-09-03';
    const data = { decision: 'refuse', from, reason: 'Không có căn cứ', ...decision };
    for (const until of [null, '2023-09-15']) {
      expect(modelOf('extensionDecided', { ...data, until })).toMatchObject({
        ...{ from: '2023-09-03', until: null, reason: 'Không có căn cứ' },
      });
    }
  });
});

describe('the mail about an obstacle', () => {
  it('says what was reported', () => {
    const text = 'Thiếu biểu mẫu';
    expect(modelOf('obstacleReported', { text }, { to: 'vp-ubnd' })).toMatchObject({
      ...{ kind: 'obstacleReported', text, reportedAt: '2023-08-28T08:30:00.000+07:00' },
    });
  });

  it('that was answered says both', () => {
    const said = { text: 'Thiếu biểu mẫu', answer: 'Dùng mẫu số 02' };
    expect(modelOf('obstacleAnswered', said)).toMatchObject({
      ...{ kind: 'obstacleAnswered', ...said, answeredAt: '2023-08-28T08:30:00.000+07:00' },
    });
  });
});

it('an instruction and the stop name the authority and its document', () => {
  expect(modelOf('instructed', { text: 'Khẩn trương', ...decision })).toMatchObject({
    ...{ kind: 'instructed', text: 'Khẩn trương', decision },
  });
  expect(modelOf('waived', { reason: 'Trùng nội dung', ...decision })).toMatchObject({
    ...{ kind: 'waived', reason: 'Trùng nội dung', decision },
  });
});

describe('the mail about a submission', () => {
  const sent = {
    files: [{ sha256: 'a'.repeat(64), name: 'bao-cao.pdf', size: 2048 }],
    document: { number: '812/BC-SYT', date: '2023-08-28', issuer: 'Sở Y tế' },
    note: 'Số liệu đến hết tháng 8',
    lines: [{ task: '1.1', state: 'inProgress', text: 'mới 50%' }],
    values: { 'Tỷ lệ': '61,5%' },
  };
  const { values: _, ...same } = sent;
  const shown = { ...same, figures: [{ name: 'Tỷ lệ', value: '61,5%' }] };

  it.each([
    ['received', 'so-y-te'],
    ['reviewAsked', 'vp-ubnd'],
  ] as const)('%s has all that was sent, with the state of each line', (kind, to) => {
    expect(modelOf(kind, sent, { to })).toMatchObject({ kind, submission: shown });
  });

  it('is refused when a line has a state that nobody knows', () => {
    const lines = [{ task: '1.1', state: 'nearly', text: 'mới 50%' }];
    expect(() => modelOf('received', { ...sent, lines })).toThrow('state');
  });
});

describe('the mail about a change of lead', () => {
  const data = { from: 'so-y-te', to: 'so-noi-vu', reason: 'Đúng chức năng', ...decision };

  it('tells the one that has it no more who has it', () => {
    expect(modelOf('reassigned', data)).toMatchObject({
      ...{ kind: 'handedOver', toName: 'Sở Nội vụ', reason: 'Đúng chức năng', decision },
    });
  });

  it('tells the one that has it now from whom, until when, and that nothing was handed in', () => {
    expect(modelOf('reassigned', { ...data, from: 'so-noi-vu', to: 'so-y-te' })).toMatchObject({
      ...{ kind: 'takenOver', fromName: 'Sở Nội vụ', reason: 'Đúng chức năng', decision },
      ...{ handedIn: null, workingDaysLeft: 3, workingDaysOver: null },
      assignment: { agencyName: 'Sở Y tế', lastDay: '2023-09-03' },
    });
  });

  it('says what was handed in, and whether it was returned', () => {
    const received = { ...data, from: 'so-noi-vu', to: 'so-y-te' };
    const row = { submittedAt: '2023-08-25T09:00:00.000Z', returnReason: 'Chưa ký số' };
    const handedInOf = (progress: string) => {
      const model = modelOf('reassigned', received, { row: { ...row, progress } });
      return model.kind === 'takenOver' ? model.handedIn : undefined;
    };
    const at = '2023-08-25T16:00:00.000+07:00';
    expect(handedInOf('submitted')).toEqual({ at, returnReason: null });
    expect(handedInOf('returned')).toEqual({ at, returnReason: 'Chưa ký số' });
  });
});

describe('the mail about a task that is owed again', () => {
  const data = { was: 'accepted', from: '2023-08-20', reason: 'Sai số liệu', ...decision };

  it('says how it had ended, and until when it is owed', () => {
    expect(modelOf('reopened', { ...data, until: '2023-09-03' })).toMatchObject({
      ...{ kind: 'reopened', was: 'accepted', from: '2023-08-20', until: '2023-09-03' },
      ...{ reason: 'Sai số liệu', decision, workingDaysLeft: 3, workingDaysOver: null },
    });
  });

  it('counts no days of a task without a last day', () => {
    expect(modelOf('reopened', { ...data, until: null }, { lastDay: null })).toMatchObject({
      ...{ until: null, workingDaysLeft: null, workingDaysOver: null },
    });
  });

  it('is refused when it had ended in a way that nobody knows', () => {
    expect(() => modelOf('reopened', { ...data, until: null, was: 'lost' })).toThrow('was');
  });
});

describe('the mail between a lead and a coordinator', () => {
  const at = '2023-08-28T08:30:00.000+07:00';

  it('tells the lead what was contributed, by whom', () => {
    const said = { text: 'Danh sách 412 cán bộ', document: decision.document };
    expect(modelOf('contributed', { by: 'so-noi-vu', ...said })).toMatchObject({
      ...{ kind: 'contributed', byName: 'Sở Nội vụ', at, ...said },
    });
  });

  it('tells the coordinator who waits, and answers go to the monitor', () => {
    const data = { on: 'so-noi-vu', text: 'Danh sách' };
    const model = modelOf('waitingFor', data, { to: 'so-noi-vu' });
    expect(model).toMatchObject({
      ...{ kind: 'waitingFor', text: 'Danh sách', askedAt: at },
      assignment: { agencyName: 'Sở Y tế' },
    });
    expect(model.head.respondTo.id).toBe('so-tttt');
  });
});

describe('who takes the answer', () => {
  it('has a mailbox where the directory knows one', () => {
    const model = modelOf('instructed', { text: 'Khẩn trương', ...decision });
    expect(model.head.respondTo.address).toBe('vanphong@tinh.example');
    const agencies = directory.agencies.map((agency) => ({ ...agency, email: [], via: null }));
    const unreachable = { ...context, directory: { ...directory, agencies } };
    expect(buildHead(unreachable, 'so-y-te').respondTo).toEqual({
      ...{ id: 'so-tttt', name: 'Sở Thông tin và Truyền thông', address: null },
    });
  });

  it('of a lead is its reviewer', () => {
    const model = modelOf('instructed', { text: 'Khẩn trương', ...decision });
    expect(model.head.respondTo.id).toBe('vp-ubnd');
  });

  it('of whoever was asked for a decision is the monitor, not the reviewer', () => {
    const model = modelOf('obstacleReported', { text: 'Thiếu biểu mẫu' }, { to: 'so-noi-vu' });
    expect(model.head.respondTo.id).toBe('so-tttt');
  });
});

it('a notice without what its event must say is refused', () => {
  expect(() => modelOf('waived', { reason: 'Trùng nội dung' })).toThrow('authority');
});
