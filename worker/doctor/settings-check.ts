import type { SettingMistake } from '../settings.ts';
import { type Outcome, ok, wrong } from './check.ts';

/** One outcome for each mistake; the message names the variable and, of an unknown one, the nearest. */
export function judgeSettings(mistakes: readonly SettingMistake[]): readonly Outcome[] {
  if (mistakes.length === 0) return [ok('every variable is known and can be read')];
  return mistakes.map(({ name, message }) =>
    wrong(message, `correct or remove ${name} in the environment or in .env`),
  );
}
