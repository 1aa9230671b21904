import { isFinal } from '../domain/assignment.ts';
import { findSuperior } from '../domain/directory.ts';
import { toDay } from '../domain/local-time.ts';
import { roles } from '../domain/notice.ts';
import type { AgencyId, IsoDay } from '../domain/plan.ts';
import { findAffected, findInputs, selectMissing } from '../domain/roll-up.ts';
import { standInAt } from '../domain/succession.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import type { AffectedTask, EscalationLetterModel, EscalationRow } from '../mail/models.ts';
import type { NoticeToSend } from '../register/mail-queue.ts';
import { readProgress } from '../register/queries/progress.ts';
import { listReminderDays } from '../register/queries/reminder-days.ts';
import { describeLeadAnswer } from './lead-answer.ts';
import type { MailContext } from './mail-context.ts';
import { buildHead, countDays } from './mail-head.ts';

type Escalated = NoticeToSend & { readonly notice: { readonly agency: AgencyId } };

/** One letter for everything that has climbed to one recipient this morning. */
export async function buildEscalationModel(
  context: MailContext,
  to: AgencyId,
  notices: readonly NoticeToSend[],
): Promise<EscalationLetterModel> {
  const escalated = notices.filter((entry): entry is Escalated => entry.notice.agency !== null);
  const reminders = await listReminderDays(
    context.register,
    context.plan.plan,
    escalated.map(({ notice }) => notice),
  );
  const rows = onePerAssignment(escalated).map((entry) =>
    buildRow(context, entry, reminders(entry.notice)),
  );
  return {
    head: buildHead(context, to),
    role: computeRole(escalated),
    rows,
    nextLetterOn: findNextLetter(context, to, escalated),
    affected: await listAffected(context, escalated),
  };
}

function onePerAssignment(escalated: readonly Escalated[]): Escalated[] {
  const latest = new Map<string, Escalated>();
  for (const entry of escalated) {
    const { task, period, agency, step } = entry.notice;
    const key = JSON.stringify([task, period, agency]);
    if ((latest.get(key)?.notice.step ?? -1) < step) latest.set(key, entry);
  }
  return [...latest.values()];
}

/** Who has several roles is written to in the first of them. */
function computeRole(escalated: readonly Escalated[]): EscalationLetterModel['role'] {
  const held = roles.find((role) => escalated.some(({ notice }) => notice.role === role));
  return held === 'superior' || held === 'office' || held === 'provincialOffice' ? held : 'monitor';
}

function buildRow(
  context: MailContext,
  { notice, assignment }: Escalated,
  remindedOn: readonly IsoDay[],
): EscalationRow {
  const period = context.findPeriod(notice.task, notice.period);
  const lastDay = assignment?.lastDay ?? notice.lastDay;
  return {
    task: notice.task,
    title: period.title,
    period: notice.period,
    cycle: period.cycle,
    agencyName: context.nameOf(notice.agency),
    lastDay,
    originalLastDay: assignment?.originalLastDay ?? notice.lastDay,
    workingDaysOver:
      countDays(context, { lastDay, cutoff: assignment?.cutoff ?? period.cutoff })
        .workingDaysOver ?? notice.step,
    answered: assignment === null ? null : describeLeadAnswer(assignment, context),
    phrase: period.phrase,
    remindedOn,
  };
}

/** The next step after the latest of this letter that tells this recipient, if nothing changes. */
function findNextLetter(
  context: MailContext,
  to: AgencyId,
  escalated: readonly Escalated[],
): IsoDay | null {
  const days = escalated.flatMap(({ notice }) => {
    const { ladder, audience } = context.findPeriod(notice.task, notice.period);
    const superior = superiorOf(context, notice.agency, audience);
    const next = ladder.find(
      ({ phase, step, tells, at }) =>
        phase === 'after' &&
        step > notice.step &&
        tells.some((role) => {
          if (role === 'superior') return superior === to;
          if (role === 'lead' || role === 'coordinators') return false;
          const holder = audience[role];
          return holder !== null && standInAt(audience.successions, holder, at) === to;
        }),
    );
    return next === undefined ? [] : [toDay(next.at, context.plan.timezone)];
  });
  return days.sort()[0] ?? null;
}

/** Of a lead that has taken a task over by decision the period does not know it. */
function superiorOf(
  { directory, plan, now }: MailContext,
  lead: AgencyId,
  { superiors }: TaskPeriod['audience'],
): AgencyId | null {
  return Object.hasOwn(superiors, lead)
    ? (superiors[lead] ?? null)
    : findSuperior(lead, directory, toDay(now, plan.timezone));
}

/** The tasks that wait for what is overdue, and that are not over themselves. */
async function listAffected(
  context: MailContext,
  escalated: readonly Escalated[],
): Promise<AffectedTask[]> {
  const overdue = new Set(
    escalated.map(({ notice }) => context.findPeriod(notice.task, notice.period)),
  );
  const waiting = [
    ...new Set([...overdue].flatMap((period) => findAffected(period, context.periods))),
  ];
  const progress = await readProgress(context.register, context.plan.plan, waiting);
  const isOver = (period: TaskPeriod) =>
    period.leads.every((agency) => isFinal(progress(period, agency)?.progress ?? 'open'));
  const affected = waiting.filter((period) => !isOver(period));
  return await Promise.all(affected.map((period) => describeAffected(context, period)));
}

async function describeAffected(context: MailContext, period: TaskPeriod): Promise<AffectedTask> {
  const inputs = findInputs(period, context.periods);
  const progress = await readProgress(context.register, context.plan.plan, inputs);
  const counted = inputs.map((input) => selectMissing(input, (agency) => progress(input, agency)));
  const sum = (of: (input: (typeof counted)[number]) => number) =>
    counted.reduce((total, input) => total + of(input), 0);
  return {
    task: period.task,
    title: period.title,
    missing: sum(({ missing }) => missing.length),
    of: sum(({ leads }) => leads.length),
  };
}
