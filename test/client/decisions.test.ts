import { describe, expect, it } from 'vitest';
import { readExtension } from '../../client/commands/extend.ts';
import { describeEventData } from '../../client/event-text.ts';
import { runProgram } from '../../client/run-program.ts';
import { formatRemarks } from '../../client/show-text.ts';
import { en } from '../../client/wording/en.ts';
import { vi } from '../../client/wording/vi.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { anAssignment, plan } from '../register/batches.ts';
import { buildFakeIo } from './fake-io.ts';

const document = { number: '456/UBND-NC', date: '2023-06-12', issuer: null };
const authority = 'Chủ tịch UBND tỉnh';

describe('what extend means', () => {
  it('asks with a day and a reason', () => {
    expect(readExtension({ until: '2023-06-30', reason: 'x' })).toEqual({
      what: 'request',
      says: { until: '2023-06-30', reason: 'x' },
    });
  });

  it('grants a day, or refuses with a reason, by the decision of an authority', () => {
    const decision = { authority, document };
    expect(readExtension({ grant: '2023-06-30', ...decision })).toEqual({
      what: 'decide',
      says: { ...decision, decision: 'grant', until: '2023-06-30', reason: null },
    });
    expect(readExtension({ refuse: 'x', ...decision })).toEqual({
      what: 'decide',
      says: { ...decision, decision: 'refuse', until: null, reason: 'x' },
    });
  });
});

describe('before anything is opened', () => {
  const until = ['--until', '30/6/2023'];
  const reason = ['--reason', 'x'];
  const grant = ['--grant', '30/6/2023'];
  const who = ['--authority', authority];
  const paper = ['--document', '456/UBND-NC, 12/6/2023'];
  it.each([
    ['extend', [], 'expected an extension to ask for or to decide on, found neither'],
    ['extend', [...who, ...paper], 'to decide: --grant DAY or --refuse REASON'],
    ['extend', until, 'expected --reason REASON beside --until, found none'],
    ['extend', reason, 'expected --until DAY beside --reason, found none'],
    ['extend', [...until, ...reason, ...who], 'expected no --authority beside --until'],
    ['extend', grant, 'expected --authority WHO and --document "SỐ, NGÀY" beside --grant'],
    ['extend', [...grant, ...who], 'expected --document "SỐ, NGÀY" beside --grant, found none'],
    ['extend', ['--refuse', 'x', ...paper], 'expected --authority WHO beside --refuse, found none'],
    ['extend', [...grant, '--refuse', 'x'], 'found --grant DAY, --refuse REASON'],
    ['extend', [...grant, ...until, ...reason], 'expected no --until, no --reason beside --grant'],
    ['extend', ['--grant', '31/6/2023'], '--grant: expected a day that exists'],
    ['extend', ['--refuse', ' '], '--refuse: expected words, found nothing'],
    ['obstacle', [], 'expected one of --text TEXT, --answer TEXT; found none of them'],
    ['obstacle', ['--text', 'x', '--answer', 'y'], 'found --text TEXT, --answer TEXT'],
    ['obstacle', ['--text', 'x', '--by', 'so-tttt'], 'expected no --by beside --text'],
    ['obstacle', ['--text', ''], '--text: expected words, found nothing'],
    ['instruct', [...who, ...paper], "required option '--text <text>' not specified"],
    ['instruct', ['--text', 'x', ...paper], "required option '--authority <who>' not specified"],
    ['waive', [...reason, ...who], "required option '--document <reference>' not specified"],
    ['waive', [...who, ...paper], "required option '--reason <reason>' not specified"],
    ['waive', [...reason, ...who, '--document', '456'], '--document: expected "SỐ, NGÀY'],
  ])('%s %j is refused with exit code 2', async (name, options, said) => {
    const io = buildFakeIo({ environment: { DONDOC_DATA: '/nowhere/at/all' } });
    const words = [name, plan, '6.3', '2023-Q2', '--agency', 'so-noi-vu', ...options];
    expect(await runProgram(io, words)).toBe(2);
    expect(io.out()).toBe('');
    expect(io.err()).toContain(said);
  });

  it('acknowledge needs a lead', async () => {
    const io = buildFakeIo();
    expect(await runProgram(io, ['acknowledge', plan, '6.3', '2023-Q2'])).toBe(2);
    expect(io.err()).toContain("required option '--agency <agency>' not specified");
  });
});

describe('what history says of an event', () => {
  const decision = { authority, document };
  const said = 'Cấp quyết định: Chủ tịch UBND tỉnh; 456/UBND-NC, 12/6/2023';
  it.each([
    ['a request', { until: '2023-06-30', reason: 'chờ' }, 'đến 30/6/2023; Lý do: chờ'],
    [
      'a grant',
      { from: '2023-06-14', until: '2023-06-30', reason: null, ...decision },
      `từ 14/6/2023 đến 30/6/2023; ${said}`,
    ],
    [
      'a refusal',
      { from: '2023-06-14', until: null, reason: 'đã muộn', ...decision },
      `Lý do: đã muộn; ${said}`,
    ],
    ['a first date', { from: null, until: '2023-06-30' }, 'đến 30/6/2023'],
    ['an obstacle', { text: 'chưa\u001b[31m kết nối' }, 'chưa kết nối'],
    ['its answer', { text: 'chưa kết nối', answer: 'sắp' }, 'chưa kết nối; Trả lời: sắp'],
    ['an instruction', { text: 'Khẩn trương', ...decision }, `Khẩn trương; ${said}`],
    ['a stop', { reason: 'sang năm', ...decision }, `Lý do: sang năm; ${said}`],
  ])('%s', (_what, data, words) => {
    expect(describeEventData({ kind: '', data }, { wording: vi, nameOf: String })).toBe(words);
  });
});

describe('below the table of a period', () => {
  const row = (over: Partial<ListedAssignment>): ListedAssignment => ({
    ...anAssignment(),
    plan,
    task: '6.3',
    period: '2023-Q2',
    workflowId: 'task:dong-thap-2023/6.3/2023-Q2',
    updatedAt: '2026-06-19T01:00:00.000Z',
    lines: [],
    overdue: false,
    ...over,
  });
  const at = '2023-06-11T20:00:00.000Z';
  const pending: Partial<ListedAssignment> = {
    extensions: 1,
    originalLastDay: '2023-06-14',
    extensionAsked: { until: '2023-07-14', reason: 'chờ', at },
    obstacle: { text: 'chưa\u001b[31m kết nối', at, answer: null, answeredAt: null },
  };
  const show = (rows: ListedAssignment[], wording = vi) =>
    formatRemarks(rows, {
      wording,
      nameOf: (agency) => agency,
      present: {
        now: '2023-06-19T08:00:00+07:00',
        timezone: 'Asia/Ho_Chi_Minh',
        calendar: vietnamCalendar,
      },
    });

  it('stand extensions, undecided requests and unanswered obstacles', () => {
    expect(show([row({}), row(pending)])).toEqual([
      'so-noi-vu: đã gia hạn 01 lần, thời hạn ban đầu 14/6/2023',
      'so-noi-vu: đề nghị gia hạn đến 14/7/2023 (gửi 12/6/2023, chờ quyết định): chờ',
      'so-noi-vu: khó khăn, vướng mắc (báo 12/6/2023, chưa được trả lời): chưa kết nối',
    ]);
    expect(show([row(pending)], en)[0]).toBe(
      'so-noi-vu: extended once, originally due 14 June 2023',
    );
  });

  it('stands nothing that is answered, or that no longer matters', () => {
    const obstacle = { text: 'x', at, answer: 'y', answeredAt: at };
    expect(show([row({ obstacle })])).toEqual([]);
    expect(show([row({ ...pending, extensions: 0, progress: 'waived' })])).toEqual([]);
  });

  it('stands the period too when there are several', () => {
    const [remark] = show([row({ extensions: 2 }), row({ period: '2023-Q1' })]);
    expect(remark).toMatch(/^6\.3 2023-Q2, so-noi-vu: đã gia hạn 02 lần/);
  });
});
