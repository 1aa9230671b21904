import type { Directory, IsoDay } from '../../domain/plan.ts';
import type { StartPlan } from '../../worker/start-plan.ts';
import { buildPlan, leadIds, type PlanWishes, type TestPlan } from '../rig/plans.ts';
import type { Step } from './steps.ts';

/** One branch as a small script: a plan, what is sent to it and when, whose histories are kept. */
export interface Script {
  /** Name of its histories, and of its plan. */
  readonly name: string;
  /** What differs from {@link buildScriptPlan}. */
  readonly plan?: Omit<PlanWishes, 'plan'>;
  /** Agencies that end: their last day, and who stands in their place. */
  readonly ends?: Readonly<Record<string, readonly [validTo: IsoDay, successor: string]>>;
  /** Local plan time of the start; Wednesday 7 June 2023, 9 o'clock, if not given. */
  readonly from?: string;
  readonly start?: Partial<StartPlan>;
  readonly steps: readonly Step[];
  /** `plan`, or task/period or task/period/part; the one task of the plan if not given. */
  readonly keeps?: readonly string[];
  /** Kinds of events and notices that must stand in what is kept: else it went another way. */
  readonly shows?: readonly string[];
}

/** The task that nearly every script is about. */
export const theTask = '1/2023-Q2';

/** Name of the file, without its ending, of one of the histories that a script keeps. */
export function nameHistory({ name }: Script, kept: string): string {
  if (kept === 'plan') return `plan-${name}`;
  const which = kept === theTask ? '' : `-${kept.replaceAll('/', '-')}`;
  return `plan-task-${name}${which}`;
}

/**
 * A plan of the second quarter of 2023 with one task, due on 14 June, led by `xa-001` and `xa-002`;
 * `xa-003` and `xa-004` lead nothing.
 */
export function buildScriptPlan({ name, plan = {}, ends = {} }: Script): TestPlan {
  const built = buildPlan({
    plan: name,
    leads: 4,
    tasks: [{ lead: leadIds(2) }],
    ...plan,
    changes: { to: '2023-06-30', ...plan.changes },
  });
  return { ...built, directory: withEnds(built.directory, ends) };
}

function withEnds(directory: Directory, ends: NonNullable<Script['ends']>): Directory {
  const agencies = directory.agencies.map((agency) => {
    const end = ends[agency.id];
    if (end === undefined) return agency;
    const [validTo, successor] = end;
    return { ...agency, validTo, successor };
  });
  return { ...directory, agencies };
}
