/** Names of all checks, in the order in which they are shown. */
export const checkNames = [
  'settings',
  'payload keys',
  'time zone data',
  'Temporal',
  'namespace',
  'retention',
  'search attributes',
  'worker',
  'clock of Temporal',
  'PostgreSQL',
  'PostgreSQL version',
  'encoding',
  'rights',
  'register schema',
  'connections',
  'clock of PostgreSQL',
  'plan years',
  'mail server',
  'sender',
  'reply-to',
  'Message-IDs',
  'DKIM key',
  'mail queue',
  'links',
  'portal',
  'replies',
  'mailbox',
  'evidence folder',
] as const;
export type CheckName = (typeof checkNames)[number];

/** `wrong` keeps dondoc from working; `warning` does not, yet; `notChecked` waits for what is wrong elsewhere. */
export type Verdict = 'ok' | 'warning' | 'wrong' | 'notChecked';

/** What a look at one thing has found. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly found: string;
  /** A command or a setting that mends it; null where nothing has to be done. */
  readonly fix: string | null;
}

/** An outcome with the name of its check. */
export interface Finding extends Outcome {
  readonly check: CheckName;
}

/** One thing that an installation needs. It is looked at and left as it is. */
export interface Check {
  readonly name: CheckName;
  run(): Promise<Outcome | readonly Outcome[]>;
}

export function ok(found: string): Outcome {
  return { verdict: 'ok', found, fix: null };
}

export function warning(found: string, fix: string): Outcome {
  return { verdict: 'warning', found, fix };
}

export function wrong(found: string, fix: string): Outcome {
  return { verdict: 'wrong', found, fix };
}

/** `why` names the check that has to be mended first. */
export function notChecked(why: string): Outcome {
  return { verdict: 'notChecked', found: why, fix: null };
}

/** The code of an error or of what it came from (`ECONNREFUSED`, `28P01`, gRPC's 5); null when there is none. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && error.code !== undefined) return String(error.code);
  return codeOf(error.cause);
}

/** What the first cause says: what wraps it names a query or a call, not what is wrong. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? messageOf(error.cause) : error.message || error.name;
}
