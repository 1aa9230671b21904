import { Command } from 'commander';
import type { Io } from '../io.ts';

interface CodecServerFlags {
  readonly port: string;
  readonly host: string;
}

export function buildCodecServerCommand(io: Io): Command {
  return new Command('codec-server')
    .description('decrypt for the Temporal Web UI and command line, for those who show the token')
    .option('--port <port>', 'where it listens', '8081')
    .option('--host <address>', 'the interface it listens on', '127.0.0.1')
    .addHelpText(
      'after',
      `
Needs the keys (DONDOC_PAYLOAD_KEYS or DONDOC_PAYLOAD_KEYS_FILE), DONDOC_CODEC_TOKEN (callers show it
as "Authorization: Bearer …") and DONDOC_CODEC_ORIGINS (the Web UI's address). Whoever shows the token
reads everything: docs/security.md says how to put it behind the Web UI's login.

Example:
  $ dondoc codec-server --port 8081
  $ temporal workflow show --workflow-id plan:tan-binh-2026 \\
      --codec-endpoint http://127.0.0.1:8081 --codec-auth "Bearer $DONDOC_CODEC_TOKEN"`,
    )
    .action((flags: CodecServerFlags) => runCodecServer(io, flags));
}

/** Serves until SIGINT or SIGTERM. @throws InvalidSettings without keys, token or origins */
async function runCodecServer(io: Io, { port, host }: CodecServerFlags): Promise<void> {
  const { readSettings } = await import('../../worker/settings.ts');
  const { serveCodec } = await import('../../worker/serve-codec.ts');
  const { parsePort } = await import('../options/port.ts');
  await serveCodec(readSettings(io.environment), { host, port: parsePort('--port', port) });
}
