import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTaskWorkflowId } from '../../domain/names.ts';
import { buildDataConverter } from '../../worker/data-converter.ts';
import { readSettings, type Settings } from '../../worker/settings.ts';
import { startPlan } from '../../worker/start-plan.ts';
import { startUp, type Up } from '../../worker/up.ts';
import { launchChromium } from '../rig/chromium.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { captureSdkLog, type SdkLog } from '../rig/sdk-log.ts';
import { eventually, shiftTo, wednesday } from '../rig/stage.ts';
import { answered, aReview, aSubmission } from '../rig/updates.ts';
import { readDatabase } from './codec/database-bytes.ts';

/** `dondoc up` with keys: the Web UI, and a change of keys while a plan runs. */

const title = 'Đếm số gốc điên điển ven kênh';
const note = 'Bà Sáu Lèo đã đếm xong hôm qua';
const plan = 'kh-dien-dien';
const workflowId = buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: null });
const built = buildPlan({ plan, leads: 1, tasks: [{ title }] });

const oldKey = `k-2025:${Buffer.alloc(32, 'o').toString('base64')}`;
const newKey = `k-2026:${Buffer.alloc(32, 'n').toString('base64')}`;

let dataDir: string;
let browser: Browser;
let log: SdkLog;
let up: Up | null = null;

const settingsWith = (keys: string): Settings =>
  readSettings({ DONDOC_DATA: dataDir, DONDOC_PAYLOAD_KEYS: keys });

async function restart(keys: string): Promise<Up> {
  await up?.stop();
  up = null;
  up = await startUp(settingsWith(keys), pino({ level: 'silent' }), () => undefined);
  return up;
}

beforeAll(async () => {
  log = captureSdkLog();
  dataDir = await mkdtemp(join(tmpdir(), 'dondoc-codec-up-'));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await up?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('dondoc up with keys', { timeout: 120_000 }, () => {
  it('shows in the Web UI what the Temporal server cannot read', async () => {
    const { addresses, client, register } = await restart(oldKey);
    await startPlan(
      { client, register },
      {
        ...built,
        trackingFrom: built.plan.issued,
        includePast: false,
        announceAtOnce: true,
        shiftMs: shiftTo(wednesday),
        answersPerRun: 1_500,
      },
    );
    await eventually(() => client.workflow.getHandle(workflowId).describe());
    const submission = aSubmission(leadId(1), 'request-submission', { note });
    await eventually(() =>
      answered({ client, register }, workflowId, 'submitEvidence', submission),
    );

    expect(addresses.codecUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const id = encodeURIComponent(workflowId);
    await page.goto(`${addresses.temporalUi}/namespaces/default/workflows/${id}`);
    await page.getByText('User Metadata').click({ timeout: 20_000 });
    const shown = expect.poll(() => readFrames(page), { timeout: 20_000 });
    await shown.toContain(title);
    await shown.toContain('chờ xác nhận');
    await page.goto(page.url().replace('/user-metadata', '/history'));
    const main = page.locator('main');
    await expect.poll(() => main.innerText(), { timeout: 20_000 }).toContain(`"title": "${title}"`);
    expect(await main.innerText()).toContain('Ghi sổ: ');
    await main.getByText('Workflow Execution Update Accepted').first().click();
    await expect.poll(() => main.innerText(), { timeout: 20_000 }).toContain(note);
    await page.close();

    const database = await readDatabase(join(dataDir, 'temporal.db'));
    expect([title, note].filter((words) => database.has(words))).toEqual([]);
    expect(database.has('k-2025')).toBe(true);
  });

  it('says which key is missing when the old one is taken away too early', async () => {
    const { client } = await restart(newKey);
    const handle = client.workflow.getHandle(workflowId);
    const missing =
      'encrypted with key "k-2025", which is not among the keys that are set ("k-2026")';
    await expect(handle.describe().then((found) => found.staticSummary())).rejects.toThrow(missing);
    // The words of the failure come back encrypted, and clients do not decrypt those of a query.
    await expect(handle.query('state')).rejects.toThrow();
    await eventually(() =>
      expect(log.lines.join('\n')).toContain(JSON.stringify(missing).slice(1, -1)),
    );
    expect((await handle.describe()).status.name).toBe('RUNNING');
  });

  it('goes on with a new key beside the old one', async () => {
    const { client, register, addresses } = await restart(`${newKey},${oldKey}`);
    await answered(
      { client, register },
      workflowId,
      'review',
      aReview(leadId(1), 'request-accept'),
    );
    const result = await client.workflow.getHandle(workflowId).result();
    expect(result).toMatchObject({ outcome: 'finished', accepted: 1 });
    const database = await readDatabase(join(dataDir, 'temporal.db'));
    expect(database.has('k-2026')).toBe(true);
    // Whoever knows the new key only reads what is new.
    const { connection } = client;
    const { payloadKeys } = settingsWith(newKey);
    const dataConverter = buildDataConverter(payloadKeys);
    const later = new Client({ connection, namespace: 'default', dataConverter });
    expect(await later.workflow.getHandle(workflowId).result()).toEqual(result);
    expect(addresses.codecUrl).not.toBeNull();
  });
});

/** The Web UI shows Markdown inside frames. */
async function readFrames(page: Page): Promise<string> {
  const texts = await Promise.all(page.frames().map((frame) => frame.textContent('body')));
  return texts.join('\n');
}
