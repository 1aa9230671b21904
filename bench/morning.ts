import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import type { IsoInstant } from '../domain/plan.ts';
import { computePreview } from '../domain/preview.ts';
import type { Tracking } from '../domain/task-period.ts';
import { type LoadPlan, reminderAt, startDay } from './load-plans.ts';

/** What a load is told when its morning comes: that something is due, or that it is late. */
export const morningKinds = ['reminder', 'escalation'] as const;
export type MorningKind = (typeof morningKinds)[number];

/** The instant that is measured, and how plans are started so that nothing is told before it. */
export interface Morning {
  readonly kind: MorningKind;
  /** Plan time. */
  readonly at: IsoInstant;
  readonly tracking: Tracking;
}

/**
 * The morning of the reminder, or the first on which the default escalation writes to others than the
 * leads: superiors and monitors have their letters, the leads the word that they are overdue.
 *
 * Tracking of the latter begins on its own day and includes the past: every lead is overdue and is told
 * so then. Had it begun earlier, a start just before that morning would first catch up with what
 * was to be told by then.
 */
export function findMorning(kind: MorningKind, { plan, directory }: LoadPlan): Morning {
  const before = { from: startDay, includePast: false };
  if (kind === 'reminder') return { kind, at: reminderAt, tracking: before };
  // Every task of a load has the same deadlines.
  const brief = { ...plan, tasks: plan.tasks.slice(0, 1) };
  const { notices } = computePreview(brief, directory, vietnamCalendar, before);
  const letter = notices.find((notice) => notice.kind === 'escalated');
  if (letter === undefined)
    throw new Error(`expected ${plan.plan} to escalate, found no such step`);
  return { kind, at: letter.at, tracking: { from: letter.at.slice(0, 10), includePast: true } };
}
