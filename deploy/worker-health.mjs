// The health check of a worker's container. A worker polls Temporal over a connection that it keeps, and
// nothing else runs in its container: healthy is who holds one. It asks no server, so it tells of the worker
// and not of the network. Exits with 1 and says what it missed. Linux only; docs/production.md tells more.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ESTABLISHED = '01';
const address = process.env.TEMPORAL_ADDRESS || 'localhost:7233';
const port = Number(address.slice(address.lastIndexOf(':') + 1));
const [folder = '/proc/net'] = process.argv.slice(2);

/** Ports that the other ends of established connections have, from a table as proc(5) describes it. */
function readPeerPorts(table) {
  const [, ...rows] = readFileSync(table, 'utf8').trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state]) => state === ESTABLISHED)
    .map(([, , remote]) => Number.parseInt(remote.slice(remote.lastIndexOf(':') + 1), 16));
}

const tables = ['tcp', 'tcp6'].map((name) => join(folder, name)).filter((path) => existsSync(path));
if (!tables.flatMap(readPeerPorts).includes(port)) {
  process.stderr.write(
    `expected a connection to Temporal (${address}), found none: see the worker's log\n`,
  );
  process.exitCode = 1;
}
