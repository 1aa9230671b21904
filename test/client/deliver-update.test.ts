import { type Client, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../client/context.ts';
import { deliverUpdate } from '../../client/deliver-update.ts';
import { vi } from '../../client/wording/vi.ts';
import type { Close } from '../../domain/messages.ts';
import { readSettings } from '../../worker/settings.ts';
import { buildFakeIo } from './fake-io.ts';

/** Delivers an update to a workflow that answers, or throws, this. The register must not be asked. */
function deliver(answer: unknown) {
  const handle = {
    executeUpdate: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const client = {
    workflow: { getHandle: () => handle },
    withDeadline: (_deadline: number, run: () => Promise<unknown>) => run(),
  };
  const context: Context = {
    io: buildFakeIo(),
    settings: readSettings({}),
    runningUp: async () => null,
    register: () => Promise.reject(new Error('not expected')),
    temporal: async () => client as unknown as Client,
    evidenceStore: () => Promise.reject(new Error('not expected')),
    close: async () => undefined,
  };
  return deliverUpdate<Close, unknown>(context, {
    workflowId: 'plan:p',
    name: 'close',
    command: { requestId: 'request-1', reason: 'x' },
    wording: vi,
    repeats: false,
    explainEnd: async () => 'ended',
  });
}

describe('an update on behalf of a command', () => {
  it('is answered', async () => {
    expect(await deliver({ written: false })).toEqual({
      kind: 'answered',
      answer: { written: false },
    });
  });

  it('shows the state it was refused in, and what that state admits', async () => {
    const refusal = {
      code: 'NothingToReview',
      message: 'nothing waits for review',
      progress: 'returned',
      allowed: ['acknowledge', 'submitEvidence'],
    };
    const failure = ApplicationFailure.create({ type: 'DondocRefused', details: [refusal] });
    await expect(deliver(new WorkflowUpdateFailedError('failed', failure))).rejects.toMatchObject({
      exitCode: 1,
      message: 'refused: nothing waits for review',
      advice: [
        'Tiến độ: bị trả lại',
        'possible now: tiếp nhận (dondoc acknowledge); gửi kết quả (dondoc submit)',
      ],
    });
  });

  it('that lost its connection tells what to set and how to ask again', async () => {
    const grpc = Object.assign(new Error('14 UNAVAILABLE'), {
      code: 14,
      details: 'connect ECONNREFUSED 127.0.0.1:1',
      metadata: {},
    });
    await expect(deliver(new Error('failed', { cause: grpc }))).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('lost it: connect ECONNREFUSED 127.0.0.1:1'),
      advice: [
        expect.stringContaining('TEMPORAL_ADDRESS'),
        expect.stringContaining('--request-id request-1'),
      ],
    });
  });
});
