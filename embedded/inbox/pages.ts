import { html } from 'hono/html';
import type { CaughtMail } from '../caught-mail.ts';
import type { MailRecord } from '../mail-store.ts';
import type { MailFilter } from './filter.ts';
import { formatMoment, formatSize } from './formats.ts';
import { type Language, WORDS } from './words.ts';

/** A piece of HTML whose inserted values were escaped. */
export type Markup = ReturnType<typeof html>;

export const TABS = ['html', 'text', 'files', 'headers', 'source'] as const;
export type Tab = (typeof TABS)[number];

/** Only the beginning of a long source is shown in the page; the whole is a link away. */
const SOURCE_SHOWN = 20_000;
const RECIPIENTS_SHOWN = 3;

export interface ListView {
  readonly language: Language;
  readonly mails: readonly MailRecord[];
  readonly recipients: readonly string[];
  readonly filter: MailFilter;
  /** How many fit the filter, and how many there are. */
  readonly fitting: number;
  readonly all: number;
  readonly page: number;
  readonly pages: number;
}

/** The list of mails: filter, one page of it, newest first. */
export function renderList(view: ListView): Markup {
  const words = WORDS[view.language];
  const filtered = view.filter.to !== '' || view.filter.words !== '';
  const link = (changes: Record<string, string>) => buildListLink(view, changes);
  return renderPage(
    view.language,
    words.title,
    link({ lang: other(view.language) }),
    html`
    <form method="get" action="/">
      ${view.language === 'en' ? html`<input type="hidden" name="lang" value="en">` : ''}
      <label>${words.recipient}
        <select name="to">
          <option value="">${words.anyRecipient}</option>
          ${view.recipients.map((to) => html`<option value="${to}" ${to === view.filter.to ? 'selected' : ''}>${to}</option>`)}
        </select>
      </label>
      <label>${words.search}<input type="search" name="q" value="${view.filter.words}"></label>
      <button>${words.find}</button>
    </form>
    <p class="summary">
      <span>${words.count(view.fitting, view.all)}</span>
      <span>${filtered ? html`<a href="${link({ to: '', q: '', page: '' })}">${words.clear}</a>` : ''}<a href="${link({})}">${words.reload}</a></span>
    </p>
    <div class="card">${renderMails(view)}</div>
    ${view.pages > 1 ? renderPaging(view, link) : ''}`,
  );
}

function renderMails(view: ListView): Markup {
  const words = WORDS[view.language];
  if (view.mails.length === 0) {
    return html`<p class="empty">${view.all === 0 ? words.noMail : words.noMatch}</p>`;
  }
  return html`<ul class="mails">${view.mails.map((mail) => renderMail(mail, view.language))}</ul>`;
}

function renderMail(mail: MailRecord, language: Language): Markup {
  const words = WORDS[language];
  return html`<li><a href="/messages/${mail.id}${withLanguage(language)}">
    <span class="subject">${mail.subject || words.noSubject}</span>
    <time datetime="${mail.receivedAt}">${formatMoment(mail.receivedAt, language)}</time>
    <span class="who">${words.goesTo(listShortly(mail.to))}</span>
    ${mail.attachments > 0 ? html`<span class="files">${words.attached(mail.attachments)}</span>` : ''}
  </a></li>`;
}

/** A mail to a whole province would fill the list: the first few, and how many more. */
function listShortly(addresses: readonly string[]): string {
  const more = addresses.length - RECIPIENTS_SHOWN;
  const shown = addresses.slice(0, RECIPIENTS_SHOWN).join(', ');
  return more > 0 ? `${shown} (+${more})` : shown;
}

function renderPaging(view: ListView, link: (changes: Record<string, string>) => string): Markup {
  const words = WORDS[view.language];
  const { page, pages } = view;
  return html`<nav class="pages">
    <span>${page > 1 ? html`<a href="${link({ page: String(page - 1) })}">${words.newer}</a>` : ''}</span>
    <span>${words.page(page, pages)}</span>
    <span>${page < pages ? html`<a href="${link({ page: String(page + 1) })}">${words.older}</a>` : ''}</span>
  </nav>`;
}

function buildListLink(view: ListView, changes: Record<string, string>): string {
  const now = {
    to: view.filter.to,
    q: view.filter.words,
    page: String(view.page),
    lang: view.language,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...now, ...changes })) {
    const isDefault =
      value === '' || (name === 'lang' && value === 'vi') || (name === 'page' && value === '1');
    if (!isDefault) query.set(name, value);
  }
  return query.size === 0 ? '/' : `/?${query}`;
}

/** One mail with one of its tabs. */
export function renderMessage(mail: CaughtMail, raw: Buffer, tab: Tab, language: Language): Markup {
  const words = WORDS[language];
  const link = (to: Tab, by: Language) =>
    `/messages/${mail.id}?tab=${to}${by === 'en' ? '&lang=en' : ''}`;
  const label = (of: Tab) =>
    of === 'files' && mail.attachments.length > 0
      ? `${words.files} (${mail.attachments.length})`
      : words[of];
  return renderPage(
    language,
    mail.subject || words.noSubject,
    link(tab, other(language)),
    html`
    <a class="back" href="/${withLanguage(language)}">${words.back}</a>
    <article class="card">
      <div class="head">
        <h2>${mail.subject || words.noSubject}</h2>
        <dl>
          <dt>${words.from}</dt><dd>${mail.headerFrom || mail.from || words.bounce}</dd>
          <dt>${words.to}</dt><dd>${mail.to.join(', ')}</dd>
          ${mail.headerTo === mail.to.join(', ') ? '' : html`<dt>${words.headerTo}</dt><dd>${mail.headerTo}</dd>`}
          <dt>${words.received}</dt><dd><time datetime="${mail.receivedAt}">${formatMoment(mail.receivedAt, language)}</time></dd>
        </dl>
      </div>
      <nav class="tabs">${TABS.map(
        (each) =>
          html`<a href="${link(each, language)}" ${each === tab ? html`aria-current="page"` : ''}>${label(each)}</a>`,
      )}</nav>
      ${renderTab(mail, raw, tab, language)}
    </article>`,
  );
}

function renderTab(mail: CaughtMail, raw: Buffer, tab: Tab, language: Language): Markup {
  const words = WORDS[language];
  switch (tab) {
    case 'html':
      if (mail.html === null) return html`<p class="empty">${words.noHtml}</p>`;
      return html`<link rel="stylesheet" href="/messages/${mail.id}/frame.css">
        <iframe title="${words.html}" src="/messages/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
    case 'text':
      if (mail.text === '') return html`<p class="empty">${words.noText}</p>`;
      return html`<pre class="letter">${mail.text}</pre>`;
    case 'files':
      return renderFiles(mail, language);
    case 'headers':
      return html`<div class="headers"><dl>${Object.entries(mail.headers).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`;
    case 'source':
      return html`<p class="more"><a href="/messages/${mail.id}/source">${words.downloadSource}</a> (${formatSize(raw.length, words.decimal)})</p>
        <pre>${raw.subarray(0, SOURCE_SHOWN).toString('utf8')}</pre>`;
  }
}

function renderFiles(mail: CaughtMail, language: Language): Markup {
  const words = WORDS[language];
  if (mail.attachments.length === 0) return html`<p class="empty">${words.noFiles}</p>`;
  return html`<ul class="attached">${mail.attachments.map(
    (file, index) => html`<li>
      <span>${file.filename}<small>${file.contentType}, ${formatSize(file.size, words.decimal)}</small></span>
      <a href="/messages/${mail.id}/attachments/${index}">${words.download}</a>
    </li>`,
  )}</ul>`;
}

/** What stands where a mail is asked for that there is not. */
export function renderNotFound(language: Language): Markup {
  const words = WORDS[language];
  return renderPage(
    language,
    words.notFound,
    `/${withLanguage(other(language))}`,
    html`
    <a class="back" href="/${withLanguage(language)}">${words.back}</a>
    <div class="card"><p class="empty">${words.notFound}</p></div>`,
  );
}

function renderPage(language: Language, title: string, otherLink: string, content: Markup): Markup {
  const words = WORDS[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/inbox.css">
</head>
<body>
  <header class="top"><div>
    <div><h1><a href="/${withLanguage(language)}">${words.title}</a></h1><p>${words.explanation}</p></div>
    <a class="language" lang="${other(language)}" hreflang="${other(language)}" href="${otherLink}">${words.otherLanguage}</a>
  </div></header>
  <main>${content}</main>
</body>
</html>`;
}

function other(language: Language): Language {
  return language === 'vi' ? 'en' : 'vi';
}

function withLanguage(language: Language): string {
  return language === 'en' ? '?lang=en' : '';
}
