import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledge } from '../../client/commands/acknowledge.ts';
import { extend } from '../../client/commands/extend.ts';
import { showHistory } from '../../client/commands/history.ts';
import { instruct } from '../../client/commands/instruct.ts';
import { listPlans } from '../../client/commands/list.ts';
import { showMails } from '../../client/commands/mails.ts';
import { tellObstacle } from '../../client/commands/obstacle.ts';
import { remind } from '../../client/commands/remind.ts';
import { review } from '../../client/commands/review.ts';
import { showPlan } from '../../client/commands/show.ts';
import { submit } from '../../client/commands/submit.ts';
import { verify } from '../../client/commands/verify.ts';
import { waive } from '../../client/commands/waive.ts';
import type { Context } from '../../client/context.ts';
import type { EventEntry } from '../../domain/batch.ts';
import type { Agency, Directory, Plan } from '../../domain/plan.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { workflows } from '../../register/schema.ts';
import { readSettings } from '../../worker/settings.ts';
import { TemporalOutOfReach } from '../../worker/temporal-connection.ts';
import {
  aBatch,
  aNotice,
  anAssignment,
  anEvent,
  leavesAt,
  plan,
  shiftMs,
} from '../register/batches.ts';
import { startTestPostgres, type TestPostgres } from '../register/setup.ts';
import { buildFakeIo, type FakeIo } from './fake-io.ts';

/** 19/6/2023, 08:00 in Vietnam, three years later on the server. */
const now = '2026-06-19T01:00:00Z';

let postgres: TestPostgres;
let register: Register;
let folder = '';

beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  folder = await mkdtemp(join(tmpdir(), 'dondoc-client-'));
  await fill(register);
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A context whose Temporal is out of reach: what these commands print comes from the register. */
function buildContext(io: FakeIo): Context {
  return {
    io,
    settings: readSettings({ DONDOC_DATA: folder }),
    runningUp: async () => null,
    register: async () => register,
    temporal: async () => {
      throw new TemporalOutOfReach('127.0.0.1:1', new Error('refused'));
    },
    evidenceStore: async () => new FolderEvidenceStore(join(folder, 'evidence')),
    close: async () => undefined,
  };
}

async function print(
  run: (context: Context) => Promise<void>,
  columns = 100,
): Promise<{ out: string; err: string }> {
  const io = buildFakeIo({ now, columns });
  await run(buildContext(io));
  return { out: io.out(), err: io.err() };
}

describe('list', () => {
  it('shows every plan with what is overdue, in time, waiting and accepted', async () => {
    const { out, err } = await print((context) => listPlans(context, {}));
    expect(err).toBe('');
    expect(`\n${out}`).toBe(`
Kế hoạch        Tên kế hoạch           Trạng thái     Quá hạn  Trong hạn  Chờ xác nhận  Hoàn thành
──────────────  ─────────────────────  ─────────────  ───────  ─────────  ────────────  ──────────
dong-thap-2023  Dịch vụ công năm 2023  đang theo dõi        1          1             1           1
`);
  });
});

describe('show', () => {
  it('shows the tasks of a plan, overdue first and finished last', async () => {
    const { out } = await print((context) => showPlan(context, { plan }, {}));
    expect(`\n${out}`).toBe(`
Dịch vụ công năm 2023 (12/KH-UBND)
Tính đến 08 giờ 00 ngày 19/6/2023: 03 nhiệm vụ, 04 nhiệm vụ được giao
quá hạn 01, đang thực hiện trong hạn 01, chờ xác nhận 01, hoàn thành đúng hạn 01

Số   Kỳ       Nhiệm vụ                         Thời hạn    Đã gửi  Tình hình
───  ───────  ───────────────────────────────  ──────────  ──────  ────────────────────────
6.3  2023-Q2  Báo cáo tiếp nhận và thanh toán  14/6/2023      1/2  quá hạn 03 ngày làm việc
4.1  once     Mở lớp phổ cập kỹ năng số        31/12/2023     0/1  còn 137 ngày làm việc
2    once     Lập kho dữ liệu                  30/5/2023      1/1  hoàn thành đúng hạn 01
`);
  });

  it('shows one period by agency, with its last events, safe for a terminal', async () => {
    const { out } = await print(
      (context) => showPlan(context, { plan, task: '6.3', period: '2023-Q2' }, {}),
      120,
    );
    expect(out).not.toContain('\u001b');
    expect(`\n${out.replace(/[0-9a-f]{12}$/gm, '#')}`).toBe(`
Dịch vụ công năm 2023 (12/KH-UBND)
Tính đến 08 giờ 00 ngày 19/6/2023: 01 nhiệm vụ, 02 nhiệm vụ được giao
quá hạn 01, chờ xác nhận 01

6.3 – Báo cáo tiếp nhận và thanh toán – Quý II/2023
Thời hạn theo kế hoạch: Trước ngày 15 của tháng cuối mỗi Quý
Cơ quan xác nhận: Sở Thông tin và Truyền thông
Cơ quan       Tiến độ         Thời hạn   Tình hình                 Đã nhắc
────────────  ──────────────  ─────────  ────────────────────────  ───────
Sở Nội vụ     đang thực hiện  14/6/2023  quá hạn 03 ngày làm việc        3
Sở Tài chính  chờ xác nhận    14/6/2023  gửi 13/6/2023, đúng hạn         0

Diễn biến gần nhất
Thời điểm        Việc           Cơ quan       Nội dung                                  Mã kiểm chứng
───────────────  ─────────────  ────────────  ────────────────────────────────────────  ─────────────
13/6/2023 09:30  Gửi kết quả    Sở Tài chính  7/BC-STC, 13/6/2023; bc.pdf; gửi báo cáo  #
05/4/2023 08:00  Giao nhiệm vụ  Sở Nội vụ     Thời hạn 14/6/2023                        #
`);
  });

  it('shows below a task what waits for an answer, and not below a whole plan', async () => {
    const remark =
      'Sở Nội vụ: khó khăn, vướng mắc (báo 12/6/2023, chưa được trả lời): chưa có kinh phí';
    const task = await print((context) => showPlan(context, { plan, task: '4.1' }, {}));
    expect(task.out.split('\n').slice(-3)).toEqual(['', remark, '']);
    const whole = await print((context) => showPlan(context, { plan }, {}));
    expect(whole.out).not.toContain('vướng mắc');
  });

  it('prints JSON with the standing of each assignment', async () => {
    const { out } = await print((context) => showPlan(context, { plan }, { json: true }));
    const shown = JSON.parse(out);
    expect(shown).toMatchObject({
      plan,
      status: 'running',
      now: '2023-06-19T08:00:00.000+07:00',
      counts: { tasks: 3, assignments: 4, overdue: 1, waiting: 1 },
    });
    expect(shown.assignments[0]).toMatchObject({
      agency: 'so-noi-vu',
      overdue: true,
      workingDaysOver: 3,
      workflowId: 'task:dong-thap-2023/6.3/2023-Q2',
    });
  });

  it.each([
    [{ plan: 'dong-tap-2023' }, {}, 'found no dong-tap-2023; did you mean dong-thap-2023?'],
    [{ plan, task: '6.33' }, {}, 'found no 6.33; did you mean 6.3?'],
    [{ plan, task: '5' }, {}, 'a period of task 5 that has opened, found none'],
    [{ plan, task: '6.3', period: '2023-Q3' }, {}, 'found no 2023-Q3; did you mean 2023-Q2?'],
    [{ plan, task: '6.3', period: '2023-Q2' }, { agency: 'so-noi-vuu' }, 'did you mean so-noi-vu?'],
  ])('names the nearest when %j is not there', async (shown, options, said) => {
    await expect(print((context) => showPlan(context, shown, options))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(said),
    });
  });
});

describe('history', () => {
  it('shows events, notices and evidence in one order of time', async () => {
    const about = { plan, task: '6.3', period: '2023-Q2' };
    const { out } = await print((context) => showHistory(context, about, {}), 140);
    const lines = out.split('\n').slice(6, -1);
    expect(
      lines.map((line) => line.replace(/ {2,}/g, ' | ').replace(/[0-9a-f]{12}$/, '#')),
    ).toEqual([
      '05/4/2023 08:00 | Giao nhiệm vụ | Sở Nội vụ | Thời hạn 14/6/2023 | #',
      '05/6/2023 08:00 | Nhắc trước hạn 07 ngày làm việc | → Sở Nội vụ (cơ quan chủ trì) | Thời hạn 14/6/2023; chờ gửi',
      '13/6/2023 09:30 | Gửi kết quả | Sở Tài chính | 7/BC-STC, 13/6/2023; bc.pdf; gửi báo cáo | #',
      '13/6/2023 09:30 | Tài liệu | Sở Tài chính | bc.pdf (12 B) | #',
    ]);
  });

  it('shows what was told at one instant in the order in which it was to leave', async () => {
    const own = await postgres.createRegister();
    await fill(own);
    const day = (on: string) => `2023-06-${on}T08:00:00.000+07:00`;
    const step = (steps: number, on: string) => aNotice({ step: steps, at: day(on) });
    const notices = [
      step(0, '14'),
      step(1, '13'),
      step(3, '09'),
      aNotice({ kind: 'opened', step: 0, at: day('05') }),
    ];
    const { workflowId } = aBatch();
    const [stored] = await own.db
      .select()
      .from(workflows)
      .where(eq(workflows.workflowId, workflowId));
    await applyBatch(own, aBatch({ seq: 2, head: stored?.head ?? '', notices }), leavesAt);
    const io = buildFakeIo({ now, columns: 140 });
    const context = { ...buildContext(io), register: async () => own };
    await showHistory(context, { plan, task: '6.3', period: '2023-Q2' }, {});
    expect(io.out().match(/(?:Nhắc|Thông báo) [^→]*?(?= {2})/g)).toEqual([
      'Thông báo nhiệm vụ',
      'Nhắc trước hạn 07 ngày làm việc',
      'Nhắc trước hạn 03 ngày làm việc',
      'Nhắc trước hạn 01 ngày làm việc',
      'Nhắc ngày cuối cùng',
    ]);
  });

  it('takes the name of a lead', async () => {
    const about = { plan, task: '6.3', period: '2023-Q2' };
    const read = (agency: string) =>
      print((context) => showHistory(context, about, { json: true, agency }));
    expect(await read('SỞ  Tài chính'.normalize('NFD'))).toEqual(await read('so-tai-chinh'));
  });

  it('prints JSON with whole hashes, of one lead', async () => {
    const about = { plan, task: '6.3', period: '2023-Q2' };
    const { out } = await print((context) =>
      showHistory(context, about, { json: true, agency: 'so-noi-vu' }),
    );
    const entries = JSON.parse(out);
    expect(entries.map(({ what }: { what: string }) => what)).toEqual(['event', 'notice']);
    expect(entries[0].event.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('mails', () => {
  it.each([{}, { plan }])('refuses an agency that no directory has, of %j', async (of) => {
    const refused = print((context) => showMails(context, { ...of, agency: 'so-noi-vx' }));
    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      message:
        '--agency: expected an agency of the directory, found no so-noi-vx; did you mean so-noi-vu?',
    });
  });

  it.each(['so-noi-vu', 'snv', 'sở tài chính'])('takes the agency %j', async (agency) => {
    const { err } = await print((context) => showMails(context, { agency }));
    expect(err).toBe('no such mail\n');
  });

  it('says on stderr when there is none, and prints an empty list as JSON', async () => {
    expect(await print((context) => showMails(context, {}))).toEqual({
      out: '',
      err: 'no such mail\n',
    });
    const { out } = await print((context) =>
      showMails(context, { json: true, since: '2023-06-01' }),
    );
    expect(JSON.parse(out)).toEqual([]);
  });
});

describe('submit and review', () => {
  const about = { plan, task: '6.3', period: '2023-Q2' };

  it('refuse what cannot be meant before anything is opened', async () => {
    const agency = 'so-noi-vu';
    const refused = (run: (context: Context) => Promise<void>) =>
      print(run).then(
        () => null,
        (error: unknown) => error,
      );
    expect(await refused((context) => submit(context, about, { agency, note: ' ' }))).toMatchObject(
      {
        exitCode: 2,
        message: 'expected evidence, found none',
      },
    );
    expect(
      await refused((context) => submit(context, about, { agency, file: ['/nowhere/a.pdf'] })),
    ).toMatchObject({ exitCode: 2, message: expect.stringContaining('found none (ENOENT)') });
    expect(
      await refused((context) => review(context, about, { agency, accept: true, return: 'x' })),
    ).toMatchObject({ exitCode: 2, message: expect.stringContaining('found both') });
    expect(await refused((context) => review(context, about, { agency }))).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('found neither'),
    });
  });

  it('refuse an empty file, and name it', async () => {
    const path = join(folder, 'trống.pdf');
    await writeFile(path, '');
    const sent = print((context) => submit(context, about, { agency: 'so-noi-vu', file: [path] }));
    await expect(sent).rejects.toMatchObject({
      exitCode: 2,
      message: `--file: expected a readable file with content at ${path}, found an empty one (0 bytes)`,
    });
  });

  it('refuse a document of a day that is still to come in plan time', async () => {
    const dated = (date: string) =>
      print((context) =>
        submit(context, about, {
          agency: 'so-noi-vu',
          document: { number: '123/BC', date, issuer: null },
        }),
      );
    await expect(dated('2023-06-20')).rejects.toMatchObject({
      exitCode: 2,
      message:
        '--document: expected a day not later than 19/6/2023 (today, in plan time), found 20/6/2023',
    });
    await expect(dated('2023-06-19')).rejects.toThrow(TemporalOutOfReach);
  });

  it('refuse an agency that the directory does not have, with the nearest name', async () => {
    const refused = (run: (context: Context) => Promise<void>, said: string) =>
      expect(print(run)).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringContaining(said),
      });
    await refused(
      (context) => submit(context, about, { agency: 'Sở Tài chánh', note: 'x' }),
      '--agency: expected an agency of the directory, found no Sở Tài chánh; did you mean Sở Tài chính?',
    );
    await refused(
      (context) => review(context, about, { agency: 'so-noi-vu', accept: true, by: 'so-noi-v' }),
      '--by: expected an agency of the directory, found no so-noi-v; did you mean so-noi-vu?',
    );
  });

  it('tells the request id before sending, and stores the files first', async () => {
    const path = join(folder, 'Báo cáo.txt');
    await writeFile(path, 'hello\n');
    const io = buildFakeIo({ now });
    const sent = submit(buildContext(io), about, {
      agency: 'so-noi-vu',
      file: [path],
      requestId: 'mine-0001',
    });
    await expect(sent).rejects.toThrow(TemporalOutOfReach);
    expect(io.out()).toBe('');
    expect(io.err()).toBe('request id: mine-0001\n');
    const store = new FolderEvidenceStore(join(folder, 'evidence'));
    expect(
      await store.verify('5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03'),
    ).toBe('ok');
  });

  it('print the first answer to a request id that is on record, without Temporal', async () => {
    const { out, err } = await print((context) =>
      submit(context, about, { agency: 'so-tai-chinh', note: 'x', requestId: 'request-0001' }),
    );
    expect(err).toBe('request id: request-0001\nĐã ghi nhận từ lần gửi trước.\n');
    expect(`\n${out}`).toBe(`
Giấy biên nhận
  Mã biên nhận  request-0001
  Nhiệm vụ      6.3 – Báo cáo tiếp nhận và thanh toán – Quý II/2023
  Cơ quan       Sở Tài chính
  Ghi nhận lúc  09 giờ 30 ngày 13/6/2023
  Tiến độ       chờ xác nhận
  Thời hạn      14/6/2023
`);
  });

  it('refuse a request id that was used for another assignment', async () => {
    const other = print((context) =>
      submit(context, about, { agency: 'so-noi-vu', note: 'x', requestId: 'request-0001' }),
    );
    await expect(other).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('one that was used for so-tai-chinh in dong-thap-2023'),
    });
  });
});

describe('decisions and what leads to them', () => {
  const about = { plan, task: '6.3', period: '2023-Q2' };
  const base = { agency: 'so-noi-vu', requestId: 'decide-0001' };
  const decision = {
    authority: 'Chủ tịch UBND tỉnh',
    document: { number: '456/UBND-NC', date: '2023-06-12', issuer: null },
  };

  /** What reaches the workflow of the assignment, and what is printed once it has answered. */
  async function send(run: (context: Context) => Promise<void>) {
    const sent: unknown[] = [];
    const handle = (workflowId: string) => ({
      executeUpdate: async (name: string, { args }: { args: unknown[] }) => {
        sent.push({ workflowId, name, args });
        return {
          ...about,
          ...base,
          at: '2023-06-12T09:30:00.000+07:00',
          progress: 'open',
          timeliness: null,
          lastDay: '2023-06-14',
          written: true,
        };
      },
    });
    const client = {
      workflow: { getHandle: handle },
      withDeadline: (_deadline: number, act: () => Promise<unknown>) => act(),
    };
    const printed = await print((context) =>
      run({ ...context, temporal: async () => client as unknown as Client }),
    );
    return { sent, ...printed };
  }

  it.each<[string, (context: Context) => Promise<void>, object]>([
    ['acknowledge', (context) => acknowledge(context, about, base), {}],
    [
      'requestExtension',
      (context) => extend(context, about, { ...base, until: '2023-06-30', reason: 'chờ' }),
      { until: '2023-06-30', reason: 'chờ' },
    ],
    [
      'decideExtension',
      (context) => extend(context, about, { ...base, ...decision, grant: '2023-06-30' }),
      { ...decision, decision: 'grant', until: '2023-06-30', reason: null },
    ],
    [
      'reportObstacle',
      (context) => tellObstacle(context, about, { ...base, text: 'chưa kết nối' }),
      { text: 'chưa kết nối' },
    ],
    [
      'answerObstacle',
      (context) => tellObstacle(context, about, { ...base, answer: 'sắp' }),
      { by: 'so-tttt', text: 'sắp' },
    ],
    [
      'answerObstacle',
      (context) => tellObstacle(context, about, { ...base, answer: 'sắp', by: 'so-tai-chinh' }),
      { by: 'so-tai-chinh', text: 'sắp' },
    ],
    [
      'instruct',
      (context) => instruct(context, about, { ...base, ...decision, text: 'Khẩn trương' }),
      { ...decision, text: 'Khẩn trương' },
    ],
    [
      'remind',
      (context) => remind(context, about, base),
      { by: 'so-tttt', at: expect.stringMatching(/^2023-06-\d\dT.+\+07:00$/) },
    ],
    [
      'waive',
      (context) => waive(context, about, { ...base, ...decision, reason: 'sang năm' }),
      { ...decision, reason: 'sang năm' },
    ],
    [
      'review',
      (context) => review(context, about, { ...base, accept: true }),
      { by: 'so-tttt', decision: 'accept', reason: null },
    ],
  ])('send %s to the workflow of the assignment', async (name, run, said) => {
    const { sent, out, err } = await send(run);
    const workflowId = 'task:dong-thap-2023/6.3/2023-Q2';
    expect(sent).toEqual([{ workflowId, name, args: [{ ...base, ...said }] }]);
    expect(err).toBe('request id: decide-0001\n');
    expect(out).toContain('Mã biên nhận');
  });

  it('show the day that is asked for beside the one that holds', async () => {
    const { out } = await send((context) =>
      extend(context, about, { ...base, until: '2023-06-30', reason: 'chờ' }),
    );
    expect(out).toMatch(/Thời hạn {2,}14\/6\/2023\n {2}Đề nghị gia hạn đến {2}30\/6\/2023\n$/);
  });

  it.each([
    ['snv', 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG'.normalize('NFD')],
    ['SO-NOI-VU', 'so-tttt'],
  ])('take names, aliases and ids: lead %j, reviewer %j', async (agency, by) => {
    const { sent } = await send((context) =>
      review(context, about, { ...base, agency, accept: true, by }),
    );
    expect(sent).toMatchObject([{ args: [{ agency: 'so-noi-vu', by: 'so-tttt' }] }]);
  });

  it('list what was handed in on the receipt', async () => {
    const { out } = await send((context) =>
      submit(context, about, {
        ...base,
        document: { number: '7/BC-SNV', date: '2023-06-13', issuer: null },
        note: 'gửi \u001b[31mbáo cáo',
        line: [
          { task: '2', state: 'done', text: 'đã ban hành' },
          { task: '4.1', state: 'notStarted', text: '' },
        ],
        value: { 'hồ sơ trực tuyến': '1250' },
      }),
    );
    expect(`\n${out.split('\n').slice(-6).join('\n')}`).toBe(`
  Văn bản           7/BC-SNV, 13/6/2023
  Ghi chú           gửi báo cáo
  Nội dung báo cáo  2 xong: đã ban hành
                    4.1 chưa làm
  Số liệu           hồ sơ trực tuyến = 1250
`);
  });

  it('print the receipt as JSON', async () => {
    const { out } = await send((context) => acknowledge(context, about, { ...base, json: true }));
    expect(JSON.parse(out)).toMatchObject({ ...about, ...base, written: true });
  });

  it('name the nearest agency when nobody of that name can answer', async () => {
    const answered = send((context) =>
      tellObstacle(context, about, { ...base, answer: 'sắp', by: 'so-ttt' }),
    );
    await expect(answered).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('did you mean so-tttt?'),
    });
  });
});

describe('verify', () => {
  it('names the place of every fault and fails', async () => {
    const io = buildFakeIo({ now });
    const failing = verify(buildContext(io), {});
    await expect(failing).rejects.toMatchObject({
      exitCode: 1,
      message: 'the record is not as it was written: 1 fault',
    });
    expect(io.out()).toContain('task:dong-thap-2023/6.3/2023-Q2, event 2, file 1 ("bc.pdf")');
    expect(io.out()).toContain('  found    no file');
    expect(io.err()).toContain('not compared with running workflows: expected a Temporal server');
  });
});

async function fill(target: Register): Promise<void> {
  const recordedAt = '2026-04-05T01:00:00.000Z';
  await savePlanVersion(target, { plan, text: 'text', definition, directory, recordedAt });
  await startPlanRecord(target, {
    plan,
    version: 1,
    shiftMs,
    trackingFrom: '2023-04-05',
    includePast: false,
    announceAtOnce: true,
    startedAt: '2023-04-05T08:00:00.000+07:00',
  });
  await applyBatch(
    target,
    aBatch({
      events: [
        anEvent({ at: '2023-04-05T08:00:00.000+07:00', data: { lastDay: '2023-06-14' } }),
        submitted,
      ],
      notices: [aNotice()],
      assignments: [
        anAssignment({ told: 3 }),
        anAssignment({
          agency: 'so-tai-chinh',
          progress: 'submitted',
          submittedAt: '2023-06-13T09:30:00.000+07:00',
        }),
      ],
    }),
    leavesAt,
  );
  await applyBatch(
    target,
    aBatch({
      task: '4.1',
      period: 'once',
      assignments: [
        anAssignment({
          cycle: 'once',
          obstacle: {
            text: 'chưa có kinh phí',
            at: '2023-06-12T09:00:00.000+07:00',
            answer: null,
            answeredAt: null,
          },
          lastDay: '2023-12-31',
          originalLastDay: '2023-12-31',
          cutoff: '2023-12-31T23:59:59.999+07:00',
        }),
      ],
    }),
    leavesAt,
  );
  await applyBatch(
    target,
    aBatch({
      task: '2',
      period: 'once',
      status: 'closed',
      assignments: [
        anAssignment({
          progress: 'accepted',
          timeliness: 'onTime',
          lastDay: '2023-05-30',
          originalLastDay: '2023-05-30',
          cutoff: '2023-05-30T23:59:59.999+07:00',
        }),
      ],
    }),
    leavesAt,
  );
}

const submitted: EventEntry = anEvent({
  kind: 'submitted',
  agency: 'so-tai-chinh',
  actor: 'so-tai-chinh',
  at: '2023-06-13T09:30:00.000+07:00',
  requestId: 'request-0001',
  answer: {
    requestId: 'request-0001',
    plan,
    task: '6.3',
    period: '2023-Q2',
    agency: 'so-tai-chinh',
    at: '2023-06-13T02:30:00.000Z',
    progress: 'submitted',
    timeliness: null,
    lastDay: '2023-06-14',
    written: true,
  },
  data: {
    files: [{ sha256: 'ab'.repeat(32), name: 'bc.pdf', size: 12 }],
    document: { number: '7/BC-STC', date: '2023-06-13', issuer: null },
    note: 'gửi \u001b[31mbáo cáo\u001b]0;x\u0007',
    lines: [],
    values: {},
  },
});

function anAgency(id: string, name: string): Agency {
  return {
    id,
    name,
    aliases: [],
    level: 'province',
    superior: null,
    email: [`${id}@dongthap.example`],
    via: null,
    validFrom: null,
    validTo: null,
    successor: null,
  };
}

const directory: Directory = {
  agencies: [
    { ...anAgency('so-noi-vu', 'Sở \u001b[31mNội vụ'), aliases: ['SNV'] },
    anAgency('so-tai-chinh', 'Sở Tài chính'),
    anAgency('so-tttt', 'Sở Thông tin và Truyền thông'),
  ],
  groups: {},
};

function aTask(task: string, title: string): Plan['tasks'][number] {
  return {
    task,
    group: null,
    kind: 'product',
    title,
    products: [],
    lead: ['so-noi-vu'],
    coordinators: [],
    due: [],
    after: [],
    relation: 'assigned',
    source: null,
    reviewer: null,
  };
}

const definition: Plan = {
  plan,
  title: 'Dịch vụ công năm 2023',
  number: '12/KH-UBND',
  issued: '2023-04-05',
  issuer: 'UBND tỉnh Đồng Tháp',
  from: '2023-01-01',
  to: '2023-12-31',
  timezone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  monitor: 'so-tttt',
  office: 'so-tttt',
  provincialOffice: null,
  reviewer: 'so-tttt',
  obstaclesTo: 'so-tttt',
  reporting: null,
  before: 'exclusive',
  rollover: 'none',
  reviewWithin: 3,
  reminders: {
    lead: { month: [3, 0], quarter: [7, 3, 1, 0], longer: [15, 7, 3, 1, 0] },
    coordinators: { month: [], quarter: [3], longer: [7, 1] },
    sendAt: '08:00',
  },
  escalation: [],
  tasks: [
    aTask('2', 'Lập kho dữ liệu'),
    aTask('4.1', 'Mở lớp phổ cập kỹ năng số'),
    aTask('5', 'Việc chưa mở'),
    aTask('6.3', 'Báo cáo tiếp nhận và thanh toán'),
  ],
};
