import { html } from 'hono/html';
import { type BoardState, boardStates, classOf } from '../charts/board-state.ts';
import { fillOf } from '../charts/share-bar.ts';
import type { Visit } from '../visit.ts';
import type { Markup } from './page.ts';

/** What colours, patterns and letters mean. */
export function renderKey({ words }: Visit): Markup {
  const { overview } = words.overview;
  const { letters, states, legend } = overview;
  const sample = (state: BoardState) =>
    html`<svg class="sample" viewBox="0 0 34 10" aria-hidden="true"><rect x=".5" y=".5" width="33" height="9" fill="${fillOf(state)}" stroke="#7b8794" stroke-width=".6"/></svg>`;
  return html`<div class="key" id="key"><h2>${legend}</h2><ul>${boardStates.map(
    (state) =>
      html`<li><span class="cell ${classOf(state)}">${letters[state]}</span>${sample(state)} ${states[state]}</li>`,
  )}</ul></div>`;
}
