import { z } from 'zod';
import type { Json } from '../domain/batch.ts';
import type { DocumentReference } from '../domain/messages.ts';
import { cleanForTerminal } from './terminal-text.ts';
import type { CliWording } from './wording/wording.ts';

// What events carry; each part is shown where it is there, whatever kind of event it is.
const text = z.string().nullable().catch(null);
const dataSchema = z.object({
  reason: text,
  text,
  answer: text,
  authority: text,
  from: text,
  until: text,
  note: text,
  timeliness: z.enum(['onTime', 'onTimeAfterExtension', 'late', 'overdue']).nullable().catch(null),
  lastDay: text,
  document: z
    .object({ number: z.string(), date: z.string(), issuer: z.string().nullable() })
    .nullable()
    .catch(null),
  files: z.array(z.object({ name: z.string() })).catch([]),
  lines: z
    .array(
      z.object({
        task: z.string(),
        state: z.enum(['done', 'inProgress', 'notStarted']),
        text: z.string(),
      }),
    )
    .catch([]),
  values: z.record(z.string(), z.string()).catch({}),
});

/** What an event says, on one line, safe for a terminal; empty when it says nothing more than its kind. */
export function describeEventData(data: Json, wording: CliWording): string {
  const parsed = dataSchema.safeParse(data ?? {});
  if (!parsed.success) return '';
  const { reason, note, timeliness, lastDay, document, files, lines, values } = parsed.data;
  const { text: said, answer, authority, from, until } = parsed.data;
  const parts = [
    ...(until === null ? [] : [wording.lastDayMoved(from, until)]),
    ...(said === null ? [] : [said]),
    ...(answer === null ? [] : [`${wording.answer}: ${answer}`]),
    ...(reason === null || reason === ''
      ? []
      : [`${wording.reason}: ${nameReason(reason, wording)}`]),
    ...(timeliness === null ? [] : [wording.timeliness[timeliness]]),
    ...(lastDay === null ? [] : [`${wording.columns.lastDay} ${wording.day(lastDay)}`]),
    ...(authority === null ? [] : [`${wording.authority}: ${authority}`]),
    ...(document === null ? [] : [describeDocument(document, wording)]),
    ...files.map(({ name }) => name),
    ...(note === null ? [] : [note]),
    ...lines.map((line) => `${line.task} ${wording.lineState[line.state]}: ${line.text}`),
    ...Object.entries(values).map(([name, value]) => `${name} = ${value}`),
  ];
  return cleanForTerminal(parts.join('; '));
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
