// The health check of a worker's container; exits with 1 and says what it missed. Where the worker serves
// its health (DONDOC_METRICS_LISTEN) it is asked whether it is ready: it takes tasks, and both servers answer.
// Where it does not, what can be seen from outside has to do: a worker polls Temporal over a connection
// that it keeps, and nothing else runs in its container. docs/production.md tells more.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Below the five seconds of the check itself, and above those that the worker allows its servers. */
const limitMs = 4_000;
const ESTABLISHED = '01';
const { DONDOC_METRICS_LISTEN: listen, TEMPORAL_ADDRESS } = process.env;
const address = TEMPORAL_ADDRESS || 'localhost:7233';
const port = Number(address.slice(address.lastIndexOf(':') + 1));
const [folder = '/proc/net'] = process.argv.slice(2);

/** Null when the worker is ready, else what it says or that it says nothing. */
async function askWorker(at) {
  // Who listens everywhere is asked on the loopback interface.
  const here = at.replace(/^0\.0\.0\.0:/, '127.0.0.1:').replace(/^\[::\]:/, '[::1]:');
  try {
    const response = await fetch(`http://${here}/readyz`, { signal: AbortSignal.timeout(limitMs) });
    if (response.ok) return null;
    return `expected a worker that is ready, found ${(await response.text()).trim()}`;
  } catch (error) {
    return `expected the worker to answer at ${here}, found ${error.cause?.message ?? error.message}`;
  }
}

/** Ports that the other ends of established connections have, from a table as proc(5) describes it. */
function readPeerPorts(table) {
  const [, ...rows] = readFileSync(table, 'utf8').trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state]) => state === ESTABLISHED)
    .map(([, , remote]) => Number.parseInt(remote.slice(remote.lastIndexOf(':') + 1), 16));
}

/** Linux only. */
function lookForConnection() {
  const tables = ['tcp', 'tcp6'].map((name) => join(folder, name)).filter(existsSync);
  if (tables.flatMap(readPeerPorts).includes(port)) return null;
  return `expected a connection to Temporal (${address}), found none`;
}

const missed = listen ? await askWorker(listen) : lookForConnection();
if (missed !== null) {
  process.stderr.write(`${missed}: see the worker's log\n`);
  process.exitCode = 1;
}
