import { nextMorning } from '../activities/next-morning.ts';
import { findReportTo } from '../activities/report-to.ts';
import { wakeMailroom } from '../activities/wake-mailroom.ts';
import { loadPlanView } from '../client/plan-view.ts';
import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import { replaceEnded } from '../domain/directory.ts';
import { toDay } from '../domain/local-time.ts';
import type { IsoInstant } from '../domain/plan.ts';
import type { MailRow, UndeliveredReport } from '../register/mail-queue.ts';
import { findPlan } from '../register/plan-records.ts';
import { findMailByMessageId, recordBounce, recordDelay } from '../register/record-bounce.ts';
import type { Bounce, RecipientReport } from './bounce.ts';
import type { InboundDeps } from './deps.ts';

/** What became of a report on a mail. */
export type BounceHandled =
  | {
      readonly kind: 'bounce';
      readonly mailId: number;
      readonly outcome: 'refused' | 'partly' | 'settled' | 'delayed';
    }
  | { readonly kind: 'ignored'; readonly why: string };

/** Records what a server reports of one of our mails; a report on any other is ignored. */
export async function handleBounce(
  deps: Pick<InboundDeps, 'register' | 'client' | 'now'>,
  { messageId, recipients }: Bounce,
): Promise<BounceHandled> {
  if (messageId === null) return { kind: 'ignored', why: 'a report that names no mail' };
  const mail = await findMailByMessageId(deps.register, messageId);
  if (mail === null) return { kind: 'ignored', why: 'a report on a mail that is not ours' };
  const { mailId } = mail;
  const failed = recipients.filter(({ action }) => action === 'failed');
  const [delayed] = recipients;
  if (failed.length > 0)
    return { kind: 'bounce', mailId, outcome: await refuse(deps, mail, failed) };
  if (delayed === undefined) return { kind: 'ignored', why: 'a report of success' };
  await recordDelay(deps.register, mail, delayed.response);
  return { kind: 'bounce', mailId, outcome: 'delayed' };
}

async function refuse(
  { register, client, now }: Pick<InboundDeps, 'register' | 'client' | 'now'>,
  mail: MailRow,
  failed: readonly RecipientReport[],
): Promise<'refused' | 'partly' | 'settled'> {
  const serverNow = new Date(now()).toISOString();
  const addresses = failed.flatMap(({ address }) => (address === null ? [] : [address]));
  const outcome = await recordBounce(register, mail.mailId, {
    serverNow,
    response: failed.map(({ response }) => response).join(' | '),
    rejected: addresses.length === failed.length ? addresses : null,
    report: await findReport({ register, now }, mail, serverNow),
  });
  // The letter to the monitor has a morning now that the mailroom does not know of.
  if (outcome === 'refused') await wakeMailroom(client);
  return outcome;
}

async function findReport(
  { register, now }: Pick<InboundDeps, 'register' | 'now'>,
  mail: MailRow,
  serverNow: IsoInstant,
): Promise<UndeliveredReport | null> {
  const record = await findPlan(register, mail.plan);
  if (record === null) return null;
  const { plan: definition, directory, present } = await loadPlanView(register, record, now());
  const plan = replaceEnded(definition, directory, toDay(present.now, definition.timezone));
  const to = findReportTo(mail, plan);
  if (to === null) return null;
  const { shiftMs } = record;
  return { to, leavesAt: nextMorning({ plan, shiftMs, calendar: vietnamCalendar }, serverNow) };
}
