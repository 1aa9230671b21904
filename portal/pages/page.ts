import { html } from 'hono/html';
import { joins, linkTo } from '../addresses.ts';
import type { Visit } from '../visit.ts';
import { type PageName, renderNavigation } from './navigation.ts';

/** A piece of HTML; values that were put into it are escaped. */
export type Markup = ReturnType<typeof html>;

interface PageParts {
  readonly title: string;
  /** Where its other language stands: the path of this page. */
  readonly path: string;
  readonly body: Markup;
  /** Which of the visitor's pages it is; of none when it stands below them. */
  readonly current?: PageName;
}

/** A whole page of somebody with a valid link. */
export function renderPage(visit: Visit, { title, path, body, current }: PageParts): Markup {
  const { view, words } = visit;
  const { locale } = words.shared;
  const other = locale === 'vi' ? 'en' : 'vi';
  return renderShell({
    locale,
    title,
    skip: words.skip,
    head: html`<p class="plan"><a href="${linkTo(visit, '')}">${view.plan.title}</a></p>
      <p class="soft">${words.planOf(view.plan.number, view.plan.issuer)}</p>
      <p class="who">${view.nameOf(visit.agency.id)}</p>
      <a class="language" lang="${other}" href="${path}${joins(path)}lang=${other}">${words.otherLanguage}</a>`,
    body: html`${renderState(visit)}${body}`,
    navigation: renderNavigation(visit, current ?? null),
    foot: words.automatic,
  });
}

/** A page for somebody whose link opens nothing, or none at all. */
export function renderNotice(
  { title, text }: { readonly title: string; readonly text: string },
  locale: 'vi' | 'en',
): Markup {
  return renderShell({
    locale,
    title,
    skip: '',
    head: html``,
    body: html`<h1>${title}</h1><p>${text}</p>`,
    navigation: html``,
    foot: '',
  });
}

function renderState({ view, words }: Visit): Markup {
  const { status } = view.record;
  if (status === 'running') return html``;
  return html`<p class="notice">${status === 'paused' ? words.planPaused : words.planClosed}</p>`;
}

interface Shell {
  readonly locale: 'vi' | 'en';
  readonly title: string;
  readonly skip: string;
  readonly head: Markup;
  readonly navigation: Markup;
  readonly body: Markup;
  readonly foot: string;
}

function renderShell({ locale, title, skip, head, navigation, body, foot }: Shell): Markup {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/portal.css">
</head>
<body>
${skip === '' ? '' : html`<a class="skip" href="#main">${skip}</a>`}
<header><div>${head}${navigation}</div></header>
<main id="main">${body}</main>
<footer><p>${foot}</p></footer>
</body>
</html>`;
}
