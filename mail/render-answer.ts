import { buildAnswerLetter } from './answer-letter.ts';
import type { AnswerMailModel, RenderedMail } from './models.ts';
import { renderLetter } from './render-letter.ts';

/** The mail about one action: evidence, its review, a decision, an obstacle, who does it and with whom. Pure. */
export function renderAnswer(model: AnswerMailModel): RenderedMail {
  return renderLetter(buildAnswerLetter(model), null);
}
