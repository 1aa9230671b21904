import { setTimeout as wait } from 'node:timers/promises';
import { runDondoc } from '../rig/command-line.ts';
import type { ProgramPatch } from '../rig/program-copy.ts';
import { createRandom } from '../rig/seeded-random.ts';
import { gatherPeople, type People } from './agencies.ts';
import { gatherFacts } from './gather-facts.ts';
import { createInjector, type Injector } from './inject.ts';
import type { Facts } from './oracle/facts.ts';
import { reconcile, type Verdict } from './oracle.ts';
import type { Schedule } from './schedule.ts';
import { type SettleTerms, settle } from './settle.ts';
import { type FaultStage, openFaultStage } from './stage.ts';

export interface RunTerms extends SettleTerms {
  readonly schedule: Schedule;
  readonly workers: number;
  /** What happens, as it happens. */
  readonly say: (line: string) => void;
  readonly patches?: readonly ProgramPatch[];
}

/** A run and what was found. */
export interface RunReport {
  readonly seed: number;
  readonly seconds: number;
  /** How often each fault was injected. */
  readonly injected: Readonly<Record<string, number>>;
  /** How often each trouble of the mail server has hit a conversation. */
  readonly mailTroubles: Readonly<Record<string, number>>;
  /** Files that could not be written to their end. */
  readonly filesCut: number;
  readonly commandsRepeated: number;
  /** Programs that ended without being killed. */
  readonly endedByThemselves: Readonly<Record<string, number>>;
  readonly settledAfterSeconds: number;
  readonly verdict: Omit<Verdict, 'faults'>;
  /** Everything that is wrong; empty when all is well. */
  readonly faults: readonly string[];
}

/** Runs a schedule to its end on servers of its own, and judges what is left. */
export async function runFaults(
  terms: RunTerms,
): Promise<{ readonly report: RunReport; readonly facts: Facts }> {
  const { schedule } = terms;
  const began = Date.now();
  const say = (line: string) =>
    terms.say(`${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  const stage = await openFaultStage({
    random: createRandom(schedule.seed ^ 0x5eed),
    workers: terms.workers,
    say,
    ...(terms.patches === undefined ? {} : { patches: terms.patches }),
  });
  try {
    const people = gatherPeople(stage, say);
    const injector = createInjector(stage, people, say);
    await play(schedule, people, injector);
    say('no more faults; waiting for what is under way');
    await people.finish();
    const settling = Date.now();
    const unfinished = await settle(stage, terms, say);
    const settledMs = Date.now() - settling;
    say('over; looking at what is left');
    const facts = await gatherFacts(stage, people, injector.outages);
    const { faults, ...verdict } = reconcile(facts);
    const report: RunReport = {
      seed: schedule.seed,
      seconds: Math.round((Date.now() - began) / 1000),
      injected: Object.fromEntries(injector.counts),
      mailTroubles: Object.fromEntries(stage.mail.hits),
      filesCut: people.limited(),
      commandsRepeated: people.repeats.length,
      endedByThemselves: countEnds(stage),
      settledAfterSeconds: Math.round(settledMs / 1000),
      verdict,
      faults: [
        ...Object.entries(unfinished).map(([what, count]) => `not over in time: ${count} ${what}`),
        ...describeEnds(stage),
        ...people.faults,
        ...faults,
        ...(await verifyByCommand(stage)),
      ],
    };
    return { report, facts };
  } finally {
    await stage.stop();
  }
}

/** Plans and faults at their times; resolves when the last fault is over. */
async function play(schedule: Schedule, people: People, injector: Injector): Promise<void> {
  const beginMs = Date.now();
  const at = async (ms: number) => wait(Math.max(0, beginMs + ms - Date.now()));
  await Promise.all([
    at(schedule.durationMs),
    ...schedule.plans.map(async (plan) => {
      await at(plan.startsAtMs);
      people.follow(plan, beginMs + plan.morningAtMs);
    }),
    ...schedule.faults.map(async (fault) => {
      await at(fault.atMs);
      await injector.inject(fault);
    }),
  ]);
}

function countEnds({ temporal, postgres, workers }: FaultStage): Record<string, number> {
  return {
    temporal: temporal.endedByItself(),
    postgres: postgres.endedByItself(),
    workers: workers.reduce((sum, worker) => sum + worker.endedByItself(), 0),
  };
}

/** A worker outlives every server: only a kill ends it. */
function describeEnds(stage: FaultStage): string[] {
  const { workers = 0 } = countEnds(stage);
  return workers === 0 ? [] : [`a worker ended by itself, ${workers} times in all`];
}

/** What dondoc itself says of its record. */
async function verifyByCommand({ folder, settings, program }: FaultStage): Promise<string[]> {
  const { code, stdout, stderr } = await runDondoc(['verify'], folder, settings, { program });
  return code === 0 ? [] : [`dondoc verify ended with ${code}: ${stdout}${stderr}`];
}
