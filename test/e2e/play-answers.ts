import { DateTime } from 'luxon';
import type { Receipt } from '../../domain/messages.ts';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import { findWorkflowsOf } from '../../register/queries/find-workflows.ts';
import type { Rehearsal } from '../../worker/rehearsal.ts';
import { anAcknowledge, answered, aReview, aSubmission } from '../rig/updates.ts';

const zone = 'Asia/Ho_Chi_Minh';
const minute = "yyyy-MM-dd' 'HH:mm";

/** What somebody does with an assignment, at which local time. */
export type Action = {
  /** `2023-09-05 10:00` */
  readonly at: string;
  readonly task: string;
  readonly period: string;
  readonly agency: string;
} & (
  | { readonly does: 'acknowledges' }
  | { readonly does: 'submits'; readonly note: string; readonly line?: string }
  | { readonly does: 'isAccepted'; readonly by: string }
  | { readonly does: 'isReturned'; readonly by: string; readonly reason: string }
);

/** Lets time pass until each action, takes it, and has its answer on record before going on. */
export async function play(
  rehearsal: Rehearsal,
  plan: string,
  actions: readonly Action[],
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const action of actions) {
    await rehearsal.advanceTo(toInstant(action.at));
    receipts.push(await act(rehearsal, plan, action));
  }
  return receipts;
}

/** The instant of a local time of these plans. */
export function toInstant(local: string): string {
  return DateTime.fromFormat(local, minute, { zone }).toUTC().toISO() ?? '';
}

/** Local time to the nearest minute: what happens at eight stands a moment after it on record. */
export function toLocalMinute(at: Date | string): string {
  const instant = new Date(at).getTime();
  return DateTime.fromMillis(instant + 30_000, { zone }).toFormat(minute);
}

/** When a mail says that it was sent. */
export function sentAt({ headers }: CaughtMail): string {
  const { date = '' } = headers;
  return toLocalMinute(new Date(date.replace(/^date:/i, '')));
}

/** The words of a mail on one line. */
export function wordsOf({ text }: CaughtMail): string {
  return text.replace(/\s+/gu, ' ');
}

async function act(rehearsal: Rehearsal, plan: string, action: Action): Promise<Receipt> {
  const [workflowId] = await findWorkflowsOf(rehearsal.register, { ...action, plan });
  if (workflowId === undefined) throw new Error(`expected a workflow: ${JSON.stringify(action)}`);
  const { agency } = action;
  const requestId = `${action.agency}-${action.does}-${action.task}-${action.at}`;
  switch (action.does) {
    case 'acknowledges':
      return await answered(rehearsal, workflowId, 'acknowledge', anAcknowledge(agency, requestId));
    case 'submits':
      return await answered(
        rehearsal,
        workflowId,
        'submitEvidence',
        aSubmission(agency, requestId, describe(action)),
      );
    case 'isAccepted':
      return await answered(
        rehearsal,
        workflowId,
        'review',
        aReview(agency, requestId, { by: action.by }),
      );
    case 'isReturned':
      return await answered(
        rehearsal,
        workflowId,
        'review',
        aReview(agency, requestId, { by: action.by, decision: 'return', reason: action.reason }),
      );
  }
}

function describe({ note, line }: { readonly note: string; readonly line?: string }) {
  if (line === undefined) return { note };
  return { note: null, lines: [{ task: line, state: 'inProgress' as const, text: note }] };
}
