import { addDays, addWorkingDays, instantOf, lastDayOfMonth, nearestWorkingDay } from './days.ts';
import type { AgencyText, PlanText, TaskText, ToldRole } from './plan-text.ts';

/** The ladder of a plan's tasks, worked out from docs/plan-file.md alone. */

/** One occurrence of a task. */
export interface PeriodText {
  readonly task: TaskText;
  readonly period: string;
  readonly lastDay: string;
  /** ms since 1970 of plan time, as all moments here. */
  readonly opensAtMs: number;
  /** A missing report closes then; null when it never does. */
  readonly closesAtMs: number | null;
  readonly cycle: 'month' | 'longer';
}

/** A moment at which somebody is told something of a period. */
export interface MomentText {
  readonly atMs: number;
  readonly phase: 'opened' | 'before' | 'after';
  readonly step: number;
  readonly tells: readonly ToldRole[];
}

/** Who is told what. */
export interface NoticeText {
  readonly agency: string | null;
  readonly to: string;
  readonly role: string;
  readonly kind: string;
  readonly step: number;
}

const inclusive = /^Chậm nhất là ngày (\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const exclusive = /^Trước ngày (\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** The periods of a task that are followed from a day on. */
export function listPeriods(plan: PlanText, task: TaskText, trackingFrom: string): PeriodText[] {
  const opensOn = (day: string) => {
    const latest = [day, plan.from, plan.issued, trackingFrom].sort().at(-1) ?? day;
    return instantOf(latest, '00:00');
  };
  const once = inclusive.exec(task.due) ?? exclusive.exec(task.due);
  if (once !== null) {
    const [, day = '', month = '', year = ''] = once;
    const named = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const lastDay = inclusive.test(task.due) ? named : addDays(named, -1);
    const opensAtMs = opensOn(plan.from);
    return [{ task, period: 'once', lastDay, opensAtMs, closesAtMs: null, cycle: 'longer' }];
  }
  if (task.due !== 'Hàng tháng') {
    throw new Error(`expected a phrase that the oracle can read, found "${task.due}"`);
  }
  return listMonths(plan).map((month, index, months) => {
    const next = months[index + 1];
    const closes = task.kind === 'report' && next !== undefined;
    return {
      task,
      period: month,
      lastDay: lastDayOfMonth(month),
      opensAtMs: opensOn(`${month}-01`),
      closesAtMs: closes ? instantOf(addDays(lastDayOfMonth(next), 1), '00:00') : null,
      cycle: 'month',
    };
  });
}

/** Moments in order of time. `announcedAt`: the plan was started while the period was open. */
export function listMoments(plan: PlanText, period: PeriodText, announced: boolean): MomentText[] {
  const { sendAt } = plan.reminders;
  const { lastDay, opensAtMs, closesAtMs } = period;
  const opening: MomentText = {
    atMs: announced ? opensAtMs : firstMorning(opensAtMs, sendAt),
    phase: 'opened',
    step: 0,
    tells: ['lead'],
  };
  const before = stepsBefore(plan, period).map(([step, tells]) => ({
    atMs: instantOf(addWorkingDays(nearestWorkingDay(lastDay, -1), -step), sendAt),
    phase: 'before' as const,
    step,
    tells,
  }));
  const after = stepsAfter(plan).map(([step, tells]) => ({
    atMs: instantOf(addWorkingDays(lastDay, step), sendAt),
    phase: 'after' as const,
    step,
    tells,
  }));
  return [opening, ...before, ...after]
    .filter(({ atMs }) => atMs >= opensAtMs && (closesAtMs === null || atMs < closesAtMs))
    .sort((a, b) => a.atMs - b.atMs);
}

/** Who is told at a moment, of the leads that owe delivery then. */
export function listNotices(
  plan: PlanText,
  { task }: PeriodText,
  { phase, step, tells }: MomentText,
  owing: readonly string[],
  directory: ReadonlyMap<string, AgencyText>,
): NoticeText[] {
  if (owing.length === 0) return [];
  const urging = phase === 'after' ? 'overdue' : phase === 'before' ? 'dueSoon' : 'opened';
  const kindFor = (role: string) =>
    phase === 'after' && role !== 'lead' && role !== 'coordinator' ? 'escalated' : urging;
  const coordinators = tells.includes('coordinators') ? task.coordinators : [];
  const holders = (lead: string) => ({
    lead,
    superior: directory.get(lead)?.superior ?? null,
    monitor: plan.monitor,
    office: plan.office,
  });
  const order = ['lead', 'superior', 'monitor', 'office'] as const;
  const perLead = owing.flatMap((lead) => {
    // Nobody is told twice of one lead: the first role counts.
    const told = new Set(coordinators);
    return order.flatMap((role): NoticeText[] => {
      const to = holders(lead)[role];
      if (!tells.includes(role) || to === null || told.has(to)) return [];
      told.add(to);
      return [{ agency: lead, to, role, kind: kindFor(role), step }];
    });
  });
  const once = coordinators.map((to) => ({ agency: null, to, role: 'coordinator', step }));
  return [...perLead, ...once.map((told) => ({ ...told, kind: kindFor('coordinator') }))];
}

function listMonths({ from, to }: PlanText): string[] {
  const months: string[] = [];
  for (let day = from; day <= to; day = addDays(lastDayOfMonth(day.slice(0, 7)), 1)) {
    months.push(day.slice(0, 7));
  }
  return months;
}

function firstMorning(opensAtMs: number, sendAt: string): number {
  const day = new Date(opensAtMs + 7 * 3_600_000).toISOString().slice(0, 10);
  return instantOf(nearestWorkingDay(day, 1), sendAt);
}

function stepsBefore({ reminders }: PlanText, { cycle }: PeriodText): [number, ToldRole[]][] {
  const lead = reminders.lead[cycle];
  const coordinators = reminders.coordinators[cycle];
  return [...new Set([...lead, ...coordinators])].map((step) => [
    step,
    [
      ...(lead.includes(step) ? (['lead'] as const) : []),
      ...(coordinators.includes(step) ? (['coordinators'] as const) : []),
    ],
  ]);
}

function stepsAfter({ escalation }: PlanText): [number, ToldRole[]][] {
  const byStep = new Map<number, Set<ToldRole>>();
  for (const { after, to, repeatEvery, times } of escalation) {
    for (let time = 0; time < times; time += 1) {
      const step = after + time * repeatEvery;
      byStep.set(step, new Set([...(byStep.get(step) ?? []), ...to]));
    }
  }
  return [...byStep].map(([step, roles]) => [step, [...roles]]);
}
