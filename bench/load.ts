import { buildLoadPlans, type LoadPlan } from './load-plans.ts';
import { computeShape, type LoadShape } from './load-shape.ts';
import { findMorning, type Morning, type MorningKind } from './morning.ts';
import { countOwed, type Owed } from './owed.ts';

/** What a run starts, and what it must have told when its morning is over. */
export interface Load {
  /** Share of the full load. */
  readonly size: number;
  readonly shape: LoadShape;
  readonly plans: readonly LoadPlan[];
  readonly morning: Morning;
  readonly owed: Owed;
}

/** Throws RangeError for a size that is no number above 0. */
export function buildLoad(size: number, kind: MorningKind): Load {
  const shape = computeShape(size);
  const plans = buildLoadPlans(shape);
  const [first] = plans;
  if (first === undefined) throw new Error(`expected a plan at size ${size}, found none`);
  const morning = findMorning(kind, first);
  return { size, shape, plans, morning, owed: countOwed(plans, morning) };
}
