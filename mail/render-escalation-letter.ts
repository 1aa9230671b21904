import { buildEscalationLetter } from './escalation-letter.ts';
import type { EscalationLetterModel, RenderedMail } from './models.ts';
import { renderLetter, requireSome } from './render-letter.ts';

/** One letter to a superior, monitor or office about everything overdue under it. Pure. Throws RangeError without rows. */
export function renderEscalationLetter(model: EscalationLetterModel): RenderedMail {
  requireSome(model.rows, 'An escalation letter');
  return renderLetter(buildEscalationLetter(model), null);
}
