import { inZone, toDay } from '../domain/local-time.ts';
import type { AgencyId } from '../domain/plan.ts';
import type { MailHead } from '../mail/models.ts';
import type { StoredAssignment } from '../register/mail-queue.ts';
import type { MailContext } from './mail-context.ts';

/** What every mail of a plan begins with. */
export function buildHead(context: MailContext, to: AgencyId): MailHead {
  const { plan } = context;
  return {
    locale: plan.locale,
    plan: {
      id: plan.plan,
      title: plan.title,
      number: plan.number,
      issued: plan.issued,
      issuer: plan.issuer,
    },
    recipient: { id: to, name: context.nameOf(to) },
    at: inZone(context.now, plan.timezone),
    timezone: plan.timezone,
    monitor: { id: plan.monitor, name: context.nameOf(plan.monitor) },
    replyTo: context.replyTo,
  };
}

/** Working days until the last day, or since it; one of both is null. */
export function countDays(
  { plan, calendar, now }: MailContext,
  lastDay: string,
): { workingDaysLeft: number | null; workingDaysOver: number | null } {
  const today = toDay(now, plan.timezone);
  return today > lastDay
    ? { workingDaysLeft: null, workingDaysOver: calendar.countWorkingDays(lastDay, today) }
    : { workingDaysLeft: calendar.countWorkingDays(today, lastDay), workingDaysOver: null };
}

/** `HH:mm` when the cut-off is not the end of the day. */
export function cutoffTimeOf({ plan }: MailContext, cutoff: StoredAssignment['cutoff']) {
  if (cutoff === null) return null;
  const time = inZone(cutoff, plan.timezone).slice(11, 16);
  return time === '23:59' ? null : time;
}
