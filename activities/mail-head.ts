import { resolveMailboxes } from '../domain/directory.ts';
import { inZone, toDay } from '../domain/local-time.ts';
import type { AgencyId, IsoDay, IsoInstant } from '../domain/plan.ts';
import type { MailHead, Party, Respondent } from '../mail/models.ts';
import type { StoredAssignment } from '../register/mail-queue.ts';
import type { MailContext } from './mail-context.ts';

/** What the head of a mail is written from. */
export type HeadContext = Pick<
  MailContext,
  'plan' | 'directory' | 'now' | 'replyTo' | 'takesReplies' | 'link' | 'nameOf'
>;

/** What every mail of a plan begins with. `reviewers`: those of the assignments that it asks the recipient for. */
export function buildHead(
  context: HeadContext,
  to: AgencyId,
  reviewers: readonly AgencyId[] = [],
): MailHead {
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
    recipient: nameParty(context, to),
    at: inZone(context.now, plan.timezone),
    timezone: plan.timezone,
    monitor: describeRespondent(context, plan.monitor),
    replyTo: context.replyTo,
    takesReplies: context.takesReplies,
    respondTo: describeRespondent(context, findRespondent(context, to, reviewers)),
    link: context.link,
  };
}

/** An agency as a mail names it. */
export function nameParty({ nameOf }: Pick<MailContext, 'nameOf'>, id: AgencyId): Party {
  return { id, name: nameOf(id) };
}

/** An agency with several mailboxes reads the first that the directory names. */
function describeRespondent(context: HeadContext, id: AgencyId): Respondent {
  const [address = null] = resolveMailboxes(id, context.directory).addresses;
  return { ...nameParty(context, id), address };
}

/** The one reviewer of all that is asked for, else the monitor, else the office: nobody writes to itself. */
function findRespondent(
  { plan }: HeadContext,
  to: AgencyId,
  reviewers: readonly AgencyId[],
): AgencyId {
  const distinct = [...new Set(reviewers)];
  const candidates = [
    ...(distinct.length === 1 ? distinct : []),
    ...[plan.monitor, plan.office, plan.provincialOffice ?? plan.office],
  ];
  return candidates.find((agency) => agency !== to) ?? plan.monitor;
}

/** True after the cut-off: until then it is in time. */
export function isPast({ now }: MailContext, cutoff: IsoInstant | null): boolean {
  return cutoff !== null && Date.parse(now) > Date.parse(cutoff);
}

/**
 * Working days until the last day, or since it; one of both is null. On the last day itself it is over
 * once an earlier cut-off has passed: by 0 days.
 */
export function countDays(
  context: MailContext,
  { lastDay, cutoff }: { readonly lastDay: IsoDay; readonly cutoff: IsoInstant | null },
): { workingDaysLeft: number | null; workingDaysOver: number | null } {
  const { plan, calendar, now } = context;
  const today = toDay(now, plan.timezone);
  return today > lastDay || (today === lastDay && isPast(context, cutoff))
    ? { workingDaysLeft: null, workingDaysOver: calendar.countWorkingDays(lastDay, today) }
    : { workingDaysLeft: calendar.countWorkingDays(today, lastDay), workingDaysOver: null };
}

/** `HH:mm` when the cut-off is not the end of the day. */
export function cutoffTimeOf({ plan }: MailContext, cutoff: StoredAssignment['cutoff']) {
  if (cutoff === null) return null;
  const time = inZone(cutoff, plan.timezone).slice(11, 16);
  return time === '23:59' ? null : time;
}
