import type { Command } from 'commander';
import type { Decision, DocumentReference } from '../../domain/messages.ts';
import { describeMissing } from './combination.ts';
import { parseDocument } from './document.ts';
import { parseWords } from './words.ts';

/** Who decided a change of duty, and the document that says so. */
export interface DecisionOptions {
  readonly authority?: string;
  readonly document?: DocumentReference;
}

const authority = ['--authority <who>', 'who decided, as the document says'] as const;
const document = ['--document <reference>', '"SỐ, NGÀY[, CƠ QUAN]" of the decision'] as const;

/** Adds `--authority` and `--document`, both needed. */
export function requireDecisionOptions(command: Command): Command {
  return command
    .requiredOption(authority[0], `${authority[1]} (required)`, parseWords('--authority'))
    .requiredOption(document[0], `${document[1]} (required)`, parseDocument);
}

/** Adds `--authority` and `--document`; whether they are needed depends on the other options. */
export function addDecisionOptions(command: Command): Command {
  return command
    .option(authority[0], authority[1], parseWords('--authority'))
    .option(document[0], document[1], parseDocument);
}

/** Nothing changes a duty without an authority and its document. @throws CliError (usage) */
export function readDecision(options: DecisionOptions, beside: string): Decision {
  const { authority: who, document: reference } = options;
  if (who !== undefined && reference !== undefined) return { authority: who, document: reference };
  throw describeMissing(beside, { '--authority WHO': who, '--document "SỐ, NGÀY"': reference });
}
