import { temporal } from '@temporalio/proto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlanWorkflowId, buildTaskWorkflowId } from '../../domain/names.ts';
import type { IsoInstant } from '../../domain/plan.ts';
import { claimNotices, type NoticeRow } from '../../register/mail-queue.ts';
import { assignments, notices } from '../../register/schema.ts';
import { verifyChains } from '../../register/verify-chains.ts';
import { countEvents, type HistoryEvent, readRuns } from '../rig/histories.ts';
import { type ManyLeads, startManyLeads } from '../rig/many-leads.ts';
import { leadIds } from '../rig/plans.ts';
import { eventually, expectDeterministic } from '../rig/stage.ts';
import { answered, aReview, aSubmission } from '../rig/updates.ts';

/** What Temporal allows in one run of a workflow; a tenth of it must do. */
const limits = { events: 51_200, bytes: 50 * 1024 * 1024, updates: 2_000 };
const share = 0.1;

const plan = 'nhieu-xa';
const leads = 3_300;
const parts = 17;
/** Every eleventh lead answers: 300, some in every part. */
const answering = leadIds(leads).filter((_, index) => index % 11 === 0);
const silent = leadIds(leads).filter((_, index) => index % 11 !== 0);
const coordinators = ['vp-ubnd', 'so-tttt'];

const opening: IsoInstant = '2023-04-05T07:59:50.000+07:00';
const afterOpening: IsoInstant = '2023-04-05T09:00:00.000+07:00';
/** 3 working days before Wednesday 14 June. */
const afterSecondReminder: IsoInstant = '2023-06-09T09:00:00.000+07:00';
/** 3 working days after it. */
const afterEscalation: IsoInstant = '2023-06-19T09:00:00.000+07:00';
/** The last step of the ladder is 30 working days after 14 June. */
const afterEnd: IsoInstant = '2023-07-28T00:00:00.000+07:00';

const partIds = Array.from({ length: parts }, (_, index) =>
  buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: index + 1 }),
);

describe('a task with 3,300 leads', () => {
  let stage: ManyLeads['stage'];
  let passTo: ManyLeads['passTo'];

  beforeAll(async () => {
    // The words of 40,000 mails are not what this is about: the test claims them itself.
    const refs = coordinators.map((ref) => ({ ref }));
    const tasks = [{ kind: 'report', coordinators: refs }] as const;
    ({ stage, passTo } = await startManyLeads({ plan, leads, tasks }, opening));
  });
  afterAll(async () => {
    await stage.stop();
  });

  /** What the mailroom would send now: one mail each. Nothing may be left over for a second one. */
  async function claimMails() {
    const serverNow = new Date(await stage.temporal.testService.getCurrentTime()).toISOString();
    const postponeTo = ({ key }: NoticeRow) => {
      throw new Error(`expected one digest a morning, found ${key} left over for a second one`);
    };
    const options = { serverNow, patienceMs: 60_000, limit: 10_000, postponeTo };
    const claimed = await claimNotices(stage.register, options);
    return claimed.map(({ kind, to }) => `${kind} ${to}`).sort();
  }

  async function countReminded() {
    const isLead = and(eq(notices.kind, 'dueSoon'), eq(notices.role, 'lead'));
    return await stage.register.db.$count(notices, and(isLead, eq(notices.step, 3)));
  }

  async function countRows(progress: 'open' | 'accepted' | 'notReported') {
    return await stage.register.db.$count(assignments, eq(assignments.progress, progress));
  }

  it('opens in 17 workflows, and every lead gets one digest', { timeout: 60_000 }, async () => {
    await passTo(afterOpening);
    await eventually(async () => expect(await countRows('open')).toBe(leads));
    await eventually(async () =>
      expect(await stage.register.db.$count(notices, eq(notices.kind, 'opened'))).toBe(leads),
    );
    expect(await claimMails()).toEqual(leadIds(leads).map(digestFor).sort());
    const followed = await stage.register.db
      .selectDistinct({ workflowId: assignments.workflowId })
      .from(assignments);
    expect(followed.map(({ workflowId }) => workflowId).sort()).toEqual([...partIds].sort());
  });

  it('is answered by 300 of them', { timeout: 60_000 }, async () => {
    const limit = pLimit(16);
    const workflowOf = new Map(
      (
        await stage.register.db
          .select({ agency: assignments.agency, workflowId: assignments.workflowId })
          .from(assignments)
          .where(inArray(assignments.agency, answering))
      ).map(({ agency, workflowId }) => [agency, workflowId]),
    );
    await Promise.all(
      answering.map((agency) =>
        limit(async () => {
          const workflowId = workflowOf.get(agency) ?? '';
          await answered(stage, workflowId, 'submitEvidence', aSubmission(agency, `s/${agency}`));
          await answered(stage, workflowId, 'review', aReview(agency, `r/${agency}`));
        }),
      ),
    );
    expect(answering).toHaveLength(300);
    expect(await countRows('accepted')).toBe(300);
  });

  it('reminds 3,000 with one digest each, and each coordinator once', {
    timeout: 60_000,
  }, async () => {
    await passTo(afterSecondReminder);
    await eventually(async () => expect(await countReminded()).toBe(3_000));
    // What was answered at once has left the claim with the reminders before this one.
    const digests = (await claimMails()).filter((mail) => mail.startsWith('digest'));
    expect(digests).toEqual([...silent, ...coordinators].map(digestFor).sort());
  });

  it('escalates in one letter to each, whatever the number of leads', {
    timeout: 60_000,
  }, async () => {
    await passTo(afterEscalation);
    await eventually(async () =>
      expect(await stage.register.db.$count(notices, eq(notices.kind, 'escalated'))).toBe(6_000),
    );
    // The superior of the communes is the office; it and the monitor coordinate as well.
    expect(await claimMails()).toEqual(
      [
        ...[...silent, ...coordinators].map(digestFor),
        ...coordinators.map((to) => `letter ${to}`),
      ].sort(),
    );
  });

  it('closes with its plan; the other 3,000 reports are on record as missing', {
    timeout: 120_000,
  }, async () => {
    await passTo(afterEnd);
    await eventually(async () => {
      const ended = await stage.client.workflow.getHandle(buildPlanWorkflowId(plan)).describe();
      expect(ended.status.name).toBe('COMPLETED');
    });
    expect(await countRows('accepted')).toBe(300);
    expect(await countRows('notReported')).toBe(3_000);
  });

  it('tells each coordinator once for the whole task, though it has 17 parts', async () => {
    const told = await stage.register.db
      .select({ to: notices.toAgency, kind: notices.kind, step: notices.step })
      .from(notices)
      .where(isNull(notices.agency));
    const lines = told.map(({ to, kind, step }) => `${to} ${kind} ${step}`);
    expect(lines.sort()).toEqual([
      'so-tttt dueSoon 3',
      'so-tttt overdue 1',
      'vp-ubnd dueSoon 3',
      'vp-ubnd overdue 1',
    ]);
  });

  it('no history exceeds a tenth of what Temporal allows, and every chain is whole', {
    timeout: 60_000,
  }, async ({ annotate }) => {
    const sizes: ReturnType<typeof measure>[] = [];
    for (const workflowId of [...partIds, buildPlanWorkflowId(plan)]) {
      const { status } = await stage.client.workflow.getHandle(workflowId).describe();
      expect(status.name).toBe('COMPLETED');
      const runs = await readRuns(stage.client, workflowId);
      expect(runs).toHaveLength(1);
      sizes.push(...runs.map(measure));
    }
    const largest = (key: keyof typeof limits) => Math.max(...sizes.map((size) => size[key]));
    const found = {
      events: largest('events'),
      bytes: largest('bytes'),
      updates: largest('updates'),
    };
    await annotate(JSON.stringify(found));
    expect(found.events).toBeLessThan(limits.events * share);
    expect(found.bytes).toBeLessThan(limits.bytes * share);
    expect(found.updates).toBeLessThan(limits.updates * share);
    const { faults } = await verifyChains(stage.register, new Map());
    expect(faults).toEqual([]);
    await expectDeterministic(stage, partIds);
  });
});

function digestFor(agency: string): string {
  return `digest ${agency}`;
}

function measure(events: readonly HistoryEvent[]) {
  return {
    events: events.length,
    bytes: temporal.api.history.v1.History.encode({ events: [...events] }).finish().length,
    updates: countEvents(events, 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED'),
  };
}
