import type { NoticeEntry } from '../../domain/batch.ts';
import { type FollowUp, nextMomentAt, settle } from '../../domain/follow-up.ts';
import { addMs } from '../../domain/names.ts';
import type { LadderNotice } from '../../domain/notice.ts';
import { compareNotices, type Handover } from '../../domain/preview.ts';
import { splitLeads, type TaskPeriod } from '../../domain/task-period.ts';
import { openFollowUp } from './small-plan.ts';

/** What is told and passed on while nobody answers. */
export interface Walked {
  readonly told: readonly LadderNotice[];
  readonly handovers: readonly Handover[];
  readonly superseded: number;
}

/**
 * Lets time pass with nobody answering, part by part, and gathers what is told by key. Timers wake a
 * workflow `lateMs` after the moment that it waits for.
 */
export function walk(plan: string, periods: readonly TaskPeriod[], lateMs = 0): Walked {
  const told = new Map<string, LadderNotice>();
  const handovers: Handover[] = [];
  let superseded = 0;
  for (const period of periods.filter(({ notApplicable }) => notApplicable === null)) {
    for (const { part, leads } of splitLeads(period)) {
      let followUp = openFollowUp(plan, { ...period, leads: [...leads] }, { part });
      for (let now: string | null = period.opensAt; now !== null; ) {
        const woken = addMs(now, lateMs);
        const due = settle(followUp, woken);
        for (const notice of due.notices) {
          if (notice.state === 'superseded') superseded += 1;
          told.set(notice.key, toLadderNotice(period, notice));
        }
        handovers.push(...listPassed(period, followUp, due.followUp));
        followUp = due.followUp;
        now = nextMomentAt(followUp, woken);
      }
    }
  }
  return { told: [...told.values()].sort(compareNotices), handovers, superseded };
}

/** A notice of the record in the form of `preview`. */
export function toLadderNotice(period: TaskPeriod, notice: NoticeEntry): LadderNotice {
  const { at, agency, to, role, kind, step, lastDay } = notice;
  const about = { task: period.task, period: period.period };
  return { at, ...about, agency, to, role, kind, step, lastDay } as LadderNotice;
}

/** A notice of the record in one line: day, whose, to whom, kind, step, state. */
export function briefEntry({ at, agency, to, kind, step, state }: NoticeEntry): string {
  return `${at.slice(0, 10)} ${agency ?? '*'} > ${to} ${kind} ${step} ${state}`;
}

function listPassed(period: TaskPeriod, before: FollowUp, after: FollowUp): Handover[] {
  const { task, period: name, audience } = period;
  return after.assignments.flatMap(({ agency: from, progress, passedTo: to }) => {
    const held = before.assignments.find(({ agency }) => agency === from);
    const passed = audience.successions.find((one) => one.from === from && one.to === to);
    const isNew = progress === 'reassigned' && held?.progress !== 'reassigned';
    return isNew && passed !== undefined
      ? [{ at: passed.at, task, period: name, from, to: passed.to }]
      : [];
  });
}
