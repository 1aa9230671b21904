import { type Assignment, isFinal } from './assignment.ts';
import type { NoticeEntry, ScheduledDecision } from './batch.ts';
import type { FollowUp } from './follow-up.ts';
import { buildNoticeKey } from './notice-key.ts';
import type { AgencyId, IsoInstant } from './plan.ts';
import { nextReminderAt, type ReminderMoment, takeReminder } from './reminder-ladder.ts';
import { standInAt } from './succession.ts';

/**
 * Who should decide an extension or answer an obstacle is reminded of it, as a reviewer is of a
 * submission: the same letter again, with the working days since then as its step.
 */

/** When somebody is reminded of one thing that waits for a decision. */
export interface DecisionLadder extends Omit<ScheduledDecision, 'agency'> {
  readonly nextMoment: number;
}

/** What of an assignment waits for a decision: what its letter says, and since when. */
interface Waiting {
  readonly of: ScheduledDecision['of'];
  readonly askedAt: IsoInstant;
  readonly data: NonNullable<NoticeEntry['data']>;
}

/** Puts reminders into the follow-up; those of what was decided or replaced meanwhile are left out. */
export function scheduleDecisions(
  followUp: FollowUp,
  scheduled: readonly ScheduledDecision[],
): FollowUp {
  const decisions = { ...followUp.decisions };
  for (const { agency, ...decision } of scheduled) {
    const others = (decisions[agency] ?? []).filter(({ of }) => of !== decision.of);
    decisions[agency] = [...others, { ...decision, nextMoment: 0 }];
  }
  return { ...followUp, decisions };
}

/** The earliest coming reminder of each thing that waits; null where none is left. */
export function listDecisionMoments(followUp: FollowUp): (IsoInstant | null)[] {
  return listWaiting(followUp).map(({ ladder }) => nextReminderAt(ladder));
}

/** What is due by a moment; of several missed reminders only the last is told. */
export function collectDecisions(
  followUp: FollowUp,
  now: IsoInstant,
): { decisions: FollowUp['decisions']; notices: NoticeEntry[] } {
  const decisions: Record<AgencyId, DecisionLadder[]> = {};
  const notices: NoticeEntry[] = [];
  for (const { held, ladder, waiting } of listWaiting(followUp)) {
    const taken = takeReminder(ladder, now);
    decisions[held.agency] = [...(decisions[held.agency] ?? []), taken.ladder];
    if (taken.due !== null) notices.push(remind(followUp, held, waiting, taken.due));
  }
  return { decisions, notices };
}

function listWaiting(followUp: FollowUp) {
  return followUp.assignments.flatMap((held) => {
    const open = findWaiting(held);
    return (followUp.decisions[held.agency] ?? []).flatMap((ladder) => {
      const waiting = open.find(
        ({ of, askedAt }) => of === ladder.of && askedAt === ladder.askedAt,
      );
      return waiting === undefined ? [] : [{ held, ladder, waiting }];
    });
  });
}

/** What an assignment waits to have decided. */
export function findWaiting({
  progress,
  extensionAsked,
  obstacle,
}: Pick<Assignment, 'progress' | 'extensionAsked' | 'obstacle'>): Waiting[] {
  if (isFinal(progress)) return [];
  const waiting: Waiting[] = [];
  if (extensionAsked !== null) {
    const { at: askedAt, until, reason } = extensionAsked;
    waiting.push({ of: 'extensionRequested', askedAt, data: { until, reason, askedAt } });
  }
  if (obstacle !== null && obstacle.answer === null) {
    const { at: askedAt, text } = obstacle;
    waiting.push({ of: 'obstacleReported', askedAt, data: { text, askedAt } });
  }
  return waiting;
}

function remind(
  { plan, period }: FollowUp,
  held: Assignment,
  { of: kind, askedAt, data }: Waiting,
  { at, step }: ReminderMoment,
): NoticeEntry {
  const { monitor, successions } = period.audience;
  const decider = kind === 'extensionRequested' ? monitor : period.obstaclesTo;
  const to = standInAt(successions, decider, at);
  const { agency, deadlineVersion, lastDay } = held;
  const about = { task: period.task, period: period.period, agency, to, kind, step };
  return {
    key: buildNoticeKey(plan, about, askedAt),
    ...{ at, agency, to, role: 'monitor', kind, step },
    ...{ lastDay: lastDay ?? period.lastDay, deadlineVersion },
    ...{ state: 'owed', leaves: 'morning', data },
  };
}
