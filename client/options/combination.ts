import { usageError } from '../cli-error.ts';

/** Options by how they are written in the help, `--until DAY`, with what was given. */
export type Given = Readonly<Record<string, unknown>>;

/** Refuses options that make no sense beside another. @throws CliError (usage) naming them all */
export function refuseBeside(option: string, given: Given, advice: readonly string[] = []): void {
  const surplus = Object.keys(given).filter((name) => given[name] !== undefined);
  if (surplus.length === 0) return;
  throw usageError(`expected no ${surplus.join(', no ')} beside ${option}`, advice);
}

/** Refuses when exactly one of two is wanted. @throws CliError (usage) */
export function refuseUnlessOne(given: Given, advice: readonly string[] = []): void {
  const found = Object.keys(given).filter((name) => given[name] !== undefined);
  if (found.length === 1) return;
  const names = Object.keys(given).join(', ');
  const what = found.length === 0 ? 'none of them' : found.join(', ');
  throw usageError(`expected one of ${names}; found ${what}`, advice);
}

/** What is missing beside an option, as an error to throw. */
export function describeMissing(option: string, wanted: Given) {
  const missing = Object.keys(wanted).filter((name) => wanted[name] === undefined);
  return usageError(`expected ${missing.join(' and ')} beside ${option}, found none`);
}
