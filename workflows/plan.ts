import { continueAsNew, setHandler } from '@temporalio/workflow';
import type { PlanInput, PlanResult } from '../domain/workflow-input.ts';
import {
  amendUpdate,
  closeUpdate,
  pauseUpdate,
  requestUpdate,
  resumeUpdate,
  setDeadlineUpdate,
} from './definitions.ts';
import { PlanRoom } from './plan-room.ts';

/**
 * Owns what is open when: sleeps until the next period opens, has its task workflows started, and
 * ends after the last instant of any ladder, or when somebody closes the plan.
 */
export async function plan(input: PlanInput): Promise<PlanResult> {
  const room = new PlanRoom(input);
  setHandler(amendUpdate, (command) => room.order({ kind: 'planAmended', command }), {
    validator: (command) => room.validateAmend('amend', command),
    description: 'A new version of the plan applies to what runs and to what is still to open',
  });
  setHandler(setDeadlineUpdate, (command) => room.order({ kind: 'deadlineSet', command }), {
    validator: (command) => room.validateAmend('setDeadline', command),
    description: 'An undated task has its date, and opens',
  });
  setHandler(requestUpdate, (command) => room.order({ kind: 'reportRequested', command }), {
    validator: (command) => room.validateAmend('request', command),
    description: 'An extra report is asked for',
  });
  setHandler(pauseUpdate, (command) => room.order({ kind: 'pause', command }), {
    validator: (command) => room.validatePause(command),
    description: 'Nobody is told anything and nothing opens until the plan goes on',
  });
  setHandler(resumeUpdate, (command) => room.order({ kind: 'resume', command }), {
    validator: (command) => room.validateResume(command),
    description: 'The plan goes on: of what was missed the latest step is told',
  });
  setHandler(closeUpdate, (command) => room.close(command), {
    validator: (command) => room.validateClose(command),
    description: 'Ends the plan: nothing more opens, everything running is closed',
  });

  if ((await room.run()) === 'continue') await continueAsNew<typeof plan>(room.carry());
  return room.result();
}
