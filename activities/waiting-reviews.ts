import { z } from 'zod';
import { inZone, toDay } from '../domain/local-time.ts';
import type { WaitingReview } from '../mail/models.ts';
import type { NoticeToSend } from '../register/mail-queue.ts';
import type { MailContext } from './mail-context.ts';

/** What a reminder to a reviewer says of the submission. */
const reviewData = z.object({ submission: z.string().nullable(), submittedAt: z.string() });

/** What waits for its reviewer at this moment, from the newest reminder about each assignment. */
export function describeWaitingReviews(
  context: MailContext,
  notices: readonly NoticeToSend[],
): WaitingReview[] {
  return notices.map((entry) => describe(context, entry));
}

function describe(context: MailContext, { notice }: NoticeToSend): WaitingReview {
  const { plan, calendar, now } = context;
  const { agency, task, period, data } = notice;
  if (agency === null) {
    throw new Error(`expected reminder ${notice.key} to be about an assignment, found none`);
  }
  const { title, cycle } = context.findPeriod(task, period);
  const { submission, submittedAt } = reviewData.parse(data);
  const [from, today] = [toDay(submittedAt, plan.timezone), toDay(now, plan.timezone)];
  return {
    ...{ task, title, period, cycle },
    agencyName: context.nameOf(agency),
    submittedAt: inZone(submittedAt, plan.timezone),
    requestId: submission ?? notice.key,
    workingDaysWaiting: calendar.countWorkingDays(from, today),
  };
}
