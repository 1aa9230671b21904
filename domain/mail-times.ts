/**
 * How long things may take when mail is sent, in ms. Each limit stays below the next, so that every
 * attempt ends in an outcome before anybody takes it for interrupted.
 */
export const mailTimes = {
  /** An answer of a mail server to a connection: until it is there, and until it greets. */
  connectMs: 10_000,
  /** Silence of a mail server in a conversation. */
  silenceMs: 60_000,
  /** One attempt with everything, waiting for a free connection included. */
  attemptMs: 150_000,
  /** An attempt that has not ended by then was interrupted. */
  sendingAgeMs: 180_000,
  /** One round of the mailroom: the limit of its activity. */
  roundLimitMs: 600_000,
} as const;
