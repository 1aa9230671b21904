import type { Context } from 'hono';
import { inZone, toDay } from '../../domain/local-time.ts';
import { type Remind, updateNames } from '../../domain/messages.ts';
import { addMs } from '../../domain/names.ts';
import { countOwing, listOwed, type OwingFilter } from '../../register/queries/count-owing.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import { listReminded } from '../../register/queries/list-reminded.ts';
import { derivePartId } from '../actions/part-request.ts';
import { type Part, type PartOutcome, performMany } from '../actions/perform-many.ts';
import { nameTarget } from '../addresses.ts';
import type { PortalEnv } from '../app.ts';
import type { PortalDeps } from '../deps.ts';
import { readForm, signForm } from '../form-token.ts';
import { renderOutcomes } from '../pages/outcomes.ts';
import { type OwesBy, renderOwed, renderOwes } from '../pages/owes.ts';
import { placeOf, readPage, sliceOf } from '../paging.ts';
import { listedScope } from '../scope.ts';
import type { Visit } from '../visit.ts';
import { readSentForm } from './read-form.ts';
import { sortOutcomes } from './review.ts';

type PortalContext = Context<PortalEnv>;

/** All reminders of one click are on record by then, and leave in one letter. */
const gatheringMs = 10_000;
/** More than any agency owes in one plan. */
const mostAtOnce = 1_000;

/** Who still owes how much, or what is still owed of which task; only for those who may know. */
export async function showOwes(deps: PortalDeps, c: PortalContext, by: OwesBy) {
  if (listedScope(c.var.visit) === 'none') return c.notFound();
  return c.html(await render(deps, c, by, null));
}

/** Everything that one agency owes, or that is owed of one task. */
export async function showOwed({ register }: PortalDeps, c: PortalContext, by: OwesBy) {
  const { visit } = c.var;
  if (listedScope(visit) === 'none') return c.notFound();
  const of = c.req.param('of') ?? '';
  const page = readPage(c.req.query('page'));
  const filter = { ...filterOf(visit), [by]: of };
  const { rows, total } = await listOwed(register, filter, sliceOf(page));
  if (total === 0 && !isKnown(visit, by, of)) return c.notFound();
  return c.html(renderOwed(visit, { by, of, rows, paging: placeOf(page, total) }));
}

/** Has one agency reminded of everything that it owes, in one letter; once a day. */
export async function remindAgency(deps: PortalDeps, c: PortalContext) {
  const { visit } = c.var;
  if (!mayRemind(visit)) return c.notFound();
  const { typed } = await readSentForm(c);
  const formRequest = await readForm(deps.keys, typed['form'] ?? '', formScope(visit), visit.now);
  if (formRequest === null) {
    return c.html(await render(deps, c, 'agency', visit.words.mistakes.stale), 422);
  }
  const agency = typed['agency'] ?? '';
  const filter = { ...filterOf(visit), agency };
  const { rows } = await listOwed(deps.register, filter, { limit: mostAtOnce, offset: 0 });
  const { present } = visit.view;
  const at = inZone(addMs(present.now, gatheringMs), present.timezone);
  const today = toDay(present.now, present.timezone);
  const reminded = await listReminded(deps.register, visit.link.plan, today);
  const parts = rows.map((row) => {
    const requestId = derivePartId(formRequest, nameTarget(row));
    const command: Remind = { requestId, agency, by: visit.link.agency, at };
    return { row, command };
  });
  const outcomes = reminded.has(agency)
    ? await repeat(deps, parts, visit)
    : await performMany(deps, { update: updateNames.remind }, parts, visit);
  const { outcome, owes } = visit.words.review;
  return c.html(
    renderOutcomes(visit, {
      said: outcome.reminded,
      ...sortOutcomes(outcomes, []),
      linked: true,
      back: { path: '/owes', title: owes.title },
      current: 'owes',
    }),
  );
}

/** An agency that was reminded today is not reminded again: only the same form sent twice has its answer. */
async function repeat({ register }: PortalDeps, parts: readonly Part[], { words }: Visit) {
  const text = words.refusal.AlreadyReminded;
  return await Promise.all(
    parts.map(async ({ row, command: { requestId } }): Promise<PartOutcome> => {
      const known = (await findRequest(register, requestId)) !== null;
      return {
        row,
        performed: known ? { kind: 'done', requestId } : { kind: 'refused', text },
      };
    }),
  );
}

async function render(deps: PortalDeps, c: PortalContext, by: OwesBy, mistake: string | null) {
  const { visit } = c.var;
  const { present, record } = visit.view;
  const page = readPage(c.req.query('page'));
  const { counts, total } = await countOwing(deps.register, by, filterOf(visit), sliceOf(page));
  const reminds = by === 'agency' && counts.length > 0 && mayRemind(visit);
  const today = toDay(present.now, present.timezone);
  return renderOwes(visit, {
    by,
    counts,
    total,
    paging: placeOf(page, total),
    token: reminds ? await signForm(deps.keys, formScope(visit), visit.now) : null,
    reminded: reminds ? await listReminded(deps.register, record.plan, today) : new Set(),
    mistake,
  });
}

/** A plan that is paused reminds nobody, and one that is closed no more. */
function mayRemind(visit: Visit): boolean {
  return listedScope(visit) !== 'none' && visit.view.record.status === 'running';
}

function filterOf(visit: Visit): OwingFilter {
  const { link, view } = visit;
  const about = { plan: link.plan, serverNow: view.serverNow };
  return listedScope(visit) === 'all' ? about : { ...about, reviewer: link.agency };
}

function isKnown({ view }: Visit, by: OwesBy, of: string): boolean {
  return by === 'agency'
    ? view.directory.agencies.some(({ id }) => id === of)
    : of === 'report' || view.plan.tasks.some(({ task }) => task === of);
}

function formScope({ token }: Visit) {
  return { link: token, action: 'remind', target: '' };
}
