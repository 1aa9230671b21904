import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledge } from '../../client/commands/acknowledge.ts';
import { backup } from '../../client/commands/backup.ts';
import { extend } from '../../client/commands/extend.ts';
import { showHistory } from '../../client/commands/history.ts';
import { reconcilePlans } from '../../client/commands/reconcile.ts';
import { restore } from '../../client/commands/restore.ts';
import { review } from '../../client/commands/review.ts';
import { showPlan } from '../../client/commands/show.ts';
import { submit } from '../../client/commands/submit.ts';
import { verify } from '../../client/commands/verify.ts';
import type { Context } from '../../client/context.ts';
import { decideDate } from '../../client/decide-date.ts';
import { pauseOrResume } from '../../client/pause-or-resume.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { listRegisterTables } from '../../register/register-tables.ts';
import {
  assignments,
  events,
  evidence,
  mails,
  notices,
  plans,
  planVersions,
  requests,
  workflows,
} from '../../register/schema.ts';
import { readMailHistory } from '../../worker/mail-history.ts';
import { readSettings } from '../../worker/settings.ts';

import { buildFakeIo } from '../client/fake-io.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { eventually, expectDeterministic, openStage, type Stage } from '../rig/stage.ts';

/**
 * What an administrator does after a disaster, with real servers, a real worker and the real commands.
 * It is Wednesday 7/6/2023, 09:00; time passes by shifting the plan, not by waiting.
 */

const plan = 'kh-2023';
const quarter = { plan, task: '1', period: '2023-Q2' };
const reporting = { plan, task: 'report', period: '2023-Q2' };
const dayMs = 24 * 60 * 60 * 1000;
const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '456/UBND', date: '2023-06-06', issuer: null },
};

let folder: string;
const stages: Stage[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-drill-'));
});
/** Two machines are built one after the other. */
const drillMs = 120_000;
afterEach(async () => {
  for (const stage of stages.splice(0).reverse()) await stage.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Servers with files of their own, as one machine has them. */
async function openMachine(name: string): Promise<Stage> {
  const stage = await openStage(() => startTestTemporal({}, join(folder, name, 'temporal.db')));
  stages.push(stage);
  return stage;
}

/** The machine burns: databases, histories and evidence are gone. */
async function destroy(stage: Stage): Promise<void> {
  stages.splice(stages.indexOf(stage), 1);
  await stage.stop();
  await rm(evidenceFolder(), { recursive: true, force: true });
}

const evidenceFolder = () => join(folder, 'evidence');
const backups = () => join(folder, 'backups');

/** Runs a command at the present moment, as the command line does; hands back what it prints. */
async function run(stage: Stage, act: (context: Context) => Promise<void>): Promise<string> {
  const io = buildFakeIo({ now: new Date().toISOString(), columns: 120 });
  await act({
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => stage.register,
    temporal: async () => stage.client,
    evidenceStore: async () => new FolderEvidenceStore(evidenceFolder()),
    close: async () => undefined,
  });
  return io.out();
}

/** Three communes with a quarterly task, one undated task, and the periodic report of a standing one. */
async function startDrillPlan(stage: Stage): Promise<void> {
  const [every] = due('Hàng quý');
  if (every === undefined) throw new Error('expected a deadline');
  await stage.start(
    buildPlan({
      leads: 4,
      tasks: [
        { coordinators: [{ ref: 'vp-ubnd' }] },
        { title: 'Việc chưa có thời hạn', lead: ['xa-001'], due: due('Khi có yêu cầu') },
        { title: 'Việc thường xuyên', lead: ['xa-001', 'xa-002'], due: due('Thường xuyên') },
      ],
      changes: { reporting: { every: 'quarter', due: every } },
    }),
  );
  await eventually(async () => expect(await stage.register.db.$count(assignments)).toBe(6));
  await mailsAreOut(stage);
}

/** Nothing is owed that may leave, and every mail has ended. */
async function mailsAreOut(stage: Stage): Promise<void> {
  await eventually(async () => {
    const { rows } = await stage.register.db.execute(sql`
      select key as waiting from notices where state = 'owed' and leaves_at <= now()
      union all select mail_key from mails where state not in ('sent', 'withdrawn')
      union all select workflow_id from workflows where seq = 0`);
    expect(rows).toEqual([]);
  });
}

async function answerSome(stage: Stage): Promise<void> {
  const file = join(folder, 'bao-cao.txt');
  await writeFile(file, 'Báo cáo quý II');
  await run(stage, (context) => submit(context, quarter, { agency: 'xa-001', file: [file] }));
  await run(stage, (context) =>
    acknowledge(context, quarter, { agency: 'xa-002', requestId: 'noted-0001' }),
  );
  await run(stage, (context) =>
    extend(context, quarter, { agency: 'xa-003', grant: '2023-06-20', ...decision }),
  );
  await mailsAreOut(stage);
}

/** What is recorded, table by table, as far as it must come back to the letter. */
async function readRecord({ register: { db } }: Stage) {
  return {
    workflows: await db.select().from(workflows).orderBy(asc(workflows.workflowId)),
    events: await db.select().from(events).orderBy(asc(events.workflowId), asc(events.n)),
    assignments: await db
      .select()
      .from(assignments)
      .orderBy(asc(assignments.workflowId), asc(assignments.agency)),
    requests: await db.select().from(requests).orderBy(asc(requests.requestId)),
    evidence: await db
      .select()
      .from(evidence)
      .orderBy(asc(evidence.workflowId), asc(evidence.eventN)),
    plans: await db.select().from(plans),
    // When a version was saved is the clock of whoever saved it.
    versions: await db
      .select({ version: planVersions.version, sha256: planVersions.sha256 })
      .from(planVersions)
      .orderBy(asc(planVersions.version)),
  };
}

/** Every notice that was told, with the mail that told it. */
async function readTold({ register: { db } }: Stage): Promise<string[]> {
  const rows = await db
    .select({ key: notices.key, mail: mails.mailKey })
    .from(notices)
    .innerJoin(mails, eq(notices.mailId, mails.mailId))
    .orderBy(asc(notices.key));
  return rows.map(({ key, mail }) => `${key} in ${mail}`);
}

async function messageIds(stage: Stage): Promise<string[]> {
  return (await stage.mails.messages()).map(({ messageId }) => messageId ?? '');
}

const restoreNewest = (stage: Stage) => run(stage, (context) => restore(context, backups(), {}));

/** The register alone is lost: its tables are there, and empty. */
async function loseRegister({ register: { db } }: Stage): Promise<void> {
  const names = listRegisterTables()
    .map(({ name }) => name)
    .filter((name) => name !== 'mail_wake');
  await db.execute(sql.raw(`truncate ${names.join(', ')} cascade`));
}

/**
 * So many days pass while nothing runs, all but half an hour: the mornings of both days would be one
 * moment of the server's time otherwise, and a digest of it is on record.
 */
async function letDaysPass({ register: { db } }: Stage, days: number): Promise<void> {
  const passed = days * dayMs - dayMs / 48;
  await db.update(plans).set({ shiftMs: sql`${plans.shiftMs} + ${passed}` });
}

const idsOf = async ({ register: { db } }: Stage) =>
  (await db.select({ id: workflows.workflowId }).from(workflows)).map(({ id }) => id);

describe('when everything is lost', () => {
  it(
    'a backup brings the plan back, which goes on and tells nobody twice',
    async () => {
      const lost = await openMachine('first');
      await startDrillPlan(lost);
      await answerSome(lost);
      const backedUp = await run(lost, (context) => backup(context, backups(), {}));
      expect(backedUp).toMatch(
        /Đã sao lưu vào .*: 01 kế hoạch, \d+ dòng, 01 tài liệu \(01 tài liệu mới\)/,
      );
      const told = await readTold(lost);
      const record = await readRecord(lost);
      const sent = await messageIds(lost);
      await destroy(lost);

      const stage = await openMachine('second');
      await stage.worker.stop();
      expect(await restoreNewest(stage)).toContain('không có sai lệch');
      expect(await readRecord(stage)).toEqual(record);
      // Friday 9/6/2023: three working days before the last day.
      await letDaysPass(stage, 2);
      const running = record.workflows.filter(({ status }) => status === 'running').length;
      const reconciled = await run(stage, (context) => reconcilePlans(context, null, {}));
      expect(reconciled).toContain(`chạy lại từ sổ: 0${running + 1} quy trình`);
      await stage.startWorker();

      await eventually(async () => {
        const after = (await readTold(stage)).filter((line) => !told.includes(line));
        expect(after.map((line) => line.split(' in ')[0])).toEqual([
          'kh-2023/1/2023-Q2/*/vp-ubnd/dueSoon/3/1',
          'kh-2023/1/2023-Q2/xa-002/xa-002/dueSoon/3/1',
          // Its last day is 20/6: it walks a ladder of its own.
          'kh-2023/1/2023-Q2/xa-003/xa-003/dueSoon/7/2',
          'kh-2023/1/2023-Q2/xa-004/xa-004/dueSoon/3/1',
        ]);
      });
      await mailsAreOut(stage);
      expect((await readTold(stage)).filter((line) => told.includes(line))).toEqual(told);
      const sentAfter = await messageIds(stage);
      expect(sentAfter).toHaveLength(4);
      expect(sentAfter.filter((id) => sent.includes(id))).toEqual([]);

      const repeated = await run(stage, (context) =>
        acknowledge(context, quarter, { agency: 'xa-002', requestId: 'noted-0001', json: true }),
      );
      expect(JSON.parse(repeated)).toMatchObject({ at: expect.stringMatching(/^2023-06-07T/) });
      const accepted = await run(stage, (context) =>
        review(context, quarter, { agency: 'xa-001', accept: true }),
      );
      expect(accepted).toMatch(/Tiến độ +hoàn thành, đúng hạn/);
      expect(await run(stage, (context) => verify(context, {}))).toContain('không có sai lệch');
      await expectDeterministic(
        stage,
        await idsOf(stage).then((ids) => ids.filter((id) => id.startsWith('task:'))),
      );
    },
    drillMs,
  );

  it(
    'takes as told what a person says was sent before the loss',
    async () => {
      const lost = await openMachine('first');
      await startDrillPlan(lost);
      await run(lost, (context) => backup(context, backups(), {}));
      const told = await readTold(lost);
      await destroy(lost);

      const stage = await openMachine('second');
      await stage.worker.stop();
      await restoreNewest(stage);
      await letDaysPass(stage, 2);
      const until = new Date().toISOString();
      await run(stage, (context) => reconcilePlans(context, plan, { mailSentUntil: until }));
      await stage.startWorker();
      // Whatever had to be told would have been told before this answer.
      await run(stage, (context) => acknowledge(context, quarter, { agency: 'xa-001' }));
      await mailsAreOut(stage);
      expect(await readTold(stage)).toEqual(told);
      expect(await messageIds(stage)).toEqual([]);
      const decided = await stage.register.db
        .select()
        .from(events)
        .where(eq(events.kind, 'planReconciled'));
      expect(decided).toMatchObject([
        { workflowId: `plan:${plan}`, data: { mailSentUntil: until } },
      ]);
    },
    drillMs,
  );
});

describe('when the register alone is lost', () => {
  it(
    'Temporal’s histories bring back to the letter what the backup lacks',
    async () => {
      const stage = await openMachine('only');
      await startDrillPlan(stage);
      await run(stage, (context) => backup(context, backups(), {}));
      await answerSome(stage);
      await run(stage, (context) => review(context, quarter, { agency: 'xa-001', accept: true }));
      const report = [{ task: '3', state: 'done', text: 'Đã hướng dẫn' }] as const;
      for (const agency of ['xa-001', 'xa-002']) {
        await run(stage, (context) => submit(context, reporting, { agency, line: report }));
        await run(stage, (context) => review(context, reporting, { agency, accept: true }));
      }
      const dated = { what: 'deadline', task: '2', lastDay: '2023-09-20' } as const;
      await run(stage, (context) => decideDate(context, plan, dated, decision));
      for (const what of ['pause', 'resume'] as const) {
        await run(stage, (context) => pauseOrResume(context, plan, what, { reason: 'Sắp xếp' }));
      }
      await mailsAreOut(stage);
      // The mailroom has looked, and found nothing left to send.
      await eventually(async () => {
        const { rows } = await stage.register.db.execute<{ newest: string }>(
          sql`select max(recorded_at)::text as newest from notices where state = 'mailed'`,
        );
        const settled = Date.parse((await readMailHistory(stage.client))?.settledAt ?? '');
        expect(settled).toBeGreaterThan(Date.parse(rows[0]?.newest ?? ''));
      });
      const record = await readRecord(stage);
      const told = (await readTold(stage)).map((line) => line.split(' in ')[0]);
      const sent = await messageIds(stage);
      await stage.worker.stop();

      await loseRegister(stage);
      await restoreNewest(stage);
      const before = await readRecord(stage);
      expect(before.events.length).toBeLessThan(record.events.length);
      const looked = await run(stage, (context) => reconcilePlans(context, null, { dryRun: true }));
      expect(looked).toContain('chưa thay đổi gì');
      expect(await readRecord(stage)).toEqual(before);
      await run(stage, (context) => reconcilePlans(context, null, {}));
      expect(await readRecord(stage)).toEqual(record);
      expect((await readTold(stage)).map((line) => line.split(' in ')[0])).toEqual(told);
      expect(await run(stage, (context) => reconcilePlans(context, null, {}))).toContain(
        'khớp nhau',
      );

      await stage.startWorker();
      await run(stage, (context) => submit(context, quarter, { agency: 'xa-002', note: 'Đã gửi' }));
      await mailsAreOut(stage);
      const sentAfter = (await messageIds(stage)).slice(sent.length);
      expect(sentAfter).toHaveLength(2);
      expect(sentAfter.filter((id) => sent.includes(id))).toEqual([]);
      expect(await run(stage, (context) => verify(context, {}))).toContain('không có sai lệch');

      const ended = record.workflows.find(({ task }) => task === 'report')?.workflowId ?? '';
      const shown = () =>
        Promise.all([
          run(stage, (context) => showPlan(context, reporting, {})),
          run(stage, (context) => showHistory(context, reporting, {})),
        ]);
      const withHistory = await shown();
      await stage.client.workflowService.deleteWorkflowExecution({
        namespace: 'default',
        workflowExecution: { workflowId: ended },
      });
      // The server deletes in its own time.
      const find = () => stage.client.workflow.getHandle(ended).describe();
      await eventually(() => expect(find()).rejects.toThrow(/not found/i), 60_000);
      expect(await shown()).toEqual(withHistory);
      expect(await run(stage, (context) => reconcilePlans(context, null, {}))).toContain(
        'khớp nhau',
      );
    },
    drillMs,
  );
});
