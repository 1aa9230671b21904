import { createRandom, type SeededRandom } from '../rig/seeded-random.ts';
import type { Verb } from './oracle/facts.ts';
import { buildPlanText, type PlanText } from './plan-texts.ts';
import { type MailTrouble, mailTroubles } from './smtp/mail-trouble.ts';

/** Everything that a run does, drawn from a seed. Times are ms after its beginning. */

export type Fault = { readonly atMs: number } & (
  | { readonly kind: 'killWorker'; readonly which: number }
  | { readonly kind: 'killTemporal'; readonly forMs: number }
  | { readonly kind: 'killPostgres'; readonly forMs: number }
  /** PostgreSQL refuses connections, and those there are cut. */
  | { readonly kind: 'databaseRefuses'; readonly forMs: number }
  /** Connections stay, and nothing comes through them; they are cut in the end. */
  | { readonly kind: 'databaseSilent'; readonly forMs: number }
  /** Somebody else holds every connection that PostgreSQL has. */
  | { readonly kind: 'databaseFull'; readonly forMs: number }
  | {
      readonly kind: 'mail';
      readonly trouble: MailTrouble;
      readonly forMs: number;
      /** Of a hundred mails, connections or recipients. */
      readonly share: number;
    }
  /** The next file handed in cannot be written to its end. */
  | { readonly kind: 'diskFull' }
);

export type FaultKind = Fault['kind'];

/** What one agency says of one assignment, in order; each after the receipt for the one before it. */
export interface Script {
  readonly task: string;
  readonly period: string;
  readonly agency: string;
  readonly says: readonly Verb[];
  /** After the plan has started, or after its morning. */
  readonly when: 'before' | 'after';
  readonly thoughtMs: number;
}

export interface ScheduledPlan extends PlanText {
  readonly startsAtMs: number;
  readonly morningAtMs: number;
  readonly scripts: readonly Script[];
}

export interface Schedule {
  readonly seed: number;
  readonly durationMs: number;
  readonly plans: readonly ScheduledPlan[];
  readonly faults: readonly Fault[];
}

export interface ScheduleTerms {
  readonly seed: number;
  readonly durationMs: number;
  /** From one plan to the next, and from one fault to the next: mean, ms. */
  readonly planEveryMs: number;
  readonly faultEveryMs: number;
}

/** Which fault comes how often. */
const weights: readonly (readonly [FaultKind, number])[] = [
  ['mail', 9],
  ['killWorker', 3],
  ['killTemporal', 2],
  ['killPostgres', 2],
  ['databaseRefuses', 1],
  ['databaseSilent', 1],
  ['databaseFull', 1],
  ['diskFull', 1],
];

const scriptsOf: readonly (readonly Verb[])[] = [
  ['submit'],
  ['submit', 'accept'],
  ['submit', 'return'],
  ['submit', 'return', 'submit'],
  ['acknowledge'],
  ['acknowledge', 'submit'],
  ['obstacle'],
];

export function drawSchedule(terms: ScheduleTerms): Schedule {
  const random = createRandom(terms.seed);
  const [plans, faults] = [random.fork(), random.fork()];
  return {
    seed: terms.seed,
    durationMs: terms.durationMs,
    plans: drawPlans(terms, plans),
    faults: drawFaults(terms, faults),
  };
}

function drawPlans({ durationMs, planEveryMs }: ScheduleTerms, random: SeededRandom) {
  const count = Math.max(3, Math.round(durationMs / planEveryMs));
  const firstMs = Math.min(20_000, durationMs * 0.3);
  const lastMs = durationMs * 0.9;
  return Array.from({ length: count }, (_, index): ScheduledPlan => {
    const own = random.fork();
    const text = buildPlanText(index + 1, own);
    const morningAtMs = Math.round(firstMs + ((lastMs - firstMs) * index) / (count - 1));
    const leadMs = own.integer(20_000, 100_000);
    return {
      ...text,
      morningAtMs,
      startsAtMs: Math.max(0, morningAtMs - leadMs),
      scripts: drawScripts(text, own),
    };
  });
}

/** Half of the assignments are answered. */
function drawScripts({ open }: PlanText, random: SeededRandom): Script[] {
  return open.flatMap((about) => {
    const script = {
      ...about,
      says: random.pick(scriptsOf),
      when: random.pick(['before', 'after'] as const),
      thoughtMs: random.integer(500, 20_000),
    };
    return random.integer(1, 100) <= 50 ? [script] : [];
  });
}

function drawFaults({ durationMs, faultEveryMs }: ScheduleTerms, random: SeededRandom): Fault[] {
  const faults: Fault[] = [];
  const bag: FaultKind[] = [];
  const troubles: MailTrouble[] = [];
  let atMs = Math.min(8_000, durationMs * 0.1);
  while (atMs < durationMs * 0.95) {
    if (bag.length === 0) bag.push(...fillBag(random));
    if (troubles.length === 0) troubles.push(...shuffle(mailTroubles, random));
    const kind = bag.shift() ?? 'mail';
    faults.push(drawFault(kind, Math.round(atMs), troubles, random));
    atMs += random.integer(faultEveryMs * 0.5, faultEveryMs * 1.5);
  }
  return faults;
}

/** Every kind comes before any comes too often. */
function fillBag(random: SeededRandom): FaultKind[] {
  return shuffle(
    weights.flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind)),
    random,
  );
}

function shuffle<T>(items: readonly T[], random: SeededRandom): T[] {
  return items
    .map((item) => [random.integer(0, 2 ** 31), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function drawFault(
  kind: FaultKind,
  atMs: number,
  troubles: MailTrouble[],
  random: SeededRandom,
): Fault {
  switch (kind) {
    case 'killWorker':
      return { kind, atMs, which: random.integer(0, 1) };
    case 'diskFull':
      return { kind, atMs };
    case 'mail': {
      const trouble = troubles.shift() ?? 'slow';
      const forMs = random.integer(5_000, 15_000);
      return { kind, atMs, trouble, forMs, share: random.pick([30, 60, 100]) };
    }
    case 'killTemporal':
    case 'killPostgres':
      return { kind, atMs, forMs: random.integer(0, 5_000) };
    default:
      return { kind, atMs, forMs: random.integer(3_000, 10_000) };
  }
}

/** The schedule on lines, as it is printed before a run. */
export function describeSchedule({ seed, durationMs, plans, faults }: Schedule): string[] {
  const lines = [
    ...plans.flatMap(({ plan, startsAtMs, morningAtMs, morning, scripts }) => [
      [startsAtMs, `start ${plan}, ${scripts.length} assignments will be answered`] as const,
      [morningAtMs, `morning of ${plan} (${morning})`] as const,
    ]),
    ...faults.map((fault) => [fault.atMs, describeFault(fault)] as const),
  ];
  return [
    `seed ${seed}, ${Math.round(durationMs / 1000)} s, ${plans.length} plans, ${faults.length} faults`,
    ...lines
      .sort(([a], [b]) => a - b)
      .map(([atMs, what]) => `${(atMs / 1000).toFixed(1).padStart(7)} s  ${what}`),
  ];
}

export function describeFault(fault: Fault): string {
  const { atMs: _atMs, kind, ...rest } = fault;
  return [kind, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(', ');
}
