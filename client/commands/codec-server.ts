import { Command } from 'commander';
import { readSettings } from '../../worker/settings.ts';
import type { Io } from '../io.ts';
import { parsePort } from '../options/port.ts';

interface CodecServerFlags {
  readonly port: number;
  readonly host: string;
}

export function buildCodecServerCommand(io: Io): Command {
  return new Command('codec-server')
    .description('show the Temporal Web UI what is encrypted, to those who have the token')
    .option('--port <port>', 'where it listens', parsePort('--port'), 8081)
    .option('--host <address>', 'the interface it listens on', '127.0.0.1')
    .addHelpText(
      'after',
      `
Needs the keys (DONDOC_PAYLOAD_KEYS or DONDOC_PAYLOAD_KEYS_FILE), DONDOC_CODEC_TOKEN (callers show it
as "Authorization: Bearer …") and DONDOC_CODEC_ORIGINS (the Web UI's address). Whoever has the token
reads everything: docs/security.md says how to put it behind the Web UI's login.

Example:
  $ dondoc codec-server --port 8081`,
    )
    .action(async ({ host, port }: CodecServerFlags) => {
      const settings = readSettings(io.environment);
      const { serveCodec } = await import('../../worker/serve-codec.ts');
      await serveCodec(settings, { host, port });
    });
}
