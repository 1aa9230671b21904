import { connect, createServer, type Socket } from 'node:net';

/** Stands before PostgreSQL, and can be a broken network. */
export interface PostgresProxy {
  readonly port: number;
  /** Cuts what is there and refuses what comes, until the returned function is called. */
  refuse(): () => void;
  /** Lets nothing through; in the end everything is cut, for its bytes are lost. */
  silence(): () => void;
  stop(): Promise<void>;
}

export async function startPostgresProxy(target: number): Promise<PostgresProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let refusing = 0;
  let silent = 0;
  const cutAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const server = createServer((near) => {
    if (refusing > 0) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    const relay = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => {
        if (silent === 0) to.write(chunk);
      });
      from.on('error', end).on('close', end);
    };
    relay(near, far);
    relay(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    refuse: () => {
      refusing += 1;
      cutAll();
      return () => {
        refusing -= 1;
      };
    },
    silence: () => {
      silent += 1;
      return () => {
        silent -= 1;
        cutAll();
      };
    },
    stop: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
