import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contribute } from '../../client/commands/contribute.ts';
import { showPlanHistory } from '../../client/commands/history.ts';
import { listPlans } from '../../client/commands/list.ts';
import { reassign } from '../../client/commands/reassign.ts';
import { reopen } from '../../client/commands/reopen.ts';
import { showPlan } from '../../client/commands/show.ts';
import { waitFor } from '../../client/commands/wait-for.ts';
import type { Context } from '../../client/context.ts';
import { decideDate } from '../../client/decide-date.ts';
import { pauseOrResume } from '../../client/pause-or-resume.ts';
import { runProgram } from '../../client/run-program.ts';
import type { AssignmentRow } from '../../domain/batch.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { startPlanRecord, updatePlanRecord } from '../../register/plan-records.ts';
import { loadPlanVersion, savePlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { readSettings } from '../../worker/settings.ts';
import { aBatch, anAssignment, anEvent, leavesAt, plan, shiftMs } from '../register/batches.ts';
import { startTestPostgres, type TestPostgres } from '../register/setup.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { buildFakeIo } from './fake-io.ts';

/** 12/6/2023, 09:30 in Vietnam, three years later on the server. */
const now = '2026-06-12T02:30:00Z';
const about = { plan, task: '1', period: '2023-Q2' };
const requestId = 'request-0001';
const document = { number: '456/UBND', date: '2023-06-12', issuer: null };
const decision = { authority: 'Chủ tịch UBND tỉnh', document };

let postgres: TestPostgres;
let register: Register;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

async function openFresh(): Promise<void> {
  register = await postgres.createRegister();
  await fill(register);
}

interface Sent {
  readonly workflowId: string;
  readonly name: string;
  readonly command: unknown;
}

/** Runs a command; whatever workflow it writes to answers with, or throws, this. */
async function run(act: (context: Context) => Promise<void>, answer: unknown = null) {
  const sent: Sent[] = [];
  const handle = (workflowId: string) => ({
    executeUpdate: async (name: string, { args: [command] }: { args: unknown[] }) => {
      sent.push({ workflowId, name, command });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const client = {
    workflow: { getHandle: handle },
    withDeadline: (_deadline: number, send: () => Promise<unknown>) => send(),
  };
  const io = buildFakeIo({ now, columns: 120 });
  await act({
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => register,
    temporal: async () => client as unknown as Client,
    evidenceStore: () => Promise.reject(new Error('not expected')),
    close: async () => undefined,
  });
  return { sent, out: io.out(), err: io.err() };
}

const receipt = (agency: string, progress: AssignmentRow['progress']) => ({
  ...about,
  requestId,
  agency,
  at: '2023-06-12T09:30:00.000+07:00',
  progress,
  timeliness: null,
  lastDay: '2023-06-14',
  written: true,
});
const planReceipt = {
  requestId,
  plan,
  version: 2,
  status: 'running',
  at: '2023-06-12T09:30:00.000+07:00',
  opened: 1,
  changed: 0,
  stopped: 0,
  written: true,
};

describe('reassign', () => {
  beforeAll(openFresh);
  const base = { agency: 'xa-001', requestId, reason: 'Điều chuyển', ...decision };

  it('sends the decision to the workflow that holds the assignment, and shows who has it now', async () => {
    const { sent, out, err } = await run(
      (context) => reassign(context, about, { ...base, to: 'Sở Thông tin và Truyền thông' }),
      receipt('so-tttt', 'open'),
    );
    expect(sent).toEqual([
      {
        workflowId: `task:${plan}/1/2023-Q2/1`,
        name: 'reassign',
        command: { ...base, to: 'so-tttt' },
      },
    ]);
    expect(err).toBe(`request id: ${requestId}\n`);
    expect(`\n${out}`).toBe(`
Giấy biên nhận
  Mã biên nhận  request-0001
  Nhiệm vụ      1 – Rà soát, cập nhật danh mục dịch vụ công trực tuyến – Quý II/2023
  Cơ quan       Sở Thông tin và Truyền thông
  Ghi nhận lúc  09 giờ 30 ngày 12/6/2023
  Tiến độ       đang thực hiện
  Thời hạn      14/6/2023
  Tiếp nhận từ  UBND xã Tân Hòa 1
`);
  });

  it('leaves it to the workflow to judge an agency that it follows itself', async () => {
    const { sent } = await run(
      (context) => reassign(context, about, { ...base, to: 'xa-002' }),
      receipt('xa-002', 'open'),
    );
    expect(sent).toMatchObject([{ command: { to: 'xa-002' } }]);
  });

  it.each([
    [
      'so-ttt',
      2,
      '--to: expected an agency of the directory, found no so-ttt; did you mean so-tttt?',
    ],
    ['xa-001', 2, '--to: expected another agency than xa-001, which has the assignment'],
    ['xa-cu', 2, '--to: expected an agency that exists on 2023-06-12, found xa-cu (UBND xã Cũ)'],
    ['xa-003', 1, `refused: xa-003 leads this task and period already (task:${plan}/1/2023-Q2/2)`],
  ])('refuses %s', async (to, exitCode, message) => {
    const refused = run((context) => reassign(context, about, { ...base, to }));
    await expect(refused).rejects.toMatchObject({ exitCode, message });
  });

  it('names the successor of an agency that has ended', async () => {
    const refused = run((context) => reassign(context, about, { ...base, to: 'xa-cu' }));
    await expect(refused).rejects.toMatchObject({
      advice: ['its successor: --to xa-002 (UBND xã Tân Hòa 2)'],
    });
  });
});

describe('reopen, wait-for and contribute', () => {
  beforeAll(openFresh);
  const base = { agency: 'xa-001', requestId };

  it.each<[string, (context: Context) => Promise<void>, object]>([
    [
      'reopen',
      (context) => reopen(context, about, { ...base, ...decision, reason: 'sai sót' }),
      { ...decision, reason: 'sai sót', until: null },
    ],
    [
      'reopen',
      (context) =>
        reopen(context, about, { ...base, ...decision, reason: 'x', until: '2023-06-30' }),
      { ...decision, reason: 'x', until: '2023-06-30' },
    ],
    [
      'waitFor',
      (context) => waitFor(context, about, { ...base, on: 'SO-TTTT', text: 'số liệu' }),
      { on: 'so-tttt', text: 'số liệu' },
    ],
    [
      'contribute',
      (context) => contribute(context, about, { ...base, by: 'so-tttt', text: 'đã gửi' }),
      { by: 'so-tttt', text: 'đã gửi', document: null },
    ],
  ])('send %s to the workflow of the assignment', async (name, act, said) => {
    const { sent, out } = await run(act, receipt('xa-001', 'open'));
    const workflowId = `task:${plan}/1/2023-Q2/1`;
    expect(sent).toEqual([{ workflowId, name, command: { ...base, ...said } }]);
    expect(out).toContain('Mã biên nhận');
  });

  it('show on the receipt who is waited for, who has helped, and its document', async () => {
    const waits = await run(
      (context) => waitFor(context, about, { ...base, on: 'so-tttt', text: 'số liệu' }),
      receipt('xa-001', 'open'),
    );
    expect(waits.out).toMatch(/Chờ {2,}Sở Thông tin và Truyền thông\n$/);
    const helps = await run(
      (context) => contribute(context, about, { ...base, by: 'so-tttt', text: 'x', document }),
      receipt('xa-001', 'open'),
    );
    expect(helps.out).toMatch(
      /Cơ quan phối hợp {2}Sở Thông tin và Truyền thông\n {2}Văn bản {2,}456\/UBND, 12\/6\/2023\n$/,
    );
  });

  it('contribute finds the lead of a period that has one', async () => {
    const once = { plan, task: '4', period: 'once' };
    const { sent } = await run(
      (context) => contribute(context, once, { requestId, by: 'so-tttt', text: 'x' }),
      { ...receipt('xa-002', 'open'), ...once },
    );
    expect(sent).toMatchObject([{ command: { agency: 'xa-002' } }]);
  });

  it('contribute asks for the lead of a period that has several', async () => {
    const refused = run((context) =>
      contribute(context, about, { requestId, by: 'so-tttt', text: 'x' }),
    );
    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      message: 'expected --agency LEAD: task 1, period 2023-Q2 has several leads',
      advice: ['there are: xa-001, xa-002, xa-003'],
    });
  });
});

describe('set-deadline and request', () => {
  beforeEach(openFresh);
  const base = { ...decision, requestId };
  const setDeadline = (task: string, lastDay = '2023-09-20', more: object = {}) =>
    run(
      (context) =>
        decideDate(context, plan, { what: 'deadline', task, lastDay }, { ...base, ...more }),
      planReceipt,
    );

  it('set-deadline saves a version with the date and hands it to the plan', async () => {
    const { sent, out, err } = await setDeadline('2');
    expect(sent).toEqual([
      {
        workflowId: `plan:${plan}`,
        name: 'setDeadline',
        command: { ...base, base: 1, version: 2, task: '2', lastDay: '2023-09-20' },
      },
    ]);
    expect(err).toBe(`request id: ${requestId}\n`);
    expect(`\n${out}`).toBe(`
Giấy biên nhận
  Mã biên nhận      request-0001
  Kế hoạch          dong-thap-2023 – Kế hoạch chuyển đổi số năm 2023
  Ghi nhận lúc      09 giờ 30 ngày 12/6/2023
  Trạng thái        đang theo dõi
  Phiên bản         2
  Nhiệm vụ theo kỳ  mở 01
  Nhiệm vụ          2 – Việc chưa có thời hạn
  Thời hạn          20/9/2023 (thứ Tư)
  Cấp quyết định    Chủ tịch UBND tỉnh
  Văn bản           456/UBND, 12/6/2023
`);
    const before = await loadPlanVersion(register, plan, 1);
    const after = await loadPlanVersion(register, plan, 2);
    expect(after.text).toBe(before.text);
    expect(after.definition).toEqual({
      ...before.definition,
      decided: {
        deadlines: { 2: { lastDay: '2023-09-20', decidedOn: '2023-06-12' } },
        requests: [],
      },
    });
  });

  it('request does the same for an extra report', async () => {
    const asked = { what: 'request', task: 'report', lastDay: '2023-09-20' } as const;
    const { sent, out } = await run(
      (context) => decideDate(context, plan, asked, { ...base, json: true }),
      planReceipt,
    );
    expect(sent).toMatchObject([{ name: 'request', command: { task: 'report', version: 2 } }]);
    expect(JSON.parse(out)).toEqual(planReceipt);
    const { definition } = await loadPlanVersion(register, plan, 2);
    expect(definition.decided?.requests).toEqual([
      { task: 'report', lastDay: '2023-09-20', decidedOn: '2023-06-12' },
    ]);
  });

  it.each([
    ['1', '2023-09-20', 'found 1, which has one already'],
    ['22', '2023-09-20', `expected a task of ${plan}, found no 22; did you mean 2?`],
    ['2', '2023-06-11', 'expected a day not before 2023-06-12 (today, in plan time)'],
    ['5', '2023-09-20', 'expected task 5 to have a lead on 2023-06-12, found none to ask'],
  ])('refuse task %s by %s, and save nothing', async (task, lastDay, said) => {
    await expect(setDeadline(task, lastDay)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(said),
    });
    await expect(loadPlanVersion(register, plan, 2)).rejects.toThrow('version');
  });

  it('say why the plan refuses', async () => {
    const refusal = { code: 'VersionChanged', message: 'look again', progress: null, allowed: [] };
    const failure = ApplicationFailure.create({ type: 'DondocRefused', details: [refusal] });
    const refused = run(
      (context) =>
        decideDate(context, plan, { what: 'deadline', task: '2', lastDay: '2023-09-20' }, base),
      new WorkflowUpdateFailedError('failed', failure),
    );
    await expect(refused).rejects.toMatchObject({ exitCode: 1, message: 'refused: look again' });
  });

  it('are not judged again when the request is on record', async () => {
    await record('deadlineSet');
    await applyVersionTwo();
    const { sent, out, err } = await setDeadline('2');
    expect(sent).toEqual([]);
    expect(err).toBe('Đã ghi nhận từ lần gửi trước.\n');
    expect(out).toContain('Phiên bản         2');
    expect(out).not.toContain('20/9/2023');
  });

  it('refuse an id that another update was sent with', async () => {
    await record('planPaused');
    await expect(setDeadline('2')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('expected an id for setDeadline'),
    });
  });
});

describe('pause and resume', () => {
  beforeEach(openFresh);
  const options = { reason: 'Chờ sắp xếp', requestId };

  it.each(['pause', 'resume'] as const)('%s tells the plan why', async (what) => {
    const status = what === 'pause' ? 'paused' : 'running';
    const { sent, out } = await run((context) => pauseOrResume(context, plan, what, options), {
      ...planReceipt,
      status,
      version: 1,
      opened: 0,
    });
    expect(sent).toEqual([{ workflowId: `plan:${plan}`, name: what, command: options }]);
    expect(`\n${out}`).toBe(`
Giấy biên nhận
  Mã biên nhận  request-0001
  Kế hoạch      dong-thap-2023 – Kế hoạch chuyển đổi số năm 2023
  Ghi nhận lúc  09 giờ 30 ngày 12/6/2023
  Trạng thái    ${what === 'pause' ? 'tạm dừng' : 'đang theo dõi'}
  Phiên bản     1
  Lý do         Chờ sắp xếp
`);
  });

  it('say how to ask again while nothing is carried out', async () => {
    const unwritten = run((context) => pauseOrResume(context, plan, 'pause', options), {
      ...planReceipt,
      written: false,
    });
    await expect(unwritten).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('accepted, not carried out yet'),
      advice: [expect.stringContaining(`--request-id ${requestId}`)],
    });
  });

  it('refuse a plan that is closed', async () => {
    await updatePlanRecord(register, plan, {
      status: 'closed',
      closedAt: '2023-06-10T08:00:00.000+07:00',
    });
    await expect(
      run((context) => pauseOrResume(context, plan, 'pause', options)),
    ).rejects.toMatchObject({
      exitCode: 1,
      message: `expected a running plan, found ${plan} closed: 08 giờ 00 ngày 10/6/2023`,
    });
  });

  it('refuse the answer that another plan got', async () => {
    const other = run((context) => pauseOrResume(context, plan, 'pause', options), {
      ...planReceipt,
      plan: 'kh-khac',
    });
    await expect(other).rejects.toMatchObject({
      message: expect.stringContaining('found one that was used for plan kh-khac'),
    });
  });
});

describe('what is shown', () => {
  beforeEach(openFresh);
  it('says that a plan is paused', async () => {
    await updatePlanRecord(register, plan, { status: 'paused' });
    const listed = await run((context) => listPlans(context, {}));
    expect(listed.out).toContain('tạm dừng');
    const shown = await run((context) => showPlan(context, { plan }, {}));
    expect(shown.out.split('\n')[0]).toBe(
      'Kế hoạch chuyển đổi số năm 2023 (12/KH-UBND) – tạm dừng',
    );
    const json = await run((context) => showPlan(context, { plan }, { json: true }));
    expect(JSON.parse(json.out)).toMatchObject({ status: 'paused' });
  });

  it('says who waits for whom, and where an assignment came from or went to', async () => {
    const { out } = await run((context) => showPlan(context, { plan, task: '4' }, {}));
    expect(out.split('\n').slice(-4)).toEqual([
      'UBND xã Tân Hòa 1: đã chuyển giao cho UBND xã Tân Hòa 2',
      'UBND xã Tân Hòa 2: tiếp nhận từ UBND xã Tân Hòa 1',
      'UBND xã Tân Hòa 2: đang chờ Sở Thông tin và Truyền thông (từ 11/6/2023): số liệu',
      '',
    ]);
    expect(out).toContain(': 01 nhiệm vụ, 01 nhiệm vụ được giao');
  });

  it('says whom an assignment was passed to when its workflow has ended', async () => {
    const once = { plan, task: '4', period: 'once' };
    const ended = run(
      (context) => waitFor(context, once, { agency: 'xa-001', on: 'so-tttt', text: 'x' }),
      new WorkflowNotFoundError('not found', `task:${plan}/4/once`, undefined),
    );
    await expect(ended).rejects.toMatchObject({
      exitCode: 1,
      message:
        'nothing was changed: the assignment of xa-001 in task 4, period once was passed to xa-002',
    });
  });

  it('says what was decided of a plan as a whole', async () => {
    await record('planPaused', { reason: 'Chờ sắp xếp' });
    const { out } = await run((context) => showPlanHistory(context, plan, {}));
    expect(out.split('\n')[0]).toBe('Kế hoạch chuyển đổi số năm 2023 (12/KH-UBND)');
    expect(out.split('\n')[4]).toMatch(
      /^12\/6\/2023 09:30 {2}Tạm dừng kế hoạch {2,}Lý do: Chờ sắp xếp {2}[0-9a-f]{12}$/,
    );
    const json = await run((context) => showPlanHistory(context, plan, { json: true }));
    expect(JSON.parse(json.out)).toMatchObject([{ what: 'event', event: { kind: 'planPaused' } }]);
  });
});

describe('before anything is opened', () => {
  const who = ['--authority', 'x'];
  const paper = ['--document', '456/UBND, 12/6/2023'];
  const reason = ['--reason', 'x'];
  const one = [plan, '6.3', '2023-Q2', '--agency', 'so-noi-vu'];
  it.each([
    ['reassign', [...one, ...reason, ...who, ...paper], "required option '--to <agency>'"],
    ['reassign', [...one, '--to', 'x', ...reason, ...who], "required option '--document"],
    ['reopen', [...one, ...who, ...paper], "required option '--reason <reason>'"],
    [
      'reopen',
      [...one, ...reason, ...who, ...paper, '--until', '31/6/2023'],
      '--until: expected a day',
    ],
    ['contribute', [plan, '6.3', '2023-Q2', '--text', 'x'], "required option '--by <agency>'"],
    ['wait-for', [...one, '--on', 'x', '--text', ' '], '--text: expected words, found nothing'],
    ['set-deadline', [plan, '2', '31/6/2023', ...who, ...paper], '<day>: expected a day'],
    ['set-deadline', [plan, '2', '30/6/2023', ...paper], "required option '--authority <who>'"],
    ['request', [plan, '2', ...who, ...paper], "required option '--due <day>'"],
    ['pause', [plan], "required option '--reason <reason>'"],
    ['resume', [plan, '--reason', ''], '--reason: expected words, found nothing'],
    ['history', [plan, '6.3'], 'expected a period behind the task'],
    ['history', [plan, '--agency', 'x'], 'expected no --agency beside PLAN'],
  ])('%s %j is refused with exit code 2', async (name, words, said) => {
    const io = buildFakeIo({ environment: { DONDOC_DATA: '/nowhere/at/all' } });
    expect(await runProgram(io, [name, ...words])).toBe(2);
    expect(io.out()).toBe('');
    expect(io.err()).toContain(said);
  });
});

/** An update of the plan that is on record with the request id of these tests. */
async function record(kind: string, data: { [key: string]: string } = {}): Promise<void> {
  await applyBatch(
    register,
    aBatch({
      workflowId: `plan:${plan}`,
      task: '',
      period: '',
      events: [
        anEvent({
          kind,
          agency: null,
          at: '2023-06-12T09:30:00.000+07:00',
          requestId,
          answer: planReceipt,
          data,
        }),
      ],
    }),
    leavesAt,
  );
}

async function applyVersionTwo(): Promise<void> {
  const { plan: definition, directory, text } = source;
  const dated = { 2: { lastDay: '2023-09-20', decidedOn: '2023-06-12' } };
  const { version } = await savePlanVersion(register, {
    plan,
    text,
    definition: { ...definition, decided: { deadlines: dated, requests: [] } },
    directory,
    recordedAt: '2026-06-12T02:30:00.000Z',
  });
  await updatePlanRecord(register, plan, { version });
}

const built = buildPlan({
  plan,
  leads: 3,
  tasks: [
    {},
    { title: 'Việc chưa có thời hạn', due: due('Khi có yêu cầu') },
    { title: 'Việc thường xuyên', due: due('Thường xuyên') },
    { title: 'Việc một lần', due: due('Trong năm 2023'), lead: ['xa-002'] },
    { title: 'Việc của ai?', due: due('Khi có yêu cầu'), lead: ['xa-cu'] },
  ],
  changes: { reporting: { every: 'quarter', due: due('Hàng quý')[0] ?? never() } },
});
const [anyAgency = never()] = built.directory.agencies;
const source = {
  ...built,
  directory: {
    ...built.directory,
    agencies: [
      ...built.directory.agencies,
      { ...anyAgency, id: 'xa-cu', name: 'UBND xã Cũ', validTo: '2023-05-31', successor: 'xa-002' },
    ],
  },
};

function never(): never {
  throw new Error('expected one, found none');
}

async function fill(target: Register): Promise<void> {
  const { plan: definition, directory, text } = source;
  const recordedAt = '2026-04-05T01:00:00.000Z';
  await savePlanVersion(target, { plan, text, definition, directory, recordedAt });
  await startPlanRecord(target, {
    plan,
    version: 1,
    shiftMs,
    trackingFrom: '2023-04-05',
    includePast: false,
    announceAtOnce: true,
    startedAt: '2023-04-05T08:00:00.000+07:00',
  });
  const parts: readonly (readonly [number, readonly string[]])[] = [
    [1, ['xa-001', 'xa-002']],
    [2, ['xa-003']],
  ];
  for (const [part, leads] of parts) {
    await applyBatch(
      target,
      aBatch({
        workflowId: `task:${plan}/1/2023-Q2/${part}`,
        task: '1',
        assignments: leads.map((agency) => anAssignment({ agency })),
      }),
      leavesAt,
    );
  }
  const once = { cycle: 'once', lastDay: '2023-12-31', originalLastDay: '2023-12-31' } as const;
  const at = '2023-06-11T09:00:00.000+07:00';
  await applyBatch(
    target,
    aBatch({
      task: '4',
      period: 'once',
      assignments: [
        anAssignment({ ...once, agency: 'xa-001', progress: 'reassigned', passedTo: 'xa-002' }),
        anAssignment({
          ...once,
          agency: 'xa-002',
          takenOverFrom: 'xa-001',
          waitingFor: { agency: 'so-tttt', text: 'số liệu', at },
        }),
      ],
    }),
    leavesAt,
  );
}
