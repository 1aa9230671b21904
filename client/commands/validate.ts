import { Command } from 'commander';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { computeTaskPeriods, defaultTracking } from '../../domain/task-period.ts';
import { CliError, usageError } from '../cli-error.ts';
import { colorsFor, type Io, printJson, printLine, tellLine } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { type LoadedPlan, loadPlanFile } from '../plan-file/load-plan-file.ts';
import { formatMistake, type Mistake } from '../plan-file/mistake.ts';
import { cleanForTerminal } from '../terminal-text.ts';
import { wordingFor } from '../wording/wording-for.ts';

type ValidPlan = Extract<LoadedPlan, { ok: true }>;

export function buildValidateCommand(io: Io): Command {
  const command = new Command('validate')
    .description('check plan files: every mistake at once, or one line of summary for each')
    .argument('<file...>', 'plan files (YAML)')
    .addHelpText('after', '\nExample:\n  $ dondoc validate plans/*.yaml');
  return addOutputOptions(command).action((files: string[], options: OutputOptions) =>
    validateFiles(io, files, options),
  );
}

/** Checks files in the order given; reads no clock. @throws CliError (exit 2) when one is invalid */
export async function validateFiles(
  io: Io,
  files: readonly string[],
  options: OutputOptions,
): Promise<void> {
  const results = [];
  let invalid = 0;
  for (const file of files) {
    const loaded = await loadPlanFile(
      file,
      options.lang === undefined ? {} : { locale: options.lang },
    );
    results.push(describeResult(file, loaded));
    if (!loaded.ok) invalid += 1;
    tellMistakes(io, loaded);
    if (loaded.ok && options.json !== true) printLine(io, summarize(file, loaded, options));
  }
  if (options.json === true) printJson(io, results);
  if (invalid > 0) {
    throw usageError(
      `${invalid} of ${files.length} plan files ${invalid === 1 ? 'is' : 'are'} invalid`,
    );
  }
}

/** Loads one plan that is to be worked with. @throws CliError (exit 2) after telling every mistake */
export async function loadValidPlan(
  io: Io,
  file: string,
  { lang }: Pick<OutputOptions, 'lang'>,
): Promise<ValidPlan> {
  const loaded = await loadPlanFile(file, lang === undefined ? {} : { locale: lang });
  tellMistakes(io, loaded);
  if (loaded.ok) return loaded;
  const count = loaded.mistakes.length;
  throw new CliError(`${file} has ${count} mistake${count === 1 ? '' : 's'}; nothing was done`, {
    exitCode: 2,
  });
}

function tellMistakes(io: Io, loaded: LoadedPlan): void {
  const colors = colorsFor(io.stderr, io.environment);
  const tell = (mistake: Mistake, prefix: string) =>
    tellLine(io, `${prefix}${cleanForTerminal(formatMistake(mistake))}`);
  if (!loaded.ok) {
    for (const mistake of loaded.mistakes) tell(mistake, '');
    return;
  }
  const { warning } = wordingFor(loaded.plan.locale);
  for (const mistake of loaded.warnings) tell(mistake, `${colors.yellow(warning)}: `);
}

function summarize(file: string, loaded: ValidPlan, { lang }: OutputOptions): string {
  const wording = wordingFor(lang ?? loaded.plan.locale);
  return wording.validFile(cleanForTerminal(file), countFacts(loaded));
}

function countFacts({ plan, directory }: ValidPlan) {
  const periods = computeTaskPeriods(plan, directory, vietnamCalendar, defaultTracking(plan));
  return {
    tasks: plan.tasks.length,
    agencies: directory.agencies.length,
    assignments: periods
      .filter(({ notApplicable }) => notApplicable === null)
      .reduce((sum, { leads }) => sum + leads.length, 0),
  };
}

function describeResult(file: string, loaded: LoadedPlan) {
  if (!loaded.ok) return { file, valid: false, mistakes: loaded.mistakes, warnings: [] };
  const { plan, title } = loaded.plan;
  const { warnings } = loaded;
  return { file, valid: true, plan, title, ...countFacts(loaded), mistakes: [], warnings };
}
