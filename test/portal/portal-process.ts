import { execFileSync } from 'node:child_process';
import { startDondoc, waitForExit } from '../rig/command-line.ts';
import { testKeys } from './open-portal.ts';

/** A portal in an operating-system process of its own: the built program, as `dondoc portal` runs it. */
export interface PortalProcess {
  readonly url: string;
  /** Bytes of memory that it holds now. */
  readMemory(): number;
  /** Ends it as a power cut would: no handler runs. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Resolves when the portal answers; throws with what it wrote when it ended before. */
export async function startPortalProcess(servers: {
  readonly temporalAddress: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
}): Promise<PortalProcess> {
  const keys = testKeys.map(({ id, secret }) => `${id}:${secret.export().toString('base64')}`);
  const child = startDondoc(['portal', '--port', '0'], servers.dataDir, {
    TEMPORAL_ADDRESS: servers.temporalAddress,
    DATABASE_URL: servers.databaseUrl,
    DONDOC_LINK_KEYS: keys.join(','),
  });
  const exited = waitForExit(child);
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-20_000);
      const found = /portal: (http:\S+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    exited.then(
      (code) => reject(new Error(`expected the portal to start, it ended with ${code}: ${said}`)),
      reject,
    );
  });
  const { pid = 0 } = child;
  return {
    url,
    readMemory: () =>
      Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
