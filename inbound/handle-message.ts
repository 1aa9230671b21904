import { parseMailbox } from '../activities/mailbox.ts';
import { isFinal } from '../domain/assignment.ts';
import { describeFault } from '../portal/upload/describe-fault.ts';
import { wordsOf } from '../portal/wording/portal-wording-for.ts';
import { findRequest } from '../register/queries/find-request.ts';
import { type ListedAssignment, listAssignments } from '../register/queries/list-assignments.ts';
import { answerReply, type Rejection } from './answer-reply.ts';
import { readAuthentication } from './authentication.ts';
import { findAutomatic } from './automatic.ts';
import { readBounce } from './bounce.ts';
import { type Correspondence, findCorrespondence } from './correspondence.ts';
import type { InboundDeps } from './deps.ts';
import { findTarget } from './find-target.ts';
import { type BounceHandled, handleBounce } from './handle-bounce.ts';
import type { InboundMail } from './inbound-mail.ts';
import { extractOwnText } from './own-text.ts';
import { deriveRequestId } from './request-id.ts';
import { fitNote, submitReply } from './submit-reply.ts';
import { listOwnFiles, takeFiles } from './take-files.ts';

/** What became of a mail. */
export type Handled =
  | BounceHandled
  /** `known`: it was handed in when it was read before. */
  | { readonly kind: 'submitted' | 'known'; readonly requestId: string }
  /** Its agency is told why nothing was recorded, unless it has been told too often already. */
  | {
      readonly kind: 'rejected';
      readonly why: Rejection['why'];
      readonly answer: 'owed' | 'repeated' | 'tooMany';
    };

/**
 * Does with a mail what is to be done: a server's report is recorded, a reply handed in or answered, all else ignored.
 * The same mail twice is once. @throws what the register, the store and Temporal throw, when the mail is to be read again
 */
export async function handleMessage(mail: InboundMail, deps: InboundDeps): Promise<Handled> {
  const bounce = readBounce(mail);
  if (bounce !== null) return await handleBounce(deps, bounce);
  const automatic = findAutomatic(mail, {
    addresses: [
      parseMailbox(deps.mailFrom).address,
      ...(deps.replyAddress === null ? [] : [deps.replyAddress]),
    ],
    messageDomain: deps.messageDomain,
  });
  if (automatic !== null) return { kind: 'ignored', why: `written by a machine: ${automatic}` };
  const correspondence = await findCorrespondence(deps, mail);
  if (correspondence === null) {
    return {
      kind: 'ignored',
      why: 'not sent to the address of an agency: no token, or none that is valid',
    };
  }
  return await handleReply(deps, correspondence);
}

async function handleReply(deps: InboundDeps, correspondence: Correspondence): Promise<Handled> {
  const { mail, agency, view } = correspondence;
  const requestId = deriveRequestId(view.record.plan, agency, mail.id);
  if ((await findRequest(deps.register, requestId)) !== null) return { kind: 'known', requestId };
  const rejection = await judge(deps, correspondence, requestId);
  if (rejection === null) return { kind: 'submitted', requestId };
  const answer = await answerReply(deps, correspondence, rejection);
  return { kind: 'rejected', why: rejection.why, answer };
}

/** Hands a reply in, or says why not. */
async function judge(
  deps: InboundDeps,
  { mail, agency, view }: Correspondence,
  requestId: string,
): Promise<Rejection | null> {
  if (readAuthentication(mail, deps.authservId) === 'failed') return { why: 'notGenuine' };
  if (!mail.isWhole) return { why: 'tooLarge' };
  const text = extractOwnText(mail.text);
  const own = listOwnFiles(mail);
  if (text === '' && own.length === 0) return { why: 'nothingSaid' };
  const filter = { plan: view.record.plan, agency };
  const rows = await listAssignments(deps.register, filter, view.serverNow);
  const target = findTarget({ subject: mail.subject, text }, rows);
  if (own.length === 0 && asksSomething(text)) {
    return { why: 'request', rows: target.kind === 'one' ? [target.row] : target.rows };
  }
  if (target.kind === 'unclear') {
    return target.rows.length === 0
      ? { why: 'nothingOwed' }
      : { why: 'whichTask', rows: target.rows };
  }
  return await handIn(deps, view.plan.locale, target.row, { requestId, text, own });
}

/** Words of a request that is no result; with a file it may be a report that mentions it. */
function asksSomething(text: string): boolean {
  return /gia\s+hạn|lùi\s+thời\s+hạn|khó\s+khăn|vướng\s+mắc|\bextension\b|\bextend\b|\bobstacles?\b/iu.test(
    text,
  );
}

async function handIn(
  deps: InboundDeps,
  locale: Correspondence['view']['plan']['locale'],
  row: ListedAssignment,
  {
    requestId,
    text,
    own,
  }: {
    readonly requestId: string;
    readonly text: string;
    readonly own: ReturnType<typeof listOwnFiles>;
  },
): Promise<Rejection | null> {
  const words = wordsOf(locale);
  if (isFinal(row.progress)) {
    return { why: 'refused', details: [words.mistakes.ended], rows: [row] };
  }
  const { note, files } = fitNote(text);
  const taken = await takeFiles(deps.store, [...own, ...files]);
  if (!taken.ok) {
    const details = taken.faults.map((fault) => describeFault(fault, words.submit));
    return { why: 'files', details, rows: [row] };
  }
  const refusal = await submitReply(deps, row, { requestId, note, files: taken.files });
  if (refusal === null) return null;
  const said = Object.entries(words.refusal).find(([code]) => code === refusal)?.[1];
  return { why: 'refused', details: said === undefined ? [] : [said], rows: [row] };
}
