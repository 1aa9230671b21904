import { Gauge, Registry } from 'prom-client';
import type { Backlog } from '../../register/queries/count-backlog.ts';
import type { CurrentCounts } from '../../register/queries/count-current.ts';
import type { PlanStatus } from '../../register/schema.ts';
import type { Reading } from './share-reading.ts';

/** Two readings of one scrape; what failed is left out, and said. */
export interface RegisterReadings {
  readonly backlog: Reading<Backlog>;
  readonly current: Reading<CurrentCounts>;
  /** Server time, ms since 1970. */
  readonly nowMs: number;
}

const planStatuses: readonly PlanStatus[] = ['running', 'paused', 'closed'];
const unsentStates = ['pending', 'sending', 'deferred', 'unknown'] as const;

/** The register as Prometheus reads it. Labels are ids of plans and names of states, nothing else. */
export async function formatRegisterMetrics(readings: RegisterReadings): Promise<string> {
  const registry = new Registry();
  const { backlog, current, nowMs } = readings;
  describeReadings(registry, readings);
  if (backlog.ok) describeBacklog(registry, backlog.value, nowMs);
  if (current.ok) describeCurrent(registry, current.value);
  return await registry.metrics();
}

function describeReadings(registry: Registry, readings: RegisterReadings): void {
  const success = addGauge(
    registry,
    'dondoc_register_reading_success',
    'Whether the register was read when it was last tried (1) or not (0): then what it tells is missing.',
    ['reading'],
  );
  const seconds = addGauge(
    registry,
    'dondoc_register_reading_duration_seconds',
    'How long the last reading of the register took.',
    ['reading'],
  );
  for (const reading of ['backlog', 'current'] as const) {
    success.set({ reading }, readings[reading].ok ? 1 : 0);
    seconds.set({ reading }, readings[reading].tookMs / 1000);
  }
}

function describeBacklog(registry: Registry, backlog: Backlog, nowMs: number): void {
  const plans = addGauge(registry, 'dondoc_plans', 'Plans that were ever started, by status.', [
    'status',
  ]);
  for (const status of planStatuses) plans.set({ status }, 0);
  for (const { status, count } of backlog.plans) plans.set({ status }, count);

  const unsent = addGauge(
    registry,
    'dondoc_mails_unsent',
    'Mails that have not left yet, of all plans, by state.',
    ['state'],
  );
  for (const state of unsentStates) unsent.set({ state }, 0);
  for (const { state, count } of backlog.mailsUnsent) unsent.set({ state }, count);

  const setAlone = (name: string, help: string, value: number) =>
    addGauge(registry, name, help, []).set(value);
  setAlone(
    'dondoc_notices_owed',
    'Notices that are in no mail yet, of all plans, those of later mornings included.',
    backlog.noticesOwed,
  );
  setAlone(
    'dondoc_mail_oldest_unsent_age_seconds',
    'How long ago the oldest mail that has not left should have left; 0 when there is none.',
    computeAge(backlog.oldestMailDue, nowMs),
  );
  setAlone(
    'dondoc_notice_oldest_owed_age_seconds',
    'How long the oldest notice in no mail is past its morning; 0 when there is none.',
    computeAge(backlog.oldestNoticeDue, nowMs),
  );
}

function describeCurrent(registry: Registry, current: CurrentCounts): void {
  const assignments = addGauge(
    registry,
    'dondoc_assignments',
    'Assignments (task, period and lead agency) of plans that are not closed, by progress.',
    ['plan', 'progress'],
  );
  const overdue = addGauge(
    registry,
    'dondoc_assignments_overdue',
    'Assignments of plans that are not closed that owe delivery past their cut-off.',
    ['plan'],
  );
  for (const row of current.assignments) {
    assignments.set({ plan: row.plan, progress: row.progress }, row.count);
    overdue.inc({ plan: row.plan }, row.overdue);
  }
  const notices = addGauge(
    registry,
    'dondoc_notices',
    'Notices of plans that are not closed, by state.',
    ['plan', 'state'],
  );
  for (const { plan, state, count } of current.notices) notices.set({ plan, state }, count);
  const mails = addGauge(
    registry,
    'dondoc_mails',
    'Mails of plans that are not closed, by state.',
    ['plan', 'state'],
  );
  for (const { plan, state, count } of current.mails) mails.set({ plan, state }, count);
  if (current.lastMailChange === null) return;
  addGauge(
    registry,
    'dondoc_mailroom_last_change_timestamp_seconds',
    'When the mailroom last changed the state of a mail of a plan that is not closed.',
    [],
  ).set(Date.parse(current.lastMailChange) / 1000);
}

function addGauge<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[],
): Gauge<Label> {
  return new Gauge({ name, help, labelNames, registers: [registry] });
}

function computeAge(since: string | null, nowMs: number): number {
  return since === null ? 0 : Math.max(0, (nowMs - Date.parse(since)) / 1000);
}
