import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { z } from 'zod';
import { createBarePool, type SendingFigures } from './measure-pool.ts';
import type { SmtpSink } from './smtp-sink.ts';
import { waitUntil } from './wait-until.ts';

const stepMs = 15 * 60_000;
const chunk = 10_000;
/** Jobs under way in the one process: more did not make it faster. */
const concurrency = 24;

const payloadSchema = z.object({ to: z.string(), title: z.string(), lastDay: z.string() });

/** Says nothing: 100,000 lines of "completed" would be part of what is measured. */
const silent = new Logger(() => () => undefined);

/**
 * A common job queue on PostgreSQL, one job and one mail per reminder: all are enqueued, then their
 * moment comes. Its mails are short, and all that is kept of one is that its job is gone.
 */
export async function measureGraphile(
  databaseUrl: string,
  sink: SmtpSink,
  reminders: number,
  connections: number,
): Promise<SendingFigures & { readonly enqueuedIn: number }> {
  const database = new pg.Pool({ connectionString: databaseUrl, max: concurrency + 4 });
  const pool = createBarePool(sink.url, connections);
  try {
    const enqueuedIn = await enqueue(database, reminders);
    await sink.reset();
    const startedAt = Date.now();
    const runner = await run({
      pgPool: database,
      concurrency,
      pollInterval: 100,
      noHandleSignals: true,
      logger: silent,
      taskList: {
        remind: async (payload, { job }) => {
          const { to, title, lastDay } = payloadSchema.parse(payload);
          await pool.sendMail({
            from: 'dondoc@dondoc.example',
            to,
            subject: `Nhắc việc: ${title}`,
            text: `Nhiệm vụ: ${title}.\nThời hạn: hết ngày ${lastDay}.\n`,
            messageId: `<${job.id}@bench.example>`,
          });
        },
      },
    });
    await waitUntil(
      `${reminders} mails of graphile-worker`,
      () => sink.count(),
      ({ distinct }) => distinct >= reminders,
      stepMs,
    );
    await runner.stop();
    const { lastAtMs, mails } = await sink.count();
    return { enqueuedIn, toldIn: (lastAtMs - startedAt) / 1000, mails };
  } finally {
    pool.close();
    await database.end();
  }
}

const addJobs = `
  select count(*) from graphile_worker.add_jobs(array(
    select row('remind', payload, null, null, null, null, null, null)::graphile_worker.job_spec
    from json_array_elements($1::json) as payload
  ))`;

/** All jobs, many in one statement; in seconds. */
async function enqueue(database: pg.Pool, reminders: number): Promise<number> {
  const utils = await makeWorkerUtils({ pgPool: database, logger: silent });
  await utils.migrate();
  const startedAt = Date.now();
  for (let first = 0; first < reminders; first += chunk) {
    const count = Math.min(chunk, reminders - first);
    const payloads = Array.from({ length: count }, (_, index) => ({
      to: `xa-${first + index}@tinh.example`,
      title: `Báo cáo kết quả tiếp nhận hồ sơ và thanh toán trực tuyến số ${first + index}`,
      lastDay: '14/6/2023',
    }));
    await database.query(addJobs, [JSON.stringify(payloads)]);
  }
  const enqueuedIn = (Date.now() - startedAt) / 1000;
  await utils.release();
  return enqueuedIn;
}
