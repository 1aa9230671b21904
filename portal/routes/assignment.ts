import type { Context } from 'hono';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { readEventsAndEvidence } from '../../register/queries/read-history.ts';
import type { Action } from '../actions/action.ts';
import { findMistakes, type Mistake, type Typed } from '../actions/field.ts';
import { leadActions } from '../actions/lead-actions.ts';
import { officeActions } from '../actions/office-actions.ts';
import { perform } from '../actions/perform.ts';
import { reviewActions } from '../actions/review-actions.ts';
import { assignmentPath, linkTo, nameTarget, receiptPath } from '../addresses.ts';
import type { PortalEnv } from '../app.ts';
import type { PortalDeps } from '../deps.ts';
import { type FormScope, readForm, signForm } from '../form-token.ts';
import { renderAssignmentPage } from '../pages/assignment.ts';
import type { FormView } from '../pages/form.ts';
import { findVisible } from '../scope.ts';
import { findSubmission } from '../submission.ts';
import { buildSubmissionForm, type SentSubmission } from '../upload/build-form.ts';
import type { Visit } from '../visit.ts';
import { readSentForm } from './read-form.ts';

type PortalContext = Context<PortalEnv>;

/** A form that could not be carried out: it is shown again as it was typed. */
interface Attempt {
  readonly action: Action;
  readonly typed: Typed;
  readonly mistakes: readonly Mistake[];
  /** The same request id again when the first may still be accepted; else a new one. */
  readonly token: string | null;
}

const allActions: readonly Action[] = [...reviewActions, ...officeActions, ...leadActions];
const shownEvents = 50;

/** The page of one assignment; for whom it is not meant it is not there. */
export async function showAssignment(deps: PortalDeps, c: PortalContext) {
  const { visit } = c.var;
  const row = await findVisible(visit, readTarget(c));
  if (row === null) return c.notFound();
  return c.html(await renderWith(deps, visit, row, { attempt: null, handIn: null }));
}

/**
 * Carries out what a form asks for, and leads to its receipt; or shows the form again with what was typed and
 * what is wrong. Nothing happens without the form's own token.
 */
export async function doAction(deps: PortalDeps, c: PortalContext) {
  const { visit } = c.var;
  const row = await findVisible(visit, readTarget(c));
  const action = allActions.find(({ name }) => name === c.req.param('action'));
  if (row === null || action === undefined) return c.notFound();
  const { typed } = await readSentForm(c);
  const token = typed['form'] ?? '';
  const scope = scopeOf(visit, action, row);
  const requestId = await readForm(deps.keys, token, scope, visit.now);
  const refuse = async (mistakes: readonly Mistake[], again: string | null) =>
    c.html(
      await renderWith(deps, visit, row, {
        attempt: { action, typed, mistakes, token: again },
        handIn: null,
      }),
      422,
    );

  if (requestId === null) {
    const { changed, stale } = visit.words.mistakes;
    const text = action.answers === undefined ? stale : changed;
    return await refuse([{ field: null, text }], null);
  }
  const mistakes = findMistakes(action.fields(visit, row), typed, visit.words);
  if (mistakes.length > 0) return await refuse(mistakes, token);
  const command = action.build({ visit, row, requestId }, typed);
  const { workflowId } = row;
  const performed = await perform(deps, action, { workflowId, command }, visit.words);
  if (performed.kind === 'refused')
    return await refuse([{ field: null, text: performed.text }], token);
  return c.redirect(linkTo(visit, receiptPath(performed.requestId)), 303);
}

/** The page of an assignment, with the form that was sent and could not be carried out as it was filled in. */
export async function renderWith(
  deps: PortalDeps,
  visit: Visit,
  row: ListedAssignment,
  { attempt, handIn }: { readonly attempt: Attempt | null; readonly handIn: SentSubmission | null },
) {
  const { plan } = visit.link;
  const { task, period, agency } = row;
  const history = await readEventsAndEvidence(deps.register, { plan, task, period, agency });
  const events = history.flatMap((entry) => (entry.what === 'event' ? [entry.event] : []));
  const submission = findSubmission(history);
  return renderAssignmentPage(visit, {
    row,
    history: events.reverse().slice(0, shownEvents),
    submission,
    handIn: await buildSubmissionForm(deps, visit, row, { sent: handIn, before: submission }),
    forms: await buildForms(deps, visit, row, attempt),
  });
}

async function buildForms(
  deps: PortalDeps,
  visit: Visit,
  row: ListedAssignment,
  attempt: Attempt | null,
): Promise<FormView[]> {
  // A form that was never offered to this visitor is not offered by asking for it with a token of one's own making.
  const isAgain = (action: Action) => action === attempt?.action && attempt.token !== null;
  const isShown = (action: Action) => isAgain(action) || action.isOpen(visit, row);
  return await Promise.all(
    allActions.filter(isShown).map(async (action) => {
      const mine = action === attempt?.action ? attempt : null;
      const scope = scopeOf(visit, action, row);
      return {
        action,
        fields: action.fields(visit, row),
        to: linkTo(visit, `${assignmentPath(row)}/${action.name}`),
        token: mine?.token ?? (await signForm(deps.keys, scope, visit.now)),
        typed: mine?.typed ?? action.initial?.(visit, row) ?? {},
        mistakes: mine?.mistakes ?? [],
      };
    }),
  );
}

function scopeOf({ token }: Visit, action: Action, row: ListedAssignment): FormScope {
  const answered = action.answers?.(row);
  const target = nameTarget(row);
  return {
    link: token,
    action: action.name,
    target: answered === undefined ? target : `${target} ${answered}`,
  };
}

/** Which assignment an address names. */
export function readTarget(c: PortalContext) {
  const { task = '', period = '', agency = '' } = c.req.param() as Record<string, string>;
  return { task, period, agency };
}
