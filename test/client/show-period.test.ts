import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showPlan } from '../../client/commands/show.ts';
import type { Context } from '../../client/context.ts';
import type { EventEntry, Json } from '../../domain/batch.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { readSettings } from '../../worker/settings.ts';
import { readSmallPlan, task } from '../domain/small-plan.ts';
import {
  aBatch,
  aNotice,
  anAssignment,
  anEvent,
  leavesAt,
  plan,
  shiftMs,
} from '../register/batches.ts';
import { startTestPostgres, type TestPostgres } from '../register/setup.ts';
import { buildFakeIo } from './fake-io.ts';

/** 19/6/2023, 08:00 in Vietnam, three years later on the server. */
const now = '2026-06-19T01:00:00Z';

let postgres: TestPostgres;
let register: Register;

beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  await fill();
});
afterAll(() => postgres.stop());

const submission = (day: string, agency: string, lines: Json): EventEntry =>
  anEvent({
    kind: 'submitted',
    agency,
    actor: agency,
    at: `2023-06-${day}T09:30:00.000+07:00`,
    requestId: `request-${agency}-${day}`,
    data: { files: [], document: null, note: null, lines, values: {} },
  });

async function fill(): Promise<void> {
  const due = 'Thường xuyên';
  const { plan: definition, directory } = readSmallPlan(
    [
      task('1', { due, lead: ['xa-1', 'xa-2', 'xa-3'] }),
      task('2', { due, lead: 'xa-1', title: 'Tuyên truyền chuyển đổi số' }),
    ],
    { plan, reporting: { every: 'quarter', due: 'Hàng quý' } },
  );
  const recordedAt = '2026-04-05T01:00:00.000Z';
  await savePlanVersion(register, { plan, text: '', definition, directory, recordedAt });
  await startPlanRecord(register, {
    plan,
    version: 1,
    shiftMs,
    trackingFrom: '2023-04-05',
    includePast: false,
    announceAtOnce: true,
    startedAt: '2023-04-05T08:00:00.000+07:00',
  });
  const reminders = Array.from({ length: 14 }, (_, step) =>
    aNotice({
      key: `n-${step}`,
      agency: 'xa-1',
      to: 'xa-1',
      step: 14 - step,
      at: `2023-06-${String(step + 1).padStart(2, '0')}T08:00:00.000+07:00`,
      kind: 'dueSoon',
    }),
  );
  const assignment = (agency: string, lines: string[], more = {}) =>
    anAssignment({ agency, lines, lastDay: '2023-06-30', ...more });
  await applyBatch(
    register,
    aBatch({
      task: 'report',
      now: '2023-06-15T08:00:00.000+07:00',
      events: [
        anEvent({ agency: 'xa-1', at: '2023-04-05T08:00:00.000+07:00' }),
        submission('12', 'xa-1', [{ task: '1', state: 'notStarted', text: 'chờ hướng dẫn' }]),
        submission('13', 'xa-1', [
          { task: '1', state: 'inProgress', text: 'đã mở 02 \u001b[31mlớp' },
        ]),
        submission('14', 'xa-3', [{ task: '1', state: 'done', text: 'đã xong' }]),
      ],
      notices: reminders,
      assignments: [
        assignment('xa-1', ['1', '2'], { progress: 'submitted' }),
        assignment('xa-2', ['1']),
        assignment('xa-3', ['1'], { progress: 'accepted', timeliness: 'onTime' }),
      ],
    }),
    leavesAt,
  );
}

async function show(options: Parameters<typeof showPlan>[2]): Promise<string> {
  const io = buildFakeIo({ now });
  const context: Context = {
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => register,
    temporal: () => Promise.reject(new Error('expected no Temporal to be asked for')),
    evidenceStore: () => Promise.reject(new Error('expected no evidence to be asked for')),
    close: async () => undefined,
  };
  await showPlan(context, { plan, task: 'report', period: '2023-Q2' }, options);
  return io.out();
}

describe('show of a periodic report', () => {
  it('rolls up what the agencies say of each line', async () => {
    expect(await show({})).toContain(`
Tổng hợp theo nhiệm vụ (số cơ quan)
Số  Nhiệm vụ                    Xong  Đang làm  Chưa làm  Chưa báo cáo
──  ──────────────────────────  ────  ────────  ────────  ────────────
1   Việc 1                         1         1         0             1
2   Tuyên truyền chuyển đổi số     0         0         0             1
`);
    expect(JSON.parse(await show({ json: true }))).toMatchObject({
      rollUp: [
        { task: '1', done: 1, inProgress: 1, notStarted: 0, unanswered: 1 },
        { task: '2', done: 0, inProgress: 0, notStarted: 0, unanswered: 1 },
      ],
    });
  });

  it('shows of one agency its newest report, line by line', async () => {
    const out = await show({ agency: 'xa-1' });
    expect(out).not.toContain('\u001b');
    expect(out).toContain(`
Nội dung báo cáo (gửi 09 giờ 30 ngày 13/6/2023)
`);
    expect(out).toContain('đã mở 02 lớp');
    expect(out).not.toContain('Tổng hợp theo nhiệm vụ');
    expect(JSON.parse(await show({ agency: 'xa-1', json: true })).report).toEqual({
      at: '2023-06-13T09:30:00.000+07:00',
      requestId: 'request-xa-1-13',
      lines: [
        { task: '1', title: 'Việc 1', state: 'inProgress', text: expect.stringContaining('02') },
        { task: '2', title: 'Tuyên truyền chuyển đổi số', state: null, text: null },
      ],
    });
    expect(await show({ agency: 'xa-2' })).toContain(`
Nội dung báo cáo (chưa gửi)
`);
  });

  it('shows of one agency what happened and what was told, the newest first, a dozen lines', async () => {
    const out = await show({ agency: 'xa-1' });
    const history = out.slice(out.indexOf('Diễn biến gần nhất'));
    expect(history.match(/^\d\d\/\d+\/2023 \d\d:\d\d/gm)).toHaveLength(12);
    expect(history).toMatch(/^15\/6\/2023 08:00/m);
    expect(history).toContain(
      'và 05 dòng trước đó: dondoc history dong-thap-2023 report 2023-Q2 --agency xa-1\n',
    );
    const { history: entries, events } = JSON.parse(await show({ agency: 'xa-1', json: true }));
    expect(entries).toHaveLength(12);
    expect(events.map(({ event }: { event: { kind: string } }) => event.kind)).toEqual([
      'opened',
      'submitted',
      'submitted',
    ]);
  });
});
