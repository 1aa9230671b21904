import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMailsCommand, showMails } from '../../client/commands/mails.ts';
import type { Context } from '../../client/context.ts';
import { buildProgram } from '../../client/program.ts';
import { retryFailed } from '../../client/retry-mails.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { claimNotices, holdMail, markSending, recordEnds } from '../../register/mail-queue.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import { listMails } from '../../register/queries/list-mails.ts';
import type { Register } from '../../register/register.ts';
import { readSettings } from '../../worker/settings.ts';
import { aBatch, aNotice, leavesAt, shiftMs } from '../register/batches.ts';
import { startTestPostgres, type TestPostgres } from '../register/setup.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { startTestTemporal, type TestTemporal } from '../rig/servers.ts';
import { buildFakeIo } from './fake-io.ts';

const plan = 'dong-thap-2023';
const morning = '2026-06-05T01:00:00.000Z';
/** 09:00 in Vietnam on 05/6/2023, three years later on the server. */
const now = '2026-06-05T02:00:00.000Z';

let postgres: TestPostgres;
let temporal: TestTemporal;
let register: Register;

beforeAll(async () => {
  [postgres, temporal] = await Promise.all([startTestPostgres(), startTestTemporal()]);
  register = await postgres.createRegister();
  await fill();
});
afterAll(async () => {
  await Promise.all([postgres.stop(), temporal.stop()]);
});

/** The first lead's mail refused, the second's put off, and an answer to the second held back. */
async function fill() {
  const { plan: definition, directory, text } = buildPlan({ plan });
  await savePlanVersion(register, { plan, text, definition, directory, recordedAt: morning });
  await startPlanRecord(register, {
    ...{ plan, version: 1, shiftMs, trackingFrom: '2023-04-05', includePast: false },
    ...{ announceAtOnce: false, startedAt: '2023-06-05T08:00:00.000+07:00' },
  });
  const notices = [
    aNotice({ to: leadId(1) }),
    aNotice({ to: leadId(2) }),
    aNotice({ to: leadId(2), kind: 'received', leaves: 'atOnce', step: 0 }),
  ];
  await applyBatch(register, aBatch({ notices }), leavesAt);
  const options = { serverNow: morning, patienceMs: 0, limit: 10, postponeTo: () => now };
  const claimed = await claimNotices(register, options);
  const idOf = (to: string, kind: string) =>
    claimed.find((mail) => mail.to === to && mail.kind === kind)?.mailId ?? 0;
  await endFirst(idOf(leadId(1), 'digest'), leadId(1), 'refused', '550 no such user');
  await endFirst(idOf(leadId(2), 'digest'), leadId(2), 'deferred', '451 greylisted');
  const addresses = [`${leadId(2)}@tinh.example`];
  await holdMail(register, idOf(leadId(2), 'answer'), { addresses, serverNow: morning });
}

async function endFirst(
  mailId: number,
  agency: string,
  outcome: 'refused' | 'deferred',
  response: string,
) {
  const addresses = [`${agency}@tinh.example`];
  const content = { subject: 'Nhắc việc', html: '', text: '', messageId: '<a@b.example>' };
  const begin = { mailId, content: { ...content, addresses, attempt: 1 } };
  await markSending(register, [begin], morning);
  await recordEnds(register, [{ mailId, outcome, attempt: 1, serverNow: morning, response }]);
}

async function print(run: (context: Context) => Promise<void>) {
  const io = buildFakeIo({ now });
  const context: Context = {
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => register,
    temporal: async () => temporal.client,
    evidenceStore: () => Promise.reject(new Error('no evidence is needed')),
    close: async () => undefined,
  };
  await run(context);
  return { out: io.out(), err: io.err() };
}

describe('mails --failed', () => {
  it('says of each mail that did not leave why, when it goes again, and what to do', async () => {
    const { out } = await print((context) => showMails(context, { plan, failed: true }));
    expect(`\n${out}`).toBe(`
UBND xã Tân Hòa 1 (xa-001): bị từ chối
  thư nhắc việc: Nhắc việc
  Địa chỉ: xa-001@tinh.example
  Đã thử: 01 lần
  Máy chủ thư trả lời: 550 no such user
  Việc cần làm: sửa địa chỉ trong danh bạ, chạy dondoc amend với tệp kế hoạch, rồi: dondoc mails retry dong-thap-2023 --agency xa-001

UBND xã Tân Hòa 2 (xa-002): tạm hoãn, sẽ gửi lại
  thư nhắc việc: Nhắc việc
  Địa chỉ: xa-002@tinh.example
  Đã thử: 01 lần
  Máy chủ thư trả lời: 451 greylisted
  Thử lại lúc: 08 giờ 00 ngày 05/6/2023
  Việc cần làm: không phải làm gì, thư tự gửi lại; khi đã khắc phục, muốn gửi ngay: dondoc mails retry dong-thap-2023 --agency xa-002

UBND xã Tân Hòa 2 (xa-002): chờ gửi (chờ cùng thư trước, hộp thư tạm chưa nhận)
  Địa chỉ: xa-002@tinh.example
  Đã thử: 0 lần
  Thử lại lúc: 08 giờ 00 ngày 05/6/2023
  Việc cần làm: không phải làm gì, thư tự gửi lại; khi đã khắc phục, muốn gửi ngay: dondoc mails retry dong-thap-2023 --agency xa-002
`);
  });

  it('prints the same as JSON, in the language that is asked for', async () => {
    const asked = { plan, failed: true, json: true, agency: leadId(1), lang: 'en' } as const;
    const { out } = await print((context) => showMails(context, asked));
    expect(JSON.parse(out)).toMatchObject([
      {
        ...{ state: 'refused', toAgency: leadId(1), attempts: 1, response: '550 no such user' },
        ...{ addresses: ['xa-001@tinh.example'], nextAttemptAt: null },
        toDo: expect.stringContaining('then: dondoc mails retry dong-thap-2023 --agency xa-001'),
      },
    ]);
  });
});

describe('mails retry', () => {
  it('has options of its own, and refuses a call without an agency by an error, not an exit', async () => {
    const io = buildFakeIo();
    const words = ['mails', 'retry', plan];
    const program = await buildProgram(io, words);
    await expect(program.parseAsync(words, { from: 'user' })).rejects.toThrow(/--agency/);
    const given = [...words, '--agency', leadId(1)];
    const elsewhere = buildFakeIo({ environment: { DONDOC_DATA: '/nowhere/dondoc' } });
    const complete = await buildProgram(elsewhere, given);
    await expect(complete.parseAsync(given, { from: 'user' })).rejects.toThrow(
      /expected a database/,
    );
    expect(buildMailsCommand(io).commands.map((command) => command.name())).toEqual(['retry']);
  });

  it('lets the mails of one agency go now, and wakes the mailroom', async () => {
    const { out } = await print((context) => retryFailed(context, plan, { agency: leadId(1) }));
    expect(out).toBe('01 thư gửi UBND xã Tân Hòa 1 được gửi lại ngay\n');
    expect(await listMails(register, { agency: leadId(1) })).toMatchObject([
      { state: 'deferred', nextAttemptAt: now, waitingSince: null },
    ]);
    const { status } = await temporal.client.workflow.getHandle('mailroom').describe();
    expect(status.name).toBe('RUNNING');
    const { out: both } = await print((context) =>
      retryFailed(context, plan, { agency: leadId(2), json: true }),
    );
    expect(JSON.parse(both)).toMatchObject({
      plan,
      agency: leadId(2),
      retried: [{ was: 'deferred' }, { was: 'pending' }],
    });
  });

  it('says when there is nothing to send', async () => {
    const { err } = await print((context) => retryFailed(context, plan, { agency: 'so-tttt' }));
    expect(err).toBe('no such mail\n');
  });
});
