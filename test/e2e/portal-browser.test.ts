import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import getPort from 'get-port';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkRole } from '../../domain/link.ts';
import type { Task } from '../../domain/plan.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { docx, pdf } from '../portal/evidence-files.ts';
import { openPortalStage, type PortalStage } from '../portal/open-portal.ts';
import { launchChromium } from '../rig/chromium.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';

/**
 * The way of a task from the mail to its end, in a browser with real servers and real mail: 7/6/2023, 09:00. Each way
 * of using it has a commune of its own. `PORTAL_PICTURES=FOLDER` keeps what was seen.
 */

const ways = [
  { agency: 'xa-001', device: 'a desk', width: 1_280, javaScriptEnabled: true },
  { agency: 'xa-002', device: 'a phone without JavaScript', width: 360, javaScriptEnabled: false },
] as const;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Addresses of receipts that were shown. */
const receipts: string[] = [];
const pictures = process.env['PORTAL_PICTURES'];

let open: PortalStage;
let browser: Browser;

beforeAll(async () => {
  const title = 'Rà soát, cập nhật danh mục dịch vụ công trực tuyến';
  const lead = ways.map(({ agency }) => agency);
  const other = 'Công khai danh mục trên Cổng thông tin điện tử';
  const tasks: Partial<Task>[] = [
    { title, lead, products: ['Báo cáo kết quả rà soát'] },
    {
      ...{ title: other, lead: ['xa-003'], coordinators: [{ ref: 'vp-ubnd' }] },
      due: due('Trước ngày 31/5/2023'),
    },
  ];
  [open, browser] = await Promise.all([
    openPortalStage(buildPlan({ leads: 3, tasks }), {
      mailCatcher: { webPort: await getPort({ host: '127.0.0.1' }) },
      start: { announceAtOnce: true },
    }),
    launchChromium(),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await open?.stop();
});

/** The newest mail to an agency whose subject says this; it may still be on its way. */
async function findMail(to: string, subject: string): Promise<string> {
  const found = await eventually(async () => {
    const mail = (await open.stage.mails.messages()).findLast(
      (one) => one.to.includes(`${to}@tinh.example`) && one.subject.includes(subject),
    );
    if (mail === undefined) throw new Error(`expected a mail to ${to} about "${subject}"`);
    return mail;
  });
  return found.id;
}

/** Opens a mail in the inbox and follows the one link that it has. */
async function followLink(context: BrowserContext, mailId: string): Promise<Page> {
  const inbox = await context.newPage();
  await inbox.goto(`${open.stage.mails.inboxUrl}/messages/${mailId}?tab=html`);
  await inbox.frameLocator('iframe').locator('a').waitFor();
  await look(inbox, `mail-${mailId}`);
  const opened = context.waitForEvent('page');
  await inbox.frameLocator('iframe').locator('a').click();
  const page = await opened;
  await page.waitForLoadState();
  await inbox.close();
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** Nothing on a page breaks WCAG 2.2 A or AA, and nothing is wider than the screen. */
async function expectAccessible(page: Page, withScript: boolean): Promise<void> {
  if (!withScript) return;
  await page.evaluate(axe);
  const found = await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(
      ({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
  expect(found).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
}

async function unfold(page: Page, action: string): Promise<void> {
  const fold = page.locator(`details#${action}`);
  if ((await fold.getAttribute('open')) === null) await fold.locator('> summary').click();
}

/** Sends the form of an action from the page of an assignment; ends on its receipt. */
async function send(page: Page, action: string, fill: () => Promise<void>): Promise<void> {
  await unfold(page, action);
  await fill();
  await page.locator(`details#${action} button`).last().click();
  await page.getByRole('heading', { name: 'Đã ghi nhận' }).waitFor();
  receipts.push(page.url());
}

async function handIn(page: Page, note: string): Promise<void> {
  await send(page, 'submit', async () => {
    const form = page.locator('details#submit');
    await form.locator('textarea[name="note"]').fill(note);
    await form.locator('[name="figure-name-1"]').fill('Số dịch vụ công trực tuyến');
    await form.locator('[name="figure-value-1"]').fill('125');
    await form.locator('input[type=file]').setInputFiles([
      { name: 'Báo cáo quý II.docx', mimeType: '', buffer: Buffer.from(docx) },
      { name: 'Phụ lục.pdf', mimeType: '', buffer: Buffer.from(pdf) },
    ]);
  });
}

async function review(context: BrowserContext, agency: string, decision: 'accept' | 'return') {
  const page = await followLink(context, await findMail('so-tttt', 'xác nhận'));
  await page.goto(page.url().replace(/\/$/, `/t/1/2023-Q2/${agency}`));
  await look(page, `review-${agency}-${decision}`);
  await send(page, decision, async () => {
    if (decision === 'return') {
      await page.locator('details#return textarea').fill('Thiếu phụ lục số liệu theo mẫu.');
    }
  });
  await page.close();
}

describe.each(ways)('with $device', ({ agency, width, javaScriptEnabled }) => {
  it('an agency goes from the mail to an accepted result', async () => {
    const context = await browser.newContext({
      javaScriptEnabled,
      viewport: { width, height: 800 },
      locale: 'vi-VN',
    });
    context.setDefaultTimeout(20_000);
    try {
      const page = await followLink(context, await findMail(agency, 'nhiệm vụ'));
      await look(page, `home-${agency}`);
      await expectAccessible(page, javaScriptEnabled);
      await page.getByText('Rà soát, cập nhật danh mục').click();
      await look(page, `assignment-${agency}`);
      const own = page.url();
      await send(page, 'acknowledge', async () => undefined);

      await page.goto(own);
      await unfold(page, 'submit');
      await look(page, `form-${agency}`);
      await expectAccessible(page, javaScriptEnabled);
      await handIn(page, 'Đã rà soát 125 dịch vụ.');
      await look(page, `receipt-${agency}`);
      await expectAccessible(page, javaScriptEnabled);
      const receipt = await page.locator('dl.receipt').innerText();
      expect(receipt).toContain('Phụ lục.pdf');
      await findMail(agency, 'nhận');

      await review(context, agency, 'return');
      await page.goto(own);
      await page.getByText('Thiếu phụ lục số liệu theo mẫu.').first().waitFor();
      await look(page, `returned-${agency}`);
      await handIn(page, 'Đã bổ sung phụ lục.');
      await review(context, agency, 'accept');
      await page.goto(own);
      await page.getByText('hoàn thành').first().waitFor();
      await look(page, `accepted-${agency}`);
    } finally {
      await context.close();
    }
  }, 180_000);
});

describe.each([1_280, 360])('at %i pixels', (width) => {
  it.each(['vi', 'en'])(
    'every page in %s is accessible',
    async (lang) => {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      context.setDefaultTimeout(20_000);
      try {
        const page = await context.newPage();
        const visit = async (name: string, agency: string, role: LinkRole, path: string) => {
          const joint = path.includes('?') ? '&' : '?';
          await page.goto(`${(await open.linkOf(agency, role)) + path + joint}lang=${lang}`);
          expect(await page.getAttribute('html', 'lang')).toBe(lang);
          await look(page, `${name}-${width}-${lang}`);
          await expectAccessible(page, true);
        };
        await visit('home', 'xa-003', 'agency', '/');
        await visit('assignment', 'xa-003', 'agency', '/t/2/once/xa-003');
        await visit('coordinate', 'vp-ubnd', 'agency', '/');
        await visit('review', 'so-tttt', 'monitor', '/review');
        await visit('owes', 'so-tttt', 'monitor', '/owes');
        await visit('office', 'vp-ubnd', 'office', '/office');
        await visit('overview', 'so-tttt', 'coordinator', '/overview');
        await visit('list', 'so-tttt', 'coordinator', '/list?agency=xa-003');
        await visit('owes-by-task', 'so-tttt', 'monitor', '/owes/task');
        await visit('owes-agency', 'so-tttt', 'monitor', '/owes/agency/xa-003');
        await visit('contribution', 'vp-ubnd', 'agency', '/c/2/once');
        const [receipt = ''] = receipts;
        await visit('receipt', 'xa-001', 'agency', receipt.slice(receipt.indexOf('/r/')));
        await page.goto(`${open.portal.url}/v/expired/?lang=${lang}`);
        await look(page, `no-link-${width}-${lang}`);
        await expectAccessible(page, true);
      } finally {
        await context.close();
      }
    },
    120_000,
  );
});

describe('in the end', () => {
  it('the workflow has ended, and everything on record is whole', async () => {
    const { client, register } = open.stage;
    await expect(
      client.workflow.getHandle('task:kh-2023/1/2023-Q2').result(),
    ).resolves.toBeDefined();
    const { faults } = await verifyRegister(register, open.store);
    expect(faults).toEqual([]);
  });
});
