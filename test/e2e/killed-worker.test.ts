import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Close,
  queryNames,
  type TaskSnapshot,
  updateEvents,
  updateNames,
} from '../../domain/messages.ts';
import { buildPlanWorkflowId } from '../../domain/names.ts';
import type { LadderKind } from '../../domain/notice.ts';
import { type MailCatcher, startMailCatcher } from '../../embedded/mail-catcher.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { findPlan } from '../../register/plan-records.ts';
import {
  assignments,
  events,
  mailAttempts,
  mails,
  notices,
  requests,
  workflows,
} from '../../register/schema.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { CleanUp } from '../../worker/clean-up.ts';
import { startPlan } from '../../worker/start-plan.ts';
import { describeHistories } from '../rig/histories.ts';
import { runMailRound } from '../rig/mail-round.ts';
import { createRandom } from '../rig/seeded-random.ts';
import {
  startTestRegister,
  startTestTemporal,
  type TestRegister,
  type TestTemporal,
} from '../rig/servers.ts';
import { eventually } from '../rig/stage.ts';
import { startWorkerProcess, type WorkerProcess } from '../rig/worker-process.ts';
import { type Agencies, type Ended, startAgencies } from './killing/agencies.ts';
import { compareRecorded, identify } from './killing/compare-recorded.ts';
import { expectNotices, listPeriods } from './killing/expected-notices.ts';
import { buildPlans, type MetPlan, toServerMs } from './killing/forty-plans.ts';

/** Another seed: `DONDOC_KILL_SEED=7 npx vitest run test/e2e/killed-worker.test.ts`. */
const seed = Number(process.env['DONDOC_KILL_SEED'] ?? 20231101);
const kills = 10;
/** From this kill on, and up to that one, two workers are at work and one of them is killed. */
const twoWorkers = { from: 4, to: 8 };
/** After these kills a plan is closed by decision. */
const closesAfter = [5, 7, 9];
/** What one kill may cost. */
const graceMs = 30_000;
/** The mornings of the forty plans, after the plans have been built. */
const firstMorningMs = 25_000;
const lastMorningMs = 115_000;

/** The notices that an answered request asks for: kind, and who is told (null: the agency itself). */
const toldOf: { readonly [Kind in string]: readonly (readonly [string, string | null])[] } = {
  acknowledged: [],
  submitted: [
    ['received', null],
    ['reviewAsked', 'so-tttt'],
  ],
  accepted: [['accepted', null]],
  returned: [['returned', null]],
  extensionRequested: [['extensionRequested', 'so-tttt']],
  extensionGranted: [['extensionDecided', null]],
  obstacleReported: [['obstacleReported', 'so-tttt']],
};

const ladderKinds: readonly LadderKind[] = ['opened', 'dueSoon', 'overdue', 'escalated'];

describe(`workers killed ${kills} times (seed ${seed})`, () => {
  const cleanUp = new CleanUp();
  const random = createRandom(seed);
  const arrived = new Map<string, number>();
  const killedAt: number[] = [];
  const workers: WorkerProcess[] = [];
  let temporal: TestTemporal;
  let database: TestRegister;
  let mailCatcher: MailCatcher;
  let folder: string;
  let plans: readonly MetPlan[];
  let agencies: Agencies;
  let endMs: number;

  /** Plans that were closed by decision, with the server times between which that happened. */
  const closings = new Map<string, { readonly fromMs: number; readonly toMs: number }>();
  const closing: Promise<void>[] = [];

  const ended = (): readonly Ended[] => agencies.ended;
  const answered = () => ended().flatMap((one) => (one.end === 'answered' ? [one] : []));

  async function addWorker() {
    const worker = await startWorkerProcess({
      temporalAddress: temporal.address,
      databaseUrl: database.url,
      smtpUrl: mailCatcher.smtpUrl,
      dataDir: folder,
      settings: { DONDOC_KILL_SEED: undefined, DONDOC_LOG_LEVEL: 'info' },
    });
    workers.push(worker);
  }

  async function killOne() {
    const victim = random.pick(workers);
    workers.splice(workers.indexOf(victim), 1);
    await victim.kill();
    killedAt.push(Date.now());
  }

  /** Closes a plan whose morning has come, while workers die; asks until its end is on record. */
  async function closeOne(number: number) {
    // On a fast machine the first worker is dead before the first morning has come.
    const { plan } = await eventually(async () => {
      const now = Date.now();
      const open = plans.filter(
        ({ plan, morningMs }) => morningMs < now && !closings.has(plan.plan),
      );
      expect(open).not.toEqual([]);
      return random.pick(open).plan;
    }, lastMorningMs);
    const now = Date.now();
    const command: Close = { requestId: `dong-${number}`, reason: 'Kế hoạch được thay thế' };
    closings.set(plan, { fromMs: now, toMs: Number.POSITIVE_INFINITY });
    const handle = temporal.client.workflow.getHandle(buildPlanWorkflowId(plan));
    await eventually(async () => {
      const record = await findPlan(database.register, plan);
      if (record?.status === 'closed') return;
      await handle.executeUpdate(updateNames.close, {
        args: [command],
        updateId: command.requestId,
      });
      throw new Error(`plan ${plan} is not closed on record yet`);
    }, 90_000);
    closings.set(plan, { fromMs: now, toMs: Date.now() });
  }

  function spanOf({ plan, shiftMs }: MetPlan) {
    const { fromMs, toMs } = closings.get(plan.plan) ?? { fromMs: endMs + graceMs, toMs: endMs };
    const toPlanTime = (ms: number) => new Date(ms + shiftMs).toISOString();
    return { certain: toPlanTime(fromMs - graceMs), possible: toPlanTime(toMs), graceMs };
  }

  async function countWork(): Promise<number> {
    const { db } = database.register;
    return (await db.$count(events)) + (await db.$count(notices)) + (await db.$count(mailAttempts));
  }

  /**
   * Waits until so much more has been written, at most some seconds: a random moment of the work. A
   * worker that nothing has been heard of for 30 s has not come back from the kill before.
   */
  async function waitForWork() {
    const before = await countWork();
    const enough = before + random.integer(60, 260);
    const latest = Date.now() + random.integer(6_000, 12_000);
    await eventually(async () => {
      const written = await countWork();
      expect(written).toBeGreaterThan(before);
      expect(written >= enough || Date.now() >= latest).toBe(true);
    }, graceMs);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dondoc-kill-'));
    cleanUp.add(() => rm(folder, { recursive: true, force: true }));
    temporal = await startTestTemporal();
    cleanUp.add(() => temporal.stop());
    database = await startTestRegister();
    cleanUp.add(() => database.stop());
    mailCatcher = await startMailCatcher({
      webPort: false,
      onData: ({ messageId }) => {
        const id = messageId ?? '(none)';
        arrived.set(id, (arrived.get(id) ?? 0) + 1);
        return 'accept';
      },
    });
    cleanUp.add(() => mailCatcher.stop());
    cleanUp.add(async () => {
      await Promise.all(workers.map((worker) => worker.kill()));
    });
    await addWorker();
    const now = Date.now();
    plans = buildPlans(now + firstMorningMs, now + lastMorningMs);
    const { client } = temporal;
    const { register } = database;
    const limit = pLimit(8);
    await Promise.all(
      plans.map((plan) =>
        limit(() =>
          startPlan({ client, register }, { ...plan, includePast: false, announceAtOnce: false }),
        ),
      ),
    );
    agencies = startAgencies({
      client,
      register,
      random: random.fork(),
      // xa-003 lets every deadline pass.
      answering: ['xa-001', 'xa-002'],
      // More than a dead worker can keep waiting.
      people: 16,
      longestThoughtMs: 4_000,
    });
    cleanUp.add(() => agencies.finish());
  });
  afterAll(async () => {
    await cleanUp.run();
  });

  it('go on after each kill, while agencies answer all the while', {
    timeout: 400_000,
  }, async () => {
    try {
      for (let kill = 1; kill <= kills; kill += 1) {
        const two = kill >= twoWorkers.from && kill <= twoWorkers.to;
        if (two && workers.length < 2) await addWorker();
        await waitForWork();
        await killOne();
        if (workers.length === 0) await addWorker();
        if (closesAfter.includes(kill)) closing.push(closeOne(kill));
      }
      const last = Math.max(...plans.map(({ morningMs }) => morningMs));
      await eventually(() => expect(Date.now()).toBeGreaterThan(last), lastMorningMs);
    } finally {
      await Promise.all([...closing, agencies.finish()]);
      endMs = Date.now();
    }
    expect(killedAt).toHaveLength(kills);
  });

  it('every answer is on record, once, as it was given', async () => {
    const { db } = database.register;
    // What closing a plan says to its workflows concerns no agency.
    const stored = await db.select().from(requests).where(isNotNull(requests.agency));
    const byId = new Map(stored.map((row) => [row.requestId, row]));
    for (const { name, command, receipt } of answered()) {
      const row = byId.get(command.requestId);
      expect(row).toMatchObject({ agency: command.agency, answer: receipt });
      expect(updateEvents[name]).toContain(row?.kind);
    }
    const recorded = await db
      .select({ requestId: events.requestId })
      .from(events)
      .where(and(isNotNull(events.requestId), isNotNull(events.agency)));
    const ids = (list: readonly { readonly requestId: string | null }[]) =>
      list.map(({ requestId }) => requestId).sort();
    // Nothing that was refused is on record, nothing twice.
    expect(ids(recorded)).toEqual(ids(answered().map(({ command }) => command)));
    expect(ids(stored)).toEqual(ids(recorded));
    expect(answered().length).toBeGreaterThan(100);
  });

  it('every notice of a ladder is on record, once', { timeout: 60_000 }, async ({ annotate }) => {
    const expected = plans.map((plan) => ({ plan, ...expectNotices(plan, ended(), spanOf(plan)) }));
    const count = (list: 'required' | 'allowed') =>
      expected.reduce((sum, one) => sum + one[list].length, 0);
    await annotate(`${count('required')} notices required, ${count('allowed')} allowed`);
    // Those of which a kill leaves it open whether the answer came first are few.
    expect(count('required')).toBeGreaterThan(0.9 * count('allowed'));
    expect(count('required')).toBeGreaterThan(1_500);
    await eventually(async () => {
      const found = await listLadderNotices();
      const faults = expected.flatMap(({ plan: { plan }, ...lists }) =>
        compareRecorded(lists, found.get(plan.plan) ?? []).map((fault) => [plan.plan, fault]),
      );
      expect(faults).toEqual([]);
    }, graceMs);
  });

  it('a notice is superseded only where a later one was told instead', async () => {
    const all = await database.register.db
      .select()
      .from(notices)
      .where(eq(notices.leaves, 'morning'));
    const pairOf = ({ workflowId, agency, toAgency }: (typeof all)[number]) =>
      `${workflowId} ${agency} ${toAgency}`;
    const told = all.filter(({ state }) => state !== 'superseded');
    const lonely = all
      .filter(({ state }) => state === 'superseded')
      .filter(
        (notice) => !told.some((later) => pairOf(later) === pairOf(notice) && later.at > notice.at),
      );
    expect(lonely).toEqual([]);
  });

  it('every answer has told whom it concerns, once', async () => {
    const stored = await database.register.db.select().from(requests);
    const expected = stored.flatMap(({ requestId, workflowId, kind, agency }) =>
      (toldOf[kind] ?? []).map(
        ([told, to]) => `${workflowId} ${agency} ${to ?? agency} ${told} ${requestId}`,
      ),
    );
    const found = (await database.register.db.select().from(notices))
      .filter(({ leaves }) => leaves === 'atOnce')
      .map(
        ({ workflowId, agency, toAgency, kind, key }) =>
          `${workflowId} ${agency} ${toAgency} ${kind} ${key.split('/').at(-1)}`,
      );
    expect(found.sort()).toEqual(expected.sort());
  });

  it('each assignment opened once; a report that was missing lapsed once', async () => {
    const all = await database.register.db
      .select()
      .from(events)
      .innerJoin(workflows, eq(workflows.workflowId, events.workflowId));
    const linesOf = (kind: string, agency?: string) =>
      all
        .filter(
          ({ events: event }) => event.kind === kind && (agency ?? event.agency) === event.agency,
        )
        .map(
          ({ events: event, workflows: { plan, task, period } }) =>
            `${plan} ${task} ${period} ${event.agency}`,
        )
        .sort();
    const periods = plans.flatMap((plan) =>
      listPeriods(plan, spanOf(plan).possible).map((period) => ({
        plan,
        period,
      })),
    );
    const line = (
      plan: MetPlan,
      { task, period }: { task: string; period: string },
      agency: string,
    ) => `${plan.plan.plan} ${task} ${period} ${agency}`;
    expect(linesOf('opened')).toEqual(
      periods
        .flatMap(({ plan, period }) => period.leads.map((lead) => line(plan, period, lead)))
        .sort(),
    );
    const lapsed = periods.filter(
      ({ plan, period: { kind, closesAt } }) =>
        (kind === 'report' && closings.has(plan.plan.plan)) ||
        (closesAt !== null && toServerMs(plan, closesAt) < endMs),
    );
    expect(linesOf('notReported', 'xa-003')).toEqual(
      lapsed.map(({ plan, period }) => line(plan, period, 'xa-003')).sort(),
    );
    expect(new Set(linesOf('notReported')).size).toBe(linesOf('notReported').length);
  });

  it('a plan that was closed has ended with all it followed, once', async () => {
    const { db } = database.register;
    const closed = [...closings.keys()].sort();
    const ends = await db.select().from(events).where(eq(events.kind, 'planClosed'));
    expect(ends.map(({ workflowId }) => workflowId).sort()).toEqual(
      closed.map(buildPlanWorkflowId),
    );
    expect(closed).toHaveLength(closesAfter.length);
    const open = await db
      .select()
      .from(workflows)
      .where(and(inArray(workflows.plan, closed), eq(workflows.status, 'running')));
    expect(open).toEqual([]);
    const words = (await db.select().from(events).where(eq(events.kind, 'closed'))).map(
      ({ workflowId }) => workflowId,
    );
    expect(new Set(words).size).toBe(words.length);
  });

  it('no record is later than the kills before it allow', async ({ annotate }) => {
    const started = plans.map((plan) => [plan.plan.plan, plan] as const);
    const byName = new Map(started);
    const late = (
      await database.register.db.select().from(notices).where(eq(notices.leaves, 'morning'))
    ).flatMap(({ plan, at, recordedAt, key }) => {
      const met = byName.get(plan);
      if (met === undefined || toServerMs(met, at) < met.morningMs) return [];
      const dueMs = toServerMs(met, at);
      const writtenMs = Date.parse(recordedAt);
      const between = killedAt.filter((ms) => ms > dueMs - graceMs && ms < writtenMs).length;
      return [{ key, lateMs: writtenMs - dueMs, allowedMs: graceMs * Math.max(1, between) }];
    });
    const waits = answered().map(({ waitedMs }) => waitedMs);
    await annotate(
      JSON.stringify({
        met: late.length,
        latestNoticeMs: Math.max(...late.map(({ lateMs }) => lateMs)),
        answers: waits.length,
        slowestAnswerMs: Math.max(...waits),
        refused: ended().length - waits.length,
        repeats: agencies.repeats,
        killsAfterMs: killedAt.map((ms) => ms - (killedAt[0] ?? ms)),
      }),
    );
    expect(late.filter(({ lateMs, allowedMs }) => lateMs > allowedMs)).toEqual([]);
    expect(late.length).toBeGreaterThan(150);
  });

  it('every chain of events is whole, and ends as its workflow says', {
    timeout: 60_000,
  }, async () => {
    const running = await database.register.db
      .select()
      .from(workflows)
      .where(eq(workflows.status, 'running'));
    const heads = new Map<string, string>();
    for (const { workflowId } of running) {
      const { head } = await temporal.client.workflow
        .getHandle(workflowId)
        .query<TaskSnapshot>(queryNames.state);
      heads.set(workflowId, head);
    }
    const store = new FolderEvidenceStore(join(folder, 'evidence'));
    const { faults } = await verifyRegister(database.register, store, {
      headsFromWorkflows: heads,
    });
    expect(faults).toEqual([]);
    expect(heads.size).toBeGreaterThan(40);
  });

  it('no workflow was replayed differently from its history', { timeout: 60_000 }, async () => {
    const { db } = database.register;
    const followed = await db
      .selectDistinct({ workflowId: assignments.workflowId })
      .from(assignments)
      // What was due before tracking began is on record and followed by no workflow.
      .where(ne(assignments.progress, 'notApplicable'));
    const ids = [
      ...plans.map(({ plan }) => buildPlanWorkflowId(plan.plan)),
      ...followed.map(({ workflowId }) => workflowId),
    ];
    expect(await describeHistories(temporal.client, ids)).toEqual([]);
  });

  it('each mail arrives once; one of which a kill left a doubt may arrive again', {
    timeout: 120_000,
  }, async ({ annotate }) => {
    const { db } = database.register;
    const unfinished = () =>
      db.$count(mails, inArray(mails.state, ['pending', 'deferred', 'unknown']));
    const owed = () => db.$count(notices, and(eq(notices.state, 'owed')));
    await eventually(
      async () => expect([await unfinished(), await owed()]).toEqual([0, 0]),
      90_000,
    );
    const interrupted = await db.$count(mails, eq(mails.state, 'sending'));
    // An attempt is known to be interrupted after three minutes.
    const { smtpUrl } = mailCatcher;
    await runMailRound(
      { client: temporal.client, register: database.register, smtpUrl },
      4 * 60_000,
    );
    const all = await db.select().from(mails);
    expect(all.filter(({ state }) => state !== 'sent' && state !== 'withdrawn')).toEqual([]);
    const wrong = all.filter(({ state, doubts, messageId }) => {
      const copies = arrived.get(messageId ?? '') ?? 0;
      return state === 'sent' ? copies < 1 || copies > 1 + doubts : copies > doubts;
    });
    expect(wrong).toEqual([]);
    expect(
      [...arrived.keys()].filter((id) => !all.some(({ messageId }) => messageId === id)),
    ).toEqual([]);
    await annotate(
      JSON.stringify({
        mails: all.length,
        interrupted,
        doubts: all.filter(({ doubts }) => doubts > 0).length,
        copies: [...arrived.values()].filter((copies) => copies > 1).length,
      }),
    );
  });

  async function listLadderNotices() {
    const rows = await database.register.db
      .select()
      .from(notices)
      .where(inArray(notices.kind, [...ladderKinds]));
    const byPlan = new Map<string, string[]>();
    for (const row of rows) {
      const line = identify({ ...row, to: row.toAgency });
      byPlan.set(row.plan, [...(byPlan.get(row.plan) ?? []), line]);
    }
    return byPlan;
  }
});
