import { html } from 'hono/html';
import type { Counts } from '../../domain/counts.ts';
import type { Markup } from '../pages/page.ts';
import { type BoardState, boardStates, countStates, stateColors } from './board-state.ts';

/** A part of a bar: where it begins and how wide it is, in percent of everything that is followed. */
export interface BarPart {
  readonly state: BoardState;
  readonly x: number;
  readonly width: number;
}

/** The parts of a bar, from the left; what is not applicable has no share. */
export function layOutBar(counts: Counts): BarPart[] {
  const followed = counts.total - counts.notApplicable;
  const states = countStates(counts);
  let before = 0;
  return boardStates.flatMap((state) => {
    const count = state === 'notApplicable' ? 0 : states[state];
    if (count === 0) return [];
    const x = percent(before, followed);
    before += count;
    return [{ state, x, width: percent(before, followed) - x }];
  });
}

/** A bar as wide as its cell. Its numbers stand beside it, so readers of the page need not hear of it. */
export function renderBar(counts: Counts): Markup {
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${layOutBar(
    counts,
  ).map(
    ({ state, x, width }) =>
      html`<rect x="${shorten(x)}" width="${shorten(width)}" height="10" fill="${fillOf(state)}"/>`,
  )}</svg>`;
}

/** Patterns that bars refer to: states are told apart by more than their colour. Once on a page. */
export function renderPatterns(): Markup {
  const overdue = stateColors.overdue[0];
  const late = stateColors.acceptedLate[0];
  const waiting = stateColors.waiting[0];
  const soon = stateColors.dueSoon[0];
  return html`<svg class="patterns" aria-hidden="true"><defs>
<pattern id="p-overdue" width="3" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="4" fill="${overdue}"/><rect width="1" height="4" fill="#e8877e"/></pattern>
<pattern id="p-acceptedLate" width="3" height="5" patternUnits="userSpaceOnUse"><rect width="3" height="5" fill="${late}"/><circle cx="1.5" cy="2.5" r=".8" fill="#1a6b3c"/></pattern>
<pattern id="p-waiting" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="${waiting}"/><rect width="4" height="1" fill="#c3b2e3"/></pattern>
<pattern id="p-dueSoon" width="2" height="10" patternUnits="userSpaceOnUse"><rect width="2" height="10" fill="${soon}"/><rect width=".5" height="10" fill="#8a5300"/></pattern>
</defs></svg>`;
}

const patterned: readonly BoardState[] = ['overdue', 'acceptedLate', 'waiting', 'dueSoon'];

/** A colour, or the pattern of a state that has one. */
export function fillOf(state: BoardState): string {
  return patterned.includes(state) ? `url(#p-${state})` : stateColors[state][0];
}

function percent(part: number, whole: number): number {
  return (100 * part) / whole;
}

/** Two decimals are a tenth of a pixel on the widest screen. */
function shorten(value: number): string {
  return String(Math.round(value * 100) / 100);
}
