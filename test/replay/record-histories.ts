import { readdir, writeFile } from 'node:fs/promises';
import { it } from 'vitest';
import type { DataVerdict } from '../../embedded/mail-catcher.ts';
import { startTestClock, startTestTemporal } from '../rig/servers.ts';
import { openStage, type Stage } from '../rig/stage.ts';
import { branches, exportHistories, playDeferral } from './branches.ts';

/**
 * Plays the main branches that have no history yet, on real servers, and writes what happened into
 * `histories/`: `npx vitest run --config test/replay/record.config.ts`, then `npm run format`. A
 * history that is there stays: workflows that went that way may still be running somewhere.
 */

const folder = new URL('histories/', import.meta.url);

async function isMissing(name: string): Promise<boolean> {
  const known = await readdir(folder);
  return !known.includes(`${name}.json`) && !known.includes(`${name}-1.json`);
}

async function save(stage: Stage, name: string, workflowId: string): Promise<void> {
  const runs = await exportHistories(stage, workflowId);
  for (const [index, json] of runs.entries()) {
    await writeFile(new URL(`${name}${runs.length > 1 ? `-${index + 1}` : ''}.json`, folder), json);
  }
}

it('records the histories of the main branches', async () => {
  const stage = await openStage(startTestTemporal);
  try {
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
    for (const { name, play } of branches) {
      if (await isMissing(name)) await save(stage, name, await play(stage));
    }
    stage.log.expectDeterministic();
  } finally {
    await stage.stop();
  }
});

it('records the mailroom with mail that is deferred', async () => {
  if (!(await isMissing('mailroom-deferral'))) return;
  let verdict: DataVerdict = { code: 451, message: 'try again later' };
  const stage = await openStage(startTestClock, { mailCatcher: { onData: () => verdict } });
  try {
    const { testService } = stage.temporal;
    const server = {
      accept: () => {
        verdict = 'accept';
      },
    };
    const serverNowMs = await testService.getCurrentTime();
    const sleep = (ms: number) => testService.sleep(ms);
    await save(stage, 'mailroom-deferral', await playDeferral(stage, server, sleep, serverNowMs));
  } finally {
    await stage.stop();
  }
});
