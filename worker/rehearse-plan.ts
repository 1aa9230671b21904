import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import { compareTold, type NoticeDifference } from '../domain/compare-notices.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { computePreview } from '../domain/preview.ts';
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

/** Plays a plan from its first day to its end and compares what was told with what `preview` says. */
export async function rehearsePlan(
  options: RehearsalOptions,
  onProgress: (progress: RehearsalProgress) => void,
): Promise<RehearsalOutcome> {
  const { plan, directory, tracking } = options;
  const preview = computePreview(plan, directory, vietnamCalendar, tracking);
  const last = preview.notices.at(-1)?.at ?? `${plan.to}T00:00:00Z`;
  const rehearsal = await openRehearsal(options);
  try {
    const from = Date.parse(await rehearsal.planNow());
    const to = Math.max(
      Date.parse(afterEnd(last, plan)),
      ...preview.assignments.map(({ cutoff }) => Date.parse(afterEnd(cutoff, plan))),
      Date.parse(afterEnd(`${plan.to}T00:00:00Z`, plan)),
    );
    for (let at = from; at < to; ) {
      at = Math.min(at + stepMs, to);
      await rehearsal.advanceTo(new Date(at).toISOString());
      const mails = await countSentMails(rehearsal.register);
      onProgress({ at: await rehearsal.planNow(), part: (at - from) / (to - from), mails });
    }
    const told = await listTold(rehearsal.register, plan.plan);
    return {
      plan: plan.plan,
      assignments: preview.assignments.length,
      owed: preview.notices.length,
      told: told.length,
      mails: await countSentMails(rehearsal.register),
      ended: await rehearsal.hasEnded(),
      difference: compareTold(preview.notices, told),
    };
  } finally {
    await rehearsal.stop();
  }
}
