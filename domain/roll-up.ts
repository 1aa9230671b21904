import { owesDelivery } from './assignment.ts';
import type { Progress } from './assignment-state.ts';
import type { AgencyId } from './plan.ts';
import type { TaskPeriod } from './task-period.ts';

/** An input that a task waits for (`after`), in the period that feeds it. */
export interface InputPeriod {
  readonly task: string;
  readonly title: string;
  readonly period: string;
  readonly leads: readonly AgencyId[];
}

/** The leads of an input that have not delivered. */
export interface MissingInput extends InputPeriod {
  readonly missing: readonly AgencyId[];
}

/**
 * The periods that feed a task: of each task named in `after`, the one of the same name, else the
 * latest that ends no later than the task itself. Inputs that nobody is asked for are left out.
 */
export function findInputs(period: TaskPeriod, all: readonly TaskPeriod[]): InputPeriod[] {
  return period.after.flatMap((task) => {
    const candidates = all.filter((other) => other.task === task && other.notApplicable === null);
    const found =
      candidates.find((other) => other.period === period.period) ??
      candidates
        .filter(({ lastDay }) => lastDay <= period.lastDay)
        .reduce<TaskPeriod | null>(
          (latest, other) => (latest === null || other.lastDay > latest.lastDay ? other : latest),
          null,
        );
    if (found === null) return [];
    return [{ task, title: found.title, period: found.period, leads: found.leads }];
  });
}

/** The tasks that wait for this one, in the period that it feeds. */
export function findAffected(period: TaskPeriod, all: readonly TaskPeriod[]): TaskPeriod[] {
  return all.filter(
    (other) =>
      other.after.includes(period.task) &&
      findInputs(other, all).some(
        (input) => input.task === period.task && input.period === period.period,
      ),
  );
}

/** How far an assignment has come, and who has it. */
export interface Standing {
  readonly agency: AgencyId;
  readonly progress: Progress;
}

/** Who still owes an input, each once. An assignment that is not on record yet is owed. */
export function selectMissing(
  input: InputPeriod,
  standingOf: (agency: AgencyId) => Standing | null,
): MissingInput {
  const standing = input.leads.map(
    (agency): Standing => standingOf(agency) ?? { agency, progress: 'open' },
  );
  const owing = standing.filter(({ progress }) => owesDelivery(progress));
  return { ...input, missing: [...new Set(owing.map(({ agency }) => agency))] };
}
