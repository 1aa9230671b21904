import { toDay } from '../domain/local-time.ts';
import type { AgencyId } from '../domain/plan.ts';
import { findInputs, selectMissing } from '../domain/roll-up.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import type { DigestItem, DigestModel, TaskLine, Wait } from '../mail/models.ts';
import type { NoticeToSend } from '../register/mail-queue.ts';
import { readProgress } from '../register/queries/progress.ts';
import { describeAmendments } from './amended-model.ts';
import type { MailContext } from './mail-context.ts';
import { buildHead, countDays, cutoffTimeOf, isPast, nameParty } from './mail-head.ts';
import { describeWaitingReviews } from './waiting-reviews.ts';

/**
 * The digest of one agency and morning: one item per assignment, whatever the number of its reminders;
 * beside them what a new version changes, and what waits for the agency's review.
 */
export async function buildDigestModel(
  context: MailContext,
  to: AgencyId,
  notices: readonly NoticeToSend[],
): Promise<DigestModel> {
  const isAmended = ({ notice }: NoticeToSend) => notice.kind === 'amended';
  const isReview = ({ notice }: NoticeToSend) => notice.kind === 'reviewOverdue';
  const told = onePerAssignment(notices.filter((one) => !isAmended(one) && !isReview(one)));
  const amended = notices.filter(isAmended);
  return {
    head: buildHead(context, to, listReviewers(context, [...told, ...amended])),
    items: await Promise.all(told.map((notice) => buildItem(context, notice))),
    amended: describeAmendments(context, amended),
    reviews: describeWaitingReviews(context, onePerAssignment(notices.filter(isReview))),
  };
}

function listReviewers(context: MailContext, told: readonly NoticeToSend[]): AgencyId[] {
  return told.flatMap(({ notice, assignment }) => {
    if (notice.agency === null) return [];
    const { reviewers } = context.findPeriod(notice.task, notice.period);
    const reviewer = assignment?.reviewer ?? reviewers[notice.agency];
    return reviewer === undefined ? [] : [reviewer];
  });
}

const urgency = { overdue: 0, dueSoon: 1, opened: 2 } as const;

function onePerAssignment(notices: readonly NoticeToSend[]): NoticeToSend[] {
  const most = new Map<string, NoticeToSend>();
  for (const entry of notices) {
    const { task, period, agency } = entry.notice;
    const key = JSON.stringify([task, period, agency]);
    const known = most.get(key);
    if (known === undefined || outranks(entry, known)) most.set(key, entry);
  }
  return [...most.values()];
}

/** The more urgent; of two of a kind the later, which has the newer last day. */
function outranks(entry: NoticeToSend, known: NoticeToSend): boolean {
  const difference = rank(entry) - rank(known);
  if (difference !== 0) return difference < 0;
  return Date.parse(entry.notice.at) > Date.parse(known.notice.at);
}

function rank({ notice }: NoticeToSend): number {
  const { kind } = notice;
  return kind === 'overdue' || kind === 'dueSoon' || kind === 'opened' ? urgency[kind] : 3;
}

async function buildItem(context: MailContext, entry: NoticeToSend): Promise<DigestItem> {
  const { notice, assignment, owing } = entry;
  const period = context.findPeriod(notice.task, notice.period);
  const lastDay = assignment?.lastDay ?? notice.lastDay;
  const cutoff = assignment?.cutoff ?? period.cutoff;
  const coordinates = notice.role === 'coordinator';
  return {
    task: notice.task,
    title: period.title,
    period: notice.period,
    cycle: period.cycle,
    role: coordinates ? 'coordinator' : 'lead',
    state: computeState(notice.kind, assignment?.progress, isPast(context, cutoff)),
    lastDay,
    originalLastDay: assignment?.originalLastDay ?? notice.lastDay,
    cutoffTime: cutoffTimeOf(context, cutoff),
    ...countDays(context, { lastDay, cutoff }),
    phrase: period.phrase,
    products: period.products,
    coordinatorNames: period.audience.coordinators
      .filter((agency) => agency !== notice.toAgency)
      .map(context.nameOf),
    coordinatorTexts: listCoordinatorTexts(context, notice.task),
    leadNames: (coordinates ? owing : period.leads).map(context.nameOf),
    lines: listLines(context, period, entry),
    missingInputs: await listMissing(context, period),
    returnReason: assignment?.progress === 'returned' ? assignment.returnReason : null,
    requested: isRequested(period, notice.agency),
    undated: false,
    takenOverFrom: nameOfGiver(context, entry),
    waits: listWaits(context, entry),
  };
}

function nameOfGiver({ nameOf }: MailContext, { notice, assignment }: NoticeToSend) {
  const giver = notice.role === 'coordinator' ? null : assignment?.takenOverFrom;
  return giver == null ? null : nameOf(giver);
}

/** What the lead itself waits for; to a coordinator, what all leads that still owe wait for. */
function listWaits(context: MailContext, { notice, assignment, waits }: NoticeToSend): Wait[] {
  const own =
    assignment?.waitingFor == null
      ? []
      : [{ lead: assignment.agency, waitingFor: assignment.waitingFor }];
  const told = notice.role === 'coordinator' ? waits : own;
  return told.map(({ lead, waitingFor }) => ({
    leadName: context.nameOf(lead),
    on: nameParty(context, waitingFor.agency),
    since: toDay(waitingFor.at, context.plan.timezone),
    text: waitingFor.text,
  }));
}

/** The lines of its report, with those that a lead has taken over from another. */
function listLines(
  { plan }: MailContext,
  period: TaskPeriod,
  { notice, assignment }: NoticeToSend,
): readonly TaskLine[] {
  if (notice.agency === null) return [];
  const known = period.lines[notice.agency] ?? [];
  if (assignment === null) return known;
  return assignment.lines.flatMap(
    (number) =>
      known.find(({ task }) => task === number) ??
      plan.tasks.filter(({ task }) => task === number).map(({ task, title }) => ({ task, title })),
  );
}

/** A report may be owed by some of its leads and only asked of others. */
function isRequested({ requested, audience }: TaskPeriod, lead: AgencyId | null): boolean {
  return requested || (lead !== null && audience.asked.includes(lead));
}

/** The periodic report is no task of the table and has none. */
function listCoordinatorTexts({ plan }: MailContext, number: string): string[] {
  const found = plan.tasks.find(({ task }) => task === number);
  return (found?.coordinators ?? []).flatMap((one) => ('text' in one ? [one.text] : []));
}

/** As it stands at this moment: what was new, due soon or returned is overdue once its cut-off has passed. */
function computeState(
  kind: string,
  progress: string | undefined,
  isOver: boolean,
): DigestItem['state'] {
  if (kind === 'overdue' || isOver) return 'overdue';
  if (progress === 'returned') return 'returned';
  return kind === 'opened' ? 'opened' : 'dueSoon';
}

async function listMissing(context: MailContext, period: TaskPeriod) {
  const inputs = findInputs(period, context.periods);
  if (inputs.length === 0) return [];
  const progress = await readProgress(context.register, context.plan.plan, inputs);
  return inputs
    .map((input) => selectMissing(input, (agency) => progress(input, agency)))
    .filter(({ missing }) => missing.length > 0)
    .map(({ task, title, missing }) => ({
      task,
      title,
      agencyNames: missing.map(context.nameOf),
    }));
}
