import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amend } from '../../client/commands/amend.ts';
import { start } from '../../client/commands/start.ts';
import { loadValidPlan } from '../../client/commands/validate.ts';
import type { Context } from '../../client/context.ts';
import { findPlan } from '../../register/plan-records.ts';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { verifyChains } from '../../register/verify-chains.ts';
import { readSettings } from '../../worker/settings.ts';
import { buildFakeIo } from '../client/fake-io.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { eventually, openStage, type Stage } from '../rig/stage.ts';

/** A plan file, its amendment and real servers: 7/6/2023, 09:00. */

const plan = 'kh-2023';
const agencies = `agencies:
  - { id: vp, name: Văn phòng UBND tỉnh, level: province, email: vp@x.example }
  - { id: so-a, name: Sở A, level: province, superior: vp, email: a@x.example }
  - { id: so-b, name: Sở B, level: province, superior: vp, email: b@x.example }
`;
const text = `plan: ${plan}
title: Kế hoạch năm 2023
number: 12/KH-UBND
issued: 2023-04-05
issuer: UBND tỉnh
from: 2023-01-01
to: 2023-12-31
directory: agencies/x.yaml
monitor: vp
office: vp
reviewer: vp
tasks:
  - { task: "1", title: Lập kho dữ liệu, lead: so-a, due: Chậm nhất là ngày 14/6/2023 }
  - { task: "2", title: Mở lớp tập huấn, lead: so-a, due: Trong năm 2023 }
  - { task: "3", title: Khảo sát, lead: so-b, due: Trong năm 2023 }
`;
const amended = text
  .replace('12/KH-UBND', '45/KH-UBND')
  .replace('14/6/2023', '30/6/2023')
  .replace('tập huấn, lead: so-a', 'tập huấn, lead: [so-a, so-b]')
  .replace(/ {2}- \{ task: "3".*\n/, '');

let stage: Stage;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-amend-'));
  stage = await openStage(startTestTemporal);
  const loaded = await loadValidPlan(buildFakeIo(), await write('one', text), {});
  await stage.start(loaded);
  await eventually(async () => expect(await standing()).toHaveLength(3));
}, 60_000);
afterAll(async () => {
  await stage?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, content: string): Promise<string> {
  await mkdir(join(folder, name, 'agencies'), { recursive: true });
  await writeFile(join(folder, name, 'agencies', 'x.yaml'), agencies);
  await writeFile(join(folder, name, 'plan.yaml'), content);
  return join(folder, name, 'plan.yaml');
}

/** Runs a command at the present moment, as the command line does. */
async function run(act: (context: Context) => Promise<void>) {
  const io = buildFakeIo({ now: new Date().toISOString() });
  await act({
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => stage.register,
    temporal: async () => stage.client,
    evidenceStore: () => Promise.reject(new Error('not expected')),
    close: async () => undefined,
  });
  return io.out();
}

async function standing() {
  const rows = await listAssignments(stage.register, { plan }, new Date().toISOString());
  return rows
    .map(({ task, agency, progress, lastDay }) => [task, agency, progress, lastDay])
    .sort();
}

describe('amend of a plan that runs', () => {
  const repeat = { json: true, requestId: 'amend-0001' };

  it('changes, opens and stops what the new file says, and puts it in force', async () => {
    const file = await write('two', amended);
    const { difference, ...receipt } = JSON.parse(
      await run((context) => amend(context, file, repeat)),
    );
    expect(receipt).toMatchObject({
      ...{ requestId: 'amend-0001', plan, version: 2, base: 1, status: 'running', written: true },
      ...{ opened: 0, changed: 2, stopped: 1 },
      assignments: { coming: 1, gone: 1, moved: 1 },
    });
    expect(difference.tasks.removed).toMatchObject([{ task: '3' }]);
    expect(await standing()).toEqual([
      ['1', 'so-a', 'open', '2023-06-30'],
      ['2', 'so-a', 'open', '2023-12-31'],
      ['2', 'so-b', 'open', '2023-12-31'],
      ['3', 'so-b', 'waived', '2023-12-31'],
    ]);
    expect((await findPlan(stage.register, plan))?.version).toBe(2);
  });

  it('gives a repeat the first answer, and any other request nothing to do', async () => {
    const file = join(folder, 'two', 'plan.yaml');
    const again = JSON.parse(await run((context) => amend(context, file, repeat)));
    expect(again).toMatchObject({ version: 2, changed: 2, stopped: 1, written: true });
    await expect(run((context) => amend(context, file, {}))).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('nothing to amend'),
    });
    const { faults } = await verifyChains(stage.register, new Map());
    expect(faults).toEqual([]);
  });

  it('is what start advises', async () => {
    const file = await write('three', amended.replace('Kế hoạch năm', 'Kế hoạch mới năm'));
    const from = '2023-06-07';
    await expect(run((context) => start(context, file, { from }))).rejects.toMatchObject({
      message: `plan ${plan} was started already; nothing was changed`,
      advice: [
        `where it stands: dondoc show ${plan}`,
        `let it go on by the new version: dondoc amend ${file}`,
      ],
    });
  });
});
