import { z } from 'zod';
import type { AmendedItem } from '../mail/models.ts';
import type { NoticeToSend, StoredAssignment } from '../register/mail-queue.ts';
import { decisionData } from './decision-model.ts';
import type { MailContext } from './mail-context.ts';
import { countDays, cutoffTimeOf } from './mail-head.ts';

const amended = <T extends z.ZodType>(value: T) => z.object({ from: value, to: value }).nullable();

/** What a new version of the plan carries into the notice about one assignment. */
const amendmentData = decisionData.extend({
  version: z.number(),
  removed: z.boolean(),
  lastDay: amended(z.string().nullable()),
  title: amended(z.string()),
  products: amended(z.array(z.string())),
  reviewer: amended(z.string().nullable()),
});

/** What new versions change, in their order; throws when a notice does not say what. */
export function describeAmendments(
  context: MailContext,
  notices: readonly NoticeToSend[],
): AmendedItem[] {
  return notices
    .map((entry) => ({ entry, data: amendmentData.parse(entry.notice.data) }))
    .sort((a, b) => a.data.version - b.data.version)
    .map(({ entry, data }) => describe(context, entry, data));
}

function describe(
  context: MailContext,
  { notice, assignment }: NoticeToSend,
  data: z.infer<typeof amendmentData>,
): AmendedItem {
  const { title, cycle } = context.findPeriod(notice.task, notice.period);
  const { removed, lastDay, products, reviewer, authority, document } = data;
  const changes = { lastDay, products, reviewer: nameBoth(context, reviewer) };
  const none = { lastDay: null, products: null, reviewer: null };
  return {
    ...{ task: notice.task, title, period: notice.period, cycle, removed },
    ...(removed ? none : changes),
    oldTitle: removed ? null : (data.title?.from ?? null),
    deadline: removed ? null : describeDeadline(context, assignment),
    decision: { authority, document },
  };
}

function describeDeadline(context: MailContext, assignment: StoredAssignment | null) {
  if (assignment === null) return null;
  const { lastDay, originalLastDay, cutoff } = assignment;
  const undated = { workingDaysLeft: null, workingDaysOver: null };
  const days = lastDay === null ? undated : countDays(context, { lastDay, cutoff });
  return { lastDay, originalLastDay, cutoffTime: cutoffTimeOf(context, cutoff), ...days };
}

function nameBoth(
  { nameOf }: MailContext,
  change: { from: string | null; to: string | null } | null,
) {
  const nameIt = (agency: string | null) => (agency === null ? null : nameOf(agency));
  return change === null ? null : { from: nameIt(change.from), to: nameIt(change.to) };
}
