import { buildDigestCalendar } from './digest-calendar.ts';
import { buildDigestLetter } from './digest-letter.ts';
import type { DigestModel, RenderedMail } from './models.ts';
import { renderLetter, requireSome } from './render-letter.ts';

/**
 * The morning's mail to one agency, with a calendar of the last days still to come. Pure: same model, same mail.
 * Throws RangeError when there is nothing in it.
 */
export function renderDigest(model: DigestModel): RenderedMail {
  requireSome([...model.items, ...model.amended, ...model.reviews], 'A digest');
  return renderLetter(buildDigestLetter(model), buildDigestCalendar(model));
}
