import { Presets, SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { toDay } from '../../domain/local-time.ts';
import type { LadderNotice } from '../../domain/notice.ts';
import type { IsoDay, Plan } from '../../domain/plan.ts';
import { createLog, installTemporalLog } from '../../worker/log.ts';
import {
  type RehearsalOutcome,
  type RehearsalProgress,
  rehearsePlan,
} from '../../worker/rehearse-plan.ts';
import { readSettings } from '../../worker/settings.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Io, printJson, printLine, tellLine } from '../io.ts';
import { parseDay } from '../options/day.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import type { CliWording } from '../wording/wording.ts';
import { wordingFor } from '../wording/wording-for.ts';
import { loadValidPlan } from './validate.ts';

interface RehearseOptions extends OutputOptions {
  readonly from?: IsoDay;
  readonly to?: IsoDay;
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
    .option('--to <day>', 'last day that is played; the plan’s end by default', parseDay('--to'))
    .addHelpText(
      'after',
      `
Starts servers of its own and throws them away. Exits with 1, and shows the difference, when what
was told is not what "dondoc preview" says.

Examples:
  $ dondoc rehearse plans/dong-thap-2023.yaml
  $ dondoc rehearse plans/vinh-thanh-2025.yaml --to 30/6/2026`,
    );
  return addOutputOptions(command).action((file: string, options: RehearseOptions) =>
    rehearseFile(io, file, options),
  );
}

/** Rehearses a plan file. @throws CliError (failed) when what was told differs from the preview */
export async function rehearseFile(io: Io, file: string, options: RehearseOptions): Promise<void> {
  const loaded = await loadValidPlan(io, file, options);
  const { plan } = loaded;
  const from = options.from ?? plan.issued;
  requireOrder(plan, from, options.to);
  const settings = readSettings(io.environment);
  const log = createLog(
    { logLevel: settings.logLevel === 'info' ? 'warn' : settings.logLevel },
    io.stderr.isTerminal,
  );
  const shutDownTemporal = installTemporalLog(log);
  const progress = new Progress(io, plan, wordingFor(options.lang ?? plan.locale));
  const outcome = await rehearsePlan(
    {
      ...loaded,
      tracking: { from, includePast: false },
      through: options.to,
      log,
      onProgress: (line) => tellLine(io, line),
    },
    (step) => progress.show(step),
  ).finally(() => {
    progress.end();
    return shutDownTemporal();
  });
  if (options.json === true) printJson(io, outcome);
  else printOutcome(io, outcome);
  requireSame(outcome);
}

function requireOrder(plan: Plan, from: IsoDay, to: IsoDay | undefined): void {
  const first = from > plan.from ? from : plan.from;
  if (to === undefined || first <= to) return;
  throw usageError(
    `--to: expected a day on or after the first that is played (${first}), found ${to}`,
  );
}

function printOutcome(io: Io, outcome: RehearsalOutcome): void {
  const { plan, owed, told, mails, difference, ended, through } = outcome;
  const played = through === null ? '' : ` up to ${through}`;
  printLine(io, `${plan}${played}: ${told} notices told in ${mails} mails; preview says ${owed}`);
  if (!ended && through === null) printLine(io, `${plan}: the plan's workflow has not ended`);
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

function requireSame({ plan, difference, ended, through }: RehearsalOutcome): void {
  const { missing, unexpected } = difference;
  const isOver = ended || through !== null;
  if (missing.length + unexpected.length === 0 && isOver) return;
  throw new CliError(
    `rehearsal of ${plan}: expected exactly what preview says, found ${missing.length} notices not told and ${unexpected.length} besides${isOver ? '' : '; the plan did not end'}`,
  );
}

/** A bar on a terminal; elsewhere one line a step. */
class Progress {
  readonly #io: Io;
  readonly #timezone: string;
  readonly #wording: CliWording;
  readonly #bar: SingleBar | null;

  constructor(io: Io, { timezone }: Plan, wording: CliWording) {
    this.#io = io;
    this.#timezone = timezone;
    this.#wording = wording;
    const { stream, isTerminal } = io.stderr;
    this.#bar =
      isTerminal && stream !== null
        ? new SingleBar(
            {
              format: '[{bar}] {percentage}% {day} {mails}',
              stream,
              hideCursor: true,
              clearOnComplete: true,
            },
            Presets.rect,
          )
        : null;
    this.#bar?.start(100, 0, { day: '', mails: '' });
  }

  show({ at, part, mails }: RehearsalProgress): void {
    const day = this.#wording.day(toDay(at, this.#timezone));
    const sent = this.#wording.mails(mails);
    const percent = Math.round(part * 100);
    if (this.#bar !== null) this.#bar.update(percent, { day, mails: sent });
    else tellLine(this.#io, `${percent} %: ${day}, ${sent}`);
  }

  end(): void {
    this.#bar?.stop();
  }
}
