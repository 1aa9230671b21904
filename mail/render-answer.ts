import { buildAnswerLetter } from './answer-letter.ts';
import type { AnswerMailModel, RenderedMail } from './models.ts';
import { renderLetter, requireSome } from './render-letter.ts';

/** The mail about one action: evidence, its review, a decision, an obstacle; or a reminder to the reviewer. Pure. */
export function renderAnswer(model: AnswerMailModel): RenderedMail {
  if (model.kind === 'reviewOverdue') requireSome(model.waiting, 'A reminder to a reviewer');
  return renderLetter(buildAnswerLetter(model), null);
}
