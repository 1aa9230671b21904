import { z } from 'zod';
import { isFinal, owesDelivery } from '../domain/assignment.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { NoticeToSend } from '../register/mail-queue.ts';

/** What says that an assignment is owed no longer. */
const removal = z.object({ removed: z.literal(true) });

/**
 * Whether a notice still says what is so, at the moment (plan time) at which its mail leaves. That
 * something is due soon is no longer true once its cut-off has passed: the next step tells of the delay.
 */
export function isStillTrue(
  { notice, assignment, owing }: NoticeToSend,
  { now, cutoff }: { readonly now: IsoInstant; readonly cutoff: IsoInstant },
): boolean {
  const passed = Date.parse(now) > Date.parse(assignment?.cutoff ?? cutoff);
  if (notice.kind === 'dueSoon' && passed) return false;
  switch (notice.kind) {
    case 'received':
    case 'accepted':
    case 'extensionDecided':
    case 'obstacleAnswered':
    case 'instructed':
    case 'waived':
    case 'reassigned':
    case 'reopened':
    case 'contributed':
      return true;
    case 'amended':
      // A later version may have given back what this one took away.
      return (
        !removal.safeParse(notice.data).success ||
        assignment === null ||
        assignment.progress === 'waived'
      );
    case 'waitingFor':
      return assignment?.waitingFor?.agency === notice.toAgency && !isFinal(assignment.progress);
    case 'extensionRequested':
      return assignment?.extensionAsked != null && !isFinal(assignment.progress);
    case 'obstacleReported':
      return assignment?.obstacle != null && assignment.obstacle.answer === null;
    case 'reviewAsked':
      return assignment?.progress === 'submitted';
    case 'reviewOverdue':
      // A new version of the plan may have given it to another reviewer.
      return (
        assignment?.progress === 'submitted' &&
        (assignment.reviewer ?? notice.toAgency) === notice.toAgency
      );
    case 'returned':
      return assignment?.progress === 'returned';
    default:
      if (assignment === null) return owing.length > 0;
      return (
        owesDelivery(assignment.progress) && assignment.deadlineVersion === notice.deadlineVersion
      );
  }
}
