import { resolve } from 'node:path';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { buildFinding, describeValue, type Finding } from '../../domain/finding.ts';
import type { Directory, Locale, Plan } from '../../domain/plan.ts';
import { readPlan } from '../../domain/read-plan.ts';
import { type Mistake, type Position, toMistake } from './mistake.ts';
import { readSource } from './read-source.ts';
import { readYaml } from './read-yaml.ts';
import { resolveDirectoryPath } from './resolve-directory-path.ts';

/** A plan that may be run, or everything that is wrong with its two files. */
export type LoadedPlan =
  | {
      readonly ok: true;
      readonly plan: Plan;
      readonly directory: Directory;
      /** The two files as they stand, for the register. */
      readonly text: string;
      readonly directoryText: string;
      readonly warnings: readonly Mistake[];
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** The language of mistakes; by default the plan's own `locale`, else Vietnamese. */
export interface LoadOptions {
  readonly locale?: Locale;
}

/**
 * Reads a plan file and the directory of agencies it names, and checks both to the end: every mistake
 * of both files in one go, in the order of the files. Does not throw for what is wrong with the files.
 */
export async function loadPlanFile(path: string, options: LoadOptions = {}): Promise<LoadedPlan> {
  const planPath = resolve(path);
  const plan = await readFile(planPath, 'plan');
  const located = await readDirectoryOf(plan);
  const locale = options.locale ?? localeOf(plan);
  const reading = readPlan({ plan: plan.value, directory: located.value }, vietnamCalendar);
  const place = (finding: Finding): Mistake => {
    const file = finding.file === 'plan' ? plan : located;
    return toMistake(finding, file.path, file.locate(finding.path, finding.at), locale);
  };
  const mistakes = [
    ...plan.findings.map((found) => toMistake(found.finding, plan.path, found.position, locale)),
    ...located.findings.map((found) =>
      toMistake(found.finding, located.path, found.position, locale),
    ),
    ...reading.mistakes.map(place),
  ];
  if (mistakes.length > 0 || reading.plan === null || reading.directory === null) {
    return { ok: false, mistakes: sortByPlace(mistakes, planPath) };
  }
  return {
    ok: true,
    plan: reading.plan,
    directory: reading.directory,
    text: plan.text,
    directoryText: located.text,
    warnings: reading.warnings.map(place),
  };
}

/** One of the two files, as far as it could be read. */
interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
  readonly findings: readonly { readonly finding: Finding; readonly position: Position }[];
  peek(key: string): string | null;
  locate(path: Finding['path'], at: Finding['at']): Position;
}

const start: Position = { line: 1, column: 1 };

async function readFile(path: string, file: Finding['file']): Promise<ReadFile> {
  const source = await readSource(path, file);
  if (source.ok) return { path, text: source.text, ...readYaml(source.text, file) };
  const { finding, position } = source;
  return { ...nothing(path), findings: [{ finding, position }] };
}

function nothing(path: string): ReadFile {
  return { path, text: '', value: undefined, findings: [], peek: () => null, locate: () => start };
}

async function readDirectoryOf(plan: ReadFile): Promise<ReadFile> {
  const written = plan.peek('directory');
  if (written === null || written === '') return nothing(plan.path);
  const path = await resolveDirectoryPath(plan.path, written);
  if (path !== null) return readFile(path, 'directory');
  const finding = buildFinding('plan', {
    path: ['directory'],
    expected: {
      vi: 'đường dẫn tương đối trong thư mục của tệp kế hoạch',
      en: "a relative path inside the plan file's folder",
    },
    found: describeValue(written),
  });
  const position = plan.locate(['directory'], 'value');
  // The mistake is the plan file's, so it is placed there.
  return { ...nothing(plan.path), findings: [{ finding, position }] };
}

function localeOf(plan: ReadFile): Locale {
  return plan.peek('locale') === 'en' ? 'en' : 'vi';
}

function sortByPlace(mistakes: readonly Mistake[], planPath: string): Mistake[] {
  const rank = ({ file }: Mistake) => (file === planPath ? 0 : 1);
  return mistakes.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
