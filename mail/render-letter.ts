import { cleanStrings, truncate } from './clean-text.ts';
import type { Letter } from './letter.ts';
import type { RenderedMail } from './models.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** Characters; a header of this length still fits every mail program's list, on two lines at most. */
const subjectLimit = 160;
const previewLimit = 140;

/** A mail about nothing is a mistake of the caller. */
export function requireSome(things: readonly unknown[], what: string): void {
  if (things.length > 0) return;
  throw new RangeError(`${what} needs at least one entry; found none. Send no mail instead.`);
}

/** Subject, HTML and text of a letter, every string cleaned of what is not visible text. */
export function renderLetter(letter: Letter, ics: string | null): RenderedMail {
  const clean = cleanStrings(letter);
  const ready = {
    ...clean,
    subject: truncate(clean.subject, subjectLimit),
    preview: truncate(clean.preview, previewLimit),
  };
  return {
    locale: ready.locale,
    subject: ready.subject,
    html: renderHtml(ready),
    text: renderText(ready),
    ics,
  };
}
