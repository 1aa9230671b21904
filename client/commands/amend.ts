import { Command } from 'commander';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import {
  comparePlans,
  isNothing,
  type PlanContent,
  type PlanDifference,
} from '../../domain/compare-plans.ts';
import { comparePreviews, type PreviewDifference } from '../../domain/compare-previews.ts';
import { keepDecided } from '../../domain/decided-dates.ts';
import { toDay } from '../../domain/local-time.ts';
import { type Amend, type Decision, updateNames } from '../../domain/messages.ts';
import { findNearestName } from '../../domain/nearest-name.ts';
import type { Directory, Plan } from '../../domain/plan.ts';
import { computePreview } from '../../domain/preview.ts';
import { findPlan, listPlans } from '../../register/plan-records.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { formatDifference } from '../difference-text.ts';
import { describeDocument } from '../event-text.ts';
import { colorsFor, type Io, lineWidth, printJson, printLine, tellLine } from '../io.ts';
import { addRequestOptions, type RequestOptions } from '../options/assignment-options.ts';
import { addDecisionOptions, type DecisionOptions } from '../options/decision.ts';
import { printPlanReceipt } from '../plan-receipt.ts';
import { openPlanView, type PlanView } from '../plan-view.ts';
import { formatPlanTitle } from '../show-text.ts';
import { cleanForTerminal } from '../terminal-text.ts';
import { requireNotClosed, saveNewVersion, updatePlan } from '../update-plan.ts';
import { loadValidPlan } from './validate.ts';

interface AmendOptions extends RequestOptions, DecisionOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function buildAmendCommand(io: Io): Command {
  const command = new Command('amend')
    .description('let a running plan go on by a new version of its file')
    .argument('<file>', 'the plan file (YAML) as it is now')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--yes', 'do not ask; on anything but a terminal nobody is asked')
    .addHelpText(
      'after',
      `
What was decided while the plan ran (extensions, stops, deadlines) stays. Agencies whose task changes
are told with the next morning's mail. --authority and --document are the plan's own issuer, number
and day of issue unless given.

Examples:
  $ dondoc amend plans/dong-thap-2023.yaml --dry-run
  $ dondoc amend plans/dong-thap-2023.yaml --authority "UBND tỉnh Đồng Tháp" \\
      --document "201/KH-UBND, 20/6/2023"`,
    );
  return addRequestOptions(addDecisionOptions(command)).action(
    (file: string, options: AmendOptions) =>
      withContext(io, (context) => amend(context, file, options)),
  );
}

/** What a file would make of the version in force. */
interface Amendment {
  readonly plan: Plan;
  readonly difference: PlanDifference;
  readonly effect: PreviewDifference;
}

/**
 * Shows what a new version of a running plan changes; unless it is a dry run, asks, saves the version and
 * hands it to the plan's workflow.
 * @throws CliError where nothing changes, where something does that may not, or as `updatePlan` does
 */
export async function amend(context: Context, file: string, options: AmendOptions): Promise<void> {
  const { io } = context;
  const loaded = await loadValidPlan(io, file, options);
  const decision = readDecision(loaded.plan, options);
  const view = await openRunning(context, loaded.plan.plan, file, options.lang);
  if (options.dryRun === true) {
    requireNotClosed(view);
    const amendment = compare(view, loaded);
    if (options.json === true)
      printJson(io, { plan: view.record.plan, ...describe(view, amendment) });
    else show(io, view, loaded.directory, amendment);
    tellLine(io, view.wording.amendment.notApplied);
    return;
  }
  const found: { amendment: Amendment | null } = { amendment: null };
  const delivered = await updatePlan<Amend>(context, view, {
    name: updateNames.amend,
    requestId: options.requestId,
    build: async (base) => {
      const amendment = compare(view, loaded);
      found.amendment = amendment;
      if (options.json !== true) show(io, view, loaded.directory, amendment);
      await requireYes(io, view, options);
      const { text, directory } = loaded;
      const content = { text, definition: amendment.plan, directory };
      return { ...base, ...decision, ...(await saveNewVersion(context, view, content)) };
    },
  });
  if (options.json !== true && found.amendment !== null) printLine(io, '');
  printPlanReceipt(io, view, delivered, {
    json: options.json,
    beside: found.amendment === null ? {} : describe(view, found.amendment),
    extra: [
      [view.wording.authority, cleanForTerminal(decision.authority)],
      [
        view.wording.receipt.document,
        cleanForTerminal(describeDocument(decision.document, view.wording)),
      ],
    ],
  });
}

/** Who decided, by which document: as the new file says, unless the caller says otherwise. */
function readDecision(plan: Plan, { authority, document }: DecisionOptions): Decision {
  if (document !== undefined) return { authority: authority ?? plan.issuer, document };
  const { number, issued, issuer } = plan;
  if (number !== null) {
    return { authority: authority ?? issuer, document: { number, date: issued, issuer: null } };
  }
  throw usageError(
    'expected --document "SỐ, NGÀY", found none, and the plan file has no number that could stand for it',
  );
}

/** @throws CliError (usage) when no plan of that id was started */
async function openRunning(
  context: Context,
  plan: string,
  file: string,
  lang: AmendOptions['lang'],
): Promise<PlanView> {
  const register = await context.register();
  if ((await findPlan(register, plan)) !== null) return await openPlanView(context, plan, lang);
  const started = (await listPlans(register)).map((record) => record.plan);
  const nearest = findNearestName(plan, started);
  const hint = nearest === null ? '' : `; did you mean ${nearest}? A plan keeps its id`;
  throw usageError(`expected the file of a plan that was started, found ${plan}${hint}`, [
    `start it: dondoc start ${file}`,
  ]);
}

/** @throws CliError where nothing changes, or something that may not */
function compare(
  { plan: inForce, directory: known, record, present }: PlanView,
  { plan: read, directory }: { readonly plan: Plan; readonly directory: Directory },
): Amendment {
  const plan = keepDecided(inForce, read);
  const before = { plan: inForce, directory: known };
  const after = { plan, directory };
  const today = toDay(present.now, present.timezone);
  const difference = comparePlans(before, after, today, vietnamCalendar);
  requireAmendable(difference, record.plan);
  const tracking = { from: record.trackingFrom, includePast: record.includePast };
  const preview = (version: PlanContent) =>
    computePreview(version.plan, version.directory, vietnamCalendar, tracking);
  const effect = comparePreviews(preview(before), preview(after), present.now);
  return { plan, difference, effect };
}

function requireAmendable(difference: PlanDifference, plan: string): void {
  const refusals = Object.entries(difference.refusals);
  if (refusals.length > 0) {
    const found = refusals.map(([field, { from, to }]) => `${field}: ${from} -> ${to}`).join('; ');
    throw new CliError(
      `expected what may change while a plan runs, found ${found}; nothing was changed`,
      {
        advice: [
          'issued stays the day of the first issue: name the amending decision with --document',
          `another plan: close this one and start the other: dondoc close ${plan}`,
        ],
      },
    );
  }
  if (!isNothing(difference)) return;
  throw new CliError(
    `nothing to amend: the file says the same as the version of ${plan} that is in force`,
    { advice: [`where it stands: dondoc show ${plan}`] },
  );
}

function show(
  io: Io,
  view: PlanView,
  directory: Directory,
  { difference, effect }: Amendment,
): void {
  const { wording, record, directory: before } = view;
  const words = wording.amendment;
  const style = { colors: colorsFor(io.stdout, io.environment), width: lineWidth(io.stdout) };
  printLine(io, formatPlanTitle(view, style));
  printLine(io, words.comparedWith(record.version));
  const changes = formatDifference(difference, { before, after: directory, wording, ...style });
  for (const line of changes) printLine(io, line);
  const { notices, assignments } = countEffect(effect);
  printLine(io, '');
  printLine(io, words.assignments(assignments));
  printLine(io, words.notices(notices.coming, notices.gone));
}

function describe({ record }: PlanView, { difference, effect }: Amendment) {
  return { base: record.version, difference, ...countEffect(effect) };
}

function countEffect({ notices, assignments }: PreviewDifference) {
  return {
    notices: { coming: notices.coming.length, gone: notices.gone.length },
    assignments: {
      coming: assignments.coming.length,
      gone: assignments.gone.length,
      moved: assignments.moved.length,
    },
  };
}

/** Asks where somebody sits at a terminal. @throws CliError unless the answer is yes */
async function requireYes(
  io: Io,
  { wording, record }: PlanView,
  { yes }: AmendOptions,
): Promise<void> {
  if (yes === true || io.ask === null) return;
  const answer = await io.ask(wording.amendment.ask);
  if (wording.amendment.yes.test(answer.trim())) return;
  throw new CliError(`not confirmed; nothing of ${record.plan} was changed`, {
    advice: ['to be asked nothing: --yes; to look only: --dry-run'],
  });
}
