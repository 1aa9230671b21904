import { z } from 'zod';
import { progresses } from '../domain/assignment-state.ts';
import { inZone } from '../domain/local-time.ts';
import type {
  AnsweredAssignment,
  CooperationMailModel,
  DaysOfDeadline,
  HandedIn,
  MailHead,
} from '../mail/models.ts';
import type { NoticeToSend, StoredAssignment } from '../register/mail-queue.ts';
import { decisionData } from './decision-model.ts';
import type { MailContext } from './mail-context.ts';
import { countDays } from './mail-head.ts';

/** What the events carry into the notices about them. */
const dataOf = {
  reassigned: decisionData.extend({ from: z.string(), to: z.string(), reason: z.string() }),
  reopened: decisionData.extend({
    was: z.enum(progresses),
    from: z.string().nullable(),
    until: z.string().nullable(),
    reason: z.string(),
  }),
  contributed: z.object({
    by: z.string(),
    text: z.string(),
    document: decisionData.shape.document.nullable(),
  }),
  waitingFor: z.object({ on: z.string(), text: z.string() }),
} as const;

export type CooperationKind = keyof typeof dataOf;

/** True for notices about who does a task, and with whom. */
export function isCooperationKind(kind: string): kind is CooperationKind {
  return Object.hasOwn(dataOf, kind);
}

interface About {
  readonly head: MailHead;
  readonly assignment: AnsweredAssignment;
}

/** The mail about one of them; throws when the notice does not carry what its event must say. */
export function buildCooperationModel(
  context: MailContext,
  kind: CooperationKind,
  {
    notice,
    stored,
  }: { readonly notice: NoticeToSend['notice']; readonly stored: StoredAssignment },
  about: About,
): CooperationMailModel {
  const at = inZone(notice.at, context.plan.timezone);
  const days = daysOf(context, stored);
  switch (kind) {
    case 'reassigned':
      return buildReassigned(context, notice, stored, about);
    case 'reopened': {
      const { authority, document, ...said } = dataOf[kind].parse(notice.data);
      return { kind, ...about, ...days, ...said, decision: { authority, document } };
    }
    case 'contributed': {
      const { by, text, document } = dataOf[kind].parse(notice.data);
      return { kind, ...about, ...days, byName: context.nameOf(by), at, text, document };
    }
    case 'waitingFor':
      return { kind, ...about, ...days, askedAt: at, text: dataOf[kind].parse(notice.data).text };
  }
}

/** Two mails: one to whoever has it no more, one to whoever has it now. */
function buildReassigned(
  context: MailContext,
  notice: NoticeToSend['notice'],
  stored: StoredAssignment,
  about: About,
): CooperationMailModel {
  const { from, to, reason, ...decision } = dataOf.reassigned.parse(notice.data);
  if (notice.toAgency === from)
    return { kind: 'handedOver', ...about, decision, reason, toName: context.nameOf(to) };
  return {
    kind: 'takenOver',
    ...{ ...about, ...daysOf(context, stored), decision, reason },
    fromName: context.nameOf(from),
    handedIn: describeHandedIn(context, stored),
  };
}

function describeHandedIn(
  { plan }: MailContext,
  { submittedAt, progress, returnReason }: StoredAssignment,
): HandedIn | null {
  if (submittedAt === null) return null;
  const reason = progress === 'returned' ? (returnReason ?? '') : null;
  return { at: inZone(submittedAt, plan.timezone), returnReason: reason };
}

function daysOf(context: MailContext, { lastDay, cutoff }: StoredAssignment): DaysOfDeadline {
  return lastDay === null
    ? { workingDaysLeft: null, workingDaysOver: null }
    : countDays(context, { lastDay, cutoff });
}
