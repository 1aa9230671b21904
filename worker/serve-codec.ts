import { type CodecServer, startCodecServer } from './codec-server.ts';
import { InvalidSettings } from './invalid-settings.ts';
import { createLog } from './log.ts';
import { createPayloadCodec } from './payload-codec.ts';
import { loadPayloadKeys } from './payload-keys.ts';
import type { Settings } from './settings.ts';
import { waitForStopSignal } from './stop-signal.ts';

/**
 * The codec server in a process of its own, until SIGINT or SIGTERM. Throws `InvalidSettings` without
 * keys, without a token, and without the origin of a Web UI: no default of those would be safe.
 */
export async function serveCodec(
  settings: Settings,
  at: { readonly host: string; readonly port: number },
): Promise<void> {
  const log = createLog(settings, process.stderr.isTTY);
  const stopped = waitForStopSignal();
  const server = await start(settings, log, at);
  log.info({ at: server.url }, 'codec server started');
  await stopped;
  await server.stop();
  log.info({}, 'codec server stopped');
}

async function start(
  settings: Settings,
  log: ReturnType<typeof createLog>,
  at: { readonly host: string; readonly port: number },
): Promise<CodecServer> {
  const { codecToken: token, codecOrigins: origins } = settings;
  const keys = await loadPayloadKeys(settings);
  const missing = [
    ...(keys.length === 0
      ? ['DONDOC_PAYLOAD_KEYS: expected the keys that the workers have, found none']
      : []),
    ...(token === null ? ['DONDOC_CODEC_TOKEN: expected a token, found none'] : []),
    ...(origins.length === 0
      ? ['DONDOC_CODEC_ORIGINS: expected the address of the Web UI, found none']
      : []),
  ];
  if (missing.length > 0) throw new InvalidSettings(missing.join('\n'));
  return await startCodecServer({ codec: createPayloadCodec(keys), token, origins, log }, at);
}
