import { Command } from 'commander';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { keepDecided } from '../../domain/decided-dates.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import { loadPlanVersion } from '../../register/plan-versions.ts';
import { type PlanReconciled, reconcile } from '../../worker/reconcile.ts';
import type { FindVersion } from '../../worker/refill-register.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Context, withStandingContext } from '../context.ts';
import { type Io, printJson, printLine } from '../io.ts';
import { collect } from '../options/collect.ts';
import { parseInstant } from '../options/instant.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { openPlanView } from '../plan-view.ts';
import { printFaults } from '../print-faults.ts';
import { cleanForTerminal } from '../terminal-text.ts';
import { type BackupWording, backupWordingFor } from '../wording/backup.ts';
import { loadValidPlan } from './validate.ts';

interface ReconcileOptions extends OutputOptions {
  readonly dryRun?: boolean;
  readonly mailSentUntil?: IsoInstant;
  readonly file?: readonly string[];
}

export function buildReconcileCommand(io: Io): Command {
  const command = new Command('reconcile')
    .description('after a restore: bring the register and Temporal together')
    .argument('[plan]', 'one plan; all by default')
    .option('--dry-run', 'say what would be done, change nothing')
    .option(
      '--mail-sent-until <instant>',
      'take all mail that was to leave until then as sent: your decision, which is recorded',
      parseInstant('--mail-sent-until'),
    )
    .option(
      '--file <file>',
      'the plan file of a version that the register has lost, once for each, in order',
      collect,
    )
    .addHelpText(
      'after',
      `
Stop every worker and dondoc up first. What Temporal has and the register has not is put on record
again; what the register has running and Temporal has not is started anew. May be repeated.

Examples:
  $ dondoc reconcile --dry-run
  $ dondoc reconcile
  $ dondoc reconcile dong-thap-2023 --mail-sent-until 2023-06-14T08:30:00+07:00`,
    );
  return addOutputOptions(command).action((plan: string | undefined, options: ReconcileOptions) =>
    withStandingContext(io, (context) => reconcilePlans(context, plan ?? null, options)),
  );
}

/** Brings both sides together and says how. @throws CliError (exit 1) for what neither could mend */
export async function reconcilePlans(
  context: Context,
  plan: string | null,
  options: ReconcileOptions,
): Promise<void> {
  const { io, settings } = context;
  const { dryRun = false, mailSentUntil = null, file: files = [] } = options;
  if (files.length > 0 && plan === null) throw usageError('--file: name the plan it belongs to');
  if (plan !== null) await openPlanView(context, plan, options.lang);
  const { plans, faults } = await reconcile({
    register: await context.register(),
    client: await context.temporal(),
    calendar: vietnamCalendar,
    answersPerRun: settings.answersPerRun,
    serverNow: new Date(io.now()).toISOString(),
    ...{ plan, dryRun },
    mailSentUntil: mailSentUntil === null ? null : new Date(mailSentUntil).toISOString(),
    findVersion: readVersionsFrom(context, files),
  });
  const wording = backupWordingFor(options.lang ?? 'vi');
  if (options.json === true) printJson(io, { dryRun, plans, faults });
  else {
    for (const one of plans) printPlan(io, one, wording);
    printFaults(io, faults);
    if (dryRun) printLine(io, wording.dryRun);
  }
  if (faults.length > 0) {
    throw new CliError(
      `expected the register and Temporal to fit together, found ${faults.length} that do not`,
      { advice: ['see docs/backup.md, "What reconcile cannot mend"'] },
    );
  }
}

/** Files are taken in the order in which the versions came into force. */
function readVersionsFrom(context: Context, files: readonly string[]): FindVersion {
  const waiting = [...files];
  return async ({ plan: id, base }) => {
    const file = waiting.shift();
    if (file === undefined) return null;
    const { plan, directory, text } = await loadValidPlan(context.io, file, {});
    if (plan.plan !== id) {
      throw usageError(`--file: expected a file of plan ${id}, found one of ${plan.plan}: ${file}`);
    }
    const before = await loadPlanVersion(await context.register(), id, base);
    return { text, directory, definition: keepDecided(before.definition, plan) };
  };
}

function printPlan(io: Io, reconciled: PlanReconciled, wording: BackupWording): void {
  const { plan, refilled, started, settled } = reconciled;
  const applied = refilled.reduce((sum, one) => sum + one.applied, 0);
  const lines = [
    ...(refilled.length === 0 ? [] : [wording.refilled(refilled.length, applied)]),
    ...(settled === null ? [] : [wording.settled(settled)]),
    ...(started.length === 0 ? [] : [wording.started(started.length)]),
  ];
  printLine(io, cleanForTerminal(plan));
  for (const line of lines.length === 0 ? [wording.inAgreement] : lines) printLine(io, `  ${line}`);
}
