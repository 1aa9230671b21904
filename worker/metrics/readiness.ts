import { codeOf } from '../doctor/check.ts';
import type { Reading } from './share-reading.ts';

/** What must hold before a worker is ready. */
export interface Parts {
  /** `RUNNING`, another state of Temporal's worker, or `CONNECTING` before there is one. */
  readonly worker: string;
  readonly temporal: Reading<void>;
  readonly postgres: Reading<void>;
}

/** What `/readyz` answers: for each part `ok`, or in a word what it is instead. */
export interface Readiness {
  readonly ready: boolean;
  readonly worker: string;
  readonly temporal: string;
  readonly postgres: string;
}

/** Names no host, user or password: whoever may ask may know whether, not where. */
export function judgeReadiness({ worker, temporal, postgres }: Parts): Readiness {
  return {
    ready: worker === 'RUNNING' && temporal.ok && postgres.ok,
    worker: worker === 'RUNNING' ? 'ok' : worker,
    temporal: describe(temporal),
    postgres: describe(postgres),
  };
}

/** Codes are those of Node, of gRPC (4 and 14: no answer) and of PostgreSQL (appendix A there). */
function describe(reading: Reading<void>): string {
  if (reading.ok) return 'ok';
  const code = codeOf(reading.error);
  return code === null ? 'no answer' : `no answer (${code})`;
}
