import type { Context } from 'hono';
import { type SubmitEvidence, updateNames } from '../../domain/messages.ts';
import { fingerprint } from '../../links/link-keys.ts';
import { listFilesOf } from '../../register/evidence-of-event.ts';
import { EvidenceMissing } from '../../register/evidence-store.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import type { ListedAssignment } from '../../register/queries/list-assignments.ts';
import { findEventOf, listEvidence } from '../../register/queries/list-evidence.ts';
import { perform } from '../actions/perform.ts';
import { linkTo, receiptPath } from '../addresses.ts';
import type { PortalEnv } from '../app.ts';
import type { PortalDeps } from '../deps.ts';
import { readForm } from '../form-token.ts';
import { renderNotice } from '../pages/page.ts';
import { findVisible } from '../scope.ts';
import { type SentSubmission, scopeOfSubmission } from '../upload/build-form.ts';
import { describeFault } from '../upload/describe-fault.ts';
import { readKept } from '../upload/read-kept.ts';
import {
  type FileFault,
  filesField,
  readUpload,
  type Upload,
  UploadBroken,
} from '../upload/read-upload.ts';
import type { StagedEvidence } from '../upload/staged-reference.ts';
import { readTexts, type SubmissionMistake, textOf } from '../upload/submission-form.ts';
import { uploadLimits } from '../upload/upload-limits.ts';
import type { Visit } from '../visit.ts';
import { readTarget, renderWith } from './assignment.ts';

type SubmitContext = Context<PortalEnv>;

/** One form that arrives: who sends it, to what, and what its token says. */
interface Handover {
  readonly deps: PortalDeps;
  readonly c: SubmitContext;
  readonly visit: Visit;
  readonly row: ListedAssignment;
  /** Null for a form that is not ours, or is a day old. */
  requestId: string | null;
  /** Handed in before: the form was sent twice. */
  isOnRecord: boolean;
}

/** What a page says instead of a receipt. */
interface Trouble {
  readonly mistakes: readonly SubmissionMistake[];
  readonly files: readonly StagedEvidence[];
  readonly status: 422 | 500 | 507;
}

/**
 * Takes a lead's evidence: its files go into the store while they arrive, then all of it to the workflow, and the
 * answer leads to the receipt. Else the form is shown again, with what was typed and with the files that have arrived.
 */
export async function handIn(deps: PortalDeps, c: SubmitContext) {
  const { visit } = c.var;
  const row = await findVisible(visit, readTarget(c));
  if (row === null) return c.notFound();
  const handover: Handover = { deps, c, visit, row, requestId: null, isOnRecord: false };
  const upload = await receive(handover);
  if (upload === null) return sayUnread(handover);
  const { requestId } = handover;
  if (requestId !== null && handover.isOnRecord) return leadToReceipt(handover, requestId);
  if (upload.failure !== null) {
    return await showAgain(handover, upload, explain(handover, upload.failure.error, []));
  }
  if (requestId === null) {
    const mistakes = [{ field: null, text: visit.words.mistakes.stale }];
    return await showAgain(handover, upload, { mistakes, files: [], status: 422 });
  }
  try {
    const trouble = await pass(handover, upload, requestId);
    if (trouble !== null) return await showAgain(handover, upload, trouble);
    return leadToReceipt(handover, requestId);
  } catch (error) {
    return await showAgain(handover, upload, explain(handover, error, upload.files));
  }
}

/** Reads the request to its end; null for one that broke off or is no form. */
async function receive(handover: Handover): Promise<Upload | null> {
  const { deps, c, visit, row } = handover;
  const scope = scopeOfSubmission(visit, row);
  try {
    return await readUpload(c.env.incoming, deps.store, async (fields) => {
      handover.requestId = await readForm(deps.keys, textOf(fields, 'form'), scope, visit.now);
      if (handover.requestId === null) return null;
      handover.isOnRecord = (await findRequest(deps.register, handover.requestId)) !== null;
      return handover.isOnRecord ? null : await readKept(deps.keys, fields, scope, visit.now);
    });
  } catch (error) {
    if (!(error instanceof UploadBroken)) throw error;
    deps.log.info({ link: fingerprint(visit.token), why: String(error.cause) }, 'upload broke off');
    return null;
  }
}

/** Hands in; null when it is on record. */
async function pass(
  { deps, visit, row }: Handover,
  { fields, files, faults }: Upload,
  requestId: string,
): Promise<Trouble | null> {
  const { says, mistakes } = readTexts(visit, row, fields);
  const wrong = [
    ...mistakes,
    ...faults.map((fault) => mistakeOf(visit, fault)),
    ...(await findFullness(deps, visit, row, files)),
  ];
  if (wrong.length > 0) return { mistakes: wrong, files, status: 422 };
  const { agency, workflowId } = row;
  const command: SubmitEvidence = {
    requestId,
    agency,
    files: files.map(({ sha256, name, size }) => ({ sha256, name, size })),
    ...says,
  };
  const pledge = await deps.store.commit({ requestId, workflowId }, files);
  const update = { update: updateNames.submitEvidence };
  const performed = await perform(deps, update, { workflowId, command }, visit.words);
  if (performed.kind === 'refused') {
    return { mistakes: [{ field: null, text: performed.text }], files, status: 422 };
  }
  if (await isNamedIn(deps, { requestId, workflowId }, files)) await deps.store.release(pledge);
  return null;
}

/** Whether the submission on record has these files: sent twice at the same moment, the other may have won. */
async function isNamedIn(
  { register }: PortalDeps,
  request: { readonly requestId: string; readonly workflowId: string },
  files: readonly StagedEvidence[],
): Promise<boolean> {
  const event = await findEventOf(register, { ...request, kind: 'submitted' });
  const named = event === null ? [] : listFilesOf(event).map(({ sha256 }) => sha256);
  return files.every(({ sha256 }) => named.includes(sha256));
}

async function findFullness(
  { register }: PortalDeps,
  { words }: Visit,
  { plan, task, period, agency }: ListedAssignment,
  files: readonly StagedEvidence[],
): Promise<SubmissionMistake[]> {
  if (files.length === 0) return [];
  const recorded = await listEvidence(register, { plan, task, period, agency });
  const sizes = new Map([...recorded, ...files].map(({ sha256, size }) => [sha256, size]));
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (bytes <= uploadLimits.assignmentBytes) return [];
  return [{ field: filesField, text: words.submit.mistakes.assignmentFull('1 GB') }];
}

function mistakeOf({ words }: Visit, fault: FileFault): SubmissionMistake {
  return { field: filesField, text: describeFault(fault, words.submit) };
}

/** What somebody is told of an error, which is logged; typed texts and files that arrived stay. */
function explain(
  { deps, visit, row }: Handover,
  error: unknown,
  files: readonly StagedEvidence[],
): Trouble {
  const { words } = visit;
  if (error instanceof EvidenceMissing) {
    const isGone = ({ sha256 }: StagedEvidence) => sha256 === error.sha256;
    const gone = files.filter(isGone).map(({ name }) => ({ why: 'gone' as const, name }));
    const kept = files.filter((file) => !isGone(file));
    return { mistakes: gone.map((fault) => mistakeOf(visit, fault)), files: kept, status: 422 };
  }
  const { task, period, agency } = row;
  const about = { link: fingerprint(visit.token), task, period, agency };
  deps.log.error({ err: error, ...about }, 'evidence could not be taken');
  return isDiskFull(error)
    ? { mistakes: [{ field: null, text: words.submit.mistakes.diskFull }], files, status: 507 }
    : { mistakes: [{ field: null, text: words.submit.mistakes.unknown }], files, status: 500 };
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code));
}

async function showAgain(
  { deps, c, visit, row, requestId }: Handover,
  { fields }: Upload,
  { mistakes, files, status }: Trouble,
) {
  const token = requestId === null ? null : textOf(fields, 'form');
  const handIn: SentSubmission = { fields, files, mistakes, token };
  return c.html(await renderWith(deps, visit, row, { attempt: null, handIn }), status);
}

function sayUnread({ c, visit }: Handover) {
  const { words } = visit;
  const { title } = words.errors.failed;
  const text = words.submit.mistakes.unread;
  return c.html(renderNotice({ title, text }, words.shared.locale), 400);
}

function leadToReceipt({ c, visit }: Handover, requestId: string) {
  return c.redirect(linkTo(visit, receiptPath(requestId)), 303);
}
