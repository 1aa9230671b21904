import { type Mistake, toMistake } from '../../client/plan-file/mistake.ts';
import { readYaml } from '../../client/plan-file/read-yaml.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Directory, Plan } from '../../domain/plan.ts';
import { readPlan } from '../../domain/read-plan.ts';

/** What `loadPlanFile` makes of two texts, without a file. */
export interface ReadTexts {
  readonly plan: Plan | null;
  readonly directory: Directory | null;
  readonly mistakes: readonly Mistake[];
  readonly warnings: readonly Mistake[];
}

/** The texts of a plan and of its directory. */
export interface PlanTexts {
  readonly plan: string;
  readonly directory: string;
}

/** Reads both texts as the command line does. */
export function readTexts(texts: PlanTexts): ReadTexts {
  const plan = readYaml(texts.plan, 'plan');
  const directory = readYaml(texts.directory, 'directory');
  const reading = readPlan({ plan: plan.value, directory: directory.value }, vietnamCalendar);
  const place = (finding: Finding): Mistake => {
    const file = finding.file === 'plan' ? plan : directory;
    return toMistake(finding, finding.file, file.locate(finding.path, finding.at), 'en');
  };
  const written = [...plan.findings, ...directory.findings].map(({ finding, position }) =>
    toMistake(finding, finding.file, position, 'vi'),
  );
  return {
    plan: reading.plan,
    directory: reading.directory,
    mistakes: [...written, ...reading.mistakes.map(place)],
    warnings: reading.warnings.map(place),
  };
}

/** What is wrong with a message to a person: it must say where, what was expected and what was found. */
export function findFaultOfMistake(mistake: Mistake, texts: PlanTexts): string | null {
  const { file, line, column, expected, found, message, path } = mistake;
  const text = file === 'plan' ? texts.plan : texts.directory;
  const lines = text.split('\n').length;
  if (!Number.isInteger(line) || line < 1 || line > lines + 1) return `line ${line} of ${lines}`;
  if (!Number.isInteger(column) || column < 1) return `column ${column}`;
  if (expected.trim() === '' || found.trim() === '') return 'nothing expected or nothing found';
  if (/\bundefined\b|\[object |\bNaN\b/.test(message) && !text.includes('NaN'))
    return 'a value of ours';
  if (message.length > 20_000) return `a message of ${message.length} letters`;
  if (path.includes('undefined') && !text.includes('undefined')) return `path ${path}`;
  return null;
}
