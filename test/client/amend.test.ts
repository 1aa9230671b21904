import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amend } from '../../client/commands/amend.ts';
import { loadValidPlan } from '../../client/commands/validate.ts';
import type { Context } from '../../client/context.ts';
import type { Amend } from '../../domain/messages.ts';
import { startPlanRecord, updatePlanRecord } from '../../register/plan-records.ts';
import { loadPlanVersion, savePlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { readSettings } from '../../worker/settings.ts';
import { startTestPostgres, type TestPostgres } from '../register/setup.ts';
import { buildFakeIo, type FakeIo } from './fake-io.ts';

/** 06/5/2024, 08:30 in Vietnam, two years later on the server. */
const now = '2026-05-06T01:30:00Z';
const shiftMs = Date.parse('2024-05-06T01:30:00Z') - Date.parse(now);

const agencies = `agencies:
  - { id: office, name: Văn phòng UBND tỉnh, level: province, email: vp@x.example }
  - { id: so-a, name: Sở A, level: province, superior: office, email: a@x.example }
  - { id: so-b, name: Sở B, level: province, superior: office, email: b@x.example }
  - { id: so-c, name: Sở C, level: province, superior: office, email: c@x.example }
groups:
  cac-so: { members: [so-b, so-c] }
`;
const plan = `plan: nho-2024
title: Kế hoạch nhỏ năm 2024
number: 12/KH-UBND
issued: 2024-01-02
issuer: UBND tỉnh
from: 2024-01-01
to: 2024-12-31
directory: agencies/x.yaml
monitor: so-a
office: office
reporting: { every: quarter, due: Hàng quý }
tasks:
  - task: "1"
    kind: report
    title: Báo cáo số liệu
    product: Báo cáo
    lead: [so-b, so-c]
    due: Hàng quý
  - task: "2"
    title: Lập kho dữ liệu
    lead: so-b
    due: Chậm nhất là ngày 14/6/2024
  - task: "3"
    title: Mở lớp tập huấn
    lead: so-b
    due: Khi có yêu cầu
`;
const amended = plan
  .replace('12/KH-UBND', '45/KH-UBND')
  .replace('office: office\n', 'office: office\nreviewWithin: 5\nreminders: { sendAt: "07:30" }\n')
  .replace('lead: [so-b, so-c]', 'lead: so-b\n    coordinators: [so-c]')
  .replace('    due: Chậm nhất là ngày 14/6/2024', '    due: Chậm nhất là ngày 28/6/2024')
  .concat('  - { task: "4", title: Khảo sát, lead: cac-so, due: Quý III năm 2024 }\n');
const amendedAgencies = agencies.replace('c@x.example', 'so-c@x.example');

let postgres: TestPostgres;
let register: Register;
let folder = '';

beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  folder = await mkdtemp(join(tmpdir(), 'dondoc-amend-'));
  const io = buildFakeIo();
  const loaded = await loadValidPlan(io, await write('started', plan), {});
  const recordedAt = '2026-01-02T01:00:00.000Z';
  const deadline = { lastDay: '2024-07-31', decidedOn: '2024-04-02' };
  for (const id of ['nho-2024', 'xong-2024']) {
    const definition = {
      ...loaded.plan,
      plan: id,
      decided: { deadlines: { '3': deadline }, requests: [] },
    };
    const { text, directory } = loaded;
    await savePlanVersion(register, { plan: id, text, definition, directory, recordedAt });
    await startPlanRecord(register, {
      plan: id,
      version: 1,
      shiftMs,
      trackingFrom: '2024-01-02',
      includePast: false,
      announceAtOnce: true,
      startedAt: '2024-01-02T08:00:00.000+07:00',
    });
  }
  await updatePlanRecord(register, 'xong-2024', {
    status: 'closed',
    closedAt: '2024-05-01T08:00:00.000+07:00',
  });
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Writes a plan file with its directory; its path. */
async function write(name: string, text: string, people = agencies): Promise<string> {
  await mkdir(join(folder, name, 'agencies'), { recursive: true });
  await writeFile(join(folder, name, 'agencies', 'x.yaml'), people);
  await writeFile(join(folder, name, 'plan.yaml'), text);
  return join(folder, name, 'plan.yaml');
}

/** A context whose plan workflow answers every update, and keeps what it was sent. */
function buildContext(io: FakeIo, sent: Amend[]): Context {
  const executeUpdate = async (_name: string, { args: [command] }: { args: [Amend] }) => {
    sent.push(command);
    const { requestId, version } = command;
    const at = '2024-05-06T01:30:00.000Z';
    const counts = { opened: 1, changed: 2, stopped: 3 };
    return {
      requestId,
      plan: 'nho-2024',
      version,
      status: 'running',
      at,
      ...counts,
      written: true,
    };
  };
  const client = {
    workflow: { getHandle: () => ({ executeUpdate }) },
    withDeadline: (_deadline: number, call: () => Promise<unknown>) => call(),
  };
  return {
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => register,
    temporal: async () => client as unknown as Client,
    evidenceStore: async () => {
      throw new Error('expected no evidence to be asked for');
    },
    close: async () => undefined,
  };
}

type AmendOptions = Parameters<typeof amend>[2];

async function run(file: string, options: AmendOptions, answer?: string) {
  const io = buildFakeIo({ now, ...(answer === undefined ? {} : { answer }) });
  const sent: Amend[] = [];
  const failure = await amend(buildContext(io, sent), file, options).then(
    () => null,
    (error: unknown) => error,
  );
  return { out: io.out(), err: io.err(), failure, sent };
}

async function versionTwo() {
  return await loadPlanVersion(register, 'nho-2024', 2).catch(() => null);
}

describe('amend --dry-run', () => {
  it('shows what changes, old → new, and what comes and goes from now on', async () => {
    const file = await write('amended', amended, amendedAgencies);
    const { out, err, failure } = await run(file, { dryRun: true });
    expect(failure).toBeNull();
    expect(err).toBe('Chưa áp dụng (--dry-run).\n');
    expect(`\n${out}`).toBe(`
Kế hoạch nhỏ năm 2024 (12/KH-UBND)
So với phiên bản 1 đang áp dụng:

Thông tin chung của kế hoạch
  Số, ký hiệu         12/KH-UBND → 45/KH-UBND
  Thời gian xác nhận  03 ngày làm việc → 05 ngày làm việc
  Giờ gửi thư         08:00 → 07:30

Nhiệm vụ bổ sung (01)
  4 Khảo sát
    Thời hạn theo kế hoạch  Quý III năm 2024
    Thời hạn                30/9/2024
    Cơ quan chủ trì         Sở B; Sở C

Nhiệm vụ thay đổi (02)
  1 Báo cáo số liệu
    Cơ quan chủ trì         − Sở C
    Cơ quan phối hợp        + Sở C
  2 Lập kho dữ liệu
    Thời hạn theo kế hoạch  Chậm nhất là ngày 14/6/2024 → Chậm nhất là ngày 28/6/2024
    Thời hạn                14/6/2024 → 28/6/2024

Cơ quan thay đổi thông tin (01)
  Sở C (so-c)
    Thư điện tử  c@x.example → so-c@x.example

Nhiệm vụ được giao từ nay về sau: thêm 02, bớt 03, đổi thời hạn 01.
Nội dung nhắc từ nay về sau: thêm 89, bớt 113.
`);
    expect(await versionTwo()).toBeNull();
  });

  it('prints the same as JSON', async () => {
    const file = await write('amended', amended, amendedAgencies);
    const { out } = await run(file, { dryRun: true, json: true });
    expect(JSON.parse(out)).toMatchObject({
      plan: 'nho-2024',
      base: 1,
      difference: {
        refusals: {},
        fields: { reviewWithin: { from: 3, to: 5 } },
        tasks: { added: [{ task: '4', leads: ['so-b', 'so-c'] }], removed: [] },
        decidedDropped: [],
      },
      assignments: { coming: 2, gone: 3, moved: 1 },
      notices: { coming: 89, gone: 113 },
    });
  });

  it('names decided dates that the new version has no place for', async () => {
    const dated = plan.replace('due: Khi có yêu cầu', 'due: Chậm nhất là ngày 30/8/2024');
    const { out } = await run(await write('dated', dated), { dryRun: true, lang: 'en' });
    expect(out).toContain(`
Decided dates that no longer apply (1)
  3: deadline 31 July 2024 (decided on 2 April 2024)
`);
  });
});

describe('amend refuses', () => {
  it('a file with mistakes, every one told', async () => {
    const wrong = plan.replace('lead: so-b', 'lead: so-x').replace('2024-12-31', '2023-12-31');
    const { err, failure } = await run(await write('wrong', wrong), {});
    expect(failure).toMatchObject({ exitCode: 2 });
    expect(err).toContain('so-x');
    expect(err).toContain('2023-12-31');
  });

  it('a plan that was not started, and names the nearest', async () => {
    const file = await write('other', plan.replace('nho-2024', 'nho-2025'));
    expect((await run(file, {})).failure).toMatchObject({
      exitCode: 2,
      message:
        'expected the file of a plan that was started, found nho-2025; did you mean nho-2024? A plan keeps its id',
      advice: [`start it: dondoc start ${file}`],
    });
  });

  it('a plan that is closed, also for a dry run', async () => {
    const file = await write('closed', amended.replace('nho-2024', 'xong-2024'), amendedAgencies);
    for (const options of [{}, { dryRun: true }]) {
      expect((await run(file, options)).failure).toMatchObject({
        exitCode: 1,
        message: expect.stringContaining('found xong-2024 closed'),
      });
    }
  });

  it('a file that says the same, whatever its comments', async () => {
    const { failure } = await run(await write('same', `# cùng nội dung\n${plan}`), {});
    expect(failure).toMatchObject({
      exitCode: 1,
      message:
        'nothing to amend: the file says the same as the version of nho-2024 that is in force',
    });
  });

  it('another time zone', async () => {
    const moved = plan.replace('monitor:', 'timezone: Asia/Bangkok\nmonitor:');
    expect((await run(await write('moved', moved), {})).failure).toMatchObject({
      message:
        'expected what may change while a plan runs, found timezone: Asia/Ho_Chi_Minh -> Asia/Bangkok; nothing was changed',
    });
  });

  it('a plan without a number, unless the document is given', async () => {
    const unnumbered = amended.replace('number: 45/KH-UBND\n', '');
    const file = await write('unnumbered', unnumbered, amendedAgencies);
    expect((await run(file, {})).failure).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--document'),
    });
    const document = { number: '9/QĐ', date: '2024-05-02', issuer: null };
    expect((await run(file, { document, dryRun: true })).failure).toBeNull();
  });

  it('what somebody at the terminal does not confirm, and saves nothing', async () => {
    const file = await write('amended', amended, amendedAgencies);
    const { out, err, failure } = await run(file, {}, 'k');
    expect(out).toContain('14/6/2024 → 28/6/2024');
    expect(err).toBe('Áp dụng phiên bản này? [c/K] ');
    expect(failure).toMatchObject({
      exitCode: 1,
      message: 'not confirmed; nothing of nho-2024 was changed',
    });
    expect(await versionTwo()).toBeNull();
  });
});

describe('amend', () => {
  it('saves the version and hands it to the plan, by the file’s own document', async () => {
    const file = await write('amended', amended, amendedAgencies);
    const { out, err, failure, sent } = await run(file, { requestId: 'request-0001' }, 'Có');
    expect(failure).toBeNull();
    expect(sent).toEqual([
      {
        requestId: 'request-0001',
        authority: 'UBND tỉnh',
        document: { number: '45/KH-UBND', date: '2024-01-02', issuer: null },
        base: 1,
        version: 2,
      },
    ]);
    expect(err).toBe('Áp dụng phiên bản này? [c/K] request id: request-0001\n');
    expect(out.slice(out.indexOf('\nGiấy'))).toBe(`
Giấy biên nhận
  Mã biên nhận      request-0001
  Kế hoạch          nho-2024 – Kế hoạch nhỏ năm 2024
  Ghi nhận lúc      08 giờ 30 ngày 06/5/2024
  Trạng thái        đang theo dõi
  Phiên bản         2
  Nhiệm vụ theo kỳ  mở 01, điều chỉnh 02, dừng 03
  Cấp quyết định    UBND tỉnh
  Văn bản           45/KH-UBND, 02/01/2024
`);
    const saved = await versionTwo();
    expect(saved?.definition.decided).toEqual({
      deadlines: { '3': { lastDay: '2024-07-31', decidedOn: '2024-04-02' } },
      requests: [],
    });
    expect(saved?.text).toBe(amended);
  });

  it('asks nobody with --yes, and saves the same content once', async () => {
    const file = await write('amended', amended, amendedAgencies);
    const { out, err, sent } = await run(file, { yes: true, json: true }, 'k');
    expect(err).toMatch(/^request id: \S+\n$/);
    expect(sent).toMatchObject([{ base: 1, version: 2 }]);
    expect(JSON.parse(out)).toMatchObject({
      version: 2,
      opened: 1,
      written: true,
      base: 1,
      difference: { tasks: { added: [{ task: '4' }] } },
      notices: { coming: 89, gone: 113 },
    });
    expect(await loadPlanVersion(register, 'nho-2024', 3).catch(() => null)).toBeNull();
  });
});
