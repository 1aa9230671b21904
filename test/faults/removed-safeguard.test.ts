import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CleanUp } from '../../worker/clean-up.ts';
import type { ProgramPatch } from '../rig/program-copy.ts';
import { createRandom } from '../rig/seeded-random.ts';
import { eventually } from '../rig/stage.ts';
import { gatherPeople, type People } from './agencies.ts';
import { gatherFacts } from './gather-facts.ts';
import type { Facts } from './oracle/facts.ts';
import { reconcile } from './oracle.ts';
import { buildPlanText } from './plan-texts.ts';
import { settle } from './settle.ts';
import { type FaultStage, openFaultStage } from './stage.ts';

/**
 * The harness must fail where a safeguard is missing: the worker runs from a copy of the built program
 * in which it has been taken out. The mail server kills the worker between the final dot and 250.
 */

/** What is about to be sent is no longer on record as such before DATA. */
const noRecordBeforeData: readonly ProgramPatch[] = [
  {
    file: 'register/record-mail.js',
    from: "update mails set state = 'sending', attempts",
    to: "update mails set state = 'pending', attempts",
  },
  {
    file: 'register/record-mail.js',
    from: "when 'sent' then mails.state in ('sending', 'unknown', 'deferred')",
    to: "when 'sent' then mails.state in ('pending', 'sending', 'unknown', 'deferred')",
  },
];

/** A notice is recorded whose key is there already. */
const noUniqueNotice: readonly ProgramPatch[] = [
  {
    file: 'register/apply-batch.js',
    from: 'rows = batch.notices',
    to: "rows = [...batch.notices, ...batch.notices.map((one) => ({ ...one, key: one.key + '/2' }))]",
  },
];

const cleanUps: CleanUp[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp.run();
});

describe('a worker killed after the final dot and before 250', () => {
  it('delivers twice and has the doubt on record, which the oracle accepts', {
    timeout: 150_000,
  }, async () => {
    const { mails, faults } = reconcile(await runOne([], true));
    expect(faults).toEqual([]);
    expect(mails.twice).toBeGreaterThan(0);
    // Others were on their way too when it died.
    expect(mails.doubts).toBeGreaterThanOrEqual(mails.twice);
  });

  it('is found out when mail is not on record before DATA', { timeout: 150_000 }, async () => {
    const { faults } = reconcile(await runOne(noRecordBeforeData, true));
    expect(faults.join('\n')).toMatch(/delivered 2 times, 0 doubts on record/);
  });
});

it('a notice that gets on record under a second key is found out', {
  timeout: 150_000,
}, async () => {
  const { faults } = reconcile(await runOne(noUniqueNotice, false));
  expect(faults.join('\n')).toMatch(/notice kh-001\/.*\/2: on record more than once/);
});

/** One plan is started; when `kills`, the worker never hears that its first mail was taken. */
async function runOne(patches: readonly ProgramPatch[], kills: boolean): Promise<Facts> {
  const cleanUp = new CleanUp();
  cleanUps.push(cleanUp);
  let stage: FaultStage | null = null;
  let outage = { fromMs: 0, toMs: 0 };
  const beforeAnswer = async () => {
    if (stage === null || !kills || outage.fromMs > 0) return;
    outage = { fromMs: Date.now(), toMs: Number.POSITIVE_INFINITY };
    await stage.workers[0]?.kill(0);
    outage = { ...outage, toMs: Date.now() };
  };
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  stage = await openFaultStage({
    ...{ random: createRandom(1), workers: 1, say, patches, beforeAnswer },
  });
  cleanUp.add(() => stage?.stop());
  const people = gatherPeople(stage, say);
  await startOne(stage, people);
  await eventually(() => {
    expect(outage.fromMs > 0).toBe(kills);
    expect(outage.toMs).toBeLessThan(Number.POSITIVE_INFINITY);
  }, 60_000);
  await settle(stage, { limitMs: 60_000, hurry: true }, say);
  return await gatherFacts(stage, people, [outage]);
}

async function startOne(stage: FaultStage, people: People): Promise<void> {
  await mkdir(join(stage.folder, 'plans'), { recursive: true });
  const text = buildPlanText(1, createRandom(1));
  await writeFile(join(stage.folder, 'plans/kh-001.yaml'), text.text);
  const plan = { ...text, startsAtMs: 0, morningAtMs: 0, scripts: [] };
  // Its morning is an hour away: what is told now is what has been due before.
  people.follow(plan, Date.now() + 3_600_000);
  await people.finish();
}
