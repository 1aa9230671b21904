import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Close } from '../domain/messages.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { Activities, PlanAgenda, PlanInput, PlanResult } from '../domain/workflow-input.ts';
import { formatDay } from '../domain/written-dates.ts';
import { closeUpdate } from './definitions.ts';

const longestWaitMs = 30 * 24 * 60 * 60 * 1000;

const retry = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;

const { planAgenda } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute', retry });
const { openPeriods, closePlan } = proxyActivities<Activities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30 seconds',
  retry,
});

/**
 * Owns what is open when: sleeps until the next period opens, has its task workflows started, and
 * ends after the last instant of any ladder, or when somebody closes the plan.
 */
export async function plan(input: PlanInput): Promise<PlanResult> {
  const now = (): IsoInstant => new Date(Date.now() + input.shiftMs).toISOString();
  const serverNow = (): IsoInstant => new Date(Date.now()).toISOString();
  let openedThrough: IsoInstant | null = input.carried?.openedThrough ?? null;
  let opened = input.carried?.opened ?? 0;
  let closing: Close | null = null;
  let closed = false;

  setHandler(
    closeUpdate,
    async (command) => {
      closing ??= command;
      // The plan's own end is what the caller waits for; a caller in a hurry asks the register.
      await condition(() => closed, '25 seconds');
      return { requestId: command.requestId, written: closed };
    },
    { description: 'Ends the plan: nothing more opens, everything running is closed' },
  );

  const { carried: _carried, ...terms } = input;
  const agenda = await planAgenda.executeWithOptions({ summary: input.plan }, [
    { ...terms, now: now(), serverNow: serverNow() },
  ]);
  const show = () => setCurrentDetails(describe(agenda, openedThrough, opened));

  while (closing === null) {
    const next = findNext(agenda, openedThrough);
    if (next === null) break;
    show();
    if (!(await waitUntil(next.at, now, () => closing !== null, openingWords(agenda, next)))) break;
    const through = now();
    opened += await openPeriods.executeWithOptions({ summary: openingWords(agenda, next) }, [
      { ...terms, after: openedThrough, through, now: through, serverNow: serverNow() },
    ]);
    openedThrough = through;
    if (workflowInfo().continueAsNewSuggested && closing === null) {
      await continueAsNew<typeof plan>({ ...input, carried: { openedThrough, opened } });
    }
  }
  show();
  const early = !(await waitUntil(agenda.endsAt, now, () => closing !== null, endWords(agenda)));

  const request: Close = closing ?? { requestId: `${workflowInfo().workflowId}/end`, reason: '' };
  await closePlan.executeWithOptions({ summary: endWords(agenda) }, [
    { plan: input.plan, now: now(), serverNow: serverNow(), ...request },
  ]);
  closed = true;
  show();
  await condition(() => allHandlersFinished());
  return { outcome: early ? 'closed' : 'ended', opened };
}

/** Waits for a moment of plan time; false when `interrupted` became true first. */
async function waitUntil(
  at: IsoInstant,
  now: () => IsoInstant,
  interrupted: () => boolean,
  summary: string,
): Promise<boolean> {
  for (;;) {
    const waitMs = Date.parse(at) - Date.parse(now());
    if (interrupted()) return false;
    if (waitMs <= 0) return true;
    await condition(interrupted, Math.min(waitMs, longestWaitMs), { summary });
  }
}

function findNext(agenda: PlanAgenda, openedThrough: IsoInstant | null) {
  const after = openedThrough === null ? Number.NEGATIVE_INFINITY : Date.parse(openedThrough);
  return agenda.openings.find(({ at }) => Date.parse(at) > after) ?? null;
}

function openingWords(agenda: PlanAgenda, next: PlanAgenda['openings'][number]): string {
  return agenda.locale === 'vi'
    ? `Mở ${next.workflows} nhiệm vụ của kỳ mới, ${formatDay(next.at.slice(0, 10), agenda.locale)}`
    : `Open ${next.workflows} tasks of a new period, ${formatDay(next.at.slice(0, 10), agenda.locale)}`;
}

function endWords(agenda: PlanAgenda): string {
  return agenda.locale === 'vi' ? 'Kết thúc kế hoạch' : 'End of the plan';
}

function describe(agenda: PlanAgenda, openedThrough: IsoInstant | null, opened: number): string {
  const vi = agenda.locale === 'vi';
  const after = openedThrough === null ? Number.NEGATIVE_INFINITY : Date.parse(openedThrough);
  const coming = agenda.openings.filter(({ at }) => Date.parse(at) > after).slice(0, 100);
  const head = vi
    ? `Đã mở **${opened}** nhiệm vụ theo kỳ. Kết thúc theo dõi: ${formatDay(agenda.endsAt.slice(0, 10), agenda.locale)}.`
    : `**${opened}** tasks opened so far. Follow-up ends: ${formatDay(agenda.endsAt.slice(0, 10), agenda.locale)}.`;
  if (coming.length === 0) return head;
  const rows = coming.map(
    ({ at, workflows }) => `| ${formatDay(at.slice(0, 10), agenda.locale)} | ${workflows} |`,
  );
  const titles = vi ? '| Ngày mở | Số nhiệm vụ |' : '| Opens on | Tasks |';
  return [head, '', titles, '|---|---|', ...rows].join('\n');
}
