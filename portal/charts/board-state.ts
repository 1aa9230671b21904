import type { Category, Counts, Place } from '../../domain/counts.ts';

/** What a cell of the board or a part of a bar shows: a category, with what is in time told apart. */
export type BoardState = Category | 'dueSoon' | 'undated';

/** In the order of a bar and of the key: what is done first, what nobody did last. */
export const boardStates: readonly BoardState[] = [
  'acceptedOnTime',
  'acceptedLate',
  'waiting',
  'inTime',
  'dueSoon',
  'undated',
  'overdue',
  'notReported',
  'waived',
  'notApplicable',
];

/** The class of a state in the style sheet: short, since a board has thousands of cells. */
export function classOf(state: BoardState): string {
  return `s${boardStates.indexOf(state)}`;
}

/** What of a place is shown. */
export function stateOf({ category, marks }: Place): BoardState {
  if (category !== 'inTime') return category;
  if (marks.includes('undated')) return 'undated';
  return marks.includes('dueSoon') ? 'dueSoon' : 'inTime';
}

/** How many stand in each state; the states add up to the total. */
export function countStates(counts: Counts): Readonly<Record<BoardState, number>> {
  const { inTime, dueSoon, undated } = counts;
  return { ...counts, inTime: inTime - dueSoon - undated };
}

/** Ground and letters of a state: a contrast of 4.5 and more between them. */
export const stateColors: Readonly<Record<BoardState, readonly [ground: string, ink: string]>> = {
  acceptedOnTime: ['#1a6b3c', '#ffffff'],
  acceptedLate: ['#a3cfae', '#1c2430'],
  waiting: ['#6b4fa0', '#ffffff'],
  inTime: ['#cfe2f3', '#1c2430'],
  dueSoon: ['#f5c04a', '#1c2430'],
  undated: ['#ffffff', '#4b5563'],
  overdue: ['#b42318', '#ffffff'],
  notReported: ['#5b2a1e', '#ffffff'],
  waived: ['#6b7280', '#ffffff'],
  notApplicable: ['#eef1f5', '#4b5563'],
};
