import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contribute } from '../../client/commands/contribute.ts';
import { showPlanHistory } from '../../client/commands/history.ts';
import { listPlans } from '../../client/commands/list.ts';
import { reassign } from '../../client/commands/reassign.ts';
import { reopen } from '../../client/commands/reopen.ts';
import { showPlan } from '../../client/commands/show.ts';
import { waitFor } from '../../client/commands/wait-for.ts';
import { waive } from '../../client/commands/waive.ts';
import type { Context } from '../../client/context.ts';
import { decideDate } from '../../client/decide-date.ts';
import { pauseOrResume } from '../../client/pause-or-resume.ts';
import type { TaskSnapshot } from '../../domain/messages.ts';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { verifyChains } from '../../register/verify-chains.ts';
import { readSettings } from '../../worker/settings.ts';
import { buildFakeIo } from '../client/fake-io.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { eventually, expectDeterministic, openStage, type Stage } from '../rig/stage.ts';

/** What commands do to a plan that runs, with real servers and a real worker: 7/6/2023, 09:00. */

const plan = 'kh-2023';
const quarter = { plan, task: '1', period: '2023-Q2' };
const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '456/UBND', date: '2023-06-06', issuer: null },
};
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(startTestTemporal);
  const [every] = due('Hàng quý');
  if (every === undefined) throw new Error('expected a deadline');
  const source = buildPlan({
    leads: 3,
    tasks: [
      { lead: ['xa-001', 'xa-002'], coordinators: [{ ref: 'vp-ubnd' }] },
      { title: 'Việc chưa có thời hạn', due: due('Khi có yêu cầu') },
      { title: 'Việc thường xuyên', due: due('Thường xuyên') },
      { lead: ['xa-003'], due: due('Trong năm 2023') },
    ],
    changes: { reporting: { every: 'quarter', due: every } },
  });
  await stage.start(source);
  await eventually(async () => expect(await rows()).toHaveLength(6));
}, 60_000);
afterAll(() => stage?.stop());

/** Runs a command at the present moment, as the command line does. */
async function run(act: (context: Context) => Promise<void>) {
  const io = buildFakeIo({ now: new Date().toISOString(), columns: 120 });
  await act({
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => stage.register,
    temporal: async () => stage.client,
    evidenceStore: () => Promise.reject(new Error('not expected')),
    close: async () => undefined,
  });
  return io.out();
}

function rows(filter: { readonly task?: string; readonly period?: string } = {}) {
  return listAssignments(stage.register, { plan, ...filter }, new Date().toISOString());
}

async function progressOf(task: string, period: string) {
  const found = await rows({ task, period });
  return Object.fromEntries(found.map(({ agency, progress }) => [agency, progress]));
}

describe('commands of one assignment', () => {
  it('let a lead wait for another agency until that has helped', async () => {
    await run((context) =>
      waitFor(context, quarter, { agency: 'xa-001', on: 'vp-ubnd', text: 'Danh mục mới' }),
    );
    const show = () => run((context) => showPlan(context, quarter, {}));
    expect(await show()).toContain(
      'UBND xã Tân Hòa 1: đang chờ Văn phòng UBND tỉnh (từ 07/6/2023): Danh mục mới',
    );
    const receipt = await run((context) =>
      contribute(context, quarter, { agency: 'xa-001', by: 'vp-ubnd', text: 'Đã gửi danh mục' }),
    );
    expect(receipt).toMatch(/Cơ quan phối hợp {2}Văn phòng UBND tỉnh\n$/);
    const shown = await show();
    expect(shown).not.toContain('đang chờ');
    expect(shown).toMatch(/Kết quả phối hợp +UBND xã Tân Hòa 1 ← Văn phòng UBND +Đã gửi danh mục/);
  });

  it('pass an assignment on, which counts where it is now', async () => {
    const receipt = await run((context) =>
      reassign(context, quarter, {
        agency: 'xa-001',
        to: 'UBND xã Tân Hòa 3',
        reason: 'Điều chuyển địa bàn',
        ...decision,
      }),
    );
    expect(receipt).toMatch(/Cơ quan +UBND xã Tân Hòa 3\n/);
    expect(receipt).toMatch(/Tiếp nhận từ +UBND xã Tân Hòa 1\n$/);
    expect(await progressOf('1', '2023-Q2')).toEqual({
      'xa-001': 'reassigned',
      'xa-002': 'open',
      'xa-003': 'open',
    });
    const shown = await run((context) => showPlan(context, quarter, {}));
    expect(shown).toContain(': 01 nhiệm vụ, 02 nhiệm vụ được giao');
    expect(shown).toContain('UBND xã Tân Hòa 1: đã chuyển giao cho UBND xã Tân Hòa 3');
    expect(shown).toContain('UBND xã Tân Hòa 3: tiếp nhận từ UBND xã Tân Hòa 1');
  });

  it('do not pass it to an agency that leads the same task already', async () => {
    const again = run((context) =>
      reassign(context, quarter, { agency: 'xa-003', to: 'xa-002', reason: 'x', ...decision }),
    );
    await expect(again).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('refused: xa-002 leads this task and period already'),
    });
  });

  it('open again what was stopped, with a new last day', async () => {
    const terms = { agency: 'xa-002', reason: 'nhầm', ...decision };
    await run((context) => waive(context, quarter, terms));
    const receipt = await run((context) =>
      reopen(context, quarter, { ...terms, until: '2023-06-30' }),
    );
    expect(receipt).toMatch(/Tiến độ +đang thực hiện\n +Thời hạn +30\/6\/2023\n/);
    expect(await progressOf('1', '2023-Q2')).toMatchObject({ 'xa-002': 'open' });
  });

  it('open again what ended its workflow', async () => {
    const once = { plan, task: '4', period: 'once' };
    const terms = { agency: 'xa-003', reason: 'nhầm', ...decision };
    await run((context) => waive(context, once, terms));
    const receipt = await run((context) => reopen(context, once, terms));
    expect(receipt).toMatch(/Tiến độ +đang thực hiện\n +Thời hạn +31\/12\/2023\n/);
    expect(await progressOf('4', 'once')).toEqual({ 'xa-003': 'open' });
  });
});

describe('commands of the plan', () => {
  it('date an undated task, once whatever is repeated', async () => {
    const asked = { what: 'deadline', task: '2', lastDay: '2023-09-20' } as const;
    const set = () =>
      run((context) => decideDate(context, plan, asked, { ...decision, requestId: 'dated-0001' }));
    const receipt = await set();
    expect(receipt).toMatch(/Phiên bản +2\n +Nhiệm vụ theo kỳ +mở 01/);
    await eventually(async () =>
      expect(await progressOf('2', 'once')).toEqual({
        'xa-001': 'open',
        'xa-002': 'open',
        'xa-003': 'open',
      }),
    );
    expect(receipt).toContain((await set()).trimEnd());
    const other = run((context) => decideDate(context, plan, asked, decision));
    await expect(other).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('whose last day 2023-09-20 was decided on 2023-06-07'),
    });
  });

  it('ask for an extra report, of the lines that are still undated', async () => {
    const asked = { what: 'request', task: 'report', lastDay: '2023-08-15' } as const;
    const json = await run((context) =>
      decideDate(context, plan, asked, { ...decision, json: true }),
    );
    expect(JSON.parse(json)).toMatchObject({ version: 3, status: 'running', opened: 1 });
    await eventually(async () => {
      const opened = await rows({ task: 'report', period: '2023-08-15' });
      expect(opened.map(({ agency, lines, lastDay }) => [agency, lines, lastDay])).toEqual([
        ['xa-001', ['3'], '2023-08-15'],
        ['xa-002', ['3'], '2023-08-15'],
        ['xa-003', ['3'], '2023-08-15'],
      ]);
    });
  });

  it('pause the plan and go on with it, each once', async () => {
    const hold = (what: 'pause' | 'resume') =>
      run((context) => pauseOrResume(context, plan, what, { reason: 'Chờ sắp xếp' }));
    expect(await hold('pause')).toMatch(/Trạng thái +tạm dừng\n/);
    expect(await run((context) => listPlans(context, {}))).toContain('tạm dừng');
    await expect(hold('pause')).rejects.toMatchObject({
      exitCode: 1,
      message: 'refused: the plan is paused already',
    });
    // What runs again while the plan is paused is paused with it: no moment of its ladder comes.
    const once = { plan, task: '4', period: 'once' };
    const terms = { agency: 'xa-003', reason: 'nhầm', ...decision };
    await run((context) => waive(context, once, terms));
    await run((context) => reopen(context, once, terms));
    const [row] = await rows({ task: '4', period: 'once' });
    const nextAt = async () => {
      const state = await stage.client.workflow
        .getHandle(row?.workflowId ?? '')
        .query<TaskSnapshot>('state');
      return state.nextAt;
    };
    expect(await nextAt()).toBeNull();
    expect(await hold('resume')).toMatch(/Trạng thái +đang theo dõi\n/);
    expect(await nextAt()).toMatch(/^2023-/);
    await expect(hold('resume')).rejects.toMatchObject({
      message: 'refused: the plan is not paused',
    });
  });

  it('all stand in the history of the plan, and no chain is broken', async () => {
    const history = await run((context) => showPlanHistory(context, plan, {}));
    expect(history.match(/Ấn định thời hạn|Yêu cầu báo cáo|(Tạm dừng|Tiếp tục) kế hoạch/g)).toEqual(
      ['Ấn định thời hạn', 'Yêu cầu báo cáo', 'Tạm dừng kế hoạch', 'Tiếp tục kế hoạch'],
    );
    const { faults } = await verifyChains(stage.register, new Map());
    expect(faults).toEqual([]);
    const workflowIds = new Set((await rows()).map(({ workflowId }) => workflowId));
    await expectDeterministic(stage, [`plan:${plan}`, ...workflowIds]);
  });
});
