import type { Locale } from '../../domain/plan.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';
import type { Wording } from './wording.ts';

/** The wording of a language. */
export function wordingFor(locale: Locale): Wording {
  return locale === 'en' ? en : vi;
}
