import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DecideExtension,
  queryNames,
  type Receipt,
  type TaskSnapshot,
  updateNames,
} from '../../domain/messages.ts';
import { assignments } from '../../register/schema.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import {
  bothCaches,
  eventually,
  expectDeterministic,
  openStage,
  type Stage,
} from '../rig/stage.ts';
import { startTask } from '../rig/tasks.ts';

const until = '2023-06-23';
const cutoff = '2023-06-23T23:59:59.999+07:00';

function aGrant(agency: string): DecideExtension {
  return {
    agency,
    requestId: `gia-han-${agency}`,
    decision: 'grant',
    until,
    reason: null,
    authority: 'Chủ tịch UBND tỉnh',
    document: { number: '45/QĐ-UBND', date: '2023-06-07', issuer: 'UBND tỉnh' },
  };
}

describe.each(bothCaches)('deadlines that move at the same time, %s', (_title, tuning) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(startTestTemporal, { tuning });
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
  });
  afterAll(async () => {
    await stage.stop();
  });

  it('one that is granted while another is dated gets its own dates too', async () => {
    const workflowId = await startTask(stage, {
      plan: buildPlan({ plan: 'cung-luc' }),
      steps: [{ inMs: 0, phase: 'opened', step: 0 }],
    });
    const handle = stage.client.workflow.getHandle(workflowId);
    const state = () => handle.query<TaskSnapshot>(queryNames.state);
    const hasMoved = async (agency: string) =>
      (await state()).assignments.some((held) => held.agency === agency && held.lastDay === until);
    const grant = (agency: string) =>
      handle.executeUpdate<Receipt, [DecideExtension]>(updateNames.decideExtension, {
        args: [aGrant(agency)],
      });
    let asked = 0;
    stage.plant('computeDeadlines', (real) => async (input) => {
      asked += 1;
      if (asked === 1) await eventually(async () => expect(await hasMoved(leadId(2))).toBe(true));
      return await real(input);
    });

    const first = grant(leadId(1));
    await eventually(() => expect(asked).toBe(1));
    await Promise.all([first, grant(leadId(2))]);
    stage.uproot();

    const moved = (await state()).assignments.map(({ agency, cutoff: at }) => [agency, at]);
    expect(moved).toEqual([
      [leadId(1), cutoff],
      [leadId(2), cutoff],
    ]);
    const rows = await stage.register.db
      .select({ cutoff: assignments.cutoff })
      .from(assignments)
      .where(eq(assignments.workflowId, workflowId));
    expect(rows.map((row) => row.cutoff)).toEqual([cutoff, cutoff]);
    await expectDeterministic(stage, [workflowId]);
  });
});
