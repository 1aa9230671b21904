import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { listEvidence } from '../../register/queries/list-evidence.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { buildPlan } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { pdf } from './evidence-files.ts';
import { openPortalStage, type PortalStage } from './open-portal.ts';
import { type PortalProcess, startPortalProcess } from './portal-process.ts';
import { formTokenOf, handIn, postRaw, writeRawForm } from './submit-form.ts';

/** The built portal in a process of its own: what it holds, and what it leaves when it is killed. */

let open: PortalStage;
let dataDir: string;
let evidence: string;
let portal: PortalProcess;

beforeAll(async () => {
  open = await openPortalStage(buildPlan({ leads: 4 }));
  dataDir = await mkdtemp(join(tmpdir(), 'dondoc-portal-process-'));
  evidence = join(dataDir, 'evidence');
  portal = await startPortal();
  const home = await pageOf('xa-001');
  await eventually(async () => expect((await fetch(home)).status).toBe(200));
}, 90_000);
afterAll(async () => {
  await portal?.kill();
  await open?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function startPortal(): Promise<PortalProcess> {
  const { databaseUrl, temporal } = open.stage;
  return startPortalProcess({ databaseUrl, temporalAddress: temporal.address, dataDir });
}

async function pageOf(agency: string): Promise<string> {
  const link = await open.linkOf(agency);
  return `${link.replace(open.portal.url, portal.url)}/t/1/2023-Q2/${agency}`;
}

async function listFiles(): Promise<string[]> {
  const entries = await readdir(evidence, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath ?? entry.path, entry.name)] : [],
  );
}

describe('a portal of its own', () => {
  it('needs less than 100 MB for an upload of 50 MB', async () => {
    const page = await pageOf('xa-001');
    expect((await handIn(page, [['note', 'warm']])).status).toBe(303);
    const form = formTokenOf(await (await fetch(page)).text());
    const content = Buffer.concat([pdf, randomBytes(50 * 1024 * 1024 - pdf.length)]);
    const before = portal.readMemory();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, portal.readMemory());
    }, 20);
    const answer = await postRaw(`${page}/submit`, writeRawForm(form, '50 MB.pdf', content));
    clearInterval(watch);
    expect(answer.status).toBe(303);
    expect((most - before) / 1024 / 1024).toBeLessThan(100);
    const [file] = await listEvidence(open.stage.register, { plan: 'kh-2023', agency: 'xa-001' });
    expect(file).toMatchObject({ name: '50 MB.pdf', size: 50 * 1024 * 1024 });
  }, 60_000);

  it('killed in the middle of an upload, loses nothing acknowledged and leaves nothing for long', async () => {
    const page = await pageOf('xa-002');
    const acknowledged = await handIn(page, [], [{ name: 'a.pdf', content: pdf }]);
    expect(acknowledged.status).toBe(303);
    const kept = await listFiles();

    const form = formTokenOf(await (await fetch(page)).text());
    const body = writeRawForm(form, 'b.pdf', Buffer.concat([pdf, randomBytes(3_000_000)]));
    const sent = request(`${page}/submit`, {
      method: 'POST',
      headers: {
        'Content-Type': 'multipart/form-data; boundary=x-dondoc-boundary',
        'Content-Length': body.length,
      },
    });
    sent.on('error', () => undefined);
    sent.write(body.subarray(0, 2_000_000));
    await eventually(async () => {
      const [begun = ''] = (await listFiles()).filter((path) => path.includes('incoming'));
      expect((await stat(begun)).size).toBeGreaterThan(0);
    });
    await portal.kill();

    const longAgo = new Date(Date.now() - 3 * 86_400_000);
    for (const path of await listFiles()) await utimes(path, longAgo, longAgo);
    portal = await startPortal();
    await eventually(async () => expect((await listFiles()).sort()).toEqual(kept.sort()));
    const verified = await verifyRegister(open.stage.register, new FolderEvidenceStore(evidence));
    expect(verified.faults).toEqual([]);
    const again = await handIn(await pageOf('xa-002'), [], [{ name: 'b.pdf', content: pdf }]);
    expect(again.status).toBe(303);
  }, 60_000);
});
