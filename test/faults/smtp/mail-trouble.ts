/** What the mail server does wrong while a trouble lasts. */
export const mailTroubles = [
  /** 421 instead of a greeting. */
  'greeting4xx',
  /** 450 for some recipients. */
  'recipient4xx',
  /** 550 for some recipients, as long as the trouble lasts. */
  'recipient5xx',
  /** 452 after the final dot. */
  'content4xx',
  /** 554 after the final dot. */
  'content5xx',
  /** No greeting. */
  'silentGreeting',
  /** No word after the final dot; the mail is lost. */
  'silentAfterDot',
  /** The connection ends before, during and after DATA. */
  'closeBeforeData',
  'closeDuringData',
  'closeAfterDot',
  /** The mail is kept, and the connection ends before 250: it was delivered. */
  'closeAfterDotKept',
  /** Each answer takes a second. */
  'slow',
] as const;

export type MailTrouble = (typeof mailTroubles)[number];
