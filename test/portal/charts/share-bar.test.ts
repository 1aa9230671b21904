import { describe, expect, it } from 'vitest';
import { countPlaces, type Place } from '../../../domain/counts.ts';
import {
  boardStates,
  countStates,
  stateColors,
  stateOf,
} from '../../../portal/charts/board-state.ts';
import { layOutBar, renderBar } from '../../../portal/charts/share-bar.ts';

const overdue: Place = { category: 'overdue', marks: ['longOverdue'] };
const soon: Place = { category: 'inTime', marks: ['dueSoon', 'extended'] };
const undated: Place = { category: 'inTime', marks: ['undated', 'longUndated'] };
const inTime: Place = { category: 'inTime', marks: [] };
const accepted: Place = { category: 'acceptedOnTime', marks: [] };
const none: Place = { category: 'notApplicable', marks: [] };

describe('a bar of shares', () => {
  it('has a part for each state that there is, side by side, up to the whole width', () => {
    const counts = countPlaces([
      accepted,
      accepted,
      inTime,
      soon,
      undated,
      overdue,
      overdue,
      overdue,
    ]);
    expect(layOutBar(counts)).toEqual([
      { state: 'acceptedOnTime', x: 0, width: 25 },
      { state: 'inTime', x: 25, width: 12.5 },
      { state: 'dueSoon', x: 37.5, width: 12.5 },
      { state: 'undated', x: 50, width: 12.5 },
      { state: 'overdue', x: 62.5, width: 37.5 },
    ]);
  });

  it('gives what is not applicable no share, and nothing where there is nothing', () => {
    expect(layOutBar(countPlaces([accepted, none]))).toEqual([
      { state: 'acceptedOnTime', x: 0, width: 100 },
    ]);
    expect(layOutBar(countPlaces([none]))).toEqual([]);
  });

  it('draws without styles in its elements, and is not read aloud', async () => {
    const drawn = String(await renderBar(countPlaces([accepted, overdue, overdue])));
    expect(drawn).toBe(
      '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="0" width="33.33" height="10" fill="#1a6b3c"/><rect x="33.33" width="66.67" height="10" fill="url(#p-overdue)"/></svg>',
    );
  });
});

describe('a state of the board', () => {
  it('tells what is in time apart', () => {
    expect([soon, undated, inTime, overdue].map(stateOf)).toEqual([
      'dueSoon',
      'undated',
      'inTime',
      'overdue',
    ]);
  });

  it('is one of states that add up to the total', () => {
    const counts = countPlaces([soon, undated, inTime, overdue, none, accepted]);
    const states = countStates(counts);
    expect(boardStates.reduce((sum, state) => sum + states[state], 0)).toBe(counts.total);
  });

  it.each(Object.entries(stateColors))(
    '%s has letters that can be read on their ground',
    (_, [ground, ink]) => {
      expect(contrastOf(ground, ink)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

/** Contrast ratio of two colours (WCAG 2.2, relative luminance). */
function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
