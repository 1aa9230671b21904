import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { readHistory } from '../../register/queries/read-history.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { openPortalStage, type PortalStage } from './open-portal.ts';
import { read, send, tokenOf } from './visitor.ts';

/** The page of an office, with real servers: Wednesday 7/6/2023, 09:00. */

let open: PortalStage;
let home: string;
let office: string;

beforeAll(async () => {
  const late = { due: due('Trước ngày 01/6/2023') };
  const tasks = [
    { title: 'Báo cáo <b>kết quả</b> rà soát', due: due('Trước ngày 15/5/2023'), lead: ['xa-002'] },
    { title: 'Lập danh mục', ...late },
    { title: 'Chưa đến hạn' },
  ];
  open = await openPortalStage(buildPlan({ leads: 2, tasks }));
  await eventually(async () => expect(await rows()).toHaveLength(5));
  home = await open.linkOf('vp-ubnd', 'office');
  office = (await read(`${home}/office`)).text;
}, 60_000);
afterAll(() => open?.stop());

function rows() {
  const { stage, source } = open;
  return listAssignments(stage.register, { plan: source.plan.plan }, new Date().toISOString());
}

/** Headings and texts of a page in their order. */
function order(page: string, ...texts: string[]): string[] {
  return texts.toSorted((a, b) => page.indexOf(a) - page.indexOf(b));
}

const instruction = {
  text: 'Khẩn trương hoàn thành trước ngày 10/6/2023',
  authority: 'Chủ tịch UBND tỉnh',
  number: '456/UBND-NC',
  date: '06/6/2023',
};

describe('the page of an office', () => {
  it('shows what is overdue and nothing else, by agency, the oldest first', async () => {
    expect(office).toContain('03 nhiệm vụ được giao quá hạn');
    expect(office).toContain('1 Báo cáo &lt;b&gt;kết quả&lt;/b&gt; rà soát');
    expect(office).not.toContain('Chưa đến hạn');
    const agencies = ['UBND xã Tân Hòa 2', 'UBND xã Tân Hòa 1'].map((name) => `<h2>${name}`);
    expect(order(office, ...agencies)).toEqual(agencies);
    const sections = office.split('<section class="overdue">').slice(1);
    expect(sections).toHaveLength(2);
    const tasks = ['1 Báo cáo', '2 Lập danh mục'];
    expect(order(sections[0] ?? '', ...tasks)).toEqual(tasks);
    expect(sections[0]).toContain('Cơ quan cấp trên: Văn phòng UBND tỉnh');
    expect(sections[0]).toContain('02 quá hạn');
  });

  it('groups by task too', async () => {
    const { text } = await read(`${home}/office?by=task`);
    const sections = text.split('<section class="overdue">').slice(1);
    expect(sections.map((section) => section.match(/class="title"/g)?.length)).toEqual([1, 2]);
    expect(sections[0]).toContain('<h2>1 Báo cáo');
  });

  it('tells the whole story of each: what happened, and who was told when', async () => {
    await eventually(async () => {
      office = (await read(`${home}/office`)).text;
      expect(office).toMatch(/Đôn đốc quá hạn [^<]* → [^<]*\(cơ quan chủ trì\)/);
    });
    expect(office).toContain('Giao nhiệm vụ');
    expect(office).toContain('<details><summary>Quá trình đôn đốc, thực hiện</summary>');
  });

  it('is not there for monitors, coordinators and agencies', async () => {
    for (const [agency, role] of [
      ['so-tttt', 'monitor'],
      ['so-tttt', 'coordinator'],
      ['vp-ubnd', 'agency'],
    ] as const) {
      const { status } = await read(`${await open.linkOf(agency, role)}/office`);
      expect([role, status]).toEqual([role, 404]);
    }
  });
});

describe('an instruction', () => {
  const path = '/t/2/once/xa-001';

  it('needs the authority and its document', async () => {
    const page = await read(home + path);
    const form = tokenOf(page.text, 'id="instruct"');
    const answer = await send(`${home}${path}/instruct`, { form, text: instruction.text });
    expect(answer.status).toBe(422);
    const again = answer.text;
    expect(again.match(/: chưa có nội dung\./g)).toHaveLength(3);
    expect(again).toContain(instruction.text);
    expect(tokenOf(again, 'id="instruct"')).toBe(form);
  });

  it('goes down to the lead once, on record with number and date, and by mail', async () => {
    const form = tokenOf((await read(home + path)).text, 'id="instruct"');
    const sent = await Promise.all(
      [1, 2].map(() => send(`${home}${path}/instruct`, { form, ...instruction })),
    );
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const receipt = await read(open.portal.url + (sent[0]?.headers.get('location') ?? ''));
    expect(receipt.text).toContain('Ý kiến chỉ đạo');
    const { plan } = open.source.plan;
    const filter = { plan, task: '2', period: 'once', agency: 'xa-001' };
    const events = (await readHistory(open.stage.register, filter)).flatMap((entry) =>
      entry.what === 'event' && entry.event.kind === 'instructed' ? [entry.event] : [],
    );
    expect(events.map(({ data }) => data)).toEqual([
      {
        text: instruction.text,
        authority: instruction.authority,
        document: { number: '456/UBND-NC', date: '2023-06-06', issuer: null },
      },
    ]);
    const own = await read((await open.linkOf('xa-001')) + path);
    expect(own.text).toContain('456/UBND-NC, 06/6/2023');
    await open.stage.mails.waitFor(
      ({ to, text }) => to.includes('xa-001@tinh.example') && text.includes('456/UBND-NC'),
      20_000,
    );
    await eventually(async () =>
      expect((await read(`${home}/office`)).text).toContain(
        'Báo ý kiến chỉ đạo → UBND xã Tân Hòa 1 (cơ quan chủ trì): đã gửi',
      ),
    );
  });

  it('is the word of an office alone: nobody else is offered a form, nor gets one by asking', async () => {
    for (const [agency, role] of [
      ['xa-001', 'agency'],
      ['so-tttt', 'monitor'],
      ['so-tttt', 'coordinator'],
    ] as const) {
      const link = await open.linkOf(agency, role);
      expect(tokenOf((await read(link + path)).text, 'id="instruct"')).toBe('');
      for (const name of ['instruct', 'grant', 'accept']) {
        const asked = await send(`${link}${path}/${name}`, { form: 'x', ...instruction });
        expect([role, name, asked.status]).toEqual([role, name, 422]);
        expect(tokenOf(asked.text, `id="${name}"`)).toBe('');
      }
    }
  });
});
