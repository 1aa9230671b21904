import { loadPlanFile } from '../../client/plan-file/load-plan-file.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { LadderNotice } from '../../domain/notice.ts';
import { computePreview } from '../../domain/preview.ts';
import {
  computeTaskPeriods,
  defaultTracking,
  type TaskPeriod,
  type Tracking,
} from '../../domain/task-period.ts';

/** A plan of this repository with its directory. */
export async function loadRealPlan(name: 'dong-thap-2023' | 'xuan-thanh-2026' | 'vinh-thanh-2025') {
  const loaded = await loadPlanFile(`plans/${name}.yaml`);
  if (!loaded.ok) throw new Error(`${name} has mistakes: ${JSON.stringify(loaded.mistakes)}`);
  const { plan, directory } = loaded;
  const track = (tracking: Partial<Tracking>) => ({ ...defaultTracking(plan), ...tracking });
  return {
    plan,
    directory,
    preview: (tracking: Partial<Tracking> = {}) =>
      computePreview(plan, directory, vietnamCalendar, track(tracking)),
    periods: (tracking: Partial<Tracking> = {}) =>
      computeTaskPeriods(plan, directory, vietnamCalendar, track(tracking)),
  };
}

/** The one period of that name. */
export function pick(periods: readonly TaskPeriod[], task: string, period: string): TaskPeriod {
  const found = periods.find((one) => one.task === task && one.period === period);
  if (found === undefined) throw new Error(`expected task ${task} in period ${period}`);
  return found;
}

/** A notice in one line: day, whose, to whom, role, kind, step. */
export function brief({ at, agency, to, role, kind, step }: LadderNotice): string {
  return `${at.slice(0, 10)} ${agency ?? '*'} > ${to} ${role} ${kind} ${step}`;
}
