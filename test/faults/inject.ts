import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { People } from './agencies.ts';
import type { Outage } from './oracle/facts.ts';
import { describeFault, type Fault, type FaultKind } from './schedule.ts';
import type { FaultStage } from './stage.ts';

/** Does harm as the schedule says, and keeps count. */
export interface Injector {
  /** Resolves when the fault is over, as far as it has an end. */
  inject(fault: Fault): Promise<void>;
  readonly counts: ReadonlyMap<FaultKind, number>;
  /** When workflows could not record. */
  readonly outages: readonly Outage[];
}

export function createInjector(
  stage: FaultStage,
  people: People,
  say: (line: string) => void,
): Injector {
  const counts = new Map<FaultKind, number>();
  const outages: Outage[] = [];
  return {
    counts,
    outages,
    inject: async (fault) => {
      say(`fault: ${describeFault(fault)}`);
      counts.set(fault.kind, (counts.get(fault.kind) ?? 0) + 1);
      const fromMs = Date.now();
      await harm(fault, stage, people);
      if (fault.kind === 'mail' || fault.kind === 'diskFull') return;
      outages.push({ fromMs, toMs: Date.now() });
    },
  };
}

async function harm(fault: Fault, stage: FaultStage, people: People): Promise<void> {
  switch (fault.kind) {
    case 'killWorker':
      return await stage.workers[fault.which % stage.workers.length]?.kill(0);
    case 'killTemporal':
      await stage.temporal.kill(fault.forMs);
      await stage.temporal.current();
      return;
    case 'killPostgres':
      await stage.postgres.kill(fault.forMs);
      await stage.postgres.current();
      return;
    case 'databaseRefuses':
      return await during(stage.proxy.refuse(), fault.forMs);
    case 'databaseSilent':
      return await during(stage.proxy.silence(), fault.forMs);
    case 'databaseFull':
      return await during(await takeAllConnections(stage.databaseUrl), fault.forMs);
    case 'mail':
      return await during(stage.mail.begin(fault.trouble, fault.share), fault.forMs);
    default:
      people.limitNextFile();
  }
}

async function during(end: () => void, forMs: number): Promise<void> {
  await wait(forMs);
  end();
}

/** Connects until PostgreSQL admits nobody else; whoever had a connection keeps it. */
async function takeAllConnections(url: string): Promise<() => void> {
  const held: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    // One that a kill of PostgreSQL ends reports it here.
    client.on('error', () => undefined);
    try {
      await client.connect();
      held.push(client);
    } catch {
      // No more are admitted, or PostgreSQL has just been killed: either way nobody gets one.
      return () => {
        for (const one of held) void one.end().catch(() => undefined);
      };
    }
  }
}
