import { quote } from '../../domain/finding.ts';
import { usageError } from '../cli-error.ts';

/** `--value "hồ sơ trực tuyến=1250"`, each name once; values stay text, as handed in. @throws CliError (usage) */
export function collectFigure(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const cut = text.indexOf('=');
  const name = text.slice(0, Math.max(cut, 0)).trim();
  const value = text.slice(cut + 1).trim();
  if (name === '' || value === '') {
    throw usageError(`--value: expected NAME=VALUE, such as "hồ sơ=1250", found ${quote(text)}`);
  }
  if (Object.hasOwn(before, name)) {
    throw usageError(`--value: expected each name once, found ${quote(name)} again`);
  }
  return { ...before, [name]: value };
}
