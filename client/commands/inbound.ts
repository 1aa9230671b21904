import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { Logger } from 'pino';
import type { InboundDeps } from '../../inbound/deps.ts';
import { createLog } from '../../worker/log.ts';
import { CliError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { type Io, tellLine } from '../io.ts';

interface InboundFlags {
  readonly once?: boolean;
}

const pollMs = 60_000;

export function buildInboundCommand(io: Io): Command {
  return new Command('inbound')
    .description('read the mailbox: what agencies reply, and mail that could not be delivered')
    .option('--once', 'look once; without it every minute, until it is stopped')
    .addHelpText(
      'after',
      `
Needs the mailbox (DONDOC_IMAP_URL), DATABASE_URL, Temporal and the folder with the evidence (DONDOC_DATA);
for replies also DONDOC_REPLY_ADDRESS and the keys of links, the same as the workers'. Read twice, a mail is
handed in once. One is enough; a second one does no harm.

Example:
  $ dondoc inbound --once`,
    )
    .action((flags: InboundFlags) => withContext(io, (context) => readInbound(context, flags)));
}

/** Reads until SIGINT or SIGTERM, or once. @throws CliError without a mailbox; with `once` also when it fails */
async function readInbound(context: Context, { once = false }: InboundFlags): Promise<void> {
  const { settings, io } = context;
  const { imapUrl } = settings;
  if (imapUrl === null) {
    throw new CliError('expected a mailbox to read, found none', {
      advice: ['DONDOC_IMAP_URL=imaps://user:password@mail.tinh.example/INBOX'],
    });
  }
  const log = createLog(settings, io.stderr.isTerminal);
  const deps = await buildDeps(context, log);
  const stopping = stopOnSignal();
  tellLine(io, `inbound: ${describeMailbox(imapUrl)}`);
  for (;;) {
    const failure = await look(imapUrl, deps);
    if (once && failure !== null) throw failure;
    if (once || !(await waitFor(pollMs, stopping))) return;
  }
}

async function buildDeps(context: Context, log: Logger): Promise<InboundDeps> {
  const { settings, io } = context;
  const { findLinkKeys, createLinkWriter } = await import('../../worker/link-keys.ts');
  const { Correspondents } = await import('../../inbound/correspondents.ts');
  const keys = await findLinkKeys(settings);
  if (settings.replyAddress !== null && keys.length === 0) {
    throw new CliError('DONDOC_REPLY_ADDRESS: expected keys of links beside it, found none', {
      advice: ['DONDOC_LINK_KEYS=id:base64 (openssl rand -base64 32), the same as for workers'],
    });
  }
  const publicUrl = settings.publicUrl ?? (await context.runningUp())?.portalUrl ?? null;
  const register = await context.register();
  const now = () => io.now();
  return {
    register,
    client: await context.temporal(),
    store: await context.evidenceStore(),
    correspondents: new Correspondents(register, keys, now),
    replyAddress: settings.replyAddress,
    authservId: settings.authservId,
    mailFrom: settings.mailFrom,
    messageDomain: settings.mailDomain,
    linkTo: publicUrl === null || keys.length === 0 ? null : createLinkWriter(publicUrl, keys),
    ...{ log, now },
  };
}

/** Null when everything was dealt with; what failed is logged, and read again the next time. */
async function look(imapUrl: string, deps: InboundDeps): Promise<CliError | null> {
  const { readMailbox } = await import('../../inbound/read-mailbox.ts');
  const { handleMessage } = await import('../../inbound/handle-message.ts');
  const { log } = deps;
  try {
    const { handled, failed } = await readMailbox(
      imapUrl,
      async (mail) => {
        const outcome = await handleMessage(mail, deps);
        log.info({ messageId: mail.id, ...outcome }, 'inbound mail');
      },
      log,
    );
    if (handled > 0) log.info({ handled, failed }, 'mailbox read');
    return failed === 0
      ? null
      : new CliError(`${failed} mails could not be dealt with: see the log`);
  } catch (error) {
    log.error({ err: error }, 'mailbox out of reach');
    return new CliError(`expected to read ${describeMailbox(imapUrl)}, could not`, {
      cause: error,
      advice: ['is DONDOC_IMAP_URL right, with user and password?'],
    });
  }
}

/** Without user and password. */
function describeMailbox(imapUrl: string): string {
  const { protocol, host, pathname } = new URL(imapUrl);
  return `${protocol}//${host}${pathname}`;
}

function stopOnSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort());
  }
  return stopping.signal;
}

/** False when it was stopped meanwhile. */
async function waitFor(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
