import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openRegister } from '../../register/open-register.ts';
import { type RunningUp, readRunningUp } from '../../worker/running-up.ts';
import { launchChromium } from '../rig/chromium.ts';
import { type Ended, runDondoc, startDondoc, waitForExit } from '../rig/command-line.ts';

/** `dondoc up` as a newcomer meets it: the built program, its servers, a browser, the other commands. */

const assignment = ['xuan-thanh-2026', 'A.5.3', '2026'] as const;
const agency = 'tt-phuc-vu-hcc';

let dataDir: string;
let up: ChildProcess;
let running: RunningUp;
let browser: Browser;

async function start(): Promise<void> {
  up = startDondoc(['up'], dataDir);
  let said = '';
  up.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  up.stdout?.resume();
  running = await vi.waitFor(
    async () => {
      if (up.exitCode !== null) throw new Error(`up ended with ${up.exitCode}: ${said}`);
      const found = await readRunningUp({ dataDir });
      if (found === null) throw new Error(`up has not announced itself: ${said}`);
      return found;
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function stop(): Promise<number | null> {
  const ended = waitForExit(up);
  up.kill('SIGINT');
  return await ended;
}

interface InboxMail {
  readonly subject: string;
  readonly to: readonly string[];
}

async function listInbox(): Promise<InboxMail[]> {
  const response = await fetch(new URL('/api/messages', running.inboxUrl));
  const { messages } = (await response.json()) as { messages: InboxMail[] };
  return messages;
}

const run = (...words: string[]): Promise<Ended> => runDondoc(words, dataDir);
const submit = (...more: string[]) => run('submit', ...assignment, '--agency', agency, ...more);
const review = (...more: string[]) => run('review', ...assignment, '--agency', agency, ...more);

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dondoc-up-'));
  await start();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  if (up?.exitCode === null) await stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('dondoc up, on its first start', () => {
  it('has Vietnamese digests of the demonstration plan in the web inbox', async () => {
    const mails = await vi.waitFor(
      async () => {
        const found = await listInbox();
        expect(found.length).toBeGreaterThanOrEqual(11);
        return found;
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(mails.every(({ subject }) => subject.startsWith('[Nhắc việc] '))).toBe(true);
    const recipients = mails.flatMap(({ to, subject }) => `${to.join()} ${subject.split(':')[0]}`);
    expect(new Set(recipients).size).toBe(recipients.length);
  });

  it('shows a digest in the browser, readable at phone width', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(running.inboxUrl);
    await page.getByText('[Nhắc việc] Trung tâm Phục vụ hành chính công xã').click();
    const mail = page.frameLocator('iframe').locator('body');
    await expect.poll(() => mail.textContent()).toContain('Kính gửi: Trung tâm Phục vụ');
    expect(await mail.textContent()).toContain('Khảo sát mức hài lòng của người dân');
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('lists the task workflows in the Web UI, with summary, details and search attributes', {
    timeout: 60_000,
  }, async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    await page.goto(`${running.temporalUi}/namespaces/default/workflows`);
    const known = 'task:xuan-thanh-2026/A.5.3/2026';
    await page.getByText(known).first().waitFor({ timeout: 20_000 });
    await page.getByText(known).first().click();
    await page.getByText('User Metadata').click();
    const shown = expect.poll(() => readFrames(page), { timeout: 20_000 });
    await shown.toContain('A.5.3 Khảo sát mức hài lòng của người dân');
    await shown.toContain('Lần nhắc tới');
    await shown.toContain('đang thực hiện');
    await page.getByText('Search Attributes').click();
    await page.getByText('DondocDeadline').first().waitFor();
    await page.getByText('DondocLeads').first().waitFor();
    await page.close();
  });

  it('says so when a second one is started beside it', async () => {
    const second = await run('up');
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('expected no other "dondoc up"');
    expect(second.stderr).toContain(`process ${up.pid}`);
  });
});

describe('the life of one assignment, from the command line', () => {
  it('goes from evidence over a return to acceptance, and everything agrees', async () => {
    const file = join(dataDir, 'báo cáo khảo sát.txt');
    await writeFile(file, 'Mức hài lòng: 96 %\n');
    const first = await submit('--file', file, '--document', '15/BC-HCC, 15/01/2026');
    expect(first.stderr).toMatch(/request id: [0-9a-f-]{36}/);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('chờ xác nhận') });
    expect((await review('--return', 'Thiếu phụ lục số liệu')).code).toBe(0);
    expect((await submit('--file', file, '--note', 'Đã bổ sung phụ lục')).code).toBe(0);
    const accepted = await review('--accept', '--json');
    expect(JSON.parse(accepted.stdout)).toMatchObject({
      progress: 'accepted',
      timeliness: 'onTime',
    });

    const again = await review('--accept');
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('hoàn thành');

    const history = JSON.parse((await run('history', ...assignment, '--json')).stdout);
    const kinds = JSON.stringify(history).match(/"kind":"(opened|submitted|returned|accepted)"/g);
    expect(kinds?.length).toBeGreaterThanOrEqual(5);
    await vi.waitFor(
      async () => {
        const subjects = (await listInbox()).map(({ subject }) => subject);
        expect(subjects).toContain(
          '[Đã xác nhận] Nhiệm vụ A.5.3, kỳ năm 2026: hoàn thành đúng hạn',
        );
        expect(
          subjects.filter((subject) => subject.startsWith('[Trả lại]')).length,
        ).toBeLessThanOrEqual(1);
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  it('shows the workflow completed in the Web UI', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const id = encodeURIComponent('task:xuan-thanh-2026/A.5.3/2026');
    await page.goto(`${running.temporalUi}/namespaces/default/workflows/${id}`);
    await page.getByText('Completed', { exact: false }).first().waitFor({ timeout: 20_000 });
    await expect.poll(() => page.textContent('body')).toContain('đã xác nhận hoàn thành');
    await page.close();
  });

  it('verifies; one changed byte in an event or in a file is found and named', async () => {
    expect(await run('verify')).toMatchObject({ code: 0 });
    const register = await openRegister(running.databaseUrl);
    try {
      const change = (from: string, to: string) =>
        register.pool.query(
          `update events set data = replace(data::text, $1, $2)::jsonb
           where workflow_id = 'task:xuan-thanh-2026/A.5.3/2026' and kind = 'returned'`,
          [from, to],
        );
      await change('phụ lục', 'phụ Lục');
      const tampered = await run('verify');
      expect(tampered.code).toBe(1);
      expect(tampered.stdout + tampered.stderr).toContain('task:xuan-thanh-2026/A.5.3/2026');
      await change('phụ Lục', 'phụ lục');
    } finally {
      await register.close();
    }
    expect(await run('verify')).toMatchObject({ code: 0 });

    const stored = await findStored(join(dataDir, 'evidence'));
    const content = await readFile(stored);
    await writeFile(stored, content.toString('utf8').replace('96', '97'));
    const damaged = await run('verify');
    expect(damaged.code).toBe(1);
    expect(damaged.stdout + damaged.stderr).toContain('báo cáo khảo sát.txt');
    await writeFile(stored, content);
    expect(await run('verify')).toMatchObject({ code: 0 });
  });
});

describe('a second start', () => {
  it('goes on where the first one stopped, and tells nothing twice', async () => {
    const before = await listInbox();
    expect(await stop()).toBe(0);
    expect(await readRunningUp({ dataDir })).toBeNull();
    await start();
    const shown = await run('show', ...assignment);
    expect(shown.stdout).toContain('hoàn thành');
    expect((await listInbox()).length).toBe(before.length);
    expect(await run('list')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('xuan-thanh-2026'),
    });
  });
});

/** The Web UI shows Markdown inside frames. */
async function readFrames(page: Page): Promise<string> {
  const texts = await Promise.all(page.frames().map((frame) => frame.textContent('body')));
  return texts.join('\n');
}

async function findStored(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const file = entries.find((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name));
  if (file === undefined) throw new Error('expected one stored file of evidence, found none');
  return join(file.parentPath, file.name);
}
