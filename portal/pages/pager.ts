import { html } from 'hono/html';
import { linkTo, withQuery } from '../addresses.ts';
import { type Paging, placeOf, readPage, sliceOf } from '../paging.ts';
import type { Visit } from '../visit.ts';
import type { Markup } from './page.ts';

/** A part of a long list. */
export interface Page<T> extends Paging {
  readonly items: readonly T[];
}

/** The page of a whole list that an address asks for; the last for one behind it. */
export function cutPage<T>(all: readonly T[], asked: string | undefined): Page<T> {
  const place = placeOf(readPage(asked), all.length);
  const page = Math.min(place.page, place.pages);
  const { limit, offset } = sliceOf(page);
  return { ...place, page, items: all.slice(offset, offset + limit) };
}

/** The way to the pages before and after; nothing where there is only one. */
export function renderPager(
  visit: Visit,
  { page, pages }: Paging,
  { path, query }: { readonly path: string; readonly query: Readonly<Record<string, string>> },
): Markup {
  if (pages === 1) return html``;
  const { paging } = visit.words.review;
  const to = (wanted: number) => linkTo(visit, withQuery(path, { ...query, page: String(wanted) }));
  return html`<nav class="pager" aria-label="${paging.label}">
${page > 1 ? html`<a href="${to(page - 1)}" rel="prev">${paging.newer}</a>` : ''}
<span>${paging.place(page, pages)}</span>
${page < pages ? html`<a href="${to(page + 1)}" rel="next">${paging.older}</a>` : ''}</nav>`;
}
