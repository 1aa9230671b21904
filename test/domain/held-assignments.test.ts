import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/batch.ts';
import {
  countedKinds,
  foldEvents,
  type PastEvent,
  type RecordedCutoff,
  UnreadableEvent,
} from '../../domain/held-assignments.ts';

const lastDay = '2023-06-14';
const endOf = (day: string) => `${day}T23:59:59.999+07:00`;

function event(kind: string, data: Json = null, changes: Partial<PastEvent> = {}): PastEvent {
  return {
    workflowId: 'task:p/1/2023-Q2',
    task: '1',
    period: '2023-Q2',
    kind,
    agency: 'a',
    at: '2023-04-01T01:00:00.000Z',
    data,
    ...changes,
  };
}
const opened = event('opened', { lastDay });

function fold(events: readonly PastEvent[], recorded: readonly RecordedCutoff[] = []) {
  return foldEvents(events, { timezone: 'Asia/Ho_Chi_Minh', recorded });
}

/** What one assignment has become after it was opened. */
const became = (...events: PastEvent[]) => fold([opened, ...events])[0];

describe('an assignment', () => {
  it('is open from its first event, until the end of its last day', () => {
    expect(fold([opened])).toEqual([
      {
        workflowId: 'task:p/1/2023-Q2',
        task: '1',
        period: '2023-Q2',
        agency: 'a',
        progress: 'open',
        timeliness: null,
        opensAt: '2023-04-01T01:00:00.000Z',
        lastDay,
        originalLastDay: lastDay,
        cutoff: endOf(lastDay),
        closedAt: null,
      },
    ]);
  });

  it('has the cut-off that its event names, else the one on record for the same day', () => {
    const named = '2023-06-14T16:00:00.000+07:00';
    const recorded = [
      { task: '1', period: '2023-Q2', lastDay, cutoff: '2023-06-14T15:00:00.000+07:00' },
      { task: '1', period: '2023-Q2', lastDay: '2023-07-31', cutoff: null },
      { task: '1', period: '2023-Q2', lastDay: null, cutoff: null },
    ];
    const cutoffOf = (data: Json) => fold([event('opened', data)], recorded)[0]?.cutoff;
    expect(cutoffOf({ lastDay, cutoff: named })).toBe(named);
    expect(cutoffOf({ lastDay, cutoff: null })).toBe('2023-06-14T15:00:00.000+07:00');
    expect(cutoffOf({ lastDay: '2023-07-31' })).toBe(endOf('2023-07-31'));
    expect(cutoffOf({ lastDay: null })).toBeNull();
  });

  it.each([
    ['leadAdded', { version: 2, lastDay, cutoff: null }, { progress: 'open', lastDay }],
    ['notApplicable', { lastDay, reason: 'beforeIssue' }, { progress: 'notApplicable' }],
  ])('begins with %s as well', (kind, data, expected) => {
    expect(fold([event(kind, data)])).toEqual([expect.objectContaining(expected)]);
  });

  it.each<[string, Json, object]>([
    ['acknowledged', null, { progress: 'open' }],
    ['instructed', { text: 'x' }, { progress: 'open', lastDay }],
    ['extensionRequested', { until: '2023-06-30', reason: 'x' }, { lastDay }],
    ['submitted', { files: [] }, { progress: 'submitted' }],
    ['returned', { reason: 'x' }, { progress: 'returned' }],
    ['accepted', { timeliness: 'late' }, { progress: 'accepted', timeliness: 'late' }],
    ['waived', { reason: 'x' }, { progress: 'waived' }],
    ['notReported', { lastDay }, { progress: 'notReported' }],
    ['reassigned', { to: 'b' }, { progress: 'reassigned' }],
    [
      'extensionGranted',
      { from: lastDay, until: '2023-06-30' },
      { lastDay: '2023-06-30', originalLastDay: lastDay, cutoff: endOf('2023-06-30') },
    ],
    [
      'amended',
      { version: 2, lastDay: { from: lastDay, to: '2023-06-30' } },
      { lastDay: '2023-06-30', originalLastDay: '2023-06-30', cutoff: endOf('2023-06-30') },
    ],
    ['amended', { version: 2, lastDay: null }, { lastDay, originalLastDay: lastDay }],
    ['amended', { version: 2, title: 'x' }, { lastDay }],
    [
      'amended',
      { version: 2, lastDay: null, cutoff: null, originalLastDay: '2023-06-12' },
      { lastDay, originalLastDay: '2023-06-12', cutoff: endOf(lastDay) },
    ],
  ])('after %s %j', (kind, data, expected) => {
    expect(became(event(kind, data))).toMatchObject(expected);
  });

  it('is open again after an end that was wrong, with a new last day or the same', () => {
    const accepted = event('accepted', { timeliness: 'late' });
    expect(became(accepted, event('reopened', { until: null }))).toMatchObject({
      progress: 'open',
      timeliness: null,
      lastDay,
      cutoff: endOf(lastDay),
    });
    expect(became(accepted, event('reopened', { until: '2023-07-31' }))).toMatchObject({
      lastDay: '2023-07-31',
      originalLastDay: lastDay,
      cutoff: endOf('2023-07-31'),
    });
  });

  it('goes on with the agency that takes it over, where it was left', () => {
    const taken = {
      from: 'a',
      lastDay: '2023-06-30',
      cutoff: endOf('2023-06-30'),
      originalLastDay: lastDay,
      progress: 'submitted',
      submittedAt: '2023-05-31T01:00:00.000Z',
      extensions: 1,
    };
    const later = { agency: 'b', at: '2023-06-01T01:00:00.000Z' };
    const expected = {
      agency: 'b',
      progress: 'submitted',
      opensAt: '2023-04-01T01:00:00.000Z',
      lastDay: '2023-06-30',
      originalLastDay: lastDay,
    };
    const passedOn = [opened, event('reassigned', { to: 'b' }), event('takenOver', taken, later)];
    expect(fold(passedOn)[1]).toMatchObject(expected);
    // Of an agency that is not on record nothing is inherited.
    expect(fold([event('takenOver', taken, later)])[0]).toMatchObject({
      ...expected,
      opensAt: later.at,
    });
  });

  it('stands as it stood when its workflow was closed, unless it had ended', () => {
    const closed = event('closed', { reason: 'x' }, { agency: null, at: '2023-05-05T01:00:00Z' });
    const lapsed = event('notReported', { lastDay }, { agency: 'b' });
    const other = event('opened', { lastDay }, { workflowId: 'task:p/1/2023-Q2/2', agency: 'c' });
    const openedB = event('opened', { lastDay }, { agency: 'b' });
    expect(fold([opened, openedB, lapsed, closed, other]).map(({ closedAt }) => closedAt)).toEqual([
      '2023-05-05T01:00:00Z',
      null,
      null,
    ]);
  });
});

describe('events', () => {
  it('of one agency, task and period say nothing of another', () => {
    const events = [
      opened,
      event('opened', { lastDay }, { agency: 'b' }),
      event('opened', { lastDay: '2023-09-14' }, { period: '2023-Q3' }),
      event('submitted'),
      event('waived', null, { period: '2023-Q3' }),
    ];
    expect(fold(events).map(({ progress }) => progress)).toEqual(['submitted', 'open', 'waived']);
  });

  it('of an agency that holds nothing change nothing', () => {
    expect(fold([event('submitted')])).toEqual([]);
  });

  it('are left out by the kinds that count', () => {
    const all = [...countedKinds].sort();
    expect(all).toEqual([
      'accepted',
      'amended',
      'closed',
      'extensionGranted',
      'leadAdded',
      'notApplicable',
      'notReported',
      'opened',
      'reassigned',
      'reopened',
      'returned',
      'submitted',
      'takenOver',
      'waived',
    ]);
  });

  it.each([
    ['opened', null],
    ['opened', { lastDay: '14/6/2023' }],
    ['opened', { lastDay, cutoff: '16:00' }],
    ['takenOver', { lastDay, from: 'b', originalLastDay: lastDay, progress: 'accepted' }],
  ])('that do not say what their kind says are an error: %s %j', (kind, data) => {
    expect(() => fold([event(kind, data)])).toThrow(UnreadableEvent);
    expect(() => fold([event(kind, data)])).toThrow(
      `expected an event "${kind}" with its data, found ${JSON.stringify(data)} in task:p/1/2023-Q2 at 2023-04-01T01:00:00.000Z`,
    );
  });
});
