import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortalDeps } from '../../portal/deps.ts';
import { sweepUploads } from '../../portal/upload/sweep-uploads.ts';
import type { StagedFile } from '../../register/evidence-store.ts';
import { findRequest } from '../../register/queries/find-request.ts';
import { findWorkflowsOf } from '../../register/queries/find-workflows.ts';
import { buildPlan } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { answered, aSubmission, send } from '../rig/updates.ts';
import { openPortalStage, type PortalStage, testKeys } from './open-portal.ts';

/** What is left behind when a portal is killed between storing files and the word that they are on record. */

let open: PortalStage;
let workflowId: string;
let inThreeDays: PortalDeps;

beforeAll(async () => {
  open = await openPortalStage(buildPlan({ leads: 3 }));
  const { register, client } = open.stage;
  workflowId = await eventually(async () => {
    const about = { plan: 'kh-2023', task: '1', period: '2023-Q2' };
    const [found] = await findWorkflowsOf(register, about);
    if (found === undefined) throw new Error('expected the task to be open');
    return found;
  });
  inThreeDays = {
    ...{ register, client, store: open.store, keys: testKeys, proxies: 0 },
    log: pino({ level: 'silent' }),
    now: () => Date.now() + 3 * 86_400_000,
  };
}, 60_000);
afterAll(() => open?.stop());

async function stage(content: string): Promise<StagedFile> {
  const stream = Readable.from([Buffer.from(content)]);
  return await open.store.stage(stream, { name: 'a.txt', maxBytes: 1_000 });
}

/** As a portal does it before it sends the update, and dies. */
async function commit(content: string): Promise<{ requestId: string; file: StagedFile }> {
  const requestId = randomUUID();
  const file = await stage(content);
  await open.store.commit({ requestId, workflowId }, [file]);
  return { requestId, file };
}

function submissionOf(agency: string, requestId: string, { sha256, size }: StagedFile) {
  return aSubmission(agency, requestId, { files: [{ sha256, size, name: 'a.txt' }] });
}

describe('what killed uploads left behind', () => {
  it('is removed: what was staged, and what was never sent', async () => {
    await stage('staged');
    const { file } = await commit('committed, never sent');
    const today = { ...inThreeDays, now: Date.now };
    expect(await sweepUploads(today)).toEqual({ leftovers: 0, orphans: 0 });
    expect(await sweepUploads(inThreeDays)).toEqual({ leftovers: 1, orphans: 1 });
    expect(await open.store.verify(file.sha256)).toBe('missing');
    expect(await readdir(`${open.evidenceFolder}/pledges`)).toEqual([]);
  });

  it('stays when it is on record', async () => {
    const { requestId, file } = await commit('on record');
    const command = submissionOf('xa-001', requestId, file);
    await answered(open.stage, workflowId, 'submitEvidence', command);
    expect(await sweepUploads(inThreeDays)).toEqual({ leftovers: 0, orphans: 0 });
    expect(await open.store.verify(file.sha256)).toBe('ok');
    expect(await readdir(`${open.evidenceFolder}/pledges`)).toEqual([]);
  });

  it('stays when the workflow has accepted it, however long the register is down', async () => {
    const { requestId, file } = await commit('accepted, not yet written');
    open.stage.plant('recordBatch', () => async () => {
      throw new Error('the register is down');
    });
    const command = submissionOf('xa-002', requestId, file);
    const outcome = await send(open.stage, workflowId, 'submitEvidence', command);
    expect(outcome).toMatchObject({ kind: 'answered', answer: { written: false } });
    expect(await sweepUploads(inThreeDays)).toEqual({ leftovers: 0, orphans: 0 });
    expect(await open.store.verify(file.sha256)).toBe('ok');
    open.stage.uproot();
    await eventually(async () => {
      expect(await findRequest(open.stage.register, requestId)).not.toBeNull();
    }, 60_000);
    await sweepUploads(inThreeDays);
    expect(await open.store.verify(file.sha256)).toBe('ok');
    expect(await readdir(`${open.evidenceFolder}/pledges`)).toEqual([]);
  }, 90_000);

  it('is removed when the workflow has refused it', async () => {
    const { requestId, file } = await commit('refused');
    const command = submissionOf('xa-999', requestId, file);
    const outcome = await send(open.stage, workflowId, 'submitEvidence', command);
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(await sweepUploads(inThreeDays)).toEqual({ leftovers: 0, orphans: 1 });
  });

  it('stays while Temporal cannot be asked', async () => {
    const { file } = await commit('nobody to ask');
    const { client } = open.stage;
    const deaf: PortalDeps['client'] = Object.create(client, {
      withDeadline: { value: () => Promise.reject(new Error('no connection')) },
    });
    expect(await sweepUploads({ ...inThreeDays, client: deaf })).toMatchObject({ orphans: 0 });
    expect(await open.store.verify(file.sha256)).toBe('ok');
  });
});
