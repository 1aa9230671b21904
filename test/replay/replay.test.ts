import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { updateEvents } from '../../domain/messages.ts';
import { workflowTypes } from '../../domain/names.ts';
import type { NoticeKind } from '../../domain/notice.ts';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { allScripts } from './all-scripts.ts';
import { listCalls, listKinds, readRecorded } from './recorded.ts';
import { nameHistory, theTask } from './script.ts';

const recorded = await readRecorded();

/** Every kind of notice: the compiler asks for one that is new. */
const noticeKinds: Readonly<Record<NoticeKind, true>> = {
  opened: true,
  dueSoon: true,
  overdue: true,
  escalated: true,
  received: true,
  reviewAsked: true,
  returned: true,
  accepted: true,
  extensionRequested: true,
  extensionDecided: true,
  obstacleReported: true,
  obstacleAnswered: true,
  instructed: true,
  reminded: true,
  waived: true,
  reassigned: true,
  reopened: true,
  contributed: true,
  waitingFor: true,
  reviewOverdue: true,
  amended: true,
};

/** What happened in the histories of one type of workflow. */
function callsOf(type: keyof typeof workflowTypes) {
  const own = recorded.filter(({ workflowType }) => workflowType === type);
  const calls = own.map(({ events }) => listCalls(events));
  const unique = (all: readonly (readonly string[])[]) => [...new Set(all.flat())].sort();
  return {
    updates: unique(calls.map(({ updates }) => updates)),
    activities: unique(calls.map(({ activities }) => activities)),
    signals: unique(calls.map(({ signals }) => signals)),
  };
}

beforeAll(() => {
  captureSdkLog();
});

describe('the recorded histories', () => {
  const replayed = new Map<string, { readonly error: unknown }>();

  // One worker for all: one for each takes several times as long.
  beforeAll(async () => {
    const workflowBundle = await loadWorkflowBundle();
    const named = recorded.map(({ name, history }) => ({ workflowId: name, history }));
    for await (const { workflowId, error } of Worker.runReplayHistories(
      { workflowBundle },
      named,
    )) {
      replayed.set(workflowId, { error });
    }
  });

  it('are at least sixty, and there is one for every script', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(60);
    const names = recorded.map(({ name }) => name.replace(/(?<=[a-z0-9])-\d+$/, ''));
    const wanted = allScripts.flatMap((script) =>
      (script.keeps ?? [theTask]).map((target) => nameHistory(script, target)),
    );
    const known = new Set([...names, ...recorded.map(({ name }) => name)]);
    expect(wanted.filter((name) => !known.has(name))).toEqual([]);
  });

  it('have every update, activity and signal of the three workflows', () => {
    const ofTask = [
      ...['acknowledge', 'amend', 'answerObstacle', 'close', 'contribute', 'decideExtension'],
      ...[
        'instruct',
        'pause',
        'reassign',
        'remind',
        'reopen',
        'reportObstacle',
        'requestExtension',
      ],
      ...['resume', 'review', 'submitEvidence', 'waitFor', 'waive'],
    ];
    const ofPlan = ['amend', 'close', 'pause', 'request', 'resume', 'setDeadline'];
    expect(callsOf('planTask')).toEqual({
      updates: ofTask,
      activities: ['computeDeadlines', 'describeLeads', 'recordBatch'],
      signals: [],
    });
    expect(callsOf('plan')).toEqual({
      updates: ofPlan,
      activities: ['amendPlan', 'closePlan', 'openPeriods', 'pausePlan', 'planAgenda'],
      signals: [],
    });
    expect(callsOf('mailroom')).toEqual({
      updates: [],
      activities: ['deliverMail'],
      signals: ['wake'],
    });
    expect([...new Set([...ofTask, ...ofPlan])].sort()).toEqual(Object.keys(updateEvents).sort());
  });

  it('have every kind of event and of notice that a task writes', () => {
    const own = recorded.filter(({ workflowType }) => workflowType === 'planTask');
    const written = new Set(own.flatMap(({ events }) => [...listKinds(events)]));
    const ofPlan = ['planAmended', 'deadlineSet', 'reportRequested', 'planPaused', 'planResumed'];
    const ofUpdates = Object.values(updateEvents)
      .flat()
      .filter((kind) => ![...ofPlan, 'planClosed'].includes(kind));
    const fromTime = ['opened', 'takenOver', 'leadAdded', 'amended', 'notReported'];
    expect([...ofUpdates, ...fromTime].filter((kind) => !written.has(kind))).toEqual([]);
    expect(Object.keys(noticeKinds).filter((kind) => !written.has(kind))).toEqual([]);
  });

  it('have runs of each workflow that were continued as new', () => {
    const continued = recorded.filter(({ events }) =>
      events.some((event) => event.workflowExecutionContinuedAsNewEventAttributes != null),
    );
    const types = new Set(continued.map(({ workflowType }) => workflowType));
    expect([...types].sort()).toEqual(Object.values(workflowTypes).sort());
  });

  it.each(recorded)("$name is replayed by today's workflows without a difference", ({ name }) => {
    expect(replayed.get(name)).toEqual({ error: undefined });
  });
});
