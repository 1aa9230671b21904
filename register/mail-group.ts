import type { NoticeEntry } from '../domain/batch.ts';
import type { NoticeKind } from '../domain/notice.ts';
import type { MailKind } from './schema.ts';

const kinds: Readonly<Record<NoticeKind, MailKind>> = {
  opened: 'digest',
  dueSoon: 'digest',
  overdue: 'digest',
  escalated: 'letter',
  received: 'answer',
  reviewAsked: 'answer',
  returned: 'answer',
  accepted: 'answer',
  extensionRequested: 'answer',
  extensionDecided: 'answer',
  obstacleReported: 'answer',
  obstacleAnswered: 'answer',
  instructed: 'answer',
  reminded: 'digest',
  waived: 'answer',
  reassigned: 'answer',
  reopened: 'answer',
  contributed: 'answer',
  waitingFor: 'answer',
  reviewOverdue: 'digest',
  amended: 'digest',
};

/** In which kind of mail a notice leaves. */
export function mailKindOf(kind: NoticeKind): MailKind {
  return kinds[kind];
}

/**
 * Notices of one group that are due leave in one mail: one digest or letter per plan, recipient and
 * morning (or at once, at a start); an answer leaves alone.
 */
export function buildMailGroup(
  plan: string,
  notice: Pick<NoticeEntry, 'key' | 'kind' | 'to' | 'leaves'>,
): string {
  const kind = mailKindOf(notice.kind);
  return kind === 'answer'
    ? `${kind}/${notice.key}`
    : `${kind}/${plan}/${notice.to}/${notice.leaves}`;
}
