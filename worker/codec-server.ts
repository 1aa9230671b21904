import { createHash, timingSafeEqual } from 'node:crypto';
import type { PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type ListenAddress, type ListeningServer, listenHttp } from './listen-http.ts';
import { UndecipherablePayload } from './payload-codec.ts';

/**
 * The codec server of Temporal's Web UI and command line (docs.temporal.io/codec-server): they hand
 * it payloads as the server keeps them, and show what it answers. Whoever may call it reads everything.
 */
export interface CodecServerOptions {
  readonly codec: PayloadCodec;
  /** What callers show as `Authorization: Bearer …`; null lets in whoever reaches the loopback interface. */
  readonly token: string | null;
  /** Where browsers may read the answers: origins, without a path. */
  readonly origins: readonly string[];
  readonly log: Logger;
}

export type CodecServer = ListeningServer;

/** Pages of a history have 4 MB at most, in base64 a third more. */
const largestBody = 16 * 1024 * 1024;
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

const base64 = z.base64('expected base64');
const Body = z.object({
  payloads: z.array(
    z.looseObject({ metadata: z.record(z.string(), base64).nullish(), data: base64.nullish() }),
  ),
});
type Payloads = z.infer<typeof Body>['payloads'];

/** `POST /decode` and `POST /encode`, with payloads as JSON; everything else is refused. */
export function createCodecApp(options: CodecServerOptions): Hono {
  const { codec, log, origins, token } = options;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
  });
  // With credentials: a proxy in front may know its users by a cookie.
  app.use(cors({ origin: [...origins], allowMethods: ['POST'], credentials: true, maxAge: 600 }));
  app.use(refuseForeignPages(origins));
  app.use(token === null ? refuseForeignNames : requireToken(token));
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => refuse(413, `expected at most ${largestBody} bytes, found more`),
    }),
  );
  addRoute(app, '/decode', codec.decode, log);
  addRoute(app, '/encode', codec.encode, log);
  app.notFound(() => refuse(404, 'expected POST /decode or POST /encode'));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    if (error instanceof UndecipherablePayload) return c.json({ error: error.message }, 422);
    log.error({ err: error }, 'codec server failed');
    return c.json({ error: 'the codec server failed: see its log' }, 500);
  });
  return app;
}

function addRoute(app: Hono, path: string, work: PayloadCodec['decode'], log: Logger): void {
  app.post(path, async (c) => {
    const payloads = await readPayloads(c.req.raw);
    const namespace = c.req.header('x-namespace') ?? null;
    log.info({ path, payloads: payloads.length, namespace }, 'codec server asked');
    return c.json({ payloads: await convert(payloads, work) });
  });
}

/** Starts a codec server; port 0 is any free one. Rejects when the port cannot be bound. */
export async function startCodecServer(
  options: CodecServerOptions,
  at: ListenAddress,
): Promise<CodecServer> {
  return await listenHttp(createCodecApp(options), at);
}

/** A page of another site must not have anything decrypted, whatever its browser sends along. */
function refuseForeignPages(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && !origins.includes(origin)) {
      refuse(403, 'this origin is not among DONDOC_CODEC_ORIGINS');
    }
    await next();
  };
}

/** A name that resolves to this machine must not open a server that asks for no token. */
const refuseForeignNames: MiddlewareHandler = async (c, next) => {
  if (!loopbackHost.test(c.req.header('host') ?? '')) {
    refuse(403, 'without a token this server answers as 127.0.0.1 or localhost only');
  }
  await next();
};

function requireToken(token: string): MiddlewareHandler {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${token}`);
  return async (c, next) => {
    const shown = c.req.header('authorization') ?? '';
    if (!timingSafeEqual(digest(shown), expected)) {
      c.header('WWW-Authenticate', 'Bearer');
      refuse(401, 'expected "Authorization: Bearer …" with the token DONDOC_CODEC_TOKEN');
    }
    await next();
  };
}

async function readPayloads(request: Request): Promise<Payloads> {
  // Pages of other sites can send plain text without being asked first, JSON they cannot.
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) return refuse(415, 'expected application/json');
  const text = await request.text();
  const body = Body.safeParse(parseJson(text));
  if (body.success) return body.data.payloads;
  const [issue] = body.error.issues;
  return refuse(400, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(400, 'expected JSON: {"payloads": [{"metadata": {…}, "data": "…"}]}');
  }
}

/** Payloads are written as protobuf's JSON form has them: bytes in base64. */
async function convert(payloads: Payloads, work: PayloadCodec['decode']): Promise<unknown[]> {
  const converted = await work(payloads.map((payload) => PayloadMessage.fromObject(payload)));
  return converted.map((payload) =>
    PayloadMessage.toObject(PayloadMessage.fromObject(payload), { bytes: String, longs: String }),
  );
}

function refuse(status: 400 | 401 | 403 | 404 | 413 | 415, message: string): never {
  throw new HTTPException(status, { message });
}
