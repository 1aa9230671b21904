import { Readable } from 'node:stream';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { launchChromium } from '../rig/chromium.ts';
import { buildPlan } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { answered, aSubmission } from '../rig/updates.ts';
import { openPortalStage, type PortalStage } from './open-portal.ts';

/** The monitor's pages in Chromium: 7/6/2023, 09:00. */

let open: PortalStage;
let browser: Browser;
let monitor: string;
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==';

beforeAll(async () => {
  open = await openPortalStage(buildPlan({ leads: 3 }));
  browser = await launchChromium();
  await eventually(async () => expect(await rows()).toHaveLength(3));
  monitor = await open.linkOf('so-tttt', 'monitor');
  const page = await browser.newPage();
  await page.setContent('<h1>Báo cáo số 12</h1>');
  const files = [
    await keep('Báo cáo.pdf', await page.pdf()),
    await keep('ảnh.png', Buffer.from(pixel, 'base64')),
    await keep('ghi chú.txt', Buffer.from('Đã rà soát <script>alert(1)</script>')),
    await keep('phụ lục.docx', Buffer.from('PK')),
  ];
  await page.close();
  for (const agency of ['xa-001', 'xa-002']) {
    const command = aSubmission(agency, `s-${agency}`, { files });
    const { workflowId } = (await rows())[0] ?? { workflowId: '' };
    await answered(open.stage, workflowId, 'submitEvidence', command);
  }
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await open?.stop();
});

function rows() {
  const { stage, source } = open;
  return listAssignments(stage.register, { plan: source.plan.plan }, new Date().toISOString());
}

async function keep(name: string, content: Buffer) {
  return await open.store.put(Readable.from([content]), { name, maxBytes: 1_000_000 });
}

/** A page, and whatever the browser complains of. */
async function visit(javaScriptEnabled: boolean, width: number) {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 740 } });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  return { page, said };
}

function previewOf(page: Page, name: string) {
  return page.locator('details.preview', { hasText: name });
}

describe('evidence in the page of its assignment', () => {
  it('is shown where a browser can, once somebody asks for it', async () => {
    const { page, said } = await visit(true, 1280);
    await page.goto(`${monitor}/t/1/2023-Q2/xa-001`);
    expect(await page.locator('.files > li').count()).toBe(4);
    expect(await page.locator('details.preview').count()).toBe(3);

    await previewOf(page, 'ảnh.png').locator('summary').click();
    const picture = previewOf(page, 'ảnh.png').locator('img');
    const widthOf = () =>
      picture.evaluate((shown) => (shown as { naturalWidth?: number }).naturalWidth);
    await eventually(async () => expect(await widthOf()).toBe(2));

    await previewOf(page, 'ghi chú.txt').locator('summary').click();
    const text = page.frameLocator('iframe[title="ghi chú.txt"]').locator('body');
    await eventually(async () =>
      expect(await text.innerText()).toBe('Đã rà soát <script>alert(1)</script>'),
    );

    await previewOf(page, 'Báo cáo.pdf').locator('summary').click();
    // Chromium's viewer of PDFs is a frame of its own inside ours.
    await eventually(() =>
      expect(
        page
          .frames()
          .map((frame) => frame.url())
          .join(),
      ).toContain('chrome-extension:'),
    );
    expect(said).toEqual([]);
    await page.context().close();
  });
});

describe('without JavaScript, as wide as a phone', () => {
  it('the monitor chooses, accepts, and has an agency reminded', async () => {
    const { page } = await visit(false, 360);
    await page.goto(`${monitor}/`);
    await page.getByRole('link', { name: 'Chờ ý kiến' }).click();
    await page.getByRole('checkbox', { name: /Tân Hòa 1/ }).check();
    await page.getByRole('checkbox', { name: /Tân Hòa 2/ }).check();
    await page.getByRole('button', { name: 'Xác nhận hoàn thành các nhiệm vụ đã chọn' }).click();
    await page.getByRole('heading', { name: 'Đã xác nhận hoàn thành 02 nhiệm vụ' }).waitFor();
    await page.getByRole('link', { name: 'Chưa hoàn thành' }).click();
    await page.getByRole('button', { name: /Gửi thư nhắc\s+UBND xã Tân Hòa 3/ }).click();
    await page.getByRole('heading', { name: 'Đã gửi thư nhắc về 01 nhiệm vụ' }).waitFor();
    await page.getByRole('link', { name: '← Nhiệm vụ chưa hoàn thành' }).click();
    await page.getByText('Hôm nay đã nhắc').waitFor();
    expect((await rows()).map(({ progress }) => progress).sort()).toEqual([
      'accepted',
      'accepted',
      'open',
    ]);
    await page.context().close();
  });
});
