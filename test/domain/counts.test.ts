import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import {
  buildMoment,
  type Countable,
  categories,
  countPlaces,
  type Place,
  placeAssignment,
  placeTask,
  placeUndated,
} from '../../domain/counts.ts';

/** Monday 19/6/2023. */
const at = (now = '2023-06-19T08:00:00+07:00') =>
  buildMoment(now, 'Asia/Ho_Chi_Minh', vietnamCalendar);

function due(lastDay: string | null, changes: Partial<Countable> = {}): Countable {
  return {
    progress: 'open',
    timeliness: null,
    opensAt: '2023-01-05T00:00:00.000+07:00',
    lastDay,
    originalLastDay: lastDay,
    cutoff: lastDay === null ? null : `${lastDay}T23:59:59.999+07:00`,
    ...changes,
  };
}

const place = (category: Place['category'], ...marks: Place['marks']): Place => ({
  category,
  marks,
});

describe('an assignment stands', () => {
  it.each<[string, Countable, Place | null]>([
    ['in time before its cut-off', due('2023-12-31'), place('inTime')],
    ['in time when it was returned', due('2023-12-31', { progress: 'returned' }), place('inTime')],
    ['due soon with 7 working days left', due('2023-06-28'), place('inTime', 'dueSoon')],
    ['not due soon with 8', due('2023-06-29'), place('inTime')],
    ['due soon on its last day', due('2023-06-19'), place('inTime', 'dueSoon')],
    ['overdue after it', due('2023-06-18'), place('overdue')],
    ['overdue by 30 days', due('2023-05-20'), place('overdue')],
    ['overdue by more', due('2023-05-19'), place('overdue', 'longOverdue')],
    [
      'overdue from the hour of its cut-off',
      due('2023-06-19', { cutoff: '2023-06-19T07:59:59.000+07:00' }),
      place('overdue'),
    ],
    ['undated', due(null, { opensAt: '2023-03-18T17:00:00.000Z' }), place('inTime', 'undated')],
    [
      'undated for more than three months, by the days of the plan’s zone',
      due(null, { opensAt: '2023-03-18T16:59:59.000Z' }),
      place('inTime', 'undated', 'longUndated'),
    ],
    ['waiting, even when late', due('2023-01-31', { progress: 'submitted' }), place('waiting')],
    [
      'completed late',
      due('2023-01-31', { progress: 'accepted', timeliness: 'late' }),
      place('acceptedLate'),
    ],
    [
      'completed on time after an extension',
      due('2023-06-14', {
        progress: 'accepted',
        timeliness: 'onTimeAfterExtension',
        originalLastDay: '2023-05-31',
      }),
      place('acceptedOnTime', 'extended'),
    ],
    ['stopped', due('2023-01-31', { progress: 'waived' }), place('waived')],
    ['not reported', due('2023-01-31', { progress: 'notReported' }), place('notReported')],
    ['not applicable', due('2023-01-31', { progress: 'notApplicable' }), place('notApplicable')],
    ['nowhere once it was passed on', due('2023-01-31', { progress: 'reassigned' }), null],
  ])('%s', (_where, assignment, expected) => {
    expect(placeAssignment(assignment, at())).toEqual(expected);
  });

  it('undated for more than three months when they are over, also from a long month into a short one', () => {
    const since = (day: string, now: string) => placeUndated(day, at(now)).marks;
    expect(since('2022-11-30', '2023-02-28T23:00:00+07:00')).toEqual(['undated']);
    expect(since('2022-11-30', '2023-03-01T01:00:00+07:00')).toEqual(['undated', 'longUndated']);
  });
});

describe('a task stands', () => {
  it('where its worst assignment stands, whatever their order', () => {
    for (const [index, worst] of categories.entries()) {
      const others = categories.slice(index).map((category) => place(category));
      expect(placeTask(others).category).toBe(worst);
      expect(placeTask(others.toReversed()).category).toBe(worst);
    }
  });

  it('with the marks of those assignments, and as extended when any is', () => {
    const places = [
      place('inTime', 'dueSoon'),
      place('overdue', 'longOverdue'),
      place('overdue'),
      place('overdue', 'longOverdue'),
      place('acceptedOnTime', 'extended'),
    ];
    expect(placeTask(places)).toEqual(place('overdue', 'longOverdue', 'extended'));
  });
});

describe('counts', () => {
  it('add up by category; marks overlap', () => {
    const counts = countPlaces([
      place('inTime', 'undated', 'longUndated'),
      place('inTime', 'dueSoon', 'extended'),
      ...categories.map((category) => place(category)),
    ]);
    expect(counts).toEqual({
      total: 10,
      acceptedOnTime: 1,
      acceptedLate: 1,
      inTime: 3,
      undated: 1,
      longUndated: 1,
      dueSoon: 1,
      overdue: 1,
      longOverdue: 0,
      waiting: 1,
      waived: 1,
      notReported: 1,
      notApplicable: 1,
      extended: 1,
    });
    expect(categories.reduce((sum, category) => sum + counts[category], 0)).toBe(counts.total);
    expect(countPlaces([]).total).toBe(0);
  });
});
