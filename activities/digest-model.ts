import type { AgencyId } from '../domain/plan.ts';
import { findInputs, selectMissing } from '../domain/roll-up.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import type { DigestItem, DigestModel } from '../mail/models.ts';
import type { NoticeToSend } from '../register/mail-queue.ts';
import { readProgress } from '../register/queries/progress.ts';
import type { MailContext } from './mail-context.ts';
import { buildHead, countDays, cutoffTimeOf } from './mail-head.ts';

/** The digest of one agency and morning: one item per assignment, whatever the number of its notices. */
export async function buildDigestModel(
  context: MailContext,
  to: AgencyId,
  notices: readonly NoticeToSend[],
): Promise<DigestModel> {
  const items = await Promise.all(
    onePerAssignment(notices).map((notice) => buildItem(context, notice)),
  );
  return { head: buildHead(context, to), items };
}

const urgency = { overdue: 0, dueSoon: 1, opened: 2 } as const;

function onePerAssignment(notices: readonly NoticeToSend[]): NoticeToSend[] {
  const most = new Map<string, NoticeToSend>();
  for (const entry of notices) {
    const { task, period, agency } = entry.notice;
    const key = JSON.stringify([task, period, agency]);
    const known = most.get(key);
    if (known === undefined || rank(entry) < rank(known)) most.set(key, entry);
  }
  return [...most.values()];
}

function rank({ notice }: NoticeToSend): number {
  const { kind } = notice;
  return kind === 'overdue' || kind === 'dueSoon' || kind === 'opened' ? urgency[kind] : 3;
}

async function buildItem(
  context: MailContext,
  { notice, assignment, owing }: NoticeToSend,
): Promise<DigestItem> {
  const period = context.findPeriod(notice.task, notice.period);
  const lastDay = assignment?.lastDay ?? notice.lastDay;
  const coordinates = notice.role === 'coordinator';
  return {
    task: notice.task,
    title: period.title,
    period: notice.period,
    cycle: period.cycle,
    role: coordinates ? 'coordinator' : 'lead',
    state: computeState(notice.kind, assignment?.progress),
    lastDay,
    originalLastDay: assignment?.originalLastDay ?? notice.lastDay,
    cutoffTime: cutoffTimeOf(context, assignment?.cutoff ?? period.cutoff),
    ...countDays(context, lastDay),
    phrase: period.phrase,
    products: period.products,
    coordinatorNames: period.audience.coordinators.map(context.nameOf),
    leadNames: (coordinates ? owing : period.leads).map(context.nameOf),
    lines: notice.agency === null ? [] : (period.lines[notice.agency] ?? []),
    missingInputs: await listMissing(context, period),
    returnReason: assignment?.progress === 'returned' ? assignment.returnReason : null,
    requested: period.requested,
    undated: false,
  };
}

function computeState(kind: string, progress: string | undefined): DigestItem['state'] {
  if (kind === 'overdue') return 'overdue';
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
