import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { computeBackoffMs, sendUpdate, type UpdateToSend } from '../../client/send-update.ts';
import type { Json } from '../../domain/batch.ts';
import type { Close } from '../../domain/messages.ts';

const update: UpdateToSend<Close> = {
  workflowId: 'task:p/6.3/2023-Q2',
  name: 'close',
  command: { requestId: 'request-1', reason: 'x' },
};
const draining = () => failed('DondocDraining', []);
const refusal = { code: 'AlreadyFinal', message: 'final', progress: 'accepted', allowed: [] };

function failed(type: string, details: unknown[]): Error {
  return new WorkflowUpdateFailedError('failed', ApplicationFailure.create({ type, details }));
}

/** A client whose workflow gives these answers in turn; an `Error` is thrown. */
function setUp(answers: readonly unknown[], stored: Readonly<Record<string, Json>> = {}) {
  const sent: unknown[] = [];
  const waits: number[] = [];
  const handle = {
    executeUpdate: async (name: string, options: { updateId: string }) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push([name, options.updateId]);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const client = {
    workflow: { getHandle: () => handle },
    withDeadline: (_deadline: number, run: () => Promise<unknown>) => run(),
  };
  const sender = {
    client: client as unknown as Client,
    findAnswer: async (requestId: string) => stored[requestId],
    random: () => 0.5,
    sleep: async (ms: number) => waits.push(ms),
  };
  return { sender, sent, waits };
}

describe('sendUpdate', () => {
  it('answers what the workflow answers, with the request id as update id', async () => {
    const { sender, sent, waits } = setUp([{ written: true }]);
    expect(await sendUpdate(sender, update)).toEqual({
      kind: 'answered',
      answer: { written: true },
    });
    expect(sent).toEqual([['close', 'request-1']]);
    expect(waits).toEqual([]);
  });

  it('tries again, with growing waits, while the workflow is draining or the server is full', async () => {
    const full = Object.assign(new Error('full'), { code: 8, details: 'full', metadata: {} });
    const { sender, sent, waits } = setUp([draining(), full, draining(), 'done']);
    expect(await sendUpdate(sender, update)).toEqual({ kind: 'answered', answer: 'done' });
    expect(sent).toHaveLength(4);
    expect(waits).toEqual([75, 150, 300]);
  });

  it('gives up on a workflow that never stops draining', async () => {
    const { sender, sent } = setUp([draining()]);
    expect(await sendUpdate(sender, update)).toEqual({ kind: 'busy', attempts: 12 });
    expect(sent).toHaveLength(12);
  });

  it('hands a typed refusal on as a value', async () => {
    const { sender, sent } = setUp([failed('DondocRefused', [refusal])]);
    expect(await sendUpdate(sender, update)).toEqual({ kind: 'refused', refusal });
    expect(sent).toHaveLength(1);
  });

  it.each([
    new WorkflowNotFoundError('gone', update.workflowId, undefined),
    failed('AcceptedUpdateCompletedWorkflow', []),
  ])('asks the register when the workflow has ended: %s', async (ended) => {
    const known = setUp([ended], { 'request-1': { progress: 'accepted' } });
    expect(await sendUpdate(known.sender, update)).toEqual({
      kind: 'onRecord',
      answer: { progress: 'accepted' },
    });
    const unknown = setUp([ended]);
    expect(await sendUpdate(unknown.sender, update)).toEqual({ kind: 'ended' });
  });

  it('says when nobody answers in time', async () => {
    const { sender } = setUp([new WorkflowUpdateRPCTimeoutOrCancelledError('late')]);
    expect(await sendUpdate({ ...sender, patienceMs: 5_000 }, update)).toEqual({
      kind: 'unanswered',
      patienceMs: 5_000,
    });
  });

  it('throws what it does not foresee', async () => {
    await expect(sendUpdate(setUp([new Error('broken')]).sender, update)).rejects.toThrow('broken');
    const other = setUp([failed('SomethingElse', [])]);
    await expect(sendUpdate(other.sender, update)).rejects.toThrow('failed');
  });
});

describe('the wait before another attempt', () => {
  it('doubles up to five seconds and is spread over its upper half', () => {
    expect([1, 2, 3, 7, 12].map((attempt) => computeBackoffMs(attempt, 1))).toEqual([
      100, 200, 400, 5_000, 5_000,
    ]);
    expect(computeBackoffMs(3, 0)).toBe(200);
  });
});
