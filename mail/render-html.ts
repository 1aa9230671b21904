import Handlebars from 'handlebars';
import { letterTemplate } from './compiled/letter.ts';
import type { Letter } from './letter.ts';

/** Escaping stays on and a field that is missing is an error: a mail never shows a hole. */
const render = Handlebars.compile<Letter>(letterTemplate, {
  strict: true,
  noEscape: false,
  knownHelpersOnly: true,
});

/** The HTML part: tables and inline styles compiled from MJML; every value escaped. */
export function renderHtml(letter: Letter): string {
  return render(letter);
}
