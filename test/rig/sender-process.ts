import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Request } from '../../domain/messages.ts';

const script = fileURLToPath(new URL('send-answers.mjs', import.meta.url));

const reportSchema = z.object({
  receipts: z.array(z.object({ requestId: z.string(), agency: z.string(), written: z.boolean() })),
  drained: z.number(),
});

/** What a sender in another process got: its receipts, and how often it was asked to come again. */
export type SenderReport = z.infer<typeof reportSchema>;

export interface SenderTask {
  readonly address: string;
  readonly workflowId: string;
  readonly update: 'acknowledge' | 'submitEvidence';
  readonly commands: readonly Request[];
  /** Updates on their way at the same time. */
  readonly inFlight: number;
}

/** Sends updates from an operating-system process of its own; throws with what it wrote when it fails. */
export async function sendFromProcess(task: SenderTask): Promise<SenderReport> {
  const child = fork(script, [JSON.stringify(task)], { silent: true, execArgv: [] });
  let written = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  let report: unknown;
  child.on('message', (message) => {
    report = message;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`expected the sender to end with code 0, found ${code}: ${written}`);
  return reportSchema.parse(report);
}
