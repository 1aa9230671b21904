import { loadPlanFile } from '../../client/plan-file/load-plan-file.ts';
import { formatMistake } from '../../client/plan-file/mistake.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { computePeriods } from '../../domain/period.ts';
import type { Due } from '../../domain/plan.ts';

/** Loads a plan of the repository, which must have no mistakes, with ways to ask for its facts. */
export async function loadGoldenPlan(file: string) {
  const loaded = await loadPlanFile(file);
  if (!loaded.ok) throw new Error(loaded.mistakes.map(formatMistake).join('\n'));
  const { plan } = loaded;
  const lastDays = (due: readonly Due[]) =>
    computePeriods(due, plan, vietnamCalendar).map(({ lastDay }) => lastDay);
  const taskOf = (number: string) => {
    const task = plan.tasks.find((candidate) => candidate.task === number);
    if (task === undefined) throw new Error(`expected a task ${number} in ${file}`);
    return task;
  };
  return { ...loaded, lastDays, taskOf };
}
