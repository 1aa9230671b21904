import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, gte } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendUpdate } from '../../client/send-update.ts';
import { type PlanReceipt, type Request, updateNames } from '../../domain/messages.ts';
import { buildPlanWorkflowId } from '../../domain/names.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import { assignments, notices } from '../../register/schema.ts';
import { verifyChains } from '../../register/verify-chains.ts';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { playAmendment, writeNotice } from './play-amendment.ts';
import { sentAt, toInstant } from './play-answers.ts';

/**
 * A paused plan whose new version has dropped a task by mistake, and which is given back an hour later:
 * Wednesday 14/6/2023.
 */

const plan = 'cchc-2023';
const file = 'test/e2e/plans/cchc-2023.yaml';
const directory = 'test/e2e/plans/agencies/cchc-2023.yaml';
const decided = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '45/QĐ-UBND', date: '2023-06-13', issuer: 'UBND tỉnh' },
};
const sdkLog = captureSdkLog();

let folder: string;
let rehearsal: Rehearsal;
let dropped: Record<string, unknown>;
let restored: Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-restored-'));
  const golden = await loadGoldenPlan(file);
  rehearsal = await openRehearsal({ ...golden, tracking: defaultTracking(golden.plan) });
  await order('pause', '2023-06-14 09:00');
  await rehearsal.advanceTo(toInstant('2023-06-14 10:00'));
  dropped = await playAmendment(rehearsal, plan, await writeWithoutTask1(), decided);
  await rehearsal.advanceTo(toInstant('2023-06-14 11:00'));
  restored = await playAmendment(rehearsal, plan, file, decided);
  await order('resume', '2023-06-16 10:00');
  await rehearsal.advanceTo(toInstant('2023-06-26 12:00'));
}, 120_000);

afterAll(async () => {
  await rehearsal?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function writeWithoutTask1(): Promise<string> {
  const text = await readFile(file, 'utf8');
  const path = join(folder, 'plan.yaml');
  await writeFile(path, text.replace(/ {2}- task: "1"\n(?: {4}.*\n)+/, ''));
  await mkdir(join(folder, 'agencies'));
  await copyFile(directory, join(folder, 'agencies', 'cchc-2023.yaml'));
  return path;
}

async function order(name: 'pause' | 'resume', at: string): Promise<void> {
  await rehearsal.advanceTo(toInstant(at));
  const command = { requestId: `${name}-${at}`, reason: 'Chờ kế hoạch sửa đổi' };
  const outcome = await sendUpdate<Request, PlanReceipt>(
    { client: rehearsal.client, findAnswer: async () => undefined },
    { workflowId: buildPlanWorkflowId(plan), name: updateNames[name], command },
  );
  expect(outcome).toMatchObject({ kind: 'answered', answer: { written: true } });
}

describe('a task that one version of a paused plan drops and the next gives back', () => {
  it('is stopped and opened again, and the plan stays paused', () => {
    expect(dropped).toMatchObject({ version: 2, status: 'paused' });
    expect(dropped).toMatchObject({ opened: 0, changed: 0, stopped: 1 });
    expect(restored).toMatchObject({ version: 3, status: 'paused' });
    expect(restored).toMatchObject({ opened: 1, changed: 0, stopped: 0 });
  });

  it('sends nothing until the plan goes on: nobody reads that it is no longer owed', async () => {
    const sent = (await rehearsal.mails.messages()).map(sentAt).sort();
    const quiet = sent.filter((at) => at > '2023-06-14 09:00' && at < '2023-06-16 10:00');
    expect(quiet).toEqual([]);
  });

  it('is told anew from then on, as the plan has it', async () => {
    const rows = await rehearsal.register.db
      .select()
      .from(notices)
      .where(
        and(
          eq(notices.plan, plan),
          eq(notices.task, '1'),
          gte(notices.toldAt, toInstant('2023-06-14 09:00')),
        ),
      );
    const told = rows.map((row) => `${writeNotice(row)} ${row.state}`);
    // biome-ignore format: one notice a line
    expect(told.sort()).toEqual([
      '06-14 08:00 so-noi-vu (so-noi-vu) 1/once opened 0 06-20 v2 mailed',
      '06-14 08:00 so-tai-chinh (so-tai-chinh) 1/once opened 0 06-20 v2 mailed',
      '06-15 08:00 so-noi-vu (so-noi-vu) 1/once amended 0 06-20 v1 withdrawn',
      '06-15 08:00 so-tai-chinh (so-tai-chinh) 1/once amended 0 06-20 v1 withdrawn',
      '06-15 08:00 so-tu-phap (-) 1/once dueSoon 3 06-20 v2 mailed',
      '06-20 08:00 so-noi-vu (so-noi-vu) 1/once dueSoon 0 06-20 v2 mailed',
      '06-20 08:00 so-tai-chinh (so-tai-chinh) 1/once dueSoon 0 06-20 v2 mailed',
      '06-21 08:00 so-noi-vu (so-noi-vu) 1/once overdue 1 06-20 v2 mailed',
      '06-21 08:00 so-tai-chinh (so-tai-chinh) 1/once overdue 1 06-20 v2 mailed',
      '06-21 08:00 so-tu-phap (-) 1/once overdue 1 06-20 v2 mailed',
      '06-23 08:00 so-noi-vu (so-noi-vu) 1/once overdue 3 06-20 v2 mailed',
      '06-23 08:00 so-tai-chinh (so-tai-chinh) 1/once overdue 3 06-20 v2 mailed',
      '06-23 08:00 so-tttt (so-noi-vu) 1/once escalated 3 06-20 v2 mailed',
      '06-23 08:00 so-tttt (so-tai-chinh) 1/once escalated 3 06-20 v2 mailed',
    ]);
  });

  it('stands on record as open, in chains that verify', async () => {
    const rows = await rehearsal.register.db
      .select()
      .from(assignments)
      .where(and(eq(assignments.plan, plan), eq(assignments.task, '1')));
    expect(rows.map(({ agency, progress }) => `${agency} ${progress}`).sort()).toEqual([
      'so-noi-vu open',
      'so-tai-chinh open',
    ]);
    expect((await verifyChains(rehearsal.register, new Map())).faults).toEqual([]);
  });

  it('replays no workflow differently from its history', () => sdkLog.expectDeterministic());
});
