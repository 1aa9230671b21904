import { Hono } from 'hono';
import { type ListenAddress, type ListeningServer, listenHttp } from '../listen-http.ts';
import type { Readiness } from './readiness.ts';

/** What the pages of the metrics server show. */
export interface MetricsPages {
  /** Prometheus's text format, version 0.0.4. */
  metrics(): Promise<string>;
  readiness(): Promise<Readiness>;
}

/** The address of `DONDOC_METRICS_LISTEN` cannot be listened at. */
export class MetricsNotServed extends Error {
  override readonly name = 'MetricsNotServed';
}

/** `GET /metrics`, `/healthz` and `/readyz`; it asks for no login and has nothing personal. */
export function createMetricsApp(pages: MetricsPages): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
  });
  app.get('/metrics', async (c) =>
    c.body(await pages.metrics(), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    const readiness = await pages.readiness();
    return c.json(readiness, readiness.ready ? 200 : 503);
  });
  app.notFound((c) => c.text('expected GET /metrics, /healthz or /readyz\n', 404));
  return app;
}

/** Starts to listen; port 0 is any free one. @throws MetricsNotServed */
export async function startMetricsServer(
  pages: MetricsPages,
  at: ListenAddress,
): Promise<ListeningServer> {
  try {
    return await listenHttp(createMetricsApp(pages), at);
  } catch (cause) {
    throw new MetricsNotServed(
      `expected to listen at ${at.host}:${at.port} for metrics, found that it cannot be: stop what uses it, or set another DONDOC_METRICS_LISTEN`,
      { cause },
    );
  }
}
