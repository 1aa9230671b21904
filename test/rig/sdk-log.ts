import { DefaultLogger, Runtime } from '@temporalio/worker';
import { expect } from 'vitest';

/** Words with which the SDK reports that a replay went another way than its history. */
const nondeterminism = /nondetermin|TMPRL1100/i;

/** What the Temporal SDK has said in this process: warnings and errors. */
export interface SdkLog {
  readonly lines: readonly string[];
  /** Fails when a workflow was replayed differently from its history. */
  expectDeterministic(): void;
}

let installed: SdkLog | null = null;

/** Keeps what the SDK says from now on. Call it before any worker exists; later calls get the same log. */
export function captureSdkLog(): SdkLog {
  installed ??= install();
  return installed;
}

function install(): SdkLog {
  const lines: string[] = [];
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    lines.push(`${level} ${message} ${describe(meta)}`);
  });
  Runtime.install({ logger, telemetryOptions: { logging: { filter: 'WARN', forward: {} } } });
  return {
    lines,
    expectDeterministic: () =>
      expect(lines.filter((line) => nondeterminism.test(line))).toEqual([]),
  };
}

function describe(meta: unknown): string {
  return JSON.stringify(meta, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    return value instanceof Error ? (value.stack ?? value.message) : value;
  });
}
