import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryNames, type TaskSnapshot } from '../../domain/messages.ts';
import { buildTaskWorkflowId } from '../../domain/names.ts';
import { events } from '../../register/schema.ts';
import { verifyChains } from '../../register/verify-chains.ts';
import { readRuns } from '../rig/histories.ts';
import { buildPlan, leadIds } from '../rig/plans.ts';
import { sendFromProcess } from '../rig/sender-process.ts';
import { startTestTemporal } from '../rig/servers.ts';
import {
  bothCaches,
  eventually,
  expectDeterministic,
  openStage,
  type Stage,
} from '../rig/stage.ts';
import { anAcknowledge, aSubmission } from '../rig/updates.ts';

describe.each(bothCaches)('a run that hands over to the next, %s', (_title, tuning) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(startTestTemporal, { tuning });
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
  });
  afterAll(async () => {
    await stage.stop();
  });

  /** Everything that 200 agencies send at the same moment, from two processes, from the start on. */
  async function answerFromTwoProcesses(plan: string, answersPerRun: number, inFlight: number) {
    const workflowId = buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: null });
    const { address } = stage.temporal;
    const terms = { address, workflowId, inFlight };
    const sending = Promise.all([
      sendFromProcess({
        ...terms,
        update: 'acknowledge',
        commands: leadIds(200).map((agency) => anAcknowledge(agency, `${plan}/a/${agency}`)),
      }),
      sendFromProcess({
        ...terms,
        update: 'submitEvidence',
        commands: leadIds(200).map((agency) => aSubmission(agency, `${plan}/s/${agency}`)),
      }),
    ]);
    await stage.start(buildPlan({ plan, leads: 200 }), { answersPerRun });
    const receipts = (await sending).flatMap((report) => report.receipts);
    return { workflowId, receipts };
  }

  async function expectAllRecordedOnce(
    workflowId: string,
    receipts: readonly { readonly requestId: string; readonly written: boolean }[],
  ) {
    expect(receipts).toHaveLength(400);
    expect(receipts.every(({ written }) => written)).toBe(true);
    expect(new Set(receipts.map(({ requestId }) => requestId)).size).toBe(400);
    const recorded = await stage.register.db
      .select()
      .from(events)
      .where(eq(events.workflowId, workflowId));
    const requests = recorded.flatMap(({ requestId }) => (requestId === null ? [] : [requestId]));
    expect(requests.sort()).toEqual(receipts.map(({ requestId }) => requestId).sort());
    expect(recorded).toHaveLength(600);
    const { head } = await eventually(() =>
      stage.client.workflow.getHandle(workflowId).query<TaskSnapshot>(queryNames.state),
    );
    const { faults } = await verifyChains(stage.register, new Map([[workflowId, head]]));
    expect(faults).toEqual([]);
    await expectDeterministic(stage, [workflowId]);
  }

  it('rule 4: a run that continues as new every 25 answers loses none of 400', async () => {
    const { workflowId, receipts } = await answerFromTwoProcesses('r4', 25, 12);
    await expectAllRecordedOnce(workflowId, receipts);
    const runs = await readRuns(stage.client, workflowId);
    expect(runs.length).toBeGreaterThanOrEqual(8);
  });

  it('rule 4: 400 updates at the same moment from the start on are answered while runs change', async () => {
    const { workflowId, receipts } = await answerFromTwoProcesses('r4-burst', 25, 200);
    await expectAllRecordedOnce(workflowId, receipts);
    const runs = await readRuns(stage.client, workflowId);
    expect(runs.length).toBeGreaterThanOrEqual(2);
  });

  it('rule 20: 400 updates from two processes from the moment of the start stay in one run', async () => {
    const { workflowId, receipts } = await answerFromTwoProcesses('r20', 1_500, 200);
    await expectAllRecordedOnce(workflowId, receipts);
    expect(await readRuns(stage.client, workflowId)).toHaveLength(1);
  });
});
