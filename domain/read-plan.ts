import type { z } from 'zod';
import { buildPlan } from './build-plan.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { checkDirectory } from './directory-checks.ts';
import { buildDirectory, directoryFileSchema } from './directory-file.ts';
import type { Finding, Path } from './finding.ts';
import { checkFollowable } from './followable.ts';
import { isUnder, parseTolerantly, type TolerantReading } from './parse-tolerantly.ts';
import type { Directory, Group, Plan } from './plan.ts';
import { checkPlanHead, warnOfPlan } from './plan-checks.ts';
import { planFileSchema } from './plan-file.ts';
import { buildReferences, type References, toReferenceId } from './references.ts';
import { checkTaskFiles, checkTasks } from './task-checks.ts';

/** A plan and its directory as read, and everything that is wrong or doubtful in them. */
export interface PlanReading {
  /** Null when too little could be read; fit to run only without mistakes. */
  readonly plan: Plan | null;
  readonly directory: Directory | null;
  readonly mistakes: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** The parsed contents of the two files; undefined for one that could not be read at all. */
export interface PlanSources {
  readonly plan: unknown;
  readonly directory: unknown;
}

/** Reads a plan and its directory from plain values and reports every mistake of both at once. */
export function readPlan(sources: PlanSources, calendar: WorkingCalendar): PlanReading {
  const people = readDirectory(sources.directory);
  const { directory, references } = people;
  const reading = parse('plan', planFileSchema, sources.plan);
  if (reading.value === null) {
    const mistakes = [...reading.findings, ...people.mistakes];
    return { plan: null, directory, mistakes, warnings: [] };
  }
  const file = reading.value;
  const nobody: Directory = { agencies: [], groups: {} };
  const plan = buildPlan(file, directory ?? nobody, references ?? buildReferences(nobody));
  const mistakes = [
    ...checkPlanHead(file, references, calendar),
    ...checkTaskFiles(file, references),
    ...checkTasks(plan, directory ?? nobody, calendar),
  ];
  const found = [...reading.findings, ...keepOwn(mistakes, reading), ...people.mistakes];
  const isWhole = found.length === 0 && directory !== null;
  return {
    plan,
    directory,
    mistakes: isWhole ? checkFollowable(plan, directory, calendar) : found,
    warnings: keepOwn(warnOfPlan(file, calendar), reading),
  };
}

interface DirectoryReading {
  readonly directory: Directory | null;
  readonly references: References | null;
  readonly mistakes: readonly Finding[];
}

function readDirectory(source: unknown): DirectoryReading {
  const reading = parse('directory', directoryFileSchema, source);
  // Without its list of agencies every reference would be unknown, which helps nobody.
  if (reading.value === null || isUnder(['agencies'], reading.repaired)) {
    return { directory: null, references: null, mistakes: reading.findings };
  }
  const written = buildDirectory(reading.value);
  const references = buildReferences(written);
  const directory = resolveReferences(written, references);
  const mistakes = keepOwn(checkDirectory(directory, references), reading);
  return { directory, references, mistakes: [...reading.findings, ...mistakes] };
}

function parse<T>(
  file: Finding['file'],
  schema: z.ZodType<T>,
  source: unknown,
): TolerantReading<T> {
  if (source === undefined) return { value: null, findings: [], repaired: [] };
  return parseTolerantly(file, schema, source);
}

/** Makes every reference inside a directory an id. */
function resolveReferences(directory: Directory, references: References): Directory {
  const toId = (ref: string | null) => (ref === null ? null : toReferenceId(references, ref));
  const groups = Object.entries(directory.groups).map(([id, group]): [string, Group] => [
    id,
    'level' in group
      ? group
      : { members: group.members.map((ref) => toReferenceId(references, ref)) },
  ]);
  return {
    agencies: directory.agencies.map((agency) => ({
      ...agency,
      superior: toId(agency.superior),
      via: toId(agency.via),
      successor: toId(agency.successor),
    })),
    groups: Object.fromEntries(groups),
  };
}

/** Leaves out what only follows from a value that was wrong already. */
function keepOwn(
  findings: readonly Finding[],
  { repaired }: TolerantReading<unknown>,
): readonly Finding[] {
  const touches = (path: Path) =>
    isUnder(path, repaired) || repaired.some((r) => isUnder(r, [path]));
  return findings.filter(({ path, because }) => !isUnder(path, repaired) && !because.some(touches));
}
