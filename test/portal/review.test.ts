import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import { signLink } from '../../links/link-token.ts';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { answered, aSubmission } from '../rig/updates.ts';
import { openPortalStage, type PortalStage, testKeys } from './open-portal.ts';
import { boxesOf, read, send, tokenOf } from './visitor.ts';

/** What monitors, reviewers and coordinators do on their pages, with real servers: 7/6/2023, 09:00. */

let open: PortalStage;
/** The monitor, which reviews task 1. */
let monitor: string;
const period = '/t/1/2023-Q2';

beforeAll(async () => {
  const tasks = [
    { title: 'Rà soát danh mục <i>dịch vụ công</i>', coordinators: [{ ref: 'vp-ubnd' }] },
    { lead: ['xa-001'], due: due('Trong năm 2023'), reviewer: 'vp-ubnd' },
    { lead: ['xa-004'], due: due('Trước ngày 31/5/2023') },
  ];
  open = await openPortalStage(buildPlan({ leads: 4, tasks }));
  await eventually(async () => expect(await rows()).toHaveLength(6));
  monitor = await open.linkOf('so-tttt', 'monitor');
}, 60_000);
afterAll(() => open?.stop());

function rows() {
  const { stage, source } = open;
  return listAssignments(stage.register, { plan: source.plan.plan }, new Date().toISOString());
}

async function rowOf(agency: string, task = '1') {
  const found = (await rows()).find((row) => row.agency === agency && row.task === task);
  if (found === undefined) throw new Error(`expected ${task} of ${agency} on record, found none`);
  return found;
}

let sent = 0;

/** Hands in evidence, and has its receipt. */
async function submit(agency: string, note: string, task = '1') {
  sent += 1;
  const { workflowId } = await rowOf(agency, task);
  const command = aSubmission(agency, `s-${sent}`, { note });
  return await answered(open.stage, workflowId, 'submitEvidence', command);
}

/** Sends the form of an action from the page of an assignment. */
async function act(
  link: string,
  agency: string,
  action: string,
  fields: Record<string, string> = {},
) {
  const page = await read(`${link}${period}/${agency}`);
  const form = tokenOf(page.text, `id="${action}"`);
  return await send(`${link}${period}/${agency}/${action}`, { form, ...fields });
}

const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  number: '456/UBND-NC',
  date: '06/6/2023',
  issuer: 'UBND tỉnh',
};

describe('the page of what waits for a word', () => {
  it('says so when nothing waits', async () => {
    const { status, text } = await read(`${monitor}/review`);
    expect(status).toBe(200);
    expect(text).toContain('Hiện không có nội dung nào chờ ý kiến');
    expect(text).toMatch(/<a href="[^"]+\/review" aria-current="page">Chờ ý kiến<\/a>/);
  });

  it('lists submissions, the oldest first, every text escaped', async () => {
    await submit('xa-002', 'Đã rà soát 12 thủ tục');
    await submit('xa-001', 'Đã rà soát 15 thủ tục');
    const { text } = await read(`${monitor}/review`);
    expect(text).toContain('Rà soát danh mục &lt;i&gt;dịch vụ công&lt;/i&gt;');
    expect(text.indexOf('Tân Hòa 2')).toBeLessThan(text.indexOf('Tân Hòa 1'));
    expect(boxesOf(text).map((value) => value.split('/')[2])).toEqual(['xa-002', 'xa-001']);
  });

  it('is not there for a link that is for an agency’s own work, whoever the agency is', async () => {
    const own = await open.linkOf('so-tttt');
    for (const path of ['/review', '/owes', `${period}/xa-001`]) {
      expect((await read(own + path)).status, path).toBe(404);
    }
    const form = tokenOf((await read(`${monitor}/review`)).text);
    const answer = await send(`${own}/review/accept`, { form, pick: '1/2023-Q2/xa-001/x' });
    expect(answer.status).toBe(404);
    expect((await rowOf('xa-001')).progress).toBe('submitted');
  });

  it('shows a reviewer what it reviews, and nothing else', async () => {
    const reviewer = await open.linkOf('vp-ubnd', 'monitor');
    expect((await read(`${reviewer}/t/2/once/xa-001`)).status).toBe(200);
    expect((await read(`${reviewer}${period}/xa-001`)).status).toBe(404);
    expect((await read(`${reviewer}/review`)).text).toContain('Hiện không có nội dung nào');
    const { text } = await read(`${reviewer}/owes`);
    expect(text).toContain('Tân Hòa 1');
    expect(text).not.toContain('Tân Hòa 3');
  });

  it('shows the monitor of another plan nothing of this one', async () => {
    const other = buildPlan({ plan: 'kh-khac', leads: 2 });
    await open.stage.start(other);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const about = { agency: 'so-tttt', role: 'monitor', generation: 0, expiresAt } as const;
    const token = await signLink(testKeys, { plan: 'kh-khac', ...about });
    const link = `${open.portal.url}/v/${token}`;
    expect((await read(`${link}/review`)).text).toContain('Hiện không có nội dung nào');
    expect((await read(`${link}/t/2/once/xa-001`)).status).toBe(404);
    const form = tokenOf((await read(`${monitor}/review`)).text);
    expect((await send(`${link}/review/accept`, { form, pick: 'x' })).status).toBe(422);
  });
});

describe('a review', () => {
  it('shows what was handed in, and returns it with a reason that the agency reads', async () => {
    const page = await read(`${monitor}${period}/xa-001`);
    expect(page.text).toContain('Kết quả đã gửi');
    expect(page.text).toContain('Đã rà soát 15 thủ tục');
    expect((await act(monitor, 'xa-001', 'return')).text).toContain('Lý do: chưa có nội dung.');
    const reason = 'Thiếu số liệu tháng 5 & "tháng 6"';
    const answer = await act(monitor, 'xa-001', 'return', { reason });
    expect(answer.status).toBe(303);
    const receipt = await read(open.portal.url + answer.headers.get('location'));
    expect(receipt.text).toContain('Trả lại, yêu cầu bổ sung');
    const own = await read(`${await open.linkOf('xa-001')}${period}/xa-001`);
    expect(own.text).toContain('Thiếu số liệu tháng 5 &amp; &quot;tháng 6&quot;');
  });

  it('is of the submission that was looked at, not of a newer one', async () => {
    await submit('xa-001', 'Đã bổ sung tháng 5');
    const page = await read(`${monitor}${period}/xa-001`);
    const form = tokenOf(page.text, 'id="accept"');
    await submit('xa-001', 'Đã bổ sung tháng 5 và tháng 6');
    const answer = await send(`${monitor}${period}/xa-001/accept`, { form });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('vừa gửi nội dung mới');
    expect(answer.text).toContain('Đã bổ sung tháng 5 và tháng 6');
    expect((await rowOf('xa-001')).progress).toBe('submitted');
  });

  it('accepts once, however often the form is sent', async () => {
    const page = await read(`${monitor}${period}/xa-001`);
    const form = tokenOf(page.text, 'id="accept"');
    const to = `${monitor}${period}/xa-001/accept`;
    const answers = await Promise.all([1, 2, 3].map(() => send(to, { form })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect((await rowOf('xa-001')).progress).toBe('accepted');
  });

  it('accepts many at once; one that has changed is refused and holds up no other', async () => {
    await submit('xa-003', 'Đã rà soát');
    const { text } = await read(`${monitor}/review`);
    const [form, pick] = [tokenOf(text), boxesOf(text)];
    expect(pick).toHaveLength(2);
    await submit('xa-003', 'Đã rà soát, có sửa');
    const answer = await send(`${monitor}/review/accept`, { form, pick });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Đã xác nhận hoàn thành 01 nhiệm vụ');
    expect(answer.text).toContain('Chưa ghi nhận 01 nội dung');
    expect(answer.text).toMatch(/Tân Hòa 3<\/a>: Cơ quan chủ trì vừa gửi kết quả mới/);
    expect((await rowOf('xa-002')).progress).toBe('accepted');
    expect((await rowOf('xa-003')).progress).toBe('submitted');
    const again = await send(`${monitor}/review/accept`, { form, pick });
    expect(numbersIn(again.text)).toEqual(numbersIn(answer.text));
  });

  it('accepts nothing without a choice, or without the form’s own token', async () => {
    const { text } = await read(`${monitor}/review`);
    const none = await send(`${monitor}/review/accept`, { form: tokenOf(text) });
    expect(none.status).toBe(422);
    expect(none.text).toContain('Chưa chọn nội dung nào.');
    const forged = await send(`${monitor}/review/accept`, { form: 'x', pick: boxesOf(text) });
    expect(forged.status).toBe(422);
    expect((await rowOf('xa-003')).progress).toBe('submitted');
    for (const pick of ['%', '1/2023-Q2', '9/once/xa-001/', '1/2023-Q2/xa-001/x/y']) {
      const answer = await send(`${monitor}/review/accept`, { form: tokenOf(text), pick });
      expect(answer.text, pick).not.toContain('class="done"');
    }
  });
});

/** Receipt numbers on a page. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/\/r\/([0-9a-f-]{36})/g)].flatMap(([, id]) => id ?? []);
}

describe('a decision', () => {
  it('grants an extension with its document: a new last day holds, and the agency reads it', async () => {
    const returned = await act(monitor, 'xa-003', 'return', { reason: 'Thiếu phụ lục' });
    expect(returned.status).toBe(303);
    const own = await open.linkOf('xa-003');
    await act(own, 'xa-003', 'extend', { until: '23/6/2023', reason: 'Chờ số liệu cấp huyện' });
    const waiting = await read(`${monitor}/review`);
    expect(waiting.text).toContain('đề nghị đến 23/6/2023');
    expect(waiting.text).toContain('Chờ số liệu cấp huyện');
    const page = await read(`${monitor}${period}/xa-003`);
    expect(page.text).toContain('name="newDay" value="23/6/2023"');
    const bare = await act(monitor, 'xa-003', 'grant', { newDay: '23/6/2023' });
    expect(bare.text).toContain('Cấp quyết định: chưa có nội dung.');
    const form = tokenOf(page.text, 'id="grant"');
    const granted = { form, newDay: '26/6/2023', ...decision };
    const to = `${monitor}${period}/xa-003/grant`;
    const answers = await Promise.all([1, 2].map(() => send(to, granted)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await rowOf('xa-003')).toMatchObject({ lastDay: '2023-06-26', extensionAsked: null });
    const { text } = await read(`${own}${period}/xa-003`);
    expect(text).toContain('26/6/2023 (thứ Hai)');
    expect(text).toContain('ban đầu: 14/6/2023');
    expect(text).toContain('456/UBND-NC, 06/6/2023, UBND tỉnh');
  });

  it('refuses an extension with a reason', async () => {
    const own = await open.linkOf('xa-003');
    await act(own, 'xa-003', 'extend', { until: '30/6/2023', reason: 'Chờ thêm' });
    const fields = { reason: 'Đã gia hạn một lần', ...decision };
    expect((await act(monitor, 'xa-003', 'refuse', fields)).status).toBe(303);
    expect(await rowOf('xa-003')).toMatchObject({ lastDay: '2023-06-26', extensionAsked: null });
    expect((await read(`${own}${period}/xa-003`)).text).toContain('Đã gia hạn một lần');
  });

  it('answers an obstacle, and the agency reads the answer', async () => {
    const own = await open.linkOf('xa-003');
    await act(own, 'xa-003', 'obstacle', { text: 'Phần mềm một cửa chưa kết nối' });
    expect((await read(`${monitor}/review`)).text).toContain('Phần mềm một cửa chưa kết nối');
    const text = 'Sẽ kết nối xong ngày 12/6/2023';
    expect((await act(monitor, 'xa-003', 'answer', { text })).status).toBe(303);
    expect((await rowOf('xa-003')).obstacle).toMatchObject({ answer: text });
    expect((await read(`${own}${period}/xa-003`)).text).toContain(text);
    expect((await read(`${monitor}/review`)).text).not.toContain('Phần mềm một cửa');
  });

  it('is offered to the monitor and to the office, not to the lead', async () => {
    const own = await open.linkOf('xa-003');
    await act(own, 'xa-003', 'extend', { until: '30/6/2023', reason: 'Chờ thêm' });
    const office = await open.linkOf('vp-ubnd', 'office');
    for (const [link, offered] of [
      [monitor, true],
      [office, true],
      [own, false],
    ] as const) {
      const { text } = await read(`${link}${period}/xa-003`);
      expect(text.includes('id="grant"')).toBe(offered);
    }
    const form = tokenOf((await read(`${monitor}${period}/xa-003`)).text, 'id="grant"');
    const fields = { form, newDay: '30/6/2023', ...decision };
    const answer = await send(`${own}${period}/xa-003/grant`, fields);
    expect(answer.status).toBe(422);
    expect((await rowOf('xa-003')).lastDay).toBe('2023-06-26');
  });
});

describe('a contribution', () => {
  const place = '/c/1/2023-Q2';
  let coordinator: string;
  beforeAll(async () => {
    coordinator = await open.linkOf('vp-ubnd');
  });

  it('is noted by a coordinator for the leads that it chooses', async () => {
    const waits = { on: 'vp-ubnd', text: 'Chờ danh mục mới' };
    expect((await act(await open.linkOf('xa-004'), 'xa-004', 'wait', waits)).status).toBe(303);
    expect((await read(coordinator)).text).toContain(`href="${place.slice(1)}"`);
    const page = await read(coordinator + place);
    expect(page.text).toContain('đang chờ Quý cơ quan: Chờ danh mục mới');
    expect(page.text).not.toContain('Tân Hòa 1');
    expect(page.text).toMatch(/xa-004\/" checked/);
    const form = tokenOf(page.text);
    const half = { form, pick: boxesOf(page.text), text: 'Đã gửi danh mục', number: '88/VP' };
    const refused = await send(coordinator + place, half);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Ngày văn bản (ngày/tháng/năm): chưa có nội dung.');
    expect(refused.text).toContain('Đã gửi danh mục');
    const answer = await send(coordinator + place, { ...half, date: '06/6/2023' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Đã ghi nhận nội dung phối hợp với 02 cơ quan chủ trì');
    expect((await rowOf('xa-004')).waitingFor).toBeNull();
    const own = await read(`${await open.linkOf('xa-004')}${period}/xa-004`);
    expect(own.text).toContain('Đã gửi danh mục; 88/VP, 06/6/2023');
  });

  it('needs a lead, words, and a task that the agency coordinates', async () => {
    const form = tokenOf((await read(coordinator + place)).text);
    const answer = await send(coordinator + place, { form });
    expect(answer.text).toContain('Cơ quan chủ trì được phối hợp: chưa chọn.');
    expect(answer.text).toContain('Nội dung: chưa có nội dung.');
    const lead = await open.linkOf('xa-001');
    expect((await read(lead + place)).status).toBe(404);
    expect((await read(`${coordinator}/c/2/once`)).status).toBe(404);
    expect((await read(`${coordinator}/c/1/2030-Q1`)).status).toBe(404);
  });
});

describe('the page of what is still owed', () => {
  it('counts by agency and by task, what is overdue first', async () => {
    const byAgency = await read(`${monitor}/owes`);
    expect(byAgency.text.indexOf('Tân Hòa 4')).toBeLessThan(byAgency.text.indexOf('Tân Hòa 1'));
    expect(byAgency.text).toContain('trong đó quá hạn 01');
    expect(byAgency.text).not.toContain('Tân Hòa 2');
    const byTask = await read(`${monitor}/owes/task`);
    expect(byTask.text).toContain('Rà soát danh mục &lt;i&gt;dịch vụ công&lt;/i&gt;');
    const owed = await read(`${monitor}/owes/agency/xa-004`);
    expect(owed.text).toContain('30/5/2023');
    expect((await read(`${monitor}/owes/task/1`)).text).toContain('Tân Hòa 3');
    expect((await read(`${monitor}/owes/agency/nobody`)).status).toBe(404);
    expect((await read(`${monitor}/owes/task/nothing`)).status).toBe(404);
  });

  it('has an agency reminded of all that it owes, in one letter, once a day', async () => {
    const { mails } = open.stage;
    const before = (await mails.messages()).length;
    const { text } = await read(`${monitor}/owes`);
    const click = { form: tokenOf(text), agency: 'xa-004' };
    const answers = await Promise.all([1, 2].map(() => send(`${monitor}/owes/remind`, click)));
    for (const answer of answers) {
      expect(answer.text).toContain('Đã gửi thư nhắc về 02 nhiệm vụ');
    }
    const after = await read(`${monitor}/owes`);
    expect(after.text).toContain('Hôm nay đã nhắc');
    const office = await open.linkOf('vp-ubnd', 'office');
    const form = tokenOf((await read(`${office}/owes`)).text);
    const second = await send(`${office}/owes/remind`, { form, agency: 'xa-004' });
    expect(second.text).toContain('Hôm nay cơ quan này đã được nhắc thêm một lần.');
    const letters = await eventually(async () => {
      const found = (await mails.messages()).slice(before).filter(isReminder);
      expect(found.length).toBeGreaterThan(0);
      return found;
    }, 25_000);
    expect(letters).toHaveLength(1);
    expect((await read(`${monitor}${period}/xa-004`)).text).toContain('Nhắc thêm');
  }, 40_000);
});

function isReminder({ to, subject }: CaughtMail): boolean {
  return to.join().includes('xa-004') && subject.includes('[Nhắc việc]');
}
