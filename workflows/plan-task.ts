import { continueAsNew, setHandler } from '@temporalio/workflow';
import type { PlanTaskInput, PlanTaskResult } from '../domain/workflow-input.ts';
import {
  acknowledgeUpdate,
  amendTaskUpdate,
  answerObstacleUpdate,
  closeUpdate,
  contributeUpdate,
  decideExtensionUpdate,
  instructUpdate,
  pauseTaskUpdate,
  reassignUpdate,
  remindUpdate,
  reopenUpdate,
  reportObstacleUpdate,
  requestExtensionUpdate,
  resumeTaskUpdate,
  reviewUpdate,
  stateQuery,
  submitEvidenceUpdate,
  waitForUpdate,
  waiveUpdate,
} from './definitions.ts';
import { TaskRoom } from './task-room.ts';

/**
 * Follows one plan task through one period, with all its leads inside, until every lead is accepted,
 * waived or notReported, or the plan closes.
 */
export async function planTask(input: PlanTaskInput): Promise<PlanTaskResult> {
  const room = new TaskRoom(input);
  setHandler(acknowledgeUpdate, (command) => room.answer('acknowledge', command), {
    validator: (command) => room.validate('acknowledge', command),
    description: 'The lead has taken note of its assignment',
  });
  setHandler(submitEvidenceUpdate, (command) => room.answer('submitEvidence', command), {
    validator: (command) => room.validate('submitEvidence', command),
    description: 'Evidence of completion is handed in',
  });
  setHandler(reviewUpdate, (command) => room.answer('review', command), {
    validator: (command) => room.validate('review', command),
    description: 'The reviewer accepts the evidence or returns it with a reason',
  });
  setHandler(requestExtensionUpdate, (command) => room.answer('requestExtension', command), {
    validator: (command) => room.validate('requestExtension', command),
    description: 'The lead asks for a later last day; undecided, it changes nothing',
  });
  setHandler(decideExtensionUpdate, (command) => room.answer('decideExtension', command), {
    validator: (command) => room.validate('decideExtension', command),
    description: 'A later last day is granted, or refused, by decision',
  });
  setHandler(reportObstacleUpdate, (command) => room.answer('reportObstacle', command), {
    validator: (command) => room.validate('reportObstacle', command),
    description: 'What keeps the lead from delivering',
  });
  setHandler(answerObstacleUpdate, (command) => room.answer('answerObstacle', command), {
    validator: (command) => room.validate('answerObstacle', command),
    description: 'The answer to an obstacle',
  });
  setHandler(instructUpdate, (command) => room.answer('instruct', command), {
    validator: (command) => room.validate('instruct', command),
    description: 'The office passes on its word, with its document',
  });
  setHandler(remindUpdate, (command) => room.answer('remind', command), {
    validator: (command) => room.validate('remind', command),
    description: 'The lead is reminded once more of what it owes',
  });
  setHandler(waiveUpdate, (command) => room.answer('waive', command), {
    validator: (command) => room.validate('waive', command),
    description: 'The assignment stops by decision',
  });
  setHandler(reassignUpdate, (command) => room.reassign(command), {
    validator: (command) => room.validateReassign(command),
    description: 'Another agency takes the assignment over by decision',
  });
  setHandler(reopenUpdate, (command) => room.answer('reopen', command), {
    validator: (command) => room.validate('reopen', command),
    description: 'An end that was wrong is undone by decision',
  });
  setHandler(contributeUpdate, (command) => room.answer('contribute', command), {
    validator: (command) => room.validate('contribute', command),
    description: 'What a coordinator has done for the lead',
  });
  setHandler(waitForUpdate, (command) => room.answer('waitFor', command), {
    validator: (command) => room.validate('waitFor', command),
    description: 'The lead waits for another agency, which is told',
  });
  setHandler(amendTaskUpdate, (command) => room.amend(command), {
    validator: (command) => room.validateFromPlan(command),
    description: 'A new version of the plan applies',
  });
  setHandler(pauseTaskUpdate, (command) => room.pause(command), {
    validator: (command) => room.validateFromPlan(command),
    description: 'Nobody is told anything until the plan goes on',
  });
  setHandler(resumeTaskUpdate, (command) => room.resume(command), {
    validator: (command) => room.validateFromPlan(command),
    description: 'The plan goes on: of what was missed the latest step is told',
  });
  setHandler(closeUpdate, (command) => room.close(command), {
    description: 'The plan closes: missing reports lapse, the rest stays unfinished',
  });
  setHandler(stateQuery, () => room.snapshot(), { description: 'Every assignment as it stands' });

  const end = await room.run();
  if (end === 'continue') await continueAsNew<typeof planTask>(room.carry());
  return room.result();
}
