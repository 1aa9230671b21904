import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owesDelivery } from '../../domain/assignment.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { claimNotices, markSending, recordEnds } from '../../register/mail-queue.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import {
  findClosed,
  findWorkflowsOf,
  listRunningWorkflows,
} from '../../register/queries/find-workflows.ts';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { listMails } from '../../register/queries/list-mails.ts';
import { listPlanSummaries } from '../../register/queries/list-plan-summaries.ts';
import { readProgress } from '../../register/queries/progress.ts';
import { readHistory } from '../../register/queries/read-history.ts';
import type { Register } from '../../register/register.ts';
import { aBatch, aNotice, anAssignment, anEvent, leavesAt, plan, shiftMs } from './batches.ts';
import { aPlanVersion } from './plan-version.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
let register: Register;
const period = '2023-Q2';
const part = (n: number) => `task:${plan}/6.3/${period}/${n}`;
const afterCutoff = '2026-06-15T01:00:00.000Z';

beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  await savePlanVersion(register, aPlanVersion());
  await startPlanRecord(register, {
    plan,
    version: 1,
    shiftMs,
    trackingFrom: '2023-04-05',
    includePast: false,
    announceAtOnce: false,
    startedAt: '2023-04-05T08:00:00.000+07:00',
  });
  const files = [{ sha256: 'a'.repeat(64), name: 'báo cáo.pdf', size: 3 }];
  const submitted = anEvent({
    kind: 'submitted',
    agency: 'so-noi-vu',
    at: '2023-06-04T10:00:00.000+07:00',
    requestId: 'r1',
    answer: { receipt: 1 },
    data: { files },
  });
  await applyBatch(
    register,
    aBatch({
      workflowId: part(1),
      events: [submitted, anEvent({ agency: 'so-y-te' })],
      notices: [aNotice({ agency: 'so-y-te', to: 'so-y-te' })],
      assignments: [
        anAssignment({ progress: 'submitted' }),
        anAssignment({ agency: 'so-y-te' }),
        anAssignment({ agency: 'so-tu-phap', lastDay: null, cutoff: null }),
      ],
    }),
    leavesAt,
  );
  await applyBatch(
    register,
    aBatch({
      workflowId: part(2),
      assignments: [anAssignment({ agency: 'xa-1', progress: 'accepted', lastDay: '2023-06-01' })],
      status: 'closed',
      nextWakeAt: null,
    }),
    leavesAt,
  );
  await applyBatch(
    register,
    aBatch({
      task: '7',
      period: 'once',
      assignments: [anAssignment({ agency: 'so-xay-dung', progress: 'returned' })],
    }),
    leavesAt,
  );
  const [mail] = await claimNotices(register, {
    serverNow: '2026-06-05T01:00:05.000Z',
    patienceMs: 0,
    limit: 10,
    postponeTo: () => afterCutoff,
  });
  const mailId = mail?.mailId ?? 0;
  const content = { subject: 's', html: 'h', text: 't', addresses: ['a@b.example'] };
  const serverNow = '2026-06-05T01:00:10.000Z';
  const first = { mailId, content: { ...content, messageId: '<m>', attempt: 1 } };
  await markSending(register, [first], serverNow);
  const refused = { outcome: 'refused', serverNow, response: '550 unknown' } as const;
  await recordEnds(register, [{ mailId, attempt: 1, ...refused }]);
});
afterAll(() => postgres.stop());

describe('queries', () => {
  it('list assignments, overdue first, by the plan’s own time', async () => {
    const before = await listAssignments(register, { plan }, '2026-06-14T16:59:59.000Z');
    expect(before.filter(({ overdue }) => overdue)).toEqual([]);
    const listed = await listAssignments(register, { plan, period }, afterCutoff);
    expect(listed.map(({ agency, overdue }) => [agency, overdue])).toEqual([
      ['so-y-te', true],
      ['xa-1', false],
      ['so-noi-vu', false],
      ['so-tu-phap', false],
    ]);
    const one = await listAssignments(
      register,
      { plan, task: '7', agency: 'so-y-te' },
      afterCutoff,
    );
    expect(one).toEqual([]);
  });

  it('sum a plan up', async () => {
    expect(await listPlanSummaries(register, afterCutoff)).toEqual([
      expect.objectContaining({
        plan,
        title: 'Nâng cao chất lượng dịch vụ công trực tuyến',
        overdue: 2,
        runningWorkflows: 2,
        mailsInTrouble: 1,
        progress: {
          open: 2,
          submitted: 1,
          returned: 1,
          accepted: 1,
          waived: 0,
          notReported: 0,
          notApplicable: 0,
          reassigned: 0,
        },
      }),
    ]);
  });

  it('list mails by plan, agency, morning and trouble', async () => {
    const trouble = await listMails(register, { plan, agency: 'so-y-te', failed: true });
    expect(trouble).toMatchObject([
      { state: 'refused', response: '550 unknown', notices: 1, shiftMs, sentAt: null },
    ]);
    expect(await listMails(register, { since: '2026-06-05T01:00:00.001Z' })).toEqual([]);
    expect(await listMails(register, { since: '2026-06-05T01:00:00.000Z' })).toHaveLength(1);
    expect(await listMails(register, { agency: 'so-noi-vu' })).toEqual([]);
  });

  it('tell the history of a period in one order of plan time', async () => {
    const history = await readHistory(register, { plan, task: '6.3', period });
    expect(history.map(({ at, what }) => `${what} ${new Date(at).toISOString()}`)).toEqual([
      'event 2023-06-04T03:00:00.000Z',
      'evidence 2023-06-04T03:00:00.000Z',
      'event 2023-06-05T01:00:00.000Z',
      'notice 2023-06-05T01:00:00.000Z',
      'mail 2023-06-05T01:00:10.000Z',
    ]);
    const ofOne = await readHistory(register, { plan, task: '6.3', period, agency: 'so-noi-vu' });
    expect(ofOne.map(({ what }) => what)).toEqual(['event', 'evidence']);
  });

  it('find the workflows of a period and of an agency', async () => {
    const key = { plan, task: '6.3', period };
    expect(await findWorkflowsOf(register, key)).toEqual([part(1), part(2)]);
    expect(await findWorkflowsOf(register, { ...key, agency: 'xa-1' })).toEqual([part(2)]);
    expect(await findWorkflowsOf(register, { ...key, agency: 'nobody' })).toEqual([]);
  });

  it('know which parts of a period are final and which workflows run', async () => {
    const whole = `task:${plan}/6.3/${period}`;
    expect([...(await findClosed(register, [part(1), part(2), whole]))]).toEqual([part(2)]);
    expect(await findClosed(register, [])).toEqual(new Set());
    const running = await listRunningWorkflows(register, plan);
    expect(running.map(({ workflowId }) => workflowId)).toEqual([part(1), `task:${plan}/7/once`]);
  });

  it('find a request with its answer', async () => {
    expect(await findRequest(register, 'r1')).toMatchObject({
      workflowId: part(1),
      answer: { receipt: 1 },
    });
    expect(await findRequest(register, 'r2')).toBeNull();
  });

  it('name the leads whose delivery another task waits for', async () => {
    const rows = await listAssignments(register, { plan }, afterCutoff);
    const progressOf = await readProgress(register, plan, rows);
    const missing = rows
      .filter((row) => owesDelivery(progressOf(row, row.agency)?.progress ?? 'open'))
      .map(({ task, period: name, agency, lastDay }) => ({ task, period: name, agency, lastDay }))
      .sort((a, b) => (`${a.task} ${a.agency}` < `${b.task} ${b.agency}` ? -1 : 1));
    expect(missing).toEqual([
      { task: '6.3', period, agency: 'so-tu-phap', lastDay: null },
      { task: '6.3', period, agency: 'so-y-te', lastDay: '2023-06-14' },
      { task: '7', period: 'once', agency: 'so-xay-dung', lastDay: '2023-06-14' },
    ]);
  });
});
