import { cleanLine, truncate } from './clean-text.ts';
import { buildFact, type Fact } from './letter.ts';
import type { Decision } from './models.ts';
import type { Wording } from './wording/wording.ts';

const authorityLimit = 120;

/** Who decided, and the document that says so. */
export function decisionFacts({ authority, document }: Decision, words: Wording): Fact[] {
  return [
    buildFact(words.label.authority, authority),
    buildFact(words.label.document, words.document(document)),
  ];
}

/** A subject and an opening name the authority: it must not fill them. */
export function sayDecision({ authority, document }: Decision): Decision {
  return { authority: truncate(cleanLine(authority), authorityLimit), document };
}
