import { z } from 'zod';
import type { Json } from '../domain/batch.ts';
import type { DocumentReference } from '../domain/messages.ts';
import { reportLinesSchema } from '../register/lines-of-event.ts';
import type { PlanView } from './plan-view.ts';
import { cleanForTerminal } from './terminal-text.ts';
import type { CliWording } from './wording/wording.ts';

type View = Pick<PlanView, 'wording' | 'nameOf'>;

// What events carry; each part is shown where it is there, whatever kind of event it is.
const text = z.string().nullable().catch(null);
const count = z.number().catch(0);
const replaced = z.object({ from: text, to: text }).nullable().catch(null);
const list = z.array(z.string());
const dataSchema = z.object({
  reason: text,
  text,
  answer: text,
  authority: text,
  from: text,
  until: text,
  note: text,
  timeliness: z.enum(['onTime', 'onTimeAfterExtension', 'late', 'overdue']).nullable().catch(null),
  lastDay: z.union([z.string(), replaced]).nullable().catch(null),
  document: z
    .object({ number: z.string(), date: z.string(), issuer: z.string().nullable() })
    .nullable()
    .catch(null),
  files: z.array(z.object({ name: z.string() })).catch([]),
  lines: reportLinesSchema.catch([]),
  values: z.record(z.string(), z.string()).catch({}),
  to: text,
  on: text,
  was: text,
  progress: text,
  cause: text,
  merged: z.boolean().catch(false),
  removed: z.boolean().catch(false),
  version: z.number().nullable().catch(null),
  task: text,
  title: replaced,
  products: z.object({ from: list, to: list }).nullable().catch(null),
  reviewer: replaced,
  opened: count,
  changed: count,
  stopped: count,
});

type Data = z.infer<typeof dataSchema>;

/** What an event says, on one line, safe for a terminal; empty when it says nothing more than its kind. */
export function describeEventData(
  event: { readonly kind: string; readonly data: Json },
  view: View,
): string {
  const parsed = dataSchema.safeParse(event.data ?? {});
  if (!parsed.success) return '';
  const { data } = parsed;
  const { wording } = view;
  const { reason, note, timeliness, document, files, lines, values } = data;
  const { text: said, answer, authority, from, until } = data;
  const parts = [
    ...listPassing(event.kind, data, view),
    ...listAmended(data, view),
    ...(until === null ? [] : [wording.lastDayMoved(from, until)]),
    ...(said === null ? [] : [said]),
    ...(answer === null ? [] : [`${wording.answer}: ${answer}`]),
    ...(reason === null || reason === ''
      ? []
      : [`${wording.reason}: ${nameReason(reason, wording)}`]),
    ...(timeliness === null ? [] : [wording.timeliness[timeliness]]),
    describeLastDay(data.lastDay, wording),
    ...(authority === null ? [] : [`${wording.authority}: ${authority}`]),
    ...(document === null ? [] : [describeDocument(document, wording)]),
    ...files.map(({ name }) => name),
    ...(note === null ? [] : [note]),
    ...lines.map((line) => `${line.task} ${wording.lineState[line.state]}: ${line.text}`),
    ...Object.entries(values).map(([name, value]) => `${name} = ${value}`),
  ];
  return cleanForTerminal(parts.filter((part) => part !== '').join('; '));
}

/** Who has it now, had it before, or is waited for; what it was. */
function listPassing(kind: string, data: Data, { wording, nameOf }: View): string[] {
  const { said } = wording;
  const { to, from, on, was, progress } = data;
  return [
    ...(kind === 'reassigned' && to !== null ? [said.passedTo(nameOf(to))] : []),
    ...(kind === 'takenOver' && from !== null ? [said.takenOverFrom(nameOf(from))] : []),
    ...(data.cause === 'succession' ? [said.succession] : []),
    ...(data.merged ? [said.merged] : []),
    ...(on === null ? [] : [said.waitsFor(nameOf(on))]),
    ...(was === null ? [] : [said.was(nameProgress(was, wording))]),
    ...(kind === 'takenOver' && progress !== null ? [nameProgress(progress, wording)] : []),
  ];
}

/** What a new version of the plan changes, and where. */
function listAmended(data: Data, { wording, nameOf }: View): string[] {
  const { said } = wording;
  const { version, task, title, products, reviewer } = data;
  const name = (agency: string | null) => (agency === null ? wording.none : nameOf(agency));
  return [
    ...(version === null ? [] : [said.version(version)]),
    ...(task === null ? [] : [`${wording.receipt.task} ${task}`]),
    ...(data.removed ? [said.removed] : []),
    ...(title === null ? [] : [said.replaced(said.title, title.from ?? '', title.to ?? '')]),
    ...(products === null
      ? []
      : [said.replaced(said.products, products.from.join(', '), products.to.join(', '))]),
    ...(reviewer === null
      ? []
      : [said.replaced(wording.reviewer, name(reviewer.from), name(reviewer.to))]),
    wording.planChanges(data),
  ];
}

/** A last day that was set, or replaced by a new version. */
function describeLastDay(lastDay: Data['lastDay'], wording: CliWording): string {
  if (lastDay === null) return '';
  const { lastDay: title } = wording.columns;
  if (typeof lastDay === 'string') return `${title} ${wording.day(lastDay)}`;
  const { from, to } = lastDay;
  return to === null ? wording.undated : `${title} ${wording.lastDayMoved(from, to)}`;
}

/** A progress by its word; one of a newer workflow as it is recorded. */
function nameProgress(progress: string, wording: CliWording): string {
  const words: Readonly<Record<string, string>> = wording.progress;
  return words[progress] ?? progress;
}

/** A reason is what somebody wrote, or the name of why an assignment is not followed. */
function nameReason(reason: string, { notFollowed }: CliWording): string {
  return reason === 'beforeIssue' || reason === 'beforeTracking' ? notFollowed[reason] : reason;
}

/** A document by number, day and, where it is told, issuer. */
export function describeDocument(
  { number, date, issuer }: DocumentReference,
  wording: CliWording,
): string {
  return [number, wording.day(date), ...(issuer === null ? [] : [issuer])].join(', ');
}
