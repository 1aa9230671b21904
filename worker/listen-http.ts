import type { AddressInfo } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';

/** Where a server of ours listens; port 0 is any free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** A server of ours that listens. */
export interface ListeningServer {
  readonly url: string;
  /** Ends open connections too, once what they asked for had its time. */
  stop(): Promise<void>;
}

/** What answers requests: an application of Hono. */
interface Application {
  fetch(request: Request, env: HttpBindings): Response | Promise<Response>;
}

/** How patient a server is, in milliseconds. */
interface Patience {
  /** A request may take so long to arrive; Node's five minutes, if not given. */
  readonly arrivalMs?: number;
  /** Who is being answered when it stops has so long to get the answer; none, if not given. */
  readonly farewellMs?: number;
}

/** Serves an application over HTTP. Rejects with Node's error when the address cannot be listened at. */
export async function listenHttp(
  app: Application,
  { host, port }: ListenAddress,
  { arrivalMs = 300_000, farewellMs = 0 }: Patience = {},
): Promise<ListeningServer> {
  const { server, bound } = await new Promise<{
    server: ReturnType<typeof serve>;
    bound: AddressInfo;
  }>((resolve, reject) => {
    const server = serve(
      {
        fetch: (request, env) => app.fetch(request, env as HttpBindings),
        hostname: host,
        port,
        serverOptions: { requestTimeout: arrivalMs },
      },
      (bound) => resolve({ server, bound }),
    );
    server.once('error', reject);
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        const cut = () => 'closeAllConnections' in server && server.closeAllConnections();
        const farewell = setTimeout(cut, farewellMs);
        server.close(() => {
          clearTimeout(farewell);
          resolve();
        });
        if (farewellMs === 0) cut();
        else if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}
