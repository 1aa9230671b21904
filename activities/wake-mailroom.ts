import type { Client } from '@temporalio/client';
import { signalNames } from '../domain/messages.ts';
import { mailroomWorkflowId, taskQueue, workflowTypes } from '../domain/names.ts';

/** Lets the mailroom look at once, starting it where it does not run. */
export async function wakeMailroom(client: Client): Promise<void> {
  await client.workflow.signalWithStart(workflowTypes.mailroom, {
    workflowId: mailroomWorkflowId,
    taskQueue,
    signal: signalNames.wake,
    staticSummary: 'Phòng thư: gom và gửi thư nhắc việc',
  });
}
