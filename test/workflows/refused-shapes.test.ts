import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateNames } from '../../domain/messages.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { expectDeterministic, openStage, type Stage } from '../rig/stage.ts';
import { startTask } from '../rig/tasks.ts';
import { anAcknowledge, answered } from '../rig/updates.ts';

/** Updates that no command of ours sends: whoever reaches the Temporal server can. */

let stage: Stage;
let workflowId: string;

beforeAll(async () => {
  stage = await openStage(startTestTemporal);
  workflowId = await startTask(stage, { plan: buildPlan({ leads: 1 }), steps: [] });
});

afterAll(() => stage?.stop());

describe('an update of another shape', () => {
  const agency = leadId(1);
  it.each([
    ['reportObstacle', { agency, text: 'x'.repeat(1_000_000) }, 'text: expected text of at most'],
    ['submitEvidence', { agency, note: 'x' }, 'files: expected a list'],
    ['requestExtension', { agency, until: '9999-99-99', reason: 'x' }, 'until: expected a day'],
    ['review', { agency: ['x'] }, 'agency: expected the id of an agency'],
    ['reassign', { agency, to: {} }, 'authority: expected text'],
  ] as const)(
    '%s is refused with where it is wrong, and nothing is changed',
    async (name, command, where) => {
      const requestId = `another-shape-${name}`;
      const handle = stage.client.workflow.getHandle(workflowId);
      const sent = handle.executeUpdate(updateNames[name], {
        args: [{ ...command, requestId }],
        updateId: requestId,
      });
      await expect(sent).rejects.toMatchObject({
        cause: { type: 'DondocRefused', message: expect.stringContaining(`${name}, ${where}`) },
      });
    },
  );

  it('leaves the workflow as it was', async () => {
    const receipt = await answered(
      stage,
      workflowId,
      'acknowledge',
      anAcknowledge(agency, 'right-1'),
    );
    expect(receipt).toMatchObject({ progress: 'open', agency });
    await expectDeterministic(stage, [workflowId]);
  });
});
