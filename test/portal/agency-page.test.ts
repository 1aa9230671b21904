import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { openPortalStage, type PortalStage } from './open-portal.ts';
import { read, send, tokenOf } from './visitor.ts';

/** The page of an agency, with real servers and without a browser: 7/6/2023, 09:00. */

let open: PortalStage;
let home: string;
const task = '/t/1/2023-Q2/xa-001';

beforeAll(async () => {
  const tasks = [
    { title: 'Báo cáo số liệu <b>tiếp nhận</b>', coordinators: [{ ref: 'vp-ubnd' }] },
    { lead: ['xa-002'], due: due('Trong năm 2023') },
  ];
  open = await openPortalStage(buildPlan({ leads: 2, tasks }));
  await eventually(async () => expect(await rows()).toHaveLength(3));
  home = await open.linkOf('xa-001');
}, 60_000);
afterAll(() => open?.stop());

function rows() {
  const { stage, source } = open;
  return listAssignments(stage.register, { plan: source.plan.plan }, new Date().toISOString());
}

describe('the page of an agency', () => {
  it('lists its own work and nobody else’s, every text escaped', async () => {
    const { status, text, headers } = await read(home);
    expect(status).toBe(200);
    expect(text).toContain('Nhiệm vụ của Quý cơ quan');
    expect(text).toContain('Báo cáo số liệu &lt;b&gt;tiếp nhận&lt;/b&gt;');
    expect(text).toContain('14/6/2023');
    expect(text).toContain('còn 05 ngày làm việc');
    expect(text).not.toContain('xa-002');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('shows what a coordinator helps with', async () => {
    const { text } = await read(await open.linkOf('vp-ubnd'));
    expect(text).toContain('Phối hợp thực hiện');
    expect(text).toContain('0/02 cơ quan chủ trì đã gửi kết quả');
  });

  it('does not show another agency’s assignment', async () => {
    expect((await read(`${home}/t/1/2023-Q2/xa-002`)).status).toBe(404);
    expect((await read(`${home}/t/1/2023-Q2/xa-001`)).status).toBe(200);
  });

  it('acknowledges once, however often the form is sent', async () => {
    const page = await read(home + task);
    const form = tokenOf(page.text, 'id="acknowledge"');
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(`${home}${task}/acknowledge`, { form })),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const receipts = new Set(answers.map(({ headers }) => headers.get('location')));
    expect(receipts.size).toBe(1);
    const receipt = await read(open.portal.url + [...receipts][0]);
    expect(receipt.text).toContain('Đã ghi nhận');
    expect(receipt.text).toContain('Tiếp nhận nhiệm vụ');
    const [own] = (await rows()).filter((row) => row.agency === 'xa-001');
    expect(own?.acknowledgedAt).not.toBeNull();
    expect(tokenOf((await read(home + task)).text, 'id="acknowledge"')).toBe('');
  });

  it('keeps what was typed when something is missing', async () => {
    const { text } = await read(home + task);
    const form = tokenOf(text, 'id="extend"');
    const answer = await send(`${home}${task}/extend`, {
      form,
      until: '31/02/2023',
      reason: 'Chưa có số liệu của "Sở Nội vụ"',
    });
    expect(answer.status).toBe(422);
    const page = answer.text;
    expect(page).toContain('chưa đúng; ví dụ 15/12/2026');
    expect(page).toContain('Chưa có số liệu của &quot;Sở Nội vụ&quot;');
    expect(tokenOf(page, 'id="extend"')).toBe(form);
  });

  it('says why the workflow refuses', async () => {
    const form = tokenOf((await read(home + task)).text, 'id="extend"');
    const fields = { form, until: '01/6/2023', reason: 'Chờ số liệu' };
    const answer = await send(`${home}${task}/extend`, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Thời hạn mới phải sau thời hạn hiện nay.');
  });

  it('takes no form without its own token', async () => {
    const other = tokenOf((await read(home + task)).text, 'id="obstacle"');
    for (const form of ['', 'x', other]) {
      const answer = await send(`${home}${task}/extend`, { form, until: '30/6/2023', reason: 'x' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('không còn hiệu lực');
    }
    const [own] = (await rows()).filter((row) => row.agency === 'xa-001');
    expect(own?.extensionAsked).toBeNull();
  });

  it('logs no token', () => {
    const token = home.split('/v/')[1] ?? '';
    expect(open.logged.filter((line) => line.includes(token))).toEqual([]);
  });
});
