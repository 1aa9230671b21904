import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What a process tells of itself without asking any server. */
export interface ProcessMetrics {
  format(isWorking: boolean): Promise<string>;
}

/** Memory, processor time, event loop and garbage collection of this process, and what runs in it. */
export function collectProcessMetrics(version: string): ProcessMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'dondoc_build_info',
    help: 'The version that runs; always 1.',
    labelNames: ['version', 'node_version'],
    registers: [registry],
  }).set({ version, node_version: process.version }, 1);
  const running = new Gauge({
    name: 'dondoc_worker_running',
    help: 'Whether the worker takes tasks (1), or is starting, stopping or has failed (0).',
    registers: [registry],
  });
  return {
    format: async (isWorking) => {
      running.set(isWorking ? 1 : 0);
      return await registry.metrics();
    },
  };
}
