import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlan, leadIds } from '../rig/plans.ts';
import { type FilledPortal, openFilledPortal, type Story } from './filled-register.ts';
import { boxesOf, read } from './visitor.ts';

/** The monitor's pages of a plan with 3,000 assignments: 30/6/2023, 09:00. */

const leads = leadIds(150);
const tasks = Array.from({ length: 20 }, (_, index) => String(index + 1));
let open: FilledPortal;
let monitor: string;

/** Half of all is handed in: the n-th agency on day n of May and June; of the rest every other is late. */
function tellAll(): Story[] {
  return tasks.flatMap((task, nthTask) =>
    leads.map((agency, nth): Story => {
      const month = nth < 75 ? '05' : '06';
      const day = `2023-${month}-${String((nth % 28) + 1).padStart(2, '0')}`;
      const lastDay = nth % 2 === 0 ? '2023-06-14' : '2023-09-14';
      const submitted = nthTask % 2 === 0;
      return {
        ...{ task, period: '2023-Q2', agency, lastDay },
        steps: submitted ? [['submitted', day]] : [],
      };
    }),
  );
}

beforeAll(async () => {
  const source = buildPlan({ leads: leads.length, tasks: tasks.map((task) => ({ task })) });
  open = await openFilledPortal(source, tellAll());
  monitor = await open.linkOf('so-tttt', 'monitor');
}, 120_000);
afterAll(() => open?.stop());

async function measure(path: string) {
  const began = performance.now();
  const { status, text } = await read(monitor + path);
  expect(status, path).toBe(200);
  return { text, ms: performance.now() - began, bytes: Buffer.byteLength(text) };
}

describe('of 3,000 assignments', () => {
  it('1,500 wait for a word: a hundred a page, the oldest first', async () => {
    const first = await measure('/review');
    expect(first.text).toContain('<span class="count">1500</span>');
    expect(first.text).toContain('Trang 1/15');
    const boxes = boxesOf(first.text);
    expect(boxes).toHaveLength(100);
    const days = boxes.map((value) => decodeURIComponent(value.split('/').at(-1) ?? ''));
    expect(days).toEqual([...days].sort());
    const second = await measure('/review?page=2');
    const both = new Set([...boxes, ...boxesOf(second.text)]);
    expect(both.size).toBe(200);
    expect(boxesOf((await measure('/review?page=15')).text)).toHaveLength(100);
  });

  it('1,500 are owed: by agency, by task, and of each', async () => {
    const byAgency = await measure('/owes');
    expect(byAgency.text).toContain('Trang 1/2');
    expect([...byAgency.text.matchAll(/name="agency" value=/g)]).toHaveLength(100);
    const byTask = await measure('/owes/task');
    expect(byTask.text).toContain('chưa gửi kết quả 150');
    expect(byTask.text).toContain('trong đó quá hạn 75');
    expect((await measure('/owes/task/2')).text).toContain('Trang 1/2');
    expect((await measure('/owes/agency/xa-001')).text).not.toContain('Trang 1/');
  });

  it('each page is small and quick', async () => {
    for (const path of ['/review', '/owes', '/owes/task', '/owes/task/2', '/owes/agency/xa-001']) {
      await measure(path);
      const { ms, bytes } = await measure(path);
      process.stdout.write(`${path}: ${Math.round(ms)} ms, ${Math.round(bytes / 1000)} kB\n`);
      expect(bytes, path).toBeLessThan(120_000);
      expect(ms, path).toBeLessThan(1_000);
    }
  });
});
