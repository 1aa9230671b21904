/** Everything the mailroom does with the register, in the order in which it does it. */
export {
  type ClaimedGroup,
  type ClaimOptions,
  claimNotices,
  type NoticeRow,
} from './claim-notices.ts';
export { hasWaitingMail, joinMissedMails } from './join-missed-mails.ts';
export { buildAddressKey, holdMail, listDelayed, takeProbe } from './mail-delays.ts';
export {
  composeReports,
  listUndelivered,
  type UndeliveredMail,
  type UndeliveredReport,
} from './mail-undelivered.ts';
export {
  type LeadWait,
  listMailsToSend,
  type MailRow,
  type MailToSend,
  type NoticeToSend,
  type StoredAssignment,
} from './mails-to-send.ts';
export { nextMailAt } from './next-mail-at.ts';
export {
  type AttemptEnd,
  isGivenUp,
  type MailBegin,
  type MailContent,
  type MailEnd,
  markSending,
  recordEnds,
  recordUnsendable,
  recordWithdrawn,
  recoverInterrupted,
  sayGivenUp,
  withdrawNotices,
} from './record-mail.ts';
