import pLimit, { type LimitFunction } from 'p-limit';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { MailPace } from './mail-pace.ts';

/** Mails on their way for each connection: while some are taken, the next are written. */
const mailsPerConnection = 4;

/** What one worker keeps from round to round: how many mails are on their way, and how fast they go. */
export interface MailDesk {
  /** A mail that hangs keeps its place until it ends, also after the round that began it. */
  readonly slots: LimitFunction;
  readonly pace: MailPace;
}

export function openMailDesk({
  connections,
  perMinute = null,
}: Pick<ActivityDependencies['mail'], 'connections' | 'perMinute'>): MailDesk {
  return { slots: pLimit(connections * mailsPerConnection), pace: new MailPace(perMinute) };
}
