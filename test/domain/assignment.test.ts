import { describe, expect, it } from 'vitest';
import {
  type Assignment,
  acknowledge,
  type Change,
  computeTimeliness,
  isFinal,
  isOverdue,
  lapse,
  listAllowed,
  type Outcome,
  openAssignments,
  owesDelivery,
  type Refusal,
  review,
  submitEvidence,
} from '../../domain/assignment.ts';
import type { Progress } from '../../domain/assignment-state.ts';
import type { Review, SubmitEvidence } from '../../domain/messages.ts';
import { loadRealPlan, pick } from './real-plans.ts';

const periods = (await loadRealPlan('xuan-thanh-2026')).periods();
const report = pick(periods, 'report', '2026-02');
const now = '2026-02-25T09:00:00.000+07:00';
const later = '2026-02-26T09:00:00.000+07:00';

function assignment(changes: Partial<Assignment> = {}): Assignment {
  const names = { 'cong-an-xa': 'Công an xã' };
  const [opened] = openAssignments(report, ['cong-an-xa'], names);
  if (opened === undefined) throw new Error('expected an assignment');
  return { ...opened, ...changes };
}

function submission(changes: Partial<SubmitEvidence> = {}): SubmitEvidence {
  return {
    requestId: 'q-1',
    agency: 'cong-an-xa',
    files: [],
    document: null,
    note: null,
    lines: [{ task: 'B.3.1', state: 'done', text: 'Đã khai thác' }],
    values: {},
    ...changes,
  };
}

function judgement(changes: Partial<Review> = {}): Review {
  return {
    requestId: 'q-2',
    agency: 'cong-an-xa',
    by: 'vp-hdnd-ubnd',
    decision: 'accept',
    reason: null,
    ...changes,
  };
}

function changed(outcome: Outcome): Change {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.change;
}

function refused(outcome: Outcome): Refusal {
  if (outcome.ok) throw new Error('expected a refusal');
  return outcome.refusal;
}

const submitted = changed(submitEvidence(assignment(), submission(), now)).assignment;

describe('an assignment that opens', () => {
  it('is open, with its last day, cut-off, reviewer and lines', () => {
    expect(assignment()).toEqual({
      agency: 'cong-an-xa',
      name: 'Công an xã',
      progress: 'open',
      timeliness: null,
      cycle: 'month',
      phrase: 'Hàng tháng',
      opensAt: '2026-02-01T00:00:00.000+07:00',
      lastDay: '2026-02-28',
      originalLastDay: '2026-02-28',
      cutoff: '2026-02-28T23:59:59.999+07:00',
      deadlineVersion: 1,
      reviewer: 'vp-hdnd-ubnd',
      acknowledgedAt: null,
      submittedAt: null,
      acceptedAt: null,
      returnedAt: null,
      returnReason: null,
      extensions: 0,
      extensionAsked: null,
      obstacle: null,
      waitingFor: null,
      takenOverFrom: null,
      passedTo: null,
      told: 0,
      lines: ['B.3.1', 'B.3.2'],
      owesSince: '2026-02-01T00:00:00.000+07:00',
      submission: null,
    });
  });

  it('is not applicable where its period is not followed', () => {
    const past = { ...report, notApplicable: 'beforeTracking' as const };
    expect(openAssignments(past, ['cong-an-xa'], {})[0]?.progress).toBe('notApplicable');
  });

  it('of an agency that the directory does not name goes by its id', () => {
    expect(openAssignments(report, ['ai-do'], {})[0]).toMatchObject({
      name: 'ai-do',
      reviewer: null,
      lines: [],
    });
  });
});

describe('the lines of a report', () => {
  it('are an agency’s own; one that it takes over later comes with the assignment', () => {
    const taken = { task: 'B.9', title: 'Việc', since: '2026-02-16T00:00:00.000+07:00' };
    const lines = { 'cong-an-xa': [{ task: 'B.3.1', title: 'Một' }, taken] };
    const [held] = openAssignments({ ...report, lines }, ['cong-an-xa'], {});
    expect(held?.lines).toEqual(['B.3.1']);
  });
});

describe('the states', () => {
  const all: Progress[] = [
    'open',
    'submitted',
    'returned',
    'accepted',
    'waived',
    'notReported',
    'notApplicable',
    'reassigned',
  ];

  it('that are final, that owe, and what each admits', () => {
    expect(all.filter(isFinal)).toEqual([
      'accepted',
      'waived',
      'notReported',
      'notApplicable',
      'reassigned',
    ]);
    expect(all.filter(owesDelivery)).toEqual(['open', 'returned']);
    const always = [
      'acknowledge',
      'submitEvidence',
      'reportObstacle',
      'instruct',
      'waive',
      'reassign',
      'contribute',
      'waitFor',
    ];
    expect(listAllowed('open')).toEqual([
      ...always,
      'remind',
      'requestExtension',
      'decideExtension',
    ]);
    expect(listAllowed('submitted')).toEqual([...always, 'review']);
  });

  it('that were ended by mistake can be reopened, what never began or went elsewhere cannot', () => {
    for (const progress of ['accepted', 'waived', 'notReported'] as const) {
      expect(listAllowed(progress)).toEqual(['reopen']);
    }
    expect(listAllowed('notApplicable')).toEqual([]);
    expect(listAllowed('reassigned')).toEqual([]);
  });
});

describe('acknowledging', () => {
  const command = { requestId: 'q-0', agency: 'cong-an-xa' };

  it('is noted the first time and changes no progress', () => {
    const first = changed(acknowledge(assignment(), command, now));
    expect(first.assignment).toEqual(assignment({ acknowledgedAt: now }));
    expect(first.event).toEqual({ kind: 'acknowledged', actor: 'cong-an-xa', data: null });
    expect(first.tell).toEqual([]);
    const again = changed(acknowledge(first.assignment, command, later));
    expect(again.assignment.acknowledgedAt).toBe(now);
  });

  it('is refused once nothing more can happen', () => {
    expect(refused(acknowledge(assignment({ progress: 'waived' }), command, now))).toEqual({
      code: 'AlreadyFinal',
      message: 'acknowledge is not possible: the assignment of cong-an-xa is waived',
      progress: 'waived',
      allowed: ['reopen'],
    });
  });
});

describe('submitting evidence', () => {
  it('tells the lead that it was received and asks the reviewer', () => {
    const files = [{ sha256: 'ab', name: 'báo cáo.pdf', size: 3 }];
    const document = { number: '12/BC-CAX', date: '2026-02-25', issuer: null };
    const change = changed(submitEvidence(assignment(), submission({ files, document }), now));
    expect(change.assignment).toEqual(
      assignment({ progress: 'submitted', submittedAt: now, submission: 'q-1' }),
    );
    expect(change.event).toEqual({
      kind: 'submitted',
      actor: 'cong-an-xa',
      data: { files, document, note: null, lines: submission().lines, values: {} },
    });
    expect(change.tell).toEqual([
      { kind: 'received', to: 'cong-an-xa', role: 'lead' },
      { kind: 'reviewAsked', to: 'vp-hdnd-ubnd', role: 'reviewer' },
    ]);
  });

  it('without a reviewer asks nobody', () => {
    const change = changed(submitEvidence(assignment({ reviewer: null }), submission(), now));
    expect(change.tell.map(({ kind }) => kind)).toEqual(['received']);
  });

  it('again replaces what waits for review', () => {
    const second = submission({ requestId: 'q-3', lines: [], note: 'Bổ sung' });
    expect(changed(submitEvidence(submitted, second, later)).assignment).toMatchObject({
      progress: 'submitted',
      submittedAt: later,
      submission: 'q-3',
    });
  });

  it.each([
    ['a note', { note: 'Đã xong' }],
    ['a document', { document: { number: '1', date: '2026-02-25', issuer: null } }],
    ['a file', { files: [{ sha256: 'ab', name: 'a', size: 1 }] }],
    ['a figure', { values: { 'Tỷ lệ': '95' } }],
  ])('may be %s alone', (_what, says) => {
    expect(submitEvidence(assignment(), submission({ lines: [], ...says }), now).ok).toBe(true);
  });

  it('is refused when it says nothing', () => {
    for (const note of [null, '  ']) {
      const refusal = refused(submitEvidence(assignment(), submission({ lines: [], note }), now));
      expect(refusal).toMatchObject({ code: 'NothingSubmitted', progress: 'open' });
    }
  });

  it('is refused for a line that the report has not', () => {
    const lines = [{ task: 'A.1.1', state: 'done' as const, text: '' }];
    expect(refused(submitEvidence(assignment(), submission({ lines }), now))).toMatchObject({
      code: 'UnknownLine',
      message: '"A.1.1" is no line of this report of cong-an-xa; its lines are: B.3.1, B.3.2',
    });
    const none = refused(submitEvidence(assignment({ lines: [] }), submission({ lines }), now));
    expect(none.message).toMatch(/its lines are: none$/u);
  });

  it('is refused once it is final', () => {
    const accepted = assignment({ progress: 'accepted' });
    expect(refused(submitEvidence(accepted, submission(), now)).code).toBe('AlreadyFinal');
  });
});

describe('reviewing', () => {
  it('accepts, and times the delivery by the submission, not by the review', () => {
    const late = '2026-03-05T09:00:00.000+07:00';
    const change = changed(review(submitted, judgement(), late));
    expect(change.assignment).toMatchObject({
      progress: 'accepted',
      acceptedAt: late,
      timeliness: 'onTime',
    });
    expect(change.event).toEqual({
      kind: 'accepted',
      actor: 'vp-hdnd-ubnd',
      data: { submission: 'q-1', timeliness: 'onTime', reason: null },
    });
    expect(change.tell).toEqual([{ kind: 'accepted', to: 'cong-an-xa', role: 'lead' }]);
  });

  it('returns with a reason; from then on delivery is owed again', () => {
    const command = judgement({ decision: 'return', reason: 'Thiếu số liệu' });
    const change = changed(review(submitted, command, later));
    expect(change.assignment).toMatchObject({
      progress: 'returned',
      returnedAt: later,
      returnReason: 'Thiếu số liệu',
      owesSince: later,
      timeliness: null,
    });
    expect(change.tell).toEqual([{ kind: 'returned', to: 'cong-an-xa', role: 'lead' }]);
  });

  it('times what was returned and sent again by the second submission', () => {
    const command = judgement({ decision: 'return', reason: 'Thiếu số liệu' });
    const returned = changed(review(submitted, command, later)).assignment;
    const late = '2026-03-01T00:00:00.000+07:00';
    const again = changed(submitEvidence(returned, submission({ requestId: 'q-4' }), late));
    expect(changed(review(again.assignment, judgement(), late)).assignment.timeliness).toBe('late');
  });

  it('is for the reviewer only', () => {
    expect(refused(review(submitted, judgement({ by: 'cong-an-xa' }), later))).toMatchObject({
      code: 'NotTheReviewer',
      message: 'cong-an-xa may not review: the reviewer of cong-an-xa is vp-hdnd-ubnd',
      allowed: listAllowed('submitted'),
    });
    const nobody = { ...submitted, reviewer: null };
    expect(refused(review(nobody, judgement(), later)).message).toMatch(/is nobody$/u);
  });

  it('needs a reason to return', () => {
    for (const reason of [null, ' ']) {
      const command = judgement({ decision: 'return', reason });
      expect(refused(review(submitted, command, later)).code).toBe('ReasonNeeded');
    }
  });

  it('needs something that waits for it', () => {
    expect(refused(review(assignment(), judgement(), now))).toMatchObject({
      code: 'NothingToReview',
      progress: 'open',
    });
    const unsent = { ...submitted, submittedAt: null };
    expect(refused(review(unsent, judgement(), now)).code).toBe('NothingToReview');
  });
});

describe('a submission that is a document', () => {
  it('is refused, and says where long texts belong', () => {
    const outcome = submitEvidence(assignment(), submission({ note: 'ă'.repeat(20_000) }), now);
    expect(refused(outcome)).toMatchObject({ code: 'TooMuch' });
    expect(refused(outcome).message).toContain('put long texts into a file');
  });
});

describe('timeliness', () => {
  const terms = assignment();

  it('is on time to the last millisecond of the last day', () => {
    expect(computeTimeliness(terms, '2026-02-28T16:59:59.999Z')).toBe('onTime');
    expect(computeTimeliness(terms, '2026-02-28T17:00:00.000Z')).toBe('late');
  });

  it('knows that an extension was needed', () => {
    const extended = { ...terms, originalLastDay: '2026-02-20' };
    expect(computeTimeliness(extended, now)).toBe('onTimeAfterExtension');
  });

  it('is on time without a deadline', () => {
    const undated = { cutoff: null, lastDay: null, originalLastDay: null };
    expect(computeTimeliness(undated, now)).toBe('onTime');
  });

  it('is overdue only while delivery is owed and a cut-off has passed', () => {
    const after = '2026-03-01T00:00:00.000+07:00';
    expect(isOverdue(terms, after)).toBe(true);
    expect(isOverdue({ ...terms, progress: 'returned' }, after)).toBe(true);
    expect(isOverdue(terms, '2026-02-28T23:59:59.999+07:00')).toBe(false);
    expect(isOverdue({ ...terms, progress: 'submitted' }, after)).toBe(false);
    expect(isOverdue({ ...terms, cutoff: null }, after)).toBe(false);
  });
});

describe('a report that lapses', () => {
  it('is not reported, and nobody is told', () => {
    expect(lapse(assignment())).toEqual({
      assignment: assignment({ progress: 'notReported' }),
      event: { kind: 'notReported', actor: null, data: { lastDay: '2026-02-28' } },
      tell: [],
    });
  });
});
