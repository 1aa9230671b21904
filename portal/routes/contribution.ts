import type { Context } from 'hono';
import { isFinal } from '../../domain/assignment.ts';
import { type Contribute, updateNames } from '../../domain/messages.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { documentFields, readDocument } from '../actions/decision-fields.ts';
import { type Field, findMistakes, type Mistake } from '../actions/field.ts';
import { derivePartId } from '../actions/part-request.ts';
import { performMany } from '../actions/perform-many.ts';
import { contributionPath, nameTarget } from '../addresses.ts';
import type { PortalEnv } from '../app.ts';
import { writeChosen } from '../chosen.ts';
import type { PortalDeps } from '../deps.ts';
import { readForm, signForm } from '../form-token.ts';
import { renderContribution } from '../pages/contribution.ts';
import { renderOutcomes } from '../pages/outcomes.ts';
import { coordinates } from '../scope.ts';
import type { Visit } from '../visit.ts';
import { readSentForm, type SentForm } from './read-form.ts';
import { sortOutcomes } from './review.ts';

type PortalContext = Context<PortalEnv>;

const fields: readonly Field[] = [
  { name: 'text', kind: 'area', required: true, most: 4_000 },
  ...documentFields(false),
];

/** A form that was sent and could not be carried out; it is shown as it was. */
interface Attempt {
  readonly sent: SentForm;
  readonly mistakes: readonly Mistake[];
  readonly token: string | null;
}

/** The leads of a task that this agency coordinates; for any other agency there is no such page. */
export async function showContribution(deps: PortalDeps, c: PortalContext) {
  const { visit } = c.var;
  const leads = await readLeads(visit, readPlace(c));
  return leads === null ? c.notFound() : c.html(await render(deps, c, leads, null));
}

/** Notes what a coordinator has done for the leads chosen, for each by itself. */
export async function contribute(deps: PortalDeps, c: PortalContext) {
  const { visit } = c.var;
  const place = readPlace(c);
  const leads = await readLeads(visit, place);
  if (leads === null) return c.notFound();
  const sent = await readSentForm(c);
  const token = sent.typed['form'] ?? '';
  const formRequest = await readForm(deps.keys, token, formScope(visit, place), visit.now);
  const { words } = visit;
  const refuse = async (mistakes: readonly Mistake[], again: string | null) =>
    c.html(await render(deps, c, leads, { sent, mistakes, token: again }), 422);
  if (formRequest === null)
    return await refuse([{ field: null, text: words.mistakes.stale }], null);
  const picked = sent.chosen('pick');
  const chosen = leads.filter((row) => picked.includes(nameLead(row)));
  const mistakes = [
    ...(chosen.length > 0
      ? []
      : [{ field: null, text: words.mistakes.notChosen(words.review.contribution.leads) }]),
    ...findMistakes(fields, sent.typed, words),
    ...findHalfDocument(sent, visit),
  ];
  if (mistakes.length > 0) return await refuse(mistakes, token);
  const parts = chosen.map((row) => ({ row, command: build(visit, row, sent, formRequest) }));
  const outcomes = await performMany(deps, { update: updateNames.contribute }, parts, visit);
  return c.html(
    renderOutcomes(visit, {
      said: words.review.outcome.contributed,
      ...sortOutcomes(outcomes, []),
      linked: false,
      back: { path: contributionPath(place), title: words.review.contribution.title },
      current: null,
    }),
  );
}

function build(
  { link }: Visit,
  row: ListedAssignment,
  { typed }: SentForm,
  formRequest: string,
): Contribute {
  return {
    requestId: derivePartId(formRequest, nameTarget(row)),
    agency: row.agency,
    by: link.agency,
    text: typed['text'] ?? '',
    document: readDocument(typed),
  };
}

/** A document has a number and a day, or is none. */
function findHalfDocument({ typed }: SentForm, { words }: Visit): Mistake[] {
  const isEmpty = (name: string) => (typed[name] ?? '').trim() === '';
  const names = ['number', 'date'] as const;
  const missing = names.filter(isEmpty);
  if (missing.length === 0 || (missing.length === names.length && isEmpty('issuer'))) return [];
  return missing.map((field) => ({ field, text: words.mistakes.missing(words.field[field]) }));
}

async function render(
  deps: PortalDeps,
  c: PortalContext,
  leads: readonly ListedAssignment[],
  attempt: Attempt | null,
) {
  const { visit } = c.var;
  const place = readPlace(c);
  const open = leads.filter((row) => !isFinal(row.progress));
  const isRunning = visit.view.record.status !== 'closed';
  return renderContribution(visit, {
    ...place,
    leads: open,
    fields,
    chosen: attempt?.sent.chosen('pick') ?? listWaiting(visit, open),
    typed: attempt?.sent.typed ?? {},
    mistakes: attempt?.mistakes ?? [],
    token: isRunning
      ? (attempt?.token ?? (await signForm(deps.keys, formScope(visit, place), visit.now)))
      : null,
  });
}

/** Who waits for this agency is chosen from the start. */
function listWaiting({ link }: Visit, leads: readonly ListedAssignment[]): string[] {
  return leads.filter(({ waitingFor }) => waitingFor?.agency === link.agency).map(nameLead);
}

function nameLead(row: ListedAssignment): string {
  return writeChosen({ ...row, submittedAt: null });
}

/** Every lead of a task's period but the agency itself; null when it coordinates no such task. */
async function readLeads(visit: Visit, { task, period }: { task: string; period: string }) {
  if (!coordinates(visit, task)) return null;
  const { register, record, serverNow } = visit.view;
  const rows = await listAssignments(register, { plan: record.plan, task, period }, serverNow);
  const others = rows.filter(({ agency }) => agency !== visit.link.agency);
  return others.length === 0 ? null : others;
}

function readPlace(c: PortalContext) {
  return { task: c.req.param('task') ?? '', period: c.req.param('period') ?? '' };
}

function formScope({ token }: Visit, { task, period }: { task: string; period: string }) {
  return { link: token, action: 'contribute', target: `${task}/${period}` };
}
