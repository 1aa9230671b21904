import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Connection } from '@temporalio/client';
import { connectTemporal, type TemporalTarget } from '../temporal-connection.ts';
import { codeOf, messageOf, type Outcome, ok, wrong } from './check.ts';

/** Connecting and looking closer after it has failed together stay within a check's limit. */
const connectLimit = '2.5 seconds';
const probeLimitMs = 1_000;
const defaultPort = 7233;

/** A connection, which the caller closes, or why there is none. */
export interface TemporalReach {
  readonly connection: Connection | null;
  readonly outcome: Outcome;
}

/** Connects to Temporal; when that fails, finds out at which layer: the SDK says "deadline" to all of them. */
export async function reachTemporal(target: TemporalTarget): Promise<TemporalReach> {
  const { address = `localhost:${defaultPort}` } = target.options;
  try {
    const connection = await connectTemporal(target, connectLimit);
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    return { connection, outcome: ok(`${address}, server ${serverVersion}`) };
  } catch (error) {
    return { connection: null, outcome: await diagnose(target.options, address, error) };
  }
}

/** A refusal of the key, or null. gRPC: 7 is PERMISSION_DENIED, 16 UNAUTHENTICATED. */
export function judgeRefusal(error: unknown): Outcome | null {
  if (!['7', '16'].includes(codeOf(error) ?? '')) return null;
  return wrong(
    `the server refused who we are: ${messageOf(error)}`,
    'set TEMPORAL_API_KEY to a key that is valid and may use this namespace (or TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH)',
  );
}

async function diagnose(
  options: TemporalTarget['options'],
  address: string,
  error: unknown,
): Promise<Outcome> {
  const refused = judgeRefusal(error);
  if (refused !== null) return refused;
  const place = parseAddress(address);
  const closed = await probeTcp(place);
  if (closed !== null) {
    return wrong(
      `nothing answers at ${address}: ${closed}`,
      'start the Temporal server there, or set TEMPORAL_ADDRESS=host:port (or TEMPORAL_PROFILE) to where it is',
    );
  }
  const tls = options.tls ?? (options.apiKey !== undefined && options.apiKey !== null);
  if (tls === false) return await diagnosePlain(place, address);
  return judgeTls(address, await probeTls(place, tls === true ? {} : tls));
}

async function diagnosePlain(place: Place, address: string): Promise<Outcome> {
  const refused = await probeTls(place, null);
  if (refused === null) {
    return wrong(
      `${address} speaks TLS, the settings say none`,
      'TEMPORAL_TLS=true, with TEMPORAL_TLS_SERVER_CA_CERT_PATH if its certificate is of your own authority',
    );
  }
  return wrong(
    `something answers at ${address}, but it is no Temporal server`,
    'set TEMPORAL_ADDRESS to the gRPC port of the server (7233; not its Web UI)',
  );
}

/** What a failed handshake means; `code` is null when the handshake went through. */
export function judgeTls(address: string, code: string | null): Outcome {
  if (code === null || code.includes('CERTIFICATE_REQUIRED')) {
    return wrong(
      `${address} ends the connection after the TLS handshake: it may want a certificate of ours`,
      'set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH, or TEMPORAL_API_KEY',
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return wrong(
      `the TLS certificate of ${address} is for another name`,
      'TEMPORAL_TLS_SERVER_NAME=the name in the certificate',
    );
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return wrong(
      `the TLS certificate of ${address} is not valid now (${code})`,
      'renew it on the server; look at the clock of this machine: timedatectl',
    );
  }
  if (/CERT|SIGNATURE|ISSUER/.test(code)) {
    return wrong(
      `the TLS certificate of ${address} is of an authority that is not known here (${code})`,
      'TEMPORAL_TLS_SERVER_CA_CERT_PATH=the file of that authority',
    );
  }
  return wrong(
    `${address} speaks no TLS, the settings say it does (${code})`,
    'TEMPORAL_TLS=false (without TEMPORAL_API_KEY), or set TEMPORAL_ADDRESS to the port with TLS',
  );
}

interface Place {
  readonly host: string;
  readonly port: number;
}

function parseAddress(address: string): Place {
  const url = new URL(address.includes('://') ? address : `tcp://${address}`);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPort : Number(url.port),
  };
}

/** Null when the port is open, else why it is not. */
function probeTcp(place: Place): Promise<string | null> {
  return waitForEvent(connectTcp({ ...place }), 'connect');
}

type TlsSettings = Exclude<TemporalTarget['options']['tls'], boolean | null | undefined>;

/** Null when the handshake goes through; `settings` null takes any certificate. */
function probeTls(place: Place, settings: TlsSettings | null): Promise<string | null> {
  const { serverNameOverride, serverRootCACertificate: ca, clientCertPair } = settings ?? {};
  return waitForEvent(
    connectTls({
      ...place,
      ALPNProtocols: ['h2'],
      rejectUnauthorized: settings !== null,
      ...(serverNameOverride == null ? {} : { servername: serverNameOverride }),
      ...(ca == null ? {} : { ca: Buffer.from(ca) }),
      ...(clientCertPair == null
        ? {}
        : { cert: Buffer.from(clientCertPair.crt), key: Buffer.from(clientCertPair.key) }),
    }),
    'secureConnect',
  );
}

function waitForEvent(
  socket: ReturnType<typeof connectTcp>,
  event: 'connect' | 'secureConnect',
): Promise<string | null> {
  return new Promise<string | null>((resolve) => {
    socket.once(event, () => resolve(null));
    socket.once('error', (error) => resolve(codeOf(error) ?? messageOf(error)));
    socket.once('close', () => resolve('the connection was closed'));
    socket.setTimeout(probeLimitMs, () => resolve(`no answer within ${probeLimitMs / 1000} s`));
  }).finally(() => socket.destroy());
}
