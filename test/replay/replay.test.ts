import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workflowTypes } from '../../domain/names.ts';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { parseHistoryJson } from './history-json.ts';

const folder = new URL('histories/', import.meta.url);
const histories = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();

async function readHistory(name: string) {
  return parseHistoryJson(await readFile(new URL(name, folder), 'utf8'));
}

beforeAll(() => {
  captureSdkLog();
});

describe("recorded histories of the main branches against today's workflows", () => {
  it('are there, for each of the three workflows', async () => {
    const types = new Set<string>();
    for (const name of histories) {
      const [started] = (await readHistory(name)).events ?? [];
      types.add(started?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '');
    }
    expect([...types].sort()).toEqual(Object.values(workflowTypes).sort());
  });

  it.each(histories)('%s is replayed without a difference', async (name) => {
    const workflowBundle = await loadWorkflowBundle();
    await Worker.runReplayHistory({ workflowBundle }, await readHistory(name));
  });
});

describe('the test of the test: planted workflows that break their histories', () => {
  let planted: string;

  beforeAll(async () => {
    planted = await mkdtemp(join(tmpdir(), 'dondoc-replay-'));
  });
  afterAll(async () => {
    await rm(planted, { recursive: true, force: true });
  });

  /** Today's workflows with one of them wrapped by a careless change. */
  async function bundle(name: keyof typeof workflowTypes, body: string) {
    const index = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
    const source = [
      `import { proxyActivities, sleep, patched } from '@temporalio/workflow';`,
      `import * as today from ${JSON.stringify(index)};`,
      `const { recordBatch, planAgenda, deliverMail } = proxyActivities({ startToCloseTimeout: '10 seconds' });`,
      `export * from ${JSON.stringify(index)};`,
      `export async function ${name}(input) { ${body} return await today.${name}(input); }`,
    ].join('\n');
    const workflowsPath = join(planted, `${name}.mjs`);
    await writeFile(workflowsPath, source);
    const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
    return await bundleWorkflowCode({
      workflowsPath,
      logger: new DefaultLogger('ERROR'),
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, modules: [modules] },
      }),
    });
  }

  const careless = [
    ['planTask', 'plan-task-reminders-accepted.json', 'await recordBatch(input);'],
    ['plan', 'plan-closed-early.json', 'await planAgenda(input);'],
    ['mailroom', 'mailroom-deferral.json', 'await sleep(1000);'],
  ] as const;

  it.each(careless)('a %s that does something more is caught', async (name, history, body) => {
    const workflowBundle = await bundle(name, body);
    await expect(
      Worker.runReplayHistory({ workflowBundle }, await readHistory(history)),
    ).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });

  it.each(careless)('the same %s behind `patched` is not', async (name, history, body) => {
    const workflowBundle = await bundle(name, `if (patched('later')) { ${body} }`);
    await Worker.runReplayHistory({ workflowBundle }, await readHistory(history));
  });
});
