import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { listReports } from '../../register/queries/list-reports.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { answered, aReview } from '../rig/updates.ts';
import { openPortalStage, type PortalStage } from './open-portal.ts';
import { handIn } from './submit-form.ts';

/** The periodic report of a commune: one line for each of its tasks. */

let open: PortalStage;
let page: string;

beforeAll(async () => {
  const tasks = [
    {
      title: 'Duy trì trang thông tin điện tử',
      due: due('Thường xuyên'),
    },
    { title: 'Tuyên truyền chuyển đổi số', due: due('Thường xuyên') },
  ];
  const [reportDue] = due('Trước ngày 15 của tháng cuối mỗi Quý');
  if (reportDue === undefined) throw new Error('expected a deadline');
  const reporting = { every: 'quarter' as const, due: reportDue };
  open = await openPortalStage(buildPlan({ leads: 1, tasks, changes: { reporting } }));
  await eventually(async () => expect((await row())?.lines).toEqual(['1', '2']));
  page = `${await open.linkOf('xa-001')}/t/report/2023-Q2/xa-001`;
}, 60_000);
afterAll(() => open?.stop());

async function row() {
  const filter = { plan: 'kh-2023', task: 'report', period: '2023-Q2' };
  const [found] = await listAssignments(open.stage.register, filter, new Date().toISOString());
  return found;
}

describe('a periodic report', () => {
  it('has a line for each task, with its title', async () => {
    const text = await (await fetch(page)).text();
    expect(text).toContain('Duy trì trang thông tin điện tử');
    expect(text).toContain('name="state-2"');
  });

  it('wants a state for each line that says something', async () => {
    const answer = await handIn(page, [
      ['state-1', 'done'],
      ['line-1', 'Đã đăng 12 tin, bài.'],
      ['state-2', ''],
      ['line-2', 'Đang soạn'],
    ]);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Nhiệm vụ 2: chưa chọn tình trạng.');
    expect(answer.text).toContain('Đã đăng 12 tin, bài.');
  });

  it('is recorded line by line, and there again to be mended when it is returned', async () => {
    const answer = await handIn(page, [
      ['state-1', 'done'],
      ['line-1', 'Đã đăng 12 tin, bài.'],
      ['state-2', 'inProgress'],
      ['line-2', 'Đang soạn'],
      ['number', '7/BC-UBND'],
      ['date', '2023-06-05'],
    ]);
    expect(answer.status).toBe(303);
    const receipt = await (await fetch(open.portal.url + answer.location)).text();
    expect(receipt).toContain('1 xong: Đã đăng 12 tin, bài.\n2 đang làm: Đang soạn');
    const about = { plan: 'kh-2023', task: 'report', period: '2023-Q2' };
    const [report] = await listReports(open.stage.register, about);
    expect(report?.lines).toEqual([
      { task: '1', state: 'done', text: 'Đã đăng 12 tin, bài.' },
      { task: '2', state: 'inProgress', text: 'Đang soạn' },
    ]);
    const { workflowId = '' } = (await row()) ?? {};
    const reason = 'Đề nghị nêu rõ số liệu';
    const review = aReview('xa-001', 'r-1', { decision: 'return', reason });
    await answered(open.stage, workflowId, 'review', review);
    const text = await (await fetch(page)).text();
    expect(text).toContain('>Đang soạn</textarea>');
    expect(await (await fetch(`${page}?lang=en`)).text()).toContain('value="05/6/2023"');
    expect(text).toContain('<option value="inProgress" selected>');
  });
});
