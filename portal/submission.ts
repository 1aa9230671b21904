import { z } from 'zod';
import type { SubmitEvidence } from '../domain/messages.ts';
import { reportLinesSchema } from '../register/lines-of-event.ts';
import type { HistoryEntry } from '../register/queries/read-history.ts';

type SubmittedEvent = Extract<HistoryEntry, { what: 'event' }>['event'];
/** A file as it was handed in: its content by SHA-256, its place in the submission. */
export type SubmittedFile = Extract<HistoryEntry, { what: 'evidence' }>['evidence'];

/** What was handed in last: the event, what it says beside its files, and these. */
export interface Submission {
  readonly event: SubmittedEvent;
  readonly says: Omit<SubmitEvidence, 'requestId' | 'agency'>;
  readonly files: readonly SubmittedFile[];
}

const dataSchema = z.object({
  document: z
    .object({ number: z.string(), date: z.string(), issuer: z.string().nullable() })
    .nullable(),
  note: z.string().nullable(),
  lines: reportLinesSchema,
  values: z.record(z.string(), z.string()),
});

/** The newest submission in an assignment's history; null before the first. */
export function findSubmission(history: readonly HistoryEntry[]): Submission | null {
  const event = history.findLast(
    (entry) => entry.what === 'event' && entry.event.kind === 'submitted',
  );
  if (event?.what !== 'event') return null;
  const { workflowId, n, data } = event.event;
  const files = history.flatMap((entry) => {
    if (entry.what !== 'evidence') return [];
    const { evidence } = entry;
    return evidence.workflowId === workflowId && evidence.eventN === n ? [evidence] : [];
  });
  return { event: event.event, says: { ...dataSchema.parse(data), files: [] }, files };
}
