import { updateNames } from '../../domain/messages.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { isOwn } from '../actions/lead-actions.ts';
import { assignmentPath, linkTo, nameTarget } from '../addresses.ts';
import type { PortalDeps } from '../deps.ts';
import { type FormScope, signForm } from '../form-token.ts';
import type { SubmissionFormView } from '../pages/submission-form.ts';
import type { Submission } from '../submission.ts';
import type { Visit } from '../visit.ts';
import type { FormTexts } from './read-upload.ts';
import { type StagedEvidence, signStaged } from './staged-reference.ts';
import { type SubmissionMistake, writeTexts } from './submission-form.ts';

/** A submission that was sent and could not be handed in: its form is shown again as it was filled in. */
export interface SentSubmission {
  readonly fields: FormTexts;
  readonly files: readonly StagedEvidence[];
  readonly mistakes: readonly SubmissionMistake[];
  /** The same request id again, when its form was one of ours; else a new one. */
  readonly token: string | null;
}

/** What the form's token admits: this link, this assignment, handing in. */
export function scopeOfSubmission({ token }: Visit, row: ListedAssignment): FormScope {
  return { link: token, action: 'submit', target: nameTarget(row) };
}

/**
 * The form in which this visitor hands in; null when the assignment is not its own, or takes nothing any more.
 * What was returned is there again to be mended.
 */
export async function buildSubmissionForm(
  deps: PortalDeps,
  visit: Visit,
  row: ListedAssignment,
  { sent, before }: { readonly sent: SentSubmission | null; readonly before: Submission | null },
): Promise<SubmissionFormView | null> {
  const isAgain = sent !== null && sent.token !== null;
  if (!isAgain && !isOwn(visit, row, updateNames.submitEvidence)) return null;
  const scope = scopeOfSubmission(visit, row);
  const files = sent?.files ?? [];
  return {
    row,
    to: linkTo(visit, `${assignmentPath(row)}/submit`),
    token: sent?.token ?? (await signForm(deps.keys, scope, visit.now)),
    fields: sent?.fields ?? writeReturned(row, before),
    kept: await Promise.all(
      files.map(async (file) => ({
        file,
        reference: await signStaged(deps.keys, scope, file, visit.now),
      })),
    ),
    mistakes: sent?.mistakes ?? [],
  };
}

function writeReturned({ progress }: ListedAssignment, before: Submission | null): FormTexts {
  if (progress !== 'returned' || before === null) return new Map();
  return writeTexts(before.says);
}
