import { computeMorning } from '../domain/ladder.ts';
import { toDay } from '../domain/local-time.ts';
import { addMs } from '../domain/names.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { MailContext } from './mail-context.ts';

/** The first morning of a plan after an instant; both are server time. */
export function nextMorning(
  { plan, shiftMs, calendar }: Pick<MailContext, 'plan' | 'shiftMs' | 'calendar'>,
  after: IsoInstant,
): IsoInstant {
  const planTime = addMs(after, shiftMs + 1);
  const morning = computeMorning(plan, planTime, toDay(planTime, plan.timezone), calendar);
  return addMs(morning, -shiftMs);
}
