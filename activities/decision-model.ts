import { z } from 'zod';
import { inZone } from '../domain/local-time.ts';
import type { AnsweredAssignment, DecisionMailModel, MailHead } from '../mail/models.ts';
import type { NoticeToSend } from '../register/mail-queue.ts';
import type { MailContext } from './mail-context.ts';

/** Who decided, as events carry it into the notices about them. */
export const decisionData = z.object({
  authority: z.string(),
  document: z.object({ number: z.string(), date: z.string(), issuer: z.string().nullable() }),
});

/** Only reminders say when it was: the first letter leaves at that moment. */
const askedAt = z.string().optional();

/** What the events carry into the notices about them. */
const dataOf = {
  extensionRequested: z.object({ until: z.string(), reason: z.string(), askedAt }),
  extensionDecided: decisionData.extend({
    decision: z.enum(['grant', 'refuse']),
    from: z.string().nullable(),
    until: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  obstacleReported: z.object({ text: z.string(), askedAt }),
  obstacleAnswered: z.object({ text: z.string(), answer: z.string() }),
  instructed: decisionData.extend({ text: z.string() }),
  waived: decisionData.extend({ reason: z.string() }),
} as const;

export type DecisionKind = keyof typeof dataOf;

/** True for notices about an extension, an obstacle, an instruction or the stop. */
export function isDecisionKind(kind: string): kind is DecisionKind {
  return Object.hasOwn(dataOf, kind);
}

/** The mail about one of them; throws when the notice does not carry what its event must say. */
export function buildDecisionModel(
  { plan }: MailContext,
  kind: DecisionKind,
  notice: NoticeToSend['notice'],
  about: { readonly head: MailHead; readonly assignment: AnsweredAssignment },
): DecisionMailModel {
  const at = inZone(notice.at, plan.timezone);
  switch (kind) {
    case 'extensionRequested': {
      const { askedAt: requestedAt = at, ...said } = dataOf[kind].parse(notice.data);
      return { kind, ...about, requestedAt, ...said, isReminder: notice.step > 0 };
    }
    case 'extensionDecided':
      return { kind, ...about, ...readExtension(notice) };
    case 'obstacleReported': {
      const { askedAt: reportedAt = at, ...said } = dataOf[kind].parse(notice.data);
      return { kind, ...about, reportedAt, ...said, isReminder: notice.step > 0 };
    }
    case 'obstacleAnswered':
      return { kind, ...about, answeredAt: at, ...dataOf[kind].parse(notice.data) };
    case 'instructed': {
      const { text, ...decision } = dataOf[kind].parse(notice.data);
      return { kind, ...about, text, decision };
    }
    case 'waived': {
      const { reason, ...decision } = dataOf[kind].parse(notice.data);
      return { kind, ...about, reason, decision };
    }
  }
}

function readExtension({ data }: NoticeToSend['notice']) {
  const { decision: way, from, until, reason, ...decision } = dataOf.extensionDecided.parse(data);
  const said = reason?.trim() ?? '';
  return {
    from,
    until: way === 'grant' ? until : null,
    reason: said === '' ? null : said,
    decision,
  };
}
