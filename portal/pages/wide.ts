import { html } from 'hono/html';
import type { Markup } from './page.ts';

/** Something wider than a phone, or also higher: it scrolls in a frame of its own, by keyboard too. */
export function renderWide(label: string, body: Markup, isTall = false): Markup {
  return html`<div class="wide${isTall ? ' tall' : ''}" role="region" aria-label="${label}" tabindex="0">${body}</div>`;
}
