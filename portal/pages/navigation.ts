import { html } from 'hono/html';
import type { LinkRole } from '../../domain/link.ts';
import { linkTo } from '../addresses.ts';
import type { Visit } from '../visit.ts';
import type { Markup } from './page.ts';

/** The pages that a link opens directly. */
export type PageName = 'work' | 'review' | 'owes' | 'office' | 'overview';

const everybodyElse = ['monitor', 'office', 'coordinator'] as const;
const pages: readonly {
  readonly name: PageName;
  readonly path: string;
  readonly roles: readonly LinkRole[];
}[] = [
  { name: 'work', path: '', roles: ['agency', ...everybodyElse] },
  { name: 'review', path: '/review', roles: everybodyElse },
  { name: 'owes', path: '/owes', roles: everybodyElse },
  { name: 'office', path: '/office', roles: ['office'] },
  { name: 'overview', path: '/overview', roles: everybodyElse },
];

/** The way to a visitor's other pages; nothing where there is only one. */
export function renderNavigation(visit: Visit, current: PageName | null): Markup {
  const own = pages.filter(({ roles }) => roles.includes(visit.link.role));
  if (own.length < 2) return html``;
  const { navigation } = visit.words.review;
  return html`<nav aria-label="${navigation.label}"><ul>${own.map(
    ({ name, path }) =>
      html`<li><a href="${linkTo(visit, path)}"${name === current ? html` aria-current="page"` : ''}>${navigation[name]}</a></li>`,
  )}</ul></nav>`;
}
