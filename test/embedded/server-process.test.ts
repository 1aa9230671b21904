import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GUARD_SCRIPT } from '../../embedded/orphan-guard.ts';
import { startServerProcess, waitUntilReady } from '../../embedded/server-process.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-process-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function startShell(script: string) {
  return startServerProcess({
    name: 'The server',
    program: '/bin/sh',
    args: ['-c', script],
    stopSignal: 'TERM',
  });
}

describe('a server process', () => {
  it('stops when asked, and is killed when it does not', async () => {
    const willing = await startShell('sleep 600');
    await willing.stop();
    expect(await willing.exited).toEqual({ code: null, signal: 'SIGTERM' });
    const stubborn = await startShell("trap '' TERM; echo deaf; while :; do sleep 1; done");
    await vi.waitFor(() => expect(stubborn.lastLines()).toBe('deaf'));
    await stubborn.stop(100);
    expect(await stubborn.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('may be stopped again after it has ended', async () => {
    const server = await startShell('exit 3');
    expect(await server.exited).toEqual({ code: 3, signal: null });
    await server.stop();
    server.kill();
  });

  it('knows nothing of the settings of dondoc, its keys among them', async () => {
    vi.stubEnv('DONDOC_PAYLOAD_KEYS', 'k1:secret');
    const server = await startShell('echo "keys: $DONDOC_PAYLOAD_KEYS; path: $PATH"').finally(() =>
      vi.unstubAllEnvs(),
    );
    await server.exited;
    expect(server.lastLines()).toMatch(/^keys: ; path: \/.+/);
  });

  it('that ends before it answers is reported with its last lines', async () => {
    const process = await startShell('echo no such table >&2; exit 3');
    const ready = waitUntilReady({
      name: 'The server',
      process,
      timeoutMs: 10_000,
      probe: () => Promise.reject(new Error('not yet')),
    });
    await expect(ready).rejects.toThrow(
      'The server ended with exit code 3 before it was ready. It wrote last:\nno such table',
    );
  });

  it('that does not answer in time is stopped', async () => {
    const server = await startShell('sleep 600');
    const ready = waitUntilReady({
      name: 'The server',
      process: server,
      timeoutMs: 100,
      probe: () => Promise.reject(new Error('not yet')),
    });
    await expect(ready).rejects.toThrow('Expected The server to answer within 0.1 s');
    expect(server.hasExited()).toBe(true);
  });

  it('of a program that does not exist is refused', async () => {
    const start = startServerProcess({
      name: 'The server',
      program: join(folder, 'missing'),
      args: [],
      stopSignal: 'TERM',
    });
    await expect(start).rejects.toThrow(`The server cannot be started from ${folder}/missing`);
  });
});

/** Starts a server, as we do, with the guard beside it, prints that it is ready, and waits. */
const OWNER = `
const { spawn } = require('node:child_process');
const server = spawn('/bin/sh', ['-c', 'exec sleep 600'], { detached: true, stdio: ['ignore', 'inherit', 'ignore'] });
const args = ['-c', process.argv[1], 'sh', 'TERM', String(server.pid)];
const guard = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
guard.once('spawn', () => console.log('ready'));
setInterval(() => undefined, 1000);
`;

describe('the guard against orphans', () => {
  it('ends the server when its owner is killed', async () => {
    const owner = spawn(process.execPath, ['-e', OWNER, GUARD_SCRIPT], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    // The server writes to the same pipe: `close` comes only when both have ended.
    const bothEnded = once(owner, 'close');
    owner.stdout.resume();
    owner.kill('SIGKILL');
    expect(await bothEnded).toEqual([null, 'SIGKILL']);
  });
});
