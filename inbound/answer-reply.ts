import { buildHead } from '../activities/mail-head.ts';
import { wakeMailroom } from '../activities/wake-mailroom.ts';
import { replaceEnded } from '../domain/directory.ts';
import { toDay } from '../domain/local-time.ts';
import { type RepliedAssignment, renderReplyLetter } from '../mail/reply-letter.ts';
import type { ReplyRejection } from '../mail/wording/reply.ts';
import { assignmentPath } from '../portal/addresses.ts';
import { readCurrentLink } from '../register/queries/current-link.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import { oweAnswerToReply } from '../register/reply-answers.ts';
import type { Correspondence } from './correspondence.ts';
import type { InboundDeps } from './deps.ts';

/** Answers to one agency of one plan in 24 hours: two programs that answer each other stop there at the latest. */
const mostAnswers = 5;

/** Why a reply was not recorded, and what may have been meant. */
export interface Rejection {
  readonly why: ReplyRejection;
  readonly details?: readonly string[];
  readonly rows?: readonly ListedAssignment[];
}

/**
 * Has an agency told why its reply was not recorded: by a mail to its addresses in the directory, never to the sender.
 * Once for each reply, and `mostAnswers` times a day.
 */
export async function answerReply(
  deps: InboundDeps,
  correspondence: Correspondence,
  { why, details = [], rows = [] }: Rejection,
): Promise<'owed' | 'repeated' | 'tooMany'> {
  const { mail, agency, view } = correspondence;
  const link = await writeLink(deps, correspondence);
  const { subject, html, text } = renderReplyLetter({
    head: buildReplyHead(deps, correspondence, link),
    ...{ why, details, theirs: mail.subject },
    assignments: rows.map((row) => describe(correspondence, row, link)),
  });
  const outcome = await oweAnswerToReply(
    deps.register,
    { plan: view.record.plan, agency, repliedId: mail.id, subject, html, text },
    { serverNow: new Date(deps.now()).toISOString(), most: mostAnswers },
  );
  if (outcome === 'owed') await wakeMailroom(deps.client);
  return outcome;
}

function buildReplyHead(
  { replyAddress }: InboundDeps,
  { agency, view, nameOf }: Correspondence,
  link: string | null,
) {
  const { plan: definition, directory, present } = view;
  const plan = replaceEnded(definition, directory, toDay(present.now, definition.timezone));
  const context = { plan, directory, nameOf, link, now: present.now, replyTo: null };
  return buildHead({ ...context, takesReplies: replyAddress !== null }, agency);
}

async function writeLink(
  { linkTo, register }: InboundDeps,
  { agency, view: { plan, directory, record } }: Correspondence,
): Promise<string | null> {
  if (linkTo === null) return null;
  const { shiftMs } = record;
  return await linkTo(await readCurrentLink(register, { plan, directory, shiftMs }, agency));
}

function describe(
  { view }: Correspondence,
  { task, period, agency, cycle, lastDay }: ListedAssignment,
  link: string | null,
): RepliedAssignment {
  const title = view.plan.tasks.find((known) => known.task === task)?.title ?? '';
  const path = assignmentPath({ task, period, agency });
  const url = link === null ? null : `${link.replace(/\/$/, '')}${path}`;
  return { task, title, period, cycle, lastDay, url };
}
