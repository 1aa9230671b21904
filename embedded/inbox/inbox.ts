import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { CaughtMail } from '../caught-mail.ts';
import type { MailRecord } from '../mail-store.ts';
import { filterMails, listRecipients } from './filter.ts';
import { styleFrame } from './frame.ts';
import { renderList, renderMessage, renderNotFound, TABS } from './pages.ts';
import { STYLE } from './style.ts';

const PAGE_SIZE = 50;
const API_SIZE = 1_000;

/** A style sheet, a frame of our own and nothing else: no script, nothing from elsewhere. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A mail's own HTML: its styles and the pictures it carries; its links open in a new window. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'self'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

const Query = z.object({
  lang: z.enum(['vi', 'en']).catch('vi'),
  tab: z.enum(TABS).nullable().catch(null),
  page: z.coerce.number().int().min(1).catch(1),
  to: z.string().catch(''),
  q: z.string().catch(''),
});

export interface InboxSource {
  /** Oldest first. */
  readonly records: () => readonly MailRecord[];
  readonly read: (id: string) => Promise<CaughtMail | null>;
  readonly readRaw: (id: string) => Promise<Buffer | null>;
}

/**
 * The web inbox: pages made on the server that need no script, and JSON at `/api/messages`
 * (newest first; the same filters) and `/api/messages/<id>`. It shows mails as what they are,
 * material from elsewhere: nothing in them runs, and nothing outside is asked for anything.
 */
export function createInbox(source: InboxSource): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    // A name that resolves to this machine must not let another site's page read the mails.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(c.req.header('host') ?? '')) {
      return c.text('Open this inbox as 127.0.0.1 or localhost.', 403);
    }
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    return undefined;
  });
  app.get('/inbox.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/', (c) => showList(c, source));
  app.get('/messages/:id', (c) => showMessage(c, source));
  app.get('/messages/:id/html', (c) => sendHtml(c, source));
  app.get('/messages/:id/frame.css', (c) => sendFrameStyle(c, source));
  app.get('/messages/:id/source', (c) => sendSource(c, source));
  app.get('/messages/:id/attachments/:index', (c) => sendAttachment(c, source));
  app.get('/api/messages', (c) => listAsJson(c, source));
  app.get('/api/messages/:id', (c) => sendAsJson(c, source));
  app.notFound((c) => showNotFound(c));
  return app;
}

function readQuery(c: Context) {
  return Query.parse(c.req.query());
}

function showList(c: Context, source: InboxSource) {
  const { lang, to, q, page: wanted } = readQuery(c);
  const records = source.records();
  const fitting = filterMails(records, { to, words: q });
  const pages = Math.max(1, Math.ceil(fitting.length / PAGE_SIZE));
  const page = Math.min(wanted, pages);
  c.header('Content-Security-Policy', PAGE_POLICY);
  return c.html(
    renderList({
      language: lang,
      mails: fitting.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
      recipients: listRecipients(records),
      filter: { to, words: q },
      fitting: fitting.length,
      all: records.length,
      page,
      pages,
    }),
  );
}

async function findMail(c: Context, source: InboxSource) {
  const id = c.req.param('id') ?? '';
  const [mail, raw] = await Promise.all([source.read(id), source.readRaw(id)]);
  return mail === null || raw === null ? null : { mail, raw };
}

async function showMessage(c: Context, source: InboxSource) {
  const found = await findMail(c, source);
  if (found === null) return showNotFound(c);
  const { lang, tab } = readQuery(c);
  c.header('Content-Security-Policy', PAGE_POLICY);
  const first = found.mail.html === null ? 'text' : 'html';
  return c.html(renderMessage(found.mail, found.raw, tab ?? first, lang));
}

function showNotFound(c: Context) {
  c.header('Content-Security-Policy', PAGE_POLICY);
  return c.html(renderNotFound(readQuery(c).lang), 404);
}

async function sendHtml(c: Context, source: InboxSource) {
  const found = await findMail(c, source);
  if (found === null || found.mail.html === null) return showNotFound(c);
  c.header('Content-Security-Policy', MAIL_POLICY);
  return c.html(openLinksOutside(found.mail.html));
}

async function sendFrameStyle(c: Context, source: InboxSource) {
  const mail = await source.read(c.req.param('id') ?? '');
  if (mail === null) return showNotFound(c);
  return c.body(styleFrame(mail.text), 200, { 'Content-Type': 'text/css; charset=utf-8' });
}

/** Links must not open inside the frame, where most sites refuse to show themselves. */
function openLinksOutside(mailHtml: string): string {
  const base = '<base target="_blank">';
  const head = /<head[^>]*>/i.exec(mailHtml);
  if (head === null) return `${base}${mailHtml}`;
  const end = head.index + head[0].length;
  return `${mailHtml.slice(0, end)}${base}${mailHtml.slice(end)}`;
}

async function sendSource(c: Context, source: InboxSource) {
  const raw = await source.readRaw(c.req.param('id') ?? '');
  if (raw === null) return showNotFound(c);
  c.header('Content-Security-Policy', FILE_POLICY);
  return c.body(new Uint8Array(raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' });
}

/** Always as a download and as mere bytes: an attached page must never open as a page of ours. */
async function sendAttachment(c: Context, source: InboxSource) {
  const found = await findMail(c, source);
  const file = found?.mail.attachments[Number(c.req.param('index'))];
  if (file === undefined) return showNotFound(c);
  c.header('Content-Security-Policy', FILE_POLICY);
  return c.body(new Uint8Array(file.content), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeRfc5987(file.filename)}`,
  });
}

/** RFC 5987 allows fewer characters than a URL does. */
function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function listAsJson(c: Context, source: InboxSource) {
  const { to, q, page } = readQuery(c);
  const fitting = filterMails(source.records(), { to, words: q });
  const shown = fitting.slice((page - 1) * API_SIZE, page * API_SIZE);
  const messages = shown.map(({ searchText: _, ...record }) => record);
  return c.json({ total: fitting.length, page, pageSize: API_SIZE, messages });
}

async function sendAsJson(c: Context, source: InboxSource) {
  const mail = await source.read(c.req.param('id') ?? '');
  if (mail === null) return c.json({ error: 'There is no such mail.' }, 404);
  const attachments = mail.attachments.map(({ content, ...file }) => ({
    ...file,
    content: content.toString('base64'),
  }));
  return c.json({ ...mail, attachments });
}
