import { proxyActivities } from '@temporalio/workflow';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({
  startToCloseTimeout: '1 minute',
});

/** The least that a workflow can do for somebody: one activity. */
export async function bare(): Promise<void> {
  await nothing();
}
