import { Command } from 'commander';
import { createLog } from '../../worker/log.ts';
import { waitForStopSignal } from '../../worker/stop-signal.ts';
import { CliError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { type Io, tellLine } from '../io.ts';
import { parsePort } from '../options/port.ts';

interface PortalFlags {
  readonly port: number;
  readonly host: string;
}

export function buildPortalCommand(io: Io): Command {
  return new Command('portal')
    .description('the pages behind the links in mails, until it is stopped')
    .option('--port <port>', 'where it listens', parsePort('--port'), 8090)
    .option('--host <address>', 'the interface it listens on', '127.0.0.1')
    .addHelpText(
      'after',
      `
Needs DATABASE_URL, Temporal, the folder with the evidence (DONDOC_DATA) and the keys of links
(DONDOC_LINK_KEYS or DONDOC_LINK_KEYS_FILE). It keeps nothing itself: any number may stand behind a load
balancer that ends TLS. Workers write the links with PUBLIC_URL and the same keys.

Example:
  $ dondoc portal --host 0.0.0.0 --port 8090`,
    )
    .action((flags: PortalFlags) => withContext(io, (context) => servePortal(context, flags)));
}

/** Serves until SIGINT or SIGTERM. @throws CliError without keys */
async function servePortal(context: Context, at: PortalFlags): Promise<void> {
  const { io, settings } = context;
  const { findLinkKeys } = await import('../../worker/link-keys.ts');
  const { startPortal } = await import('../../portal/serve.ts');
  const keys = await findLinkKeys(settings);
  if (keys.length === 0) {
    throw new CliError('expected keys of links, found none', {
      advice: ['set DONDOC_LINK_KEYS to id:base64; make one with: openssl rand -base64 32'],
    });
  }
  const stopped = waitForStopSignal();
  const log = createLog(settings, io.stderr.isTerminal);
  const portal = await startPortal(
    {
      register: await context.register(),
      client: await context.temporal(),
      store: await context.evidenceStore(),
      ...{ keys, log, proxies: settings.portalProxies, now: () => io.now() },
    },
    at,
  );
  tellLine(io, `portal: ${portal.url}`);
  await stopped;
  await portal.stop();
}
