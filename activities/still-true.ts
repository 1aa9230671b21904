import { owesDelivery } from '../domain/assignment.ts';
import type { NoticeToSend } from '../register/mail-queue.ts';

/** Whether a notice still says what is so, at the moment its mail leaves. */
export function isStillTrue({ notice, assignment, owing }: NoticeToSend): boolean {
  switch (notice.kind) {
    case 'received':
    case 'accepted':
      return true;
    case 'reviewAsked':
    case 'reviewOverdue':
      return assignment?.progress === 'submitted';
    case 'returned':
      return assignment?.progress === 'returned';
    default:
      if (assignment === null) return owing.length > 0;
      return (
        owesDelivery(assignment.progress) && assignment.deadlineVersion === notice.deadlineVersion
      );
  }
}
