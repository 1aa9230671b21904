import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Locale } from '../domain/plan.ts';
import { fingerprint } from '../links/link-keys.ts';
import type { PortalDeps } from './deps.ts';
import { protect } from './headers.ts';
import { icon } from './icon.ts';
import { RequestLimits, refuse } from './limits.ts';
import { renderNotice } from './pages/page.ts';
import { doAction, showAssignment } from './routes/assignment.ts';
import { contribute, showContribution } from './routes/contribution.ts';
import { sendFile } from './routes/file.ts';
import { showHome } from './routes/home.ts';
import { showOffice } from './routes/office.ts';
import { showList, showOverview } from './routes/overview.ts';
import { remindAgency, showOwed, showOwes } from './routes/owes.ts';
import { showReceipt } from './routes/receipt.ts';
import { acceptChosen, showWaiting } from './routes/review.ts';
import { handIn } from './routes/submit.ts';
import { style } from './style.ts';
import { openVisit, type Visit } from './visit.ts';
import { wordsOf } from './wording/portal-wording-for.ts';

/** What the pages below a link know: whose link it is. */
export interface PortalEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: { visit: Visit };
}

/** A form without files; a text of 4,000 letters may be four times as long in a browser's encoding. */
const largestForm = 256 * 1024;

/**
 * The pages behind the links in mails. Looking changes nothing: mail scanners follow links. What is changed goes
 * through an update of the workflow that holds the assignment, out of a form with a one-time token.
 */
export function createPortal(deps: PortalDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  const limits = new RequestLimits(deps.proxies, deps.limits);
  app.use(protect);
  app.use(limits.everyRequest);
  app.get('/portal.css', (c) => {
    c.header('Cache-Control', 'public, max-age=3600');
    return c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.get('/favicon.svg', (c) => {
    c.header('Cache-Control', 'public, max-age=86400');
    return c.body(icon, 200, { 'Content-Type': 'image/svg+xml' });
  });
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.use('/v/:token/*', async (c, next) => {
    const visit = await openVisit(deps, c.req.param('token'), readLang(c));
    if (visit === null) {
      return (await limits.isGuessOver(c)) ? refuse(c) : showNotice(c, 'noLink', 404);
    }
    if (await limits.isLinkOver(visit.token)) return refuse(c);
    c.set('visit', visit);
    await next();
    return undefined;
  });
  // Links of the list are relative: a hundred of them would carry the token a hundred times.
  app.get('/v/:token', (c) => c.redirect(`/v/${c.req.param('token')}/`));
  app.get('/v/:token/', showHome);
  app.get('/v/:token/t/:task/:period/:agency', (c) => showAssignment(deps, c));
  app.get('/v/:token/office', showOffice);
  app.get('/v/:token/overview', showOverview);
  app.get('/v/:token/list', showList);
  app.get('/v/:token/r/:request', (c) => showReceipt(deps, c));
  app.get('/v/:token/review', (c) => showWaiting(deps, c));
  const form = bodyLimit({
    maxSize: largestForm,
    onError: (c) => showNotice(c, 'tooLarge', 413),
  });
  app.post('/v/:token/review/accept', form, (c) => acceptChosen(deps, c));
  app.get('/v/:token/owes', (c) => showOwes(deps, c, 'agency'));
  app.get('/v/:token/owes/task', (c) => showOwes(deps, c, 'task'));
  app.get('/v/:token/owes/agency/:of', (c) => showOwed(deps, c, 'agency'));
  app.get('/v/:token/owes/task/:of', (c) => showOwed(deps, c, 'task'));
  app.post('/v/:token/owes/remind', form, (c) => remindAgency(deps, c));
  app.get('/v/:token/c/:task/:period', (c) => showContribution(deps, c));
  app.post('/v/:token/c/:task/:period', form, (c) => contribute(deps, c));
  app.get('/v/:token/f/:sha256/:position', (c) => sendFile(deps, c));
  app.post('/v/:token/t/:task/:period/:agency/submit', (c) => handIn(deps, c));
  app.post('/v/:token/t/:task/:period/:agency/:action', form, (c) => doAction(deps, c));
  app.notFound((c) => showNotice(c, 'notFound', 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return showNotice(c, 'notFound', 404);
    // The address holds a token: only its fingerprint is logged.
    const visit = c.var.visit as Visit | undefined;
    const link = visit === undefined ? null : fingerprint(visit.token);
    deps.log.error({ err: error, link }, 'the portal failed');
    return showNotice(c, 'failed', 500);
  });
  return app;
}

function showNotice(
  c: Context,
  kind: 'noLink' | 'notFound' | 'failed' | 'tooLarge',
  status: 404 | 413 | 500,
) {
  const visit: Visit | undefined = c.get('visit');
  const locale = readLang(c) ?? visit?.words.shared.locale ?? 'vi';
  return c.html(renderNotice(wordsOf(locale).errors[kind], locale), status);
}

function readLang(c: Context): Locale | undefined {
  const lang = c.req.query('lang');
  return lang === 'vi' || lang === 'en' ? lang : undefined;
}
