import { join, resolve } from 'node:path';
import { z } from 'zod';
import { findNearestName } from '../domain/nearest-name.ts';
import { longestReplyName } from '../links/reply-address.ts';
import type { DkimSettings } from './dkim-key.ts';
import { InvalidSettings } from './invalid-settings.ts';
import type { ListenAddress } from './listen-http.ts';
import { type PayloadKey, type PayloadKeySettings, parsePayloadKeys } from './payload-keys.ts';

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
  /** Where replies are read by `dondoc inbound`: each mail asks for them at a plus-address of it; null: nowhere. */
  readonly replyAddress: string | null;
  /** The mailbox that `dondoc inbound` reads; null when not set. */
  readonly imapUrl: string | null;
  /** The receiving server whose Authentication-Results are believed; null: none. */
  readonly authservId: string | null;
  /** Right-hand side of Message-IDs. */
  readonly mailDomain: string;
  /** Mails on their way at the same time. */
  readonly smtpConnections: number;
  /** Mails that one worker hands over in a minute at most; null: no limit. */
  readonly mailsPerMinute: number | null;
  /** With what mails are signed; null: they are not. */
  readonly dkim: DkimSettings | null;
  /** Connections to PostgreSQL. */
  readonly databaseConnections: number;
  /** How long a morning's digests wait for workflows that have not recorded yet. */
  readonly morningPatienceMs: number;
  /** Workflows that a worker keeps in memory at most; null: as many as Temporal's SDK thinks fit. */
  readonly cachedWorkflows: number | null;
  /** Answers after which a task workflow continues as new. */
  readonly answersPerRun: number;
  /** What callers of the codec server must show; null when not set. */
  readonly codecToken: string | null;
  /** Where browsers may show what the codec server decrypts: the Web UI's origins. */
  readonly codecOrigins: readonly string[];
  /** Where the portal is reached from outside, without a path; null: mails have no links. */
  readonly publicUrl: string | null;
  /** With what links are signed; the first key signs, all of them verify. */
  readonly linkKeys: readonly PayloadKey[];
  /** Path of a file with such keys; null when not set. */
  readonly linkKeysFile: string | null;
  /** Proxies in front of the portal that name the visitor's address in X-Forwarded-For. */
  readonly portalProxies: number;
  /** Where metrics and health are served; null when they are not. */
  readonly metricsListen: ListenAddress | null;
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

/** Whether everything in it that looks encoded can be decoded. */
function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (listed) => listed.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'expected addresses without a path, separated by commas: https://temporal.tinh.example',
  );

const listenAddress = z.string().transform((text, context): ListenAddress => {
  const [, named, bracketed, port] =
    /^(?:([\w.-]+)|\[([\da-fA-F:.]+)\]):(\d{1,5})$/.exec(text) ?? [];
  const host = named ?? bracketed;
  if (host !== undefined && Number(port) > 0 && Number(port) < 65_536) {
    return { host, port: Number(port) };
  }
  const message = 'expected an address of this machine and a port: 127.0.0.1:9464';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const schema = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'expected postgres://user:password@host:5432/database',
    })
    .regex(/^\w+:\/\//, 'expected postgres://user:password@host:5432/database')
    .optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'expected smtp://host:587 or smtps://user:password@host:465',
    })
    .regex(/^\w+:\/\/[^/]/, 'expected smtp://host:587 or smtps://user:password@host:465')
    .optional(),
  DONDOC_DATA: z.string().min(1).default('.dondoc'),
  DONDOC_MAIL_FROM: mailbox.default('Nhắc việc <dondoc@localhost.example>'),
  DONDOC_MAIL_REPLY_TO: z.email().optional(),
  DONDOC_REPLY_ADDRESS: z
    .email('expected an address without a name: traloi@tinh.example')
    .refine(
      (address) => !address.includes('+') && address.indexOf('@') <= longestReplyName,
      `expected at most ${longestReplyName} letters before the @, and no +: a token follows them`,
    )
    .optional(),
  DONDOC_IMAP_URL: z
    .url({ protocol: /^imaps?$/, error: 'expected imaps://user:password@host/INBOX' })
    .regex(/^\w+:\/\/[^/@]+@[^/]/, 'expected imaps://user:password@host/INBOX')
    .refine(
      isPercentEncoded,
      'expected user, password and folder percent-encoded: % is %25, @ is %40',
    )
    .optional(),
  DONDOC_AUTHSERV_ID: z
    .string()
    .regex(
      /^[\x21-\x3a\x3c-\x7e]+$/,
      'expected one word, as Authentication-Results begin: mx.tinh.example',
    )
    .optional(),
  DONDOC_MAIL_DOMAIN: z.hostname().default('dondoc.example'),
  DONDOC_SMTP_CONNECTIONS: count.default(5),
  DONDOC_MAILS_PER_MINUTE: count.optional(),
  DONDOC_DKIM_DOMAIN: z.hostname('expected a domain name: tinh.example').optional(),
  DONDOC_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'expected a selector: letters, digits and hyphens')
    .optional(),
  DONDOC_DKIM_KEY_FILE: z.string().optional(),
  DONDOC_DATABASE_CONNECTIONS: count.default(10),
  DONDOC_MORNING_PATIENCE_SECONDS: count.default(120),
  DONDOC_CACHED_WORKFLOWS: count.min(2, 'expected 2 or more').optional(),
  DONDOC_ANSWERS_PER_RUN: count.max(1_900).default(1_500),
  DONDOC_PAYLOAD_KEYS: payloadKeys.optional(),
  DONDOC_PAYLOAD_KEYS_FILE: z.string().optional(),
  DONDOC_CODEC_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{24,}$/, 'expected at least 24 letters and digits: openssl rand -hex 24')
    .optional(),
  DONDOC_CODEC_ORIGINS: origins.optional(),
  DONDOC_METRICS_LISTEN: listenAddress.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'expected https://dondoc.tinh.example' })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  DONDOC_LINK_KEYS: payloadKeys.optional(),
  DONDOC_LINK_KEYS_FILE: z.string().optional(),
  DONDOC_PORTAL_PROXIES: z.coerce
    .number('expected a whole number, 0 or more')
    .int('expected a whole number, 0 or more')
    .nonnegative('expected a whole number, 0 or more')
    .default(0),
  DONDOC_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/** Reads the settings from environment variables; throws `InvalidSettings` naming every mistake. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = dropEmpty(environment);
  const parsed = schema.safeParse(given);
  const mistakes = [...findUnknown(environment), ...findMistakes(given, parsed)];
  if (!parsed.success || mistakes.length > 0)
    throw new InvalidSettings(mistakes.map(({ message }) => message).join('\n'));
  return toSettings(parsed.data);
}

/** A variable that is wrong, and what is wrong with it. */
export interface SettingMistake {
  readonly name: string;
  /** Begins with the name. */
  readonly message: string;
}

/** Every mistake, and the settings as they are when what is wrong counts as not set. */
export function examineSettings(environment: NodeJS.ProcessEnv): {
  readonly settings: Settings;
  readonly mistakes: readonly SettingMistake[];
} {
  const given = dropEmpty(environment);
  const mistakes = [...findUnknown(environment), ...findMistakes(given, schema.safeParse(given))];
  const wrong = mistakes.map(({ name }) => name);
  const right = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.includes(name)));
  return { settings: toSettings(schema.parse(right)), mistakes };
}

/** An empty value means "not set", as in a `.env` file with a blank line. */
function dropEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

function findMistakes(
  given: NodeJS.ProcessEnv,
  { error }: ReturnType<typeof schema.safeParse>,
): SettingMistake[] {
  const mistakes: SettingMistake[] = [];
  for (const { path, message } of error?.issues ?? []) {
    const said = `${path.join('.')}: ${message}${describeFound(given, path)}`;
    mistakes.push({ name: String(path[0]), message: said });
  }
  for (const name of ['DONDOC_PAYLOAD_KEYS', 'DONDOC_LINK_KEYS']) {
    if (given[name] === undefined || given[`${name}_FILE`] === undefined) continue;
    const message = `${name}: expected keys in one place, found ${name}_FILE set as well`;
    mistakes.push({ name, message });
  }
  return [...mistakes, ...findHalfDkim(given)];
}

const dkimNames = ['DONDOC_DKIM_DOMAIN', 'DONDOC_DKIM_SELECTOR', 'DONDOC_DKIM_KEY_FILE'] as const;

/** A signature needs all three of its settings. */
function findHalfDkim(given: NodeJS.ProcessEnv): SettingMistake[] {
  const set = dkimNames.filter((name) => given[name] !== undefined);
  if (set.length === 0 || set.length === dkimNames.length) return [];
  const missing = dkimNames.filter((name) => given[name] === undefined).join(' and ');
  return set.map((name) => ({
    name,
    message: `${name}: expected all of ${dkimNames.join(', ')} or none, found no ${missing}`,
  }));
}

/** Where one thing is kept inside the data folder. */
export function dataPath(settings: Pick<Settings, 'dataDir'>, name: string): string {
  return join(settings.dataDir, name);
}

/** Never shown, however wrong they are. */
const secrets: readonly PropertyKey[] = [
  'DONDOC_PAYLOAD_KEYS',
  'DONDOC_LINK_KEYS',
  'DONDOC_CODEC_TOKEN',
];
/** May hold a password; one that is wrong may hold it anywhere. */
const addresses: readonly PropertyKey[] = ['DATABASE_URL', 'SMTP_URL', 'DONDOC_IMAP_URL'];

/** What a setting has instead; without secrets, and of an address only what cannot be a password. */
function describeFound(
  given: Readonly<Record<string, string | undefined>>,
  [name = '']: readonly PropertyKey[],
): string {
  if (secrets.includes(name)) return '';
  const found = given[String(name)] ?? '';
  if (!addresses.includes(name)) return `; found "${found}"`;
  return `; found ${describeAddress(found)}`;
}

/** Scheme, host and path of an address in which nothing else can stand; nothing of any other. */
function describeAddress(text: string): string {
  const usual = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#\s]*@)?[^@/?#\s]+(?:\/[^@?#\s]*)?$/i;
  if (!usual.test(text) || !URL.canParse(text)) {
    return 'something else (not shown: it may hold a password)';
  }
  const { protocol, hostname, pathname } = new URL(text);
  return `"${protocol}//${text.includes('@') ? '…@' : ''}${hostname}${pathname}"`;
}

function findUnknown(environment: NodeJS.ProcessEnv): SettingMistake[] {
  const known = Object.keys(schema.shape);
  return Object.keys(environment)
    .filter((name) => name.startsWith('DONDOC_') && !known.includes(name))
    .map((name) => {
      const nearest = findNearestName(name, known);
      const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
      return { name, message: `${name}: no such setting${hint}` };
    });
}

function toSettings(values: z.infer<typeof schema>): Settings {
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    dataDir: resolve(values.DONDOC_DATA),
    mailFrom: values.DONDOC_MAIL_FROM,
    mailReplyTo: values.DONDOC_MAIL_REPLY_TO ?? null,
    replyAddress: values.DONDOC_REPLY_ADDRESS ?? null,
    imapUrl: values.DONDOC_IMAP_URL ?? null,
    authservId: values.DONDOC_AUTHSERV_ID ?? null,
    mailDomain: values.DONDOC_MAIL_DOMAIN,
    smtpConnections: values.DONDOC_SMTP_CONNECTIONS,
    mailsPerMinute: values.DONDOC_MAILS_PER_MINUTE ?? null,
    dkim: toDkim(values),
    databaseConnections: values.DONDOC_DATABASE_CONNECTIONS,
    morningPatienceMs: values.DONDOC_MORNING_PATIENCE_SECONDS * 1000,
    cachedWorkflows: values.DONDOC_CACHED_WORKFLOWS ?? null,
    answersPerRun: values.DONDOC_ANSWERS_PER_RUN,
    payloadKeys: values.DONDOC_PAYLOAD_KEYS ?? [],
    payloadKeysFile:
      values.DONDOC_PAYLOAD_KEYS_FILE === undefined
        ? null
        : resolve(values.DONDOC_PAYLOAD_KEYS_FILE),
    codecToken: values.DONDOC_CODEC_TOKEN ?? null,
    codecOrigins: values.DONDOC_CODEC_ORIGINS ?? [],
    publicUrl: values.PUBLIC_URL ?? null,
    linkKeys: values.DONDOC_LINK_KEYS ?? [],
    linkKeysFile:
      values.DONDOC_LINK_KEYS_FILE === undefined ? null : resolve(values.DONDOC_LINK_KEYS_FILE),
    portalProxies: values.DONDOC_PORTAL_PROXIES,
    metricsListen: values.DONDOC_METRICS_LISTEN ?? null,
    logLevel: values.DONDOC_LOG_LEVEL,
  };
}

function toDkim(values: z.infer<typeof schema>): DkimSettings | null {
  const { DONDOC_DKIM_DOMAIN: domain, DONDOC_DKIM_SELECTOR: selector } = values;
  const { DONDOC_DKIM_KEY_FILE: keyFile } = values;
  if (domain === undefined || selector === undefined || keyFile === undefined) return null;
  return { domain, selector, keyFile: resolve(keyFile) };
}
