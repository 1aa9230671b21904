import { vietnamCalendar } from '../../../domain/calendar/vietnam-calendar.ts';
import { computeMovedLadder, computeNotices, type LadderMoment } from '../../../domain/ladder.ts';
import type { LadderNotice } from '../../../domain/notice.ts';
import type { AgencyId, IsoDay, IsoInstant } from '../../../domain/plan.ts';
import { computeTaskPeriods, type TaskPeriod } from '../../../domain/task-period.ts';
import type { Ended } from './agencies.ts';
import type { MetPlan } from './forty-plans.ts';

/**
 * What must be on record, worked out from the plan and from what agencies were answered, with the
 * functions of `preview` and without a workflow.
 */

/** A notice as the register keeps it; of a moved deadline the version is 2 or more. */
export interface ExpectedNotice extends LadderNotice {
  readonly deadlineVersion: number;
}

/** Notices by certainty. */
export interface ExpectedNotices {
  /** These must be on record, each once. */
  readonly required: readonly ExpectedNotice[];
  /** These may be: the lead answered so shortly after the moment that a dead worker lay in between. */
  readonly allowed: readonly ExpectedNotice[];
}

/** A stretch of time in which a lead owed delivery, on one deadline. Plan time in ms. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One deadline of one lead. */
interface Deadline {
  readonly lead: AgencyId;
  readonly version: number;
  readonly lastDay: IsoDay;
  readonly ladder: readonly LadderMoment[];
  readonly owing: readonly Stretch[];
  /** Since when its ladder is walked: a moment shortly after may have been passed over. */
  readonly armedMs: number;
}

/** Until when a plan is looked at, plan time, and how long a dead worker may delay a record. */
export interface Span {
  /** What was due by then must be on record. */
  readonly certain: IsoInstant;
  /** What was due after that must not. Later than `certain` when the plan was closed in between. */
  readonly possible: IsoInstant;
  readonly graceMs: number;
}

export function expectNotices(plan: MetPlan, ended: readonly Ended[], span: Span): ExpectedNotices {
  const periods = listPeriods(plan, span.possible).map((period) =>
    expectPeriod(plan, period, ended, span),
  );
  return {
    required: periods.flatMap(({ required }) => required),
    allowed: periods.flatMap(({ allowed }) => allowed),
  };
}

/** The periods that are followed and have opened by a moment of plan time. */
export function listPeriods(plan: MetPlan, until: IsoInstant): TaskPeriod[] {
  const tracking = { from: plan.trackingFrom, includePast: false };
  return computeTaskPeriods(plan.plan, plan.directory, vietnamCalendar, tracking).filter(
    ({ opensAt, notApplicable }) =>
      notApplicable === null && Date.parse(opensAt) <= Date.parse(until),
  );
}

function expectPeriod(
  plan: MetPlan,
  period: TaskPeriod,
  ended: readonly Ended[],
  { certain: certainUntil, possible, graceMs }: Span,
): ExpectedNotices {
  const deadlines = period.leads.flatMap((lead) => listDeadlines(plan, period, lead, ended));
  const first = deadlines.filter(({ version }) => version === 1);
  const moved = deadlines.filter(({ version }) => version > 1);
  const tell = (certain: boolean) => [
    // Leads on the period's own deadline are told together: a coordinator hears of them once.
    ...period.ladder.flatMap((moment) => tellMoment(moment, first, certain)),
    ...moved.flatMap((own) => own.ladder.flatMap((moment) => tellMoment(moment, [own], certain))),
  ];
  return { required: tell(true), allowed: tell(false) };

  function tellMoment(
    moment: LadderMoment,
    candidates: readonly Deadline[],
    certain: boolean,
  ): ExpectedNotice[] {
    const atMs = Date.parse(moment.at);
    if (atMs > Date.parse(certain ? certainUntil : possible)) return [];
    const owing = candidates.filter(
      ({ owing: stretches, armedMs, version }) =>
        !(certain && version > 1 && atMs <= armedMs + graceMs) &&
        stretches.some(
          ({ fromMs, toMs }) => atMs >= fromMs && atMs + (certain ? graceMs : 0) < toMs,
        ),
    );
    const [one] = owing;
    if (one === undefined) return [];
    const { lastDay, version: deadlineVersion } = one;
    const about = { ...period, lastDay };
    const leads = owing.map(({ lead }) => lead);
    return computeNotices(moment, period.audience, about, leads).map((notice) => ({
      ...notice,
      deadlineVersion,
    }));
  }
}

/** The deadlines that a lead had one after the other, with the times at which it owed delivery. */
function listDeadlines(
  { plan }: MetPlan,
  period: TaskPeriod,
  lead: AgencyId,
  ended: readonly Ended[],
): Deadline[] {
  const said = ended
    .flatMap((one) => (one.end === 'answered' ? [one] : []))
    .filter(
      ({ receipt }) =>
        receipt.plan === plan.plan &&
        receipt.task === period.task &&
        receipt.period === period.period &&
        receipt.agency === lead,
    )
    .sort((a, b) => Date.parse(a.receipt.at) - Date.parse(b.receipt.at));
  const deadlines: Deadline[] = [];
  let owesSince: number | null = Date.parse(period.opensAt);
  let stretches: Stretch[] = [];
  let current: Omit<Deadline, 'owing'> = {
    lead,
    version: 1,
    lastDay: period.lastDay,
    ladder: period.ladder,
    armedMs: Date.parse(period.opensAt),
  };
  const pauseAt = (atMs: number) => {
    if (owesSince !== null) stretches.push({ fromMs: owesSince, toMs: atMs });
    owesSince = null;
  };
  const endDeadline = (atMs: number) => {
    const owed = owesSince !== null;
    pauseAt(atMs);
    deadlines.push({ ...current, owing: stretches });
    stretches = [];
    if (owed) owesSince = atMs;
  };
  for (const one of said) {
    const atMs = Date.parse(one.receipt.at);
    if (one.name === 'submitEvidence') pauseAt(atMs);
    if (one.name === 'review' && one.command.decision === 'return') owesSince = atMs;
    if (one.name === 'decideExtension' && one.command.until !== null) {
      endDeadline(atMs);
      const { until } = one.command;
      const opensAt = one.receipt.at;
      const terms = { ...period, opensAt, lastDay: until, closesAt: null };
      const ladder = computeMovedLadder(plan, terms, vietnamCalendar);
      current = { lead, version: current.version + 1, lastDay: until, ladder, armedMs: atMs };
    }
  }
  // A missing report has no moment left on its ladder when it lapses.
  endDeadline(Number.POSITIVE_INFINITY);
  return deadlines;
}
