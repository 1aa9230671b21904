import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { z } from 'zod';
import { type Ended, runDondoc } from '../rig/command-line.ts';
import type { Acknowledged, StartedPlan, Verb } from './oracle/facts.ts';
import { directoryText, sendAt, trackingFrom } from './plan-texts.ts';
import type { ScheduledPlan, Script } from './schedule.ts';
import type { FaultStage } from './stage.ts';

/**
 * Coordinators and agencies at their command lines: each asks again, with the same request id, until
 * there is a receipt. What they have receipts for is what the oracle holds dondoc to.
 */
export interface People {
  readonly plans: readonly StartedPlan[];
  readonly answers: readonly Acknowledged[];
  /** What commands said that had to be repeated. */
  readonly repeats: readonly string[];
  /** What nobody foresees: a refusal, or a receipt for what could not be stored. */
  readonly faults: readonly string[];
  /** The next file handed in cannot be written to its end. */
  limitNextFile(): void;
  /** How often a file could not be written to its end, as was wanted. */
  readonly limited: () => number;
  /** Follows one plan from its start to the last answer; asks for nothing new after `finish`. */
  follow(plan: ScheduledPlan, morningAtServerMs: number): void;
  /** Resolves when every request has its receipt. */
  finish(): Promise<void>;
}

/** Commands at work at the same time: each is a process. */
const commandsAtOnce = 8;
const repeatAfterMs = 1_000;
/** Nobody waits longer for one receipt. */
const longestWaitMs = 300_000;
/** Bytes of a file that is handed in; those of which the system takes one block are cut. */
const fileBytes = 20_000;

const receiptSchema = z.object({ requestId: z.string(), at: z.string(), written: z.literal(true) });

interface Said {
  readonly words: readonly string[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

export function gatherPeople(stage: FaultStage, say: (line: string) => void): People {
  const plans: StartedPlan[] = [];
  const answers: Acknowledged[] = [];
  const desk = new Desk(stage, say);
  const following: Promise<void>[] = [];
  let finishing = false;

  async function start({ plan, text, morning }: ScheduledPlan, morningAtMs: number) {
    const path = join(stage.folder, 'plans', `${plan}.yaml`);
    await writeFile(path, text);
    const shiftMs = Date.parse(`${morning}T${sendAt}:00+07:00`) - morningAtMs;
    const { waitedMs } = await desk.ask(`start ${plan}`, () => {
      const planNow = new Date(Date.now() + shiftMs).toISOString();
      return ['start', path, '--from', trackingFrom, '--plan-now', planNow, '--json'];
    });
    plans.push({ plan, text, directory: directoryText, trackingFrom });
    say(`started ${plan} after ${waitedMs} ms`);
  }

  async function answer(plan: string, script: Script, verb: Verb, n: number) {
    const { task, period, agency } = script;
    const requestId = `${plan}-${task}-${agency}-${n}-${verb}`;
    const { words, files } = await compose(stage.folder, verb, requestId);
    const [name = '', ...options] = words;
    const about = [plan, task, period, '--agency', agency];
    const command = [name, ...about, ...options, '--request-id', requestId, '--json'];
    const { stdout, waitedMs, attempts } = await desk.ask(requestId, () => command, files.length);
    const { at } = receiptSchema.parse(JSON.parse(stdout));
    const sha256 = files.map((file) => file.sha256);
    const receipt = { at, sha256, waitedMs, attempts };
    answers.push({ plan, task, period, agency, verb, requestId, ...receipt });
  }

  async function playScript(plan: string, script: Script, morningAtMs: number) {
    const after = script.when === 'after' ? Math.max(0, morningAtMs - Date.now()) : 0;
    await wait(after + script.thoughtMs);
    for (const [index, verb] of script.says.entries()) {
      if (finishing) return;
      await answer(plan, script, verb, index + 1);
      await wait(script.thoughtMs / 4);
    }
  }

  async function follow(plan: ScheduledPlan, morningAtMs: number) {
    await start(plan, morningAtMs);
    await Promise.all(plan.scripts.map((script) => playScript(plan.plan, script, morningAtMs)));
  }

  return {
    ...{ plans, answers, repeats: desk.repeats, faults: desk.faults },
    limitNextFile: () => desk.limitNextFile(),
    limited: () => desk.limited,
    follow: (plan, morningAtMs) => {
      const failed = (error: unknown) => desk.faults.push(`${plan.plan}: ${String(error)}`);
      following.push(follow(plan, morningAtMs).catch((error: unknown) => void failed(error)));
    },
    finish: async () => {
      finishing = true;
      await Promise.all(following);
    },
  };
}

/** Runs commands, and repeats each until it has done what it was to do. */
class Desk {
  readonly repeats: string[] = [];
  readonly faults: string[] = [];
  limited = 0;
  readonly #stage: FaultStage;
  readonly #say: (line: string) => void;
  readonly #limit = pLimit(commandsAtOnce);
  #toLimit = 0;

  constructor(stage: FaultStage, say: (line: string) => void) {
    this.#stage = stage;
    this.#say = say;
  }

  limitNextFile(): void {
    this.#toLimit += 1;
  }

  /** @throws when it is refused, or when nobody has answered in time */
  async ask(what: string, compose: () => readonly string[], files = 0) {
    let began: number | null = null;
    const begin = () => {
      began ??= Date.now();
      return compose();
    };
    for (let attempts = 1; ; attempts += 1) {
      const cut = files > 0 && this.#toLimit > 0;
      if (cut) this.#toLimit -= 1;
      const ended = await this.#run(begin, cut);
      if (cut) this.#noteCut(what, ended.code);
      // A start that was cut off before its answer has taken place all the same.
      const done = ended.code === 0 || /was started already/.test(ended.stderr);
      const waitedMs = Date.now() - (began ?? Date.now());
      if (done) return { stdout: ended.stdout, waitedMs, attempts };
      this.#requireRepeatable(what, ended, waitedMs);
      await wait(repeatAfterMs);
    }
  }

  #run(compose: () => readonly string[], cut: boolean): Promise<Ended> {
    const { folder, settings, program } = this.#stage;
    return this.#limit(() =>
      runDondoc(compose(), folder, settings, { program, fileBlocks: cut ? 1 : undefined }),
    );
  }

  #noteCut(what: string, code: number | null): void {
    if (code === 0) this.faults.push(`${what}: a receipt for a file that cannot be whole`);
    else this.limited += 1;
  }

  #requireRepeatable(what: string, { code, stderr }: Ended, waitedMs: number): void {
    const said = stderr.trim().slice(0, 400);
    this.repeats.push(`${what}: ${said}`);
    this.#say(`repeated after ${waitedMs} ms: ${what}: ${said.split('\n')[0]}`);
    // A start that was cut off has taken place, and opens its periods some moments later.
    const opensLater = /that has opened, found none/.test(stderr);
    if ((code === 2 && !opensLater) || /refused:/.test(stderr)) {
      throw new Error(`expected a receipt for ${what}, found a refusal: ${said}`);
    }
    if (waitedMs > longestWaitMs) {
      const seconds = longestWaitMs / 1000;
      throw new Error(`expected an answer to ${what} within ${seconds} s, found last: ${said}`);
    }
  }
}

/** The words of a command, and the file that goes with it. */
async function compose(folder: string, verb: Verb, requestId: string): Promise<Said> {
  switch (verb) {
    case 'submit': {
      const path = join(folder, `${requestId}.txt`);
      const content = `${requestId}\n`.padEnd(fileBytes, `${requestId} `);
      await writeFile(path, content);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { words: ['submit', '--file', path], files: [{ path, sha256 }] };
    }
    case 'accept':
      return { words: ['review', '--accept'], files: [] };
    case 'return':
      return { words: ['review', '--return', 'Thiếu phụ lục'], files: [] };
    case 'obstacle':
      return { words: ['obstacle', '--text', 'Chờ số liệu'], files: [] };
    default:
      return { words: ['acknowledge'], files: [] };
  }
}
