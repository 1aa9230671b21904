import { join, resolve } from 'node:path';
import { z } from 'zod';
import { findNearestName } from '../domain/nearest-name.ts';
import { InvalidSettings } from './invalid-settings.ts';
import { type PayloadKeySettings, parsePayloadKeys } from './payload-keys.ts';

/**
 * Everything that is set from outside, read once at start-up. A wrong value stops the start; nothing
 * falls back silently. Temporal's own variables are read by `@temporalio/envconfig`.
 */
export interface Settings extends PayloadKeySettings {
  /** PostgreSQL to use instead of an embedded one; null when not set. */
  readonly databaseUrl: string | null;
  /** Where mail is handed over; null when not set. */
  readonly smtpUrl: string | null;
  /** The folder that holds everything: databases, evidence, caught mail, addresses of a running `up`. */
  readonly dataDir: string;
  /** `From:` of every mail. */
  readonly mailFrom: string;
  /** Where replies go; null lets the mail point to the monitor instead. */
  readonly mailReplyTo: string | null;
  /** Right-hand side of Message-IDs. */
  readonly mailDomain: string;
  /** Mails on their way at the same time. */
  readonly smtpConnections: number;
  /** Connections to PostgreSQL. */
  readonly databaseConnections: number;
  /** How long a morning's digests wait for workflows that have not recorded yet. */
  readonly morningPatienceMs: number;
  /** Answers after which a task workflow continues as new. */
  readonly answersPerRun: number;
  /** What callers of the codec server must show; null when not set. */
  readonly codecToken: string | null;
  /** Where browsers may show what the codec server decrypts: the Web UI's origins. */
  readonly codecOrigins: readonly string[];
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
}

const count = z.coerce
  .number({ error: 'expected a whole number above 0' })
  .int('expected a whole number above 0')
  .positive('expected a whole number above 0');

const mailbox = z
  .string()
  .regex(
    /^(?:[^<>@]+ )?<?[^\s<>@]+@[^\s<>@]+>?$/,
    'expected one mailbox: Tên <hop-thu@tinh.example>',
  );

const payloadKeys = z.string().transform((text, context) => {
  const parsed = parsePayloadKeys(text);
  if (parsed.ok) return parsed.keys;
  for (const message of parsed.mistakes) context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (listed) => listed.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'expected addresses without a path, separated by commas: https://temporal.tinh.example',
  );

const schema = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'expected postgres://user:password@host:5432/database',
    })
    .optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'expected smtp://host:587 or smtps://user:password@host:465',
    })
    .optional(),
  DONDOC_DATA: z.string().min(1).default('.dondoc'),
  DONDOC_MAIL_FROM: mailbox.default('Nhắc việc <dondoc@localhost.example>'),
  DONDOC_MAIL_REPLY_TO: z.email().optional(),
  DONDOC_MAIL_DOMAIN: z.hostname().default('dondoc.example'),
  DONDOC_SMTP_CONNECTIONS: count.default(5),
  DONDOC_DATABASE_CONNECTIONS: count.default(10),
  DONDOC_MORNING_PATIENCE_SECONDS: count.default(120),
  DONDOC_ANSWERS_PER_RUN: count.max(1_900).default(1_500),
  DONDOC_PAYLOAD_KEYS: payloadKeys.optional(),
  DONDOC_PAYLOAD_KEYS_FILE: z.string().optional(),
  DONDOC_CODEC_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{24,}$/, 'expected at least 24 letters and digits: openssl rand -hex 24')
    .optional(),
  DONDOC_CODEC_ORIGINS: origins.optional(),
  DONDOC_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/** Reads the settings from environment variables; throws `InvalidSettings` naming every mistake. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const mistakes = findUnknown(environment);
  // An empty value means "not set", as in a `.env` file with a blank line.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    mistakes.push(
      ...parsed.error.issues.map(
        ({ path, message }) => `${path.join('.')}: ${message}${describeFound(given, path)}`,
      ),
    );
  }
  if (given['DONDOC_PAYLOAD_KEYS'] !== undefined && given['DONDOC_PAYLOAD_KEYS_FILE'] !== undefined)
    mistakes.push(
      'DONDOC_PAYLOAD_KEYS: expected keys in one place, found DONDOC_PAYLOAD_KEYS_FILE set as well',
    );
  if (!parsed.success || mistakes.length > 0) throw new InvalidSettings(mistakes.join('\n'));
  return toSettings(parsed.data);
}

/** Where one thing is kept inside the data folder. */
export function dataPath(settings: Pick<Settings, 'dataDir'>, name: string): string {
  return join(settings.dataDir, name);
}

/** Never shown, however wrong they are. */
const secrets: readonly PropertyKey[] = ['DONDOC_PAYLOAD_KEYS', 'DONDOC_CODEC_TOKEN'];

/** What a setting has instead; without secrets, and without the user and password of an address. */
function describeFound(
  given: Readonly<Record<string, string | undefined>>,
  [name = '']: readonly PropertyKey[],
): string {
  if (secrets.includes(name)) return '';
  return `; found "${given[String(name)]?.replace(/:\/\/.*@/, '://…@')}"`;
}

function findUnknown(environment: NodeJS.ProcessEnv): string[] {
  const known = Object.keys(schema.shape);
  return Object.keys(environment)
    .filter((name) => name.startsWith('DONDOC_') && !known.includes(name))
    .map((name) => {
      const nearest = findNearestName(name, known);
      return `${name}: no such setting${nearest === null ? '' : `; did you mean ${nearest}?`}`;
    });
}

function toSettings(values: z.infer<typeof schema>): Settings {
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    dataDir: resolve(values.DONDOC_DATA),
    mailFrom: values.DONDOC_MAIL_FROM,
    mailReplyTo: values.DONDOC_MAIL_REPLY_TO ?? null,
    mailDomain: values.DONDOC_MAIL_DOMAIN,
    smtpConnections: values.DONDOC_SMTP_CONNECTIONS,
    databaseConnections: values.DONDOC_DATABASE_CONNECTIONS,
    morningPatienceMs: values.DONDOC_MORNING_PATIENCE_SECONDS * 1000,
    answersPerRun: values.DONDOC_ANSWERS_PER_RUN,
    payloadKeys: values.DONDOC_PAYLOAD_KEYS ?? [],
    payloadKeysFile:
      values.DONDOC_PAYLOAD_KEYS_FILE === undefined
        ? null
        : resolve(values.DONDOC_PAYLOAD_KEYS_FILE),
    codecToken: values.DONDOC_CODEC_TOKEN ?? null,
    codecOrigins: values.DONDOC_CODEC_ORIGINS ?? [],
    logLevel: values.DONDOC_LOG_LEVEL,
  };
}
