import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { decideExtension } from '../../domain/decisions.ts';
import { applyChange, type FollowUp, moveDeadline, settle } from '../../domain/follow-up.ts';
import { computeMovedLadder } from '../../domain/ladder.ts';
import { buildPlan, findPeriod, leadId } from '../rig/plans.ts';
import { openFollowUp } from './small-plan.ts';

const plan = buildPlan({ leads: 1 });
const agency = leadId(1);
/** Five seconds after the morning three working days before 14 June. */
const granted = '2023-06-09T08:00:05.000+07:00';

function grant(followUp: FollowUp, until: string): FollowUp {
  const [held] = followUp.assignments;
  if (held === undefined) throw new Error('expected one assignment, found none');
  const document = { number: '45/QĐ-UBND', date: '2023-06-08', issuer: null };
  const authority = 'Chủ tịch UBND tỉnh';
  const outcome = decideExtension(
    held,
    { agency, requestId: until, decision: 'grant', until, reason: null, authority, document },
    granted,
  );
  if (!outcome.ok) throw new Error(`expected a grant, found ${outcome.refusal.message}`);
  return applyChange(followUp, outcome.change);
}

function date(followUp: FollowUp, lastDay: string): FollowUp {
  const terms = { cycle: 'quarter' as const, opensAt: granted, lastDay, closesAt: null };
  const ladder = computeMovedLadder(plan.plan, { ...terms, requested: false }, vietnamCalendar);
  return moveDeadline(followUp, { agency, cutoff: `${lastDay}T23:59:59.999+07:00`, ladder });
}

function tellBy(followUp: FollowUp, at: string) {
  const { notices, followUp: next } = settle(followUp, at);
  const told = notices.map(
    ({ kind, step, lastDay, state }) => `${kind} ${step} ${lastDay} ${state}`,
  );
  return { told, next };
}

describe('a last day that was moved and has no instants yet', () => {
  const opened = settle(
    openFollowUp('kh', findPeriod(plan, '1', '2023-Q2')),
    '2023-06-08T12:00:00+07:00',
  );

  it('is not told of a step of the old one that came due meanwhile', () => {
    expect(tellBy(opened.followUp, granted).told).toEqual(['dueSoon 3 2023-06-14 owed']);
    const moved = grant(opened.followUp, '2023-06-20');
    expect(tellBy(moved, granted).told).toEqual([]);
  });

  it('is told of the same step of the new one later', () => {
    const waiting = tellBy(grant(opened.followUp, '2023-06-20'), granted).next;
    const dated = date(waiting, '2023-06-20');
    expect(tellBy(dated, '2023-06-15T08:00:00+07:00').told).toEqual(['dueSoon 3 2023-06-20 owed']);
  });

  it('is off its second ladder when it is moved again', () => {
    const once = date(grant(opened.followUp, '2023-06-20'), '2023-06-20');
    expect(tellBy(once, '2023-06-15T08:00:00+07:00').told).toEqual(['dueSoon 3 2023-06-20 owed']);
    const twice = grant(once, '2023-06-27');
    expect(tellBy(twice, '2023-06-15T08:00:00+07:00').told).toEqual([]);
  });
});
