import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildContext } from '../../client/context.ts';
import { showSummary } from '../../client/show-summary.ts';
import { buildFakeIo } from '../client/fake-io.ts';
import { buildPlan, leadIds } from '../rig/plans.ts';
import { type FilledPortal, friday, openFilledPortal, type Story } from './filled-register.ts';

/** The overview of a plan with 3,000 assignments, out of a real register: Friday 30/6/2023, 09:00. */

const tasks = 15;
const leads = 200;
const period = '2023-Q2';
const lastDays = ['2023-06-14', '2023-06-29', '2023-07-05', '2023-09-29', '2023-05-31'];
const fates: readonly Story['steps'][] = [
  [],
  [['submitted', '2023-06-12']],
  [
    ['submitted', '2023-06-12'],
    ['accepted', '2023-06-20'],
  ],
  [
    ['submitted', '2023-06-27'],
    ['accepted', '2023-06-28'],
  ],
  [
    ['submitted', '2023-06-01'],
    ['returned', '2023-06-05'],
  ],
  [['waived', '2023-06-02']],
];

function planOf(tasks: number, leads: number) {
  return buildPlan({
    leads,
    tasks: Array.from({ length: tasks }, (_, index) => ({
      title: `Nhiệm vụ <thứ> ${index + 1}: rà soát, cập nhật danh mục dịch vụ công trực tuyến`,
    })),
  });
}

const source = planOf(tasks, leads);

function tell(tasks: number, leads: number): Story[] {
  return Array.from({ length: tasks }, (_, task) => task).flatMap((task) =>
    leadIds(leads).map((agency, lead) => ({
      task: String(task + 1),
      period,
      agency,
      lastDay: lastDays[(task + (lead % 2)) % lastDays.length] ?? '',
      steps: fates[(task * 7 + lead) % fates.length] ?? [],
    })),
  );
}

let open: FilledPortal;
let page: string;

beforeAll(async () => {
  open = await openFilledPortal(source, tell(tasks, leads));
  page = await read(`${await open.linkOf('so-tttt', 'coordinator')}/overview`);
});
afterAll(() => open?.stop());

async function read(address: string): Promise<string> {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  return await answer.text();
}

/** Text of the cells of each row of a table, by the heading of its section. */
function rowsOf(heading: string, kind: string): string[][] {
  const section = page.slice(page.indexOf(`<h2>${heading}</h2>`));
  const table = section.slice(
    section.indexOf(`<table class="${kind}`),
    section.indexOf('</table>'),
  );
  return [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]*>/g, '').trim(),
    ),
  );
}

async function summarize() {
  const io = buildFakeIo({ now: friday });
  const context = { ...buildContext(io), register: async () => open.register };
  await showSummary(context, source.plan.plan, { json: true });
  return JSON.parse(io.out());
}

describe('the overview', () => {
  it('has the numbers of dondoc show --summary: whole, levels, tasks and agencies', async () => {
    const json = await summarize();
    const whole = new Map(
      rowsOf('Kết quả chung', 'counts').map(([name = '', ...rest]) => [name, rest]),
    );
    const names = {
      total: 'Tổng số',
      overdue: 'Quá hạn',
      waiting: 'Chờ xác nhận',
      inTime: 'Đang thực hiện trong hạn',
      acceptedOnTime: 'Hoàn thành đúng hạn',
      acceptedLate: 'Hoàn thành quá hạn',
      waived: 'Dừng thực hiện',
    };
    for (const [key, name] of Object.entries(names)) {
      const cells = whole.get(name);
      expect([key, cells?.[0], cells?.[2]]).toEqual([
        key,
        String(json.whole.tasks[key]),
        String(json.whole.assignments[key]),
      ]);
    }
    const cells = ({ assignments: of }: { assignments: Record<string, number> }) => [
      String(of['total']),
      String((of['acceptedOnTime'] ?? 0) + (of['acceptedLate'] ?? 0)),
      ...['waiting', 'inTime', 'overdue'].map((key) => String(of[key])),
    ];
    const shown = (heading: string) =>
      rowsOf(heading, 'shares')
        .slice(1)
        .map((row) => row.slice(1, 6));
    expect(json.byAgency).toHaveLength(leads);
    expect(shown('Theo cơ quan chủ trì')).toEqual(json.byAgency.map(cells));
    expect(shown('Theo nhiệm vụ')).toEqual(json.byTask.map(cells));
    expect(shown('Theo cấp chính quyền')).toEqual(json.byLevel.map(cells));
  });

  it('shows each task of each agency by a letter, the worst agency of a level first', async () => {
    const board = rowsOf('Bảng nhiệm vụ của từng cơ quan', 'board');
    expect(board[0]).toEqual([
      'Cơ quan',
      ...Array.from({ length: tasks }, (_, index) => String(index + 1)),
    ]);
    expect(board[1]).toEqual(['Cấp xã']);
    const json = await summarize();
    const [worst] = json.byAgency;
    expect(board[2]?.[0]).toBe(worst.name);
    const letters = board.slice(2).flatMap((row) => row.slice(1));
    const count = (letter: string) => letters.filter((found) => found === letter).length;
    const { overdue, waiting, acceptedOnTime, acceptedLate, waived, dueSoon } =
      json.whole.assignments;
    expect([count('Q'), count('X'), count('H'), count('M'), count('D'), count('S')]).toEqual([
      overdue,
      waiting,
      acceptedOnTime,
      acceptedLate,
      waived,
      dueSoon,
    ]);
  });

  it('draws the curve with a title, a sentence that says the same, and a table', async () => {
    const { waiting, acceptedOnTime, acceptedLate } = (await summarize()).whole.assignments;
    expect(page).toContain('role="img" aria-labelledby="curve-title curve-desc"');
    expect(page).toContain(
      `${waiting + acceptedOnTime + acceptedLate} đã gửi kết quả, trong đó ${acceptedOnTime + acceptedLate} đã được xác nhận hoàn thành`,
    );
    const figures = rowsOf('Tiến độ theo ngày so với kế hoạch', 'counts');
    expect(figures.map(([day]) => day)).toEqual([
      'Hết ngày',
      '31/5/2023',
      '14/6/2023',
      '29/6/2023',
      '30/6/2023 (hôm nay)',
      '05/7/2023',
      '29/9/2023',
    ]);
    expect(figures.at(-1)?.[2]).toBe('–');
  });

  it('has no style in its elements, which its policy would not let through, and every text escaped', () => {
    expect(page).not.toMatch(/ style="|<style|<script/);
    expect(page).toContain('Nhiệm vụ &lt;thứ&gt; 1');
  });

  it('leads to the assignments of an agency and of a task, a hundred a page', async () => {
    const home = await open.linkOf('so-tttt', 'coordinator');
    const [, path = ''] = /<th scope="row"><a href="(list\?agency=[^"]+)"/.exec(page) ?? [];
    const own = await read(`${home}/${path.replaceAll('&amp;', '&')}`);
    expect(own.match(/<li><a href="t\//g)).toHaveLength(tasks);
    const list = await read(`${home}/list?task=3`);
    expect(list.match(/<li><a href="t\//g)).toHaveLength(100);
    expect(list).toContain('list?task=3&amp;page=2');
    const second = await read(`${home}/list?task=3&page=2`);
    expect(second.match(/<li><a href="t\//g)).toHaveLength(100);
    expect(await read(`${home}/list?task=3&page=99`)).toBe(second);
    expect(await read(`${home}/list?task=3&lang=en`)).toContain(
      'list?task=3&amp;page=2&amp;lang=en',
    );
  });

  it('is there for coordinators, monitors and offices, and for no agency', async () => {
    for (const role of ['monitor', 'office', 'coordinator'] as const) {
      await read(`${await open.linkOf('so-tttt', role)}/overview`);
    }
    const agency = await open.linkOf('xa-001', 'agency');
    for (const path of ['overview', 'list?task=3', 'office']) {
      expect((await fetch(`${agency}/${path}`)).status).toBe(404);
    }
    // A reviewer of nothing sees how the plan stands, and nobody's assignments.
    const list = await read(`${await open.linkOf('xa-002', 'monitor')}/list?agency=xa-001`);
    expect(list).not.toContain('<li><a href="t/');
  });

  it('leads an office through everything that is overdue, each once, the oldest first', async () => {
    const { overdue } = (await summarize()).whole.assignments;
    const home = await open.linkOf('vp-ubnd', 'office');
    const first = await read(`${home}/office`);
    const pages = Math.ceil(overdue / 100);
    expect(first).toContain(`${overdue} nhiệm vụ được giao quá hạn`);
    expect(first).toContain(`Trang 1/${pages}`);
    const seen: string[] = [];
    for (let page = 1; page <= pages; page += 1) {
      const text = await read(`${home}/office?by=task&page=${page}`);
      seen.push(...[...text.matchAll(/href="(t\/[^"]+)"/g)].map(([, path = '']) => path));
    }
    expect(seen).toHaveLength(overdue);
    expect(new Set(seen).size).toBe(overdue);
    expect(first).toContain(
      'Báo cáo cấp trên: quá hạn 05 ngày làm việc → Sở Thông tin và Truyền thông (cơ quan đầu mối theo dõi); Văn phòng UBND tỉnh (Văn phòng): chờ gửi',
    );
  });

  it.each([
    ['overview', 'so-tttt', 'coordinator', '/overview', 300, 1_500],
    ['office', 'vp-ubnd', 'office', '/office', 300, 500],
  ] as const)(
    'is quick and small: %s of 3,000 assignments',
    async (...[, agency, role, path, kB, ms]) => {
      const { bytes, best } = await measure((await open.linkOf(agency, role)) + path);
      expect(bytes).toBeLessThan(kB * 1_000);
      expect(best).toBeLessThan(ms);
    },
  );

  it('has a first page for an agency with 100 of 3,000 assignments under 50 kB, in less than 200 ms', async () => {
    const other = await openFilledPortal(planOf(100, 30), tell(100, 30));
    try {
      const { bytes, best } = await measure(`${await other.linkOf('xa-001', 'agency')}/`);
      expect(bytes).toBeLessThan(50_000);
      expect(best).toBeLessThan(200);
    } finally {
      await other.stop();
    }
  });
});

/** Size of a page, and how long the quickest of five took, ms: others may have the processor too. */
async function measure(address: string) {
  const took: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    const begun = performance.now();
    bytes = Buffer.byteLength(await read(address));
    took.push(performance.now() - begun);
  }
  const best = Math.min(...took);
  const page = new URL(address).pathname.split('/').at(-1) || 'agency';
  process.stdout.write(`${page}: ${Math.round(best)} ms, ${Math.round(bytes / 1000)} kB\n`);
  return { bytes, best };
}
