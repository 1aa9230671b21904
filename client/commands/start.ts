import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { inZone, toDay } from '../../domain/local-time.ts';
import { addMs } from '../../domain/names.ts';
import type { IsoDay, IsoInstant, Plan } from '../../domain/plan.ts';
import { computePreview } from '../../domain/preview.ts';
import { computeTaskPeriods, type TaskPeriod } from '../../domain/task-period.ts';
import { findPlan } from '../../register/plan-records.ts';
import { loadPlanVersion } from '../../register/plan-versions.ts';
import { listPlanSummaries } from '../../register/queries/list-plan-summaries.ts';
import type { Register } from '../../register/register.ts';
import type { PlanStatus } from '../../register/schema.ts';
import { PlanAlreadyStarted, startPlan } from '../../worker/start-plan.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { parseDay } from '../options/day.ts';
import { parseInstant } from '../options/instant.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { startProgress } from '../progress.ts';
import type { CliWording } from '../wording/wording.ts';
import { wordingFor } from '../wording/wording-for.ts';
import { loadValidPlan } from './validate.ts';

interface StartOptions extends OutputOptions {
  readonly from?: IsoDay;
  readonly includePast?: boolean;
  readonly planNow?: IsoInstant;
}

const pollMs = 250;
/** A start that opens nothing more for so long is not being worked on. */
const patienceMs = 60_000;

export function buildStartCommand(io: Io): Command {
  const command = new Command('start')
    .description('run a plan: open what is open today, announce it, and follow it to its end')
    .argument('<file>', 'plan file (YAML)')
    .option(
      '--from <day>',
      'first day that is followed; today by default, in the plan’s time zone',
      parseDay('--from'),
    )
    .option(
      '--include-past',
      'follow what was due before as overdue, with one catch-up notice each',
    )
    .option(
      '--plan-now <instant>',
      'let the plan’s clock show this now: to run a plan of another year',
      parseInstant('--plan-now'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ dondoc start plans/xuan-thanh-2026.yaml
  $ dondoc start plans/dong-thap-2023.yaml --plan-now 2023-06-05T08:00:00+07:00 --from 2023-06-05`,
    );
  return addOutputOptions(command).action((file: string, options: StartOptions) =>
    withContext(io, (context) => start(context, file, options)),
  );
}

/** Starts a plan and waits until everything that is open now stands in the register. */
export async function start(context: Context, file: string, options: StartOptions): Promise<void> {
  const { io } = context;
  const loaded = await loadValidPlan(io, file, options);
  const { plan, directory, text } = loaded;
  const wording = wordingFor(options.lang ?? plan.locale);
  const shiftMs = options.planNow === undefined ? 0 : Date.parse(options.planNow) - io.now();
  const planNow = addMs(new Date(io.now()).toISOString(), shiftMs);
  const tracking = {
    from: options.from ?? toDay(planNow, plan.timezone),
    includePast: options.includePast === true,
  };
  const periods = computeTaskPeriods(plan, directory, vietnamCalendar, tracking);
  requireSomethingToFollow(plan, periods, planNow);
  const register = await context.register();
  await requireNotStarted(register, plan, text, file);
  const { workflowId, version } = await startOnce(file, async () =>
    startPlan(
      { client: await context.temporal(), register },
      {
        plan,
        directory,
        text,
        trackingFrom: tracking.from,
        includePast: tracking.includePast,
        announceAtOnce: true,
        shiftMs,
        answersPerRun: context.settings.answersPerRun,
      },
    ),
  );
  const opened = periods.filter(({ opensAt }) => Date.parse(opensAt) <= Date.parse(planNow));
  await waitUntilOpen(io, register, plan, countLeads(opened), wording);
  const preview = computePreview(plan, directory, vietnamCalendar, tracking);
  const facts = gatherFacts({ plan, opened, periods, planNow, notices: preview.notices });
  const summary = { plan: plan.plan, version, workflowId, trackingFrom: tracking.from, ...facts };
  if (options.json === true) {
    printJson(io, summary);
    return;
  }
  for (const line of formatStart(summary, plan, wording)) printLine(io, line);
  await tellWhereToLook(context, plan, wording);
}

/** A start that follows nothing would use up the plan's id. @throws CliError (usage) */
function requireSomethingToFollow(
  plan: Plan,
  periods: readonly TaskPeriod[],
  planNow: IsoInstant,
): void {
  if (periods.some(({ notApplicable }) => notApplicable === null)) return;
  throw usageError(
    `expected at least one task of ${plan.plan} (${plan.from} to ${plan.to}) to be due on or after ${toDay(planNow, plan.timezone)}, found none; nothing was started`,
    [
      'follow what is past as overdue: --from DAY --include-past',
      'or try the plan out on a clock of its own: --from DAY --plan-now INSTANT',
    ],
  );
}

type Facts = ReturnType<typeof gatherFacts>;

function gatherFacts({
  plan,
  opened,
  periods,
  planNow,
  notices,
}: {
  readonly plan: Plan;
  readonly opened: readonly TaskPeriod[];
  readonly periods: readonly TaskPeriod[];
  readonly planNow: IsoInstant;
  readonly notices: readonly { readonly at: IsoInstant; readonly kind: string }[];
}) {
  const followed = opened.filter(({ notApplicable }) => notApplicable === null);
  const now = Date.parse(planNow);
  // What is open already is announced at once; its `opened` of the next morning will not come.
  const announced = new Set(followed.map(({ ladder }) => ladder[0]?.at));
  const next = notices.find(
    ({ at, kind }) => Date.parse(at) > now && !(kind === 'opened' && announced.has(at)),
  );
  const coming = periods.find(({ opensAt }) => Date.parse(opensAt) > now);
  return {
    tasks: new Set(followed.map(({ task }) => task)).size,
    assignments: countLeads(followed),
    announcedTo: new Set(followed.flatMap(({ leads }) => leads)).size,
    beforeIssue: countSkipped(opened, 'beforeIssue'),
    beforeTracking: countSkipped(opened, 'beforeTracking'),
    nextNoticesAt: next?.at ?? null,
    nextOpeningAt: coming === undefined ? null : inZone(coming.opensAt, plan.timezone),
  };
}

function countLeads(periods: readonly TaskPeriod[]): number {
  return periods.reduce((sum, { leads }) => sum + leads.length, 0);
}

function countSkipped(
  periods: readonly TaskPeriod[],
  reason: NonNullable<TaskPeriod['notApplicable']>,
): number {
  return countLeads(periods.filter(({ notApplicable }) => notApplicable === reason));
}

async function requireNotStarted(
  register: Register,
  plan: Plan,
  text: string,
  file: string,
): Promise<void> {
  const record = await findPlan(register, plan.plan);
  if (record === null) return;
  const stored = await loadPlanVersion(register, plan.plan, record.version);
  // The same text again completes a start that broke off.
  if (stored.text !== text) throw alreadyStarted(plan.plan, file, record.status);
}

async function startOnce<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof PlanAlreadyStarted) throw alreadyStarted(error.plan, file, 'running');
    throw error;
  }
}

function alreadyStarted(plan: string, file: string, status: PlanStatus): CliError {
  return new CliError(`plan ${plan} was started already; nothing was changed`, {
    advice: [
      `where it stands: dondoc show ${plan}`,
      status === 'closed'
        ? 'it is closed: a new plan needs an id of its own'
        : `let it go on by the new version: dondoc amend ${file}`,
    ],
  });
}

async function waitUntilOpen(
  io: Io,
  register: Register,
  { plan }: Plan,
  expected: number,
  wording: CliWording,
): Promise<void> {
  const progress = startProgress(io, wording.start.opening, expected);
  let listed = 0;
  let stalledSince = Date.now();
  try {
    for (;;) {
      const now = await countListed(register, plan, io);
      if (now >= expected) return;
      if (now !== listed) stalledSince = Date.now();
      listed = now;
      progress.show(listed);
      if (Date.now() - stalledSince > patienceMs) {
        throw new CliError(
          `plan ${plan} is started, but only ${listed} of ${expected} assignments have opened and nothing moves`,
          {
            advice: ['is a worker running? dondoc up, or dondoc worker; it goes on by itself then'],
          },
        );
      }
      await sleep(pollMs);
    }
  } finally {
    progress.stop();
  }
}

async function countListed(register: Register, plan: string, io: Io): Promise<number> {
  const summaries = await listPlanSummaries(register, new Date(io.now()).toISOString());
  const progress = summaries.find((summary) => summary.plan === plan)?.progress;
  return progress === undefined
    ? 0
    : Object.values(progress).reduce((sum, count) => sum + count, 0);
}

function formatStart(facts: Facts, { timezone }: Plan, wording: CliWording): string[] {
  const words = wording.start;
  const { beforeIssue, beforeTracking, announcedTo, nextNoticesAt, nextOpeningAt } = facts;
  return [
    words.opened(wording.tasks(facts.tasks), wording.assignments(facts.assignments)),
    ...(beforeIssue > 0 ? [words.beforeIssue(wording.assignments(beforeIssue))] : []),
    ...(beforeTracking > 0 ? [words.beforeTracking(wording.assignments(beforeTracking))] : []),
    ...(announcedTo > 0 ? [words.announced(announcedTo)] : []),
    nextNoticesAt === null
      ? words.noMoreNotices
      : words.nextNotices(wording.instant(nextNoticesAt, timezone)),
    ...(nextOpeningAt === null ? [] : [words.nextOpening(wording.day(nextOpeningAt.slice(0, 10)))]),
  ];
}

async function tellWhereToLook(context: Context, plan: Plan, wording: CliWording): Promise<void> {
  const running = await context.runningUp();
  const places = [
    `dondoc show ${plan.plan}`,
    `dondoc mails --plan ${plan.plan}`,
    ...(running === null ? [] : [`Temporal: ${running.temporalUi}`, `E-mail: ${running.inboxUrl}`]),
  ];
  tellLine(context.io, wording.start.lookAt);
  for (const place of places) tellLine(context.io, `  ${place}`);
}
