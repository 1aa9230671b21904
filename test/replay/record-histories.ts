import { readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { DataVerdict } from '../../embedded/mail-catcher.ts';
import type { HistoryEvent } from '../rig/histories.ts';
import { startTestClock, startTestTemporal, type TestTemporal } from '../rig/servers.ts';
import { openStage, type Stage } from '../rig/stage.ts';
import { dayScripts, momentScripts } from './all-scripts.ts';
import { branches, exportHistories, playDeferral } from './branches.ts';
import { toHistoryLines } from './history-json.ts';
import {
  continuedMailroomScripts,
  longMailroomScripts,
  type MailroomScript,
  mailroomScripts,
  playMailroom,
} from './mailroom-scripts.ts';
import { longScripts } from './plan-scripts.ts';
import { type Clock, jumpingClock, playScript, realClock } from './play-script.ts';
import { historiesFolder } from './recorded.ts';
import { nameHistory, type Script, theTask } from './script.ts';

/**
 * Plays the branches that have no history yet, on real servers, and writes what happened into
 * `histories/`: `npx vitest run --config test/replay/record.config.ts`. A history that is there stays:
 * workflows that went that way may still be running somewhere.
 */

async function isMissing(name: string): Promise<boolean> {
  const known = (await readdir(historiesFolder)).map((file) => file.replace(/\.jsonl?$/, ''));
  return !known.includes(name) && !known.includes(`${name}-1`);
}

async function save(name: string, runs: readonly string[]): Promise<void> {
  for (const [index, json] of runs.entries()) {
    const number = runs.length > 1 ? `-${index + 1}` : '';
    await writeFile(new URL(`${name}${number}.jsonl`, historiesFolder), json);
  }
}

async function saveEvents(name: string, runs: readonly (readonly HistoryEvent[])[]): Promise<void> {
  await save(name, runs.map(toHistoryLines));
}

interface Place<Server extends TestTemporal> {
  readonly start: () => Promise<Server>;
  readonly clockOf: (server: Server) => Clock;
  readonly scripts: readonly Script[];
  readonly mailrooms: readonly MailroomScript[];
}

/** The server suggests another run after so many events. */
const shortRuns = { 'limit.historyCount.suggestContinueAsNew': 60 };

const realTime: Place<TestTemporal> = {
  start: startTestTemporal,
  clockOf: () => realClock,
  scripts: momentScripts,
  mailrooms: mailroomScripts,
};

describe.each([
  ['in real time', realTime],
  [
    'with short runs',
    {
      ...realTime,
      start: () => startTestTemporal(shortRuns),
      scripts: longScripts,
      mailrooms: continuedMailroomScripts,
    },
  ],
] as const)('%s', (_title, place) => {
  record(place);
});

describe('while time jumps', () => {
  record({
    start: startTestClock,
    clockOf: jumpingClock,
    scripts: dayScripts,
    mailrooms: longMailroomScripts,
  });
});

function record<Server extends TestTemporal>({
  start,
  clockOf,
  scripts,
  mailrooms,
}: Place<Server>): void {
  let stage: Stage<Server>;

  beforeAll(async () => {
    stage = await openStage(start);
  });
  afterAll(async () => {
    await stage.stop();
  });

  it.each(mailrooms)('$name', async (script) => {
    if (!(await isMissing(script.name))) return;
    await saveEvents(script.name, await playMailroom(stage, clockOf(stage.temporal), script));
    stage.log.expectDeterministic();
  });

  it.each(scripts)('$name', async (script) => {
    const names = (script.keeps ?? [theTask]).map((target) => nameHistory(script, target));
    const missing = await Promise.all(names.map(isMissing));
    if (!missing.includes(true)) return;
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
    const kept = await playScript(stage, clockOf(stage.temporal), script);
    for (const [name, runs] of kept) if (await isMissing(name)) await saveEvents(name, runs);
    stage.log.expectDeterministic();
  });
}

describe('the first nine', () => {
  it('records the histories of the main branches', async () => {
    const missing = await Promise.all(branches.map(({ name }) => isMissing(name)));
    if (!missing.includes(true)) return;
    const stage = await openStage(startTestTemporal);
    try {
      stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
      for (const { name, play } of branches) {
        if (await isMissing(name)) {
          await save(name, await exportHistories(stage, await play(stage)));
        }
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
      const workflowId = await playDeferral(stage, server, sleep, serverNowMs);
      await save('mailroom-deferral', await exportHistories(stage, workflowId));
    } finally {
      await stage.stop();
    }
  });
});
