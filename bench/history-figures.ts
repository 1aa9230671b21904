import type { Client } from '@temporalio/client';
import pLimit from 'p-limit';
import type { Register } from '../register/register.ts';
import { median } from './statistics.ts';

/** Histories of all task workflows: one workflow is one task in one quarter. */
export interface HistoryFigures {
  readonly events: {
    readonly median: number;
    readonly max: number;
    readonly total: number;
  };
  /** Null where the server does not tell. */
  readonly bytes: { readonly median: number; readonly max: number } | null;
}

const asksAtOnce = 16;

/** Asks the server for the length of each history. */
export async function measureHistories(
  client: Client,
  register: Register,
): Promise<HistoryFigures> {
  const { rows } = await register.pool.query<{ id: string }>(
    `select workflow_id as id from workflows where task <> '' order by 1`,
  );
  const limit = pLimit(asksAtOnce);
  const described = await Promise.all(
    rows.map(({ id }) => limit(() => client.workflow.getHandle(id).describe())),
  );
  const events = described.map(({ historyLength }) => historyLength);
  const bytes = described.flatMap(({ historySize }) => historySize ?? []);
  return {
    events: { ...summarise(events), total: events.reduce((sum, count) => sum + count, 0) },
    bytes: bytes.length < described.length ? null : summarise(bytes),
  };
}

function summarise(values: readonly number[]) {
  return { median: median(values), max: Math.max(...values) };
}
