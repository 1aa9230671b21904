import type { Client } from '@temporalio/client';
import type { BatchOutcome, NoticeEntry, RecordBatch } from '../domain/batch.ts';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { computeMorning } from '../domain/ladder.ts';
import { toDay, toInstant } from '../domain/local-time.ts';
import { signalNames } from '../domain/messages.ts';
import { mailroomWorkflowId, taskQueue, workflowTypes } from '../domain/names.ts';
import type { IsoInstant, Plan } from '../domain/plan.ts';
import { applyBatch } from '../register/apply-batch.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';

/** Writes one wake-up of a workflow, and wakes the mailroom when something is to be sent. */
export async function recordBatch(
  deps: Pick<ActivityDependencies, 'register' | 'client' | 'calendar'>,
  periods: PlanPeriodsReader,
  batch: RecordBatch,
): Promise<BatchOutcome> {
  const plan = batch.notices.length === 0 ? null : await readPlan(periods, batch);
  const outcome = await applyBatch(deps.register, batch, (notice) =>
    plan === null ? null : computeLeavesAt(plan, notice, batch, deps.calendar),
  );
  if (outcome.wakeMailroom) await wakeMailroom(deps.client);
  return outcome;
}

/**
 * When a notice may leave, in server time. Told on its own day, it leaves at its `sendAt`; told
 * later, after downtime, it leaves at once on a working day after `sendAt`, else on the next morning.
 */
export function computeLeavesAt(
  plan: Plan,
  notice: Pick<NoticeEntry, 'at' | 'leaves' | 'state'>,
  { now, serverNow }: Pick<RecordBatch, 'now' | 'serverNow'>,
  calendar: WorkingCalendar,
): IsoInstant | null {
  if (notice.state === 'superseded') return null;
  if (notice.leaves === 'atOnce') return serverNow;
  const shiftMs = Date.parse(now) - Date.parse(serverNow);
  return new Date(Date.parse(leaveMorning(plan, notice.at, now, calendar)) - shiftMs).toISOString();
}

function leaveMorning(
  plan: Plan,
  at: IsoInstant,
  now: IsoInstant,
  calendar: WorkingCalendar,
): IsoInstant {
  const today = toDay(now, plan.timezone);
  if (toDay(at, plan.timezone) === today) return at;
  const morning = toInstant(today, plan.reminders.sendAt, plan.timezone);
  const inHours = calendar.isWorkingDay(today) && Date.parse(now) >= Date.parse(morning);
  return inHours ? morning : computeMorning(plan, now, today, calendar);
}

async function readPlan(periods: PlanPeriodsReader, { plan, version }: RecordBatch): Promise<Plan> {
  return (await periods.readVersion(plan, version)).definition;
}

async function wakeMailroom(client: Client): Promise<void> {
  await client.workflow.signalWithStart(workflowTypes.mailroom, {
    workflowId: mailroomWorkflowId,
    taskQueue,
    signal: signalNames.wake,
    staticSummary: 'Phòng thư: gom và gửi thư nhắc việc',
  });
}
