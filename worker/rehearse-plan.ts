import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import { compareTold, type NoticeDifference } from '../domain/compare-notices.ts';
import { endOfDay } from '../domain/local-time.ts';
import type { IsoDay, IsoInstant } from '../domain/plan.ts';
import { computePreview, type Preview } from '../domain/preview.ts';
import { countSentMails } from '../register/queries/count-sent-mails.ts';
import { listTold } from '../register/queries/list-told.ts';
import { afterEnd, openRehearsal, type RehearsalOptions } from './rehearsal.ts';

/** What a rehearsal with nobody answering has shown. */
export interface RehearsalOutcome {
  readonly plan: string;
  readonly assignments: number;
  readonly owed: number;
  readonly told: number;
  readonly mails: number;
  /** The day up to which it was played; null for a plan that was played to its end. */
  readonly through: IsoDay | null;
  /** True when the plan's workflow ended by itself. */
  readonly ended: boolean;
  readonly difference: NoticeDifference;
}

/** How far a rehearsal has come, in plan time. */
export interface RehearsalProgress {
  readonly at: IsoInstant;
  /** 0 to 1. */
  readonly part: number;
  readonly mails: number;
}

const stepMs = 14 * 24 * 60 * 60 * 1000;

/** What a rehearsal plays, and to which day; to the plan's end without one. */
export interface RehearsePlan extends RehearsalOptions {
  readonly through?: IsoDay | undefined;
}

/**
 * Plays a plan from its first day and compares what was told with what `preview` says, up to the end
 * of the day `through` or of the plan.
 */
export async function rehearsePlan(
  options: RehearsePlan,
  onProgress: (progress: RehearsalProgress) => void,
): Promise<RehearsalOutcome> {
  const { plan, directory, tracking } = options;
  const whole = computePreview(plan, directory, vietnamCalendar, tracking);
  const { end, through } = findEnd(whole, options);
  const isPlayed = (at: IsoInstant) => Date.parse(at) <= Date.parse(end);
  const notices = whole.notices.filter(({ at }) => isPlayed(at));
  const rehearsal = await openRehearsal(options);
  try {
    const from = Date.parse(await rehearsal.planNow());
    const to = Date.parse(end);
    for (let at = from; at < to; ) {
      at = Math.min(at + stepMs, to);
      const reached = new Date(at).toISOString();
      await rehearsal.advanceTo(reached);
      const mails = await countSentMails(rehearsal.register);
      onProgress({ at: reached, part: (at - from) / (to - from), mails });
    }
    const told = await listTold(rehearsal.register, plan.plan);
    return {
      plan: plan.plan,
      assignments: whole.assignments.filter(({ opensAt }) => isPlayed(opensAt)).length,
      owed: notices.length,
      told: told.length,
      mails: await countSentMails(rehearsal.register),
      through,
      ended: await rehearsal.hasEnded(),
      difference: compareTold(notices, told),
    };
  } finally {
    await rehearsal.stop();
  }
}

/** When to stop: at the end of the day `through`, unless the plan has ended by then. */
function findEnd(
  { notices, assignments }: Preview,
  { plan, through }: RehearsePlan,
): { readonly end: IsoInstant; readonly through: IsoDay | null } {
  const last = [
    `${plan.to}T00:00:00Z`,
    ...notices.map(({ at }) => at),
    ...assignments.map(({ cutoff }) => cutoff),
  ].reduce((a, b) => (Date.parse(a) >= Date.parse(b) ? a : b));
  const end = afterEnd(last, plan);
  if (through === undefined) return { end, through: null };
  const stop = endOfDay(through, plan.timezone);
  return Date.parse(stop) < Date.parse(end) ? { end: stop, through } : { end, through: null };
}
