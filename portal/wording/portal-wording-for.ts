import type { CliWording } from '../../client/wording/wording.ts';
import { wordingFor } from '../../client/wording/wording-for.ts';
import type { Locale } from '../../domain/plan.ts';
import { buildEnglish } from './en.ts';
import type { PortalWording } from './portal-wording.ts';
import { buildVietnamese } from './vi.ts';

/** The portal's words in the language of the words it shares with the command line. */
export function portalWordingFor(shared: CliWording): PortalWording {
  return shared.locale === 'vi' ? buildVietnamese(shared) : buildEnglish(shared);
}

/** The portal's words in a language. */
export function wordsOf(locale: Locale): PortalWording {
  return portalWordingFor(wordingFor(locale));
}
