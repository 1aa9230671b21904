import { describe, expect, it } from 'vitest';
import { isStillTrue } from '../../activities/still-true.ts';
import type { Progress } from '../../domain/assignment-state.ts';
import type { NoticeKind } from '../../domain/notice.ts';
import type { NoticeToSend } from '../../register/mail-queue.ts';

/** Only what decides: kind and deadline version of the notice, progress and version of the assignment. */
function isTrue(
  kind: NoticeKind,
  progress: Progress | null,
  {
    owing = ['xa-002'],
    version = 1,
    now = '2023-06-14T08:00:00+07:00',
    said = {},
    data = null as object | null,
  } = {},
): boolean {
  const assignment =
    progress === null
      ? null
      : {
          ...{ extensionAsked: null, obstacle: null, waitingFor: null, cutoff: null },
          ...{ reviewer: 'so-y-te', ...said },
          progress,
          deadlineVersion: version,
        };
  const notice = { kind, deadlineVersion: 1, toAgency: 'so-y-te', data };
  const toSend = { notice, assignment, owing };
  const at = { now, cutoff: '2023-06-14T23:59:59.999+07:00' };
  return isStillTrue(toSend as unknown as NoticeToSend, at);
}

const ended = ['submitted', 'accepted', 'waived', 'notReported', 'reassigned'] as const;

describe('whether a notice is still true when its mail leaves', () => {
  it.each(['opened', 'dueSoon', 'overdue', 'escalated'] as const)(
    '%s: only while delivery is owed, and for this deadline',
    (kind) => {
      expect(isTrue(kind, 'open')).toBe(true);
      expect(isTrue(kind, 'returned')).toBe(true);
      for (const progress of ended) {
        expect(isTrue(kind, progress)).toBe(false);
      }
      expect(isTrue(kind, 'open', { version: 2 })).toBe(false);
    },
  );

  it('dueSoon: not after the cut-off, when the next step tells of the delay', () => {
    const now = '2023-06-15T08:00:00+07:00';
    expect(isTrue('dueSoon', 'open', { now })).toBe(false);
    expect(isTrue('dueSoon', null, { now })).toBe(false);
    expect(isTrue('overdue', 'open', { now })).toBe(true);
    expect(isTrue('opened', 'open', { now })).toBe(true);
  });

  it('what a coordinator is told of a task: while any lead owes delivery', () => {
    expect(isTrue('dueSoon', null)).toBe(true);
    expect(isTrue('dueSoon', null, { owing: [] })).toBe(false);
  });

  it('amended: that it is no longer owed, unless a later version has given it back', () => {
    const data = { removed: true };
    expect(isTrue('amended', 'waived', { data })).toBe(true);
    expect(isTrue('amended', 'open', { data })).toBe(false);
    expect(isTrue('amended', 'open', { data: { removed: false } })).toBe(true);
  });

  it.each(['reviewAsked', 'reviewOverdue'] as const)('%s: only while evidence waits', (kind) => {
    expect(isTrue(kind, 'submitted')).toBe(true);
    expect(isTrue(kind, 'accepted')).toBe(false);
    expect(isTrue(kind, 'returned')).toBe(false);
  });

  it('reviewOverdue: not once another agency reviews it', () => {
    const said = { reviewer: 'so-noi-vu' };
    expect(isTrue('reviewOverdue', 'submitted', { said })).toBe(false);
    expect(isTrue('reviewOverdue', 'submitted', { said: { reviewer: null } })).toBe(true);
  });

  it('returned: until the agency has sent anew', () => {
    expect(isTrue('returned', 'returned')).toBe(true);
    expect(isTrue('returned', 'submitted')).toBe(false);
  });

  it.each(['received', 'accepted'] as const)('%s: always, for it happened', (kind) => {
    expect(isTrue(kind, 'accepted')).toBe(true);
    expect(isTrue(kind, 'returned')).toBe(true);
  });

  it('extensionRequested: until it is decided, or nothing is left to extend', () => {
    const asked = { until: '2023-06-30', reason: 'Chờ số liệu', at: '2023-06-10T09:00:00+07:00' };
    const said = { extensionAsked: asked };
    expect(isTrue('extensionRequested', 'open', { said })).toBe(true);
    expect(isTrue('extensionRequested', 'submitted', { said })).toBe(true);
    expect(isTrue('extensionRequested', 'waived', { said })).toBe(false);
    expect(isTrue('extensionRequested', 'open')).toBe(false);
  });

  it('obstacleReported: until it is answered', () => {
    const at = '2023-06-10T09:00:00+07:00';
    const obstacle = { text: 'Thiếu biểu mẫu', at, answer: null, answeredAt: null };
    const answered = { ...obstacle, answer: 'Dùng mẫu số 02', answeredAt: at };
    expect(isTrue('obstacleReported', 'open', { said: { obstacle } })).toBe(true);
    expect(isTrue('obstacleReported', 'open', { said: { obstacle: answered } })).toBe(false);
  });

  it('reminded: while delivery is owed by the same deadline', () => {
    expect(isTrue('reminded', 'open')).toBe(true);
    expect(isTrue('reminded', 'returned')).toBe(true);
    expect(isTrue('reminded', 'submitted')).toBe(false);
    expect(isTrue('reminded', 'open', { version: 2 })).toBe(false);
  });

  it('waitingFor: while the lead still waits for that agency', () => {
    const at = '2023-06-10T09:00:00+07:00';
    const said = { waitingFor: { agency: 'so-y-te', text: 'Danh sách', at } };
    expect(isTrue('waitingFor', 'open', { said })).toBe(true);
    expect(isTrue('waitingFor', 'open')).toBe(false);
    const another = { waitingFor: { ...said.waitingFor, agency: 'so-noi-vu' } };
    expect(isTrue('waitingFor', 'open', { said: another })).toBe(false);
    expect(isTrue('waitingFor', 'reassigned', { said })).toBe(false);
    expect(isTrue('waitingFor', null)).toBe(false);
  });

  it.each([
    'extensionDecided',
    'obstacleAnswered',
    'instructed',
    'waived',
    'reassigned',
    'reopened',
    'contributed',
    'amended',
  ] as const)('%s: always, whatever the deadline and the state have become', (kind) => {
    for (const progress of ['open', ...ended] as const) {
      expect(isTrue(kind, progress, { version: 2 })).toBe(true);
    }
  });
});
