import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { dayLike } from '../../domain/local-time.ts';
import type { LadderNotice } from '../../domain/notice.ts';
import type { IsoDay } from '../../domain/plan.ts';
import { formatDay } from '../../domain/written-dates.ts';
import { createLog, installTemporalLog } from '../../worker/log.ts';
import {
  type RehearsalOutcome,
  type RehearsalProgress,
  rehearsePlan,
} from '../../worker/rehearse-plan.ts';
import { readSettings } from '../../worker/settings.ts';
import { CliError } from '../cli-error.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { parseDay } from '../options/day.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { loadValidPlan } from './validate.ts';

interface RehearseOptions extends OutputOptions {
  readonly from?: IsoDay;
}

/** At most so many differences are shown; `--json` shows all. */
const shownDifferences = 20;

export function buildRehearseCommand(io: Io): Command {
  const command = new Command('rehearse')
    .description('play a whole plan with the real workflows in virtual time, nobody answering')
    .argument('<file>', 'plan file (YAML)')
    .option(
      '--from <day>',
      'first day that is followed; the day of issue by default',
      parseDay('--from'),
    )
    .addHelpText(
      'after',
      `
Starts servers of its own and throws them away. Exits with 1, and shows the difference, when what
was told is not what "dondoc preview" says.

Example:
  $ dondoc rehearse plans/dong-thap-2023.yaml`,
    );
  return addOutputOptions(command).action((file: string, options: RehearseOptions) =>
    rehearseFile(io, file, options),
  );
}

/** Rehearses a plan file. @throws CliError (failed) when what was told differs from the preview */
export async function rehearseFile(io: Io, file: string, options: RehearseOptions): Promise<void> {
  const loaded = await loadValidPlan(io, file, options);
  const settings = readSettings(io.environment);
  const log = createLog(
    { logLevel: settings.logLevel === 'info' ? 'warn' : settings.logLevel },
    io.stderr.isTerminal,
  );
  const shutDownTemporal = installTemporalLog(log);
  const progress = new Progress(io);
  const outcome = await rehearsePlan(
    {
      ...loaded,
      tracking: { from: options.from ?? loaded.plan.issued, includePast: false },
      log,
      onProgress: (line) => tellLine(io, line),
    },
    (step) => progress.show(step),
  ).finally(shutDownTemporal);
  progress.end();
  if (options.json === true) printJson(io, outcome);
  else printOutcome(io, outcome);
  requireSame(outcome);
}

function printOutcome(io: Io, { plan, owed, told, mails, difference, ended }: RehearsalOutcome) {
  printLine(io, `${plan}: ${told} notices told in ${mails} mails; preview says ${owed}`);
  if (!ended) printLine(io, `${plan}: the plan's workflow has not ended`);
  printNotices(io, 'not told', difference.missing);
  printNotices(io, 'told but not in the preview', difference.unexpected);
}

function printNotices(io: Io, title: string, notices: readonly LadderNotice[]): void {
  if (notices.length === 0) return;
  printLine(io, `${title} (${notices.length}):`);
  for (const notice of notices.slice(0, shownDifferences)) {
    const { at, task, period, agency, to, role, kind, step } = notice;
    printLine(io, `  ${at} ${task} ${period} ${agency ?? '-'} -> ${to} (${role}) ${kind} ${step}`);
  }
}

function requireSame({ plan, difference, ended }: RehearsalOutcome): void {
  const { missing, unexpected } = difference;
  if (missing.length + unexpected.length === 0 && ended) return;
  throw new CliError(
    `rehearsal of ${plan}: expected exactly what preview says, found ${missing.length} notices not told and ${unexpected.length} besides${ended ? '' : '; the plan did not end'}`,
  );
}

/** A bar on a terminal; elsewhere one line a step. */
class Progress {
  readonly #io: Io;
  readonly #bar: SingleBar | null;

  constructor(io: Io) {
    this.#io = io;
    this.#bar = io.stderr.isTerminal
      ? new SingleBar({
          format: '{bar} {percentage}% {day}, {mails} mails',
          stream: process.stderr,
        })
      : null;
    this.#bar?.start(100, 0, { day: '', mails: 0 });
  }

  show({ at, part, mails }: RehearsalProgress): void {
    const day = formatDay(dayLike(at, '2000-01-01T00:00:00+07:00'), 'vi');
    const percent = Math.round(part * 100);
    if (this.#bar !== null) this.#bar.update(percent, { day, mails });
    else tellLine(this.#io, `${percent} %: ${day}, ${mails} mails`);
  }

  end(): void {
    this.#bar?.stop();
  }
}
