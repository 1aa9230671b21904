import type { Locale } from '../../domain/plan.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';
import type { CliWording } from './wording.ts';

/** The words of a language. */
export function wordingFor(locale: Locale): CliWording {
  return locale === 'en' ? en : vi;
}
