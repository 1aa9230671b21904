import { temporal } from '@temporalio/proto';
import type { HistoryEvent } from '../rig/histories.ts';

const { History } = temporal.api.history.v1;

/**
 * A history as JSON with names of enums and base64 of bytes. The SDK's own `historyToJSON` needs one
 * copy of protobufjs for several packages, which an installation need not have.
 */
export function toHistoryJson(events: readonly HistoryEvent[]): string {
  const message = History.fromObject({ events: [...events] });
  const plain = History.toObject(message, { longs: String, enums: String, bytes: String });
  return `${JSON.stringify(plain, null, 2)}\n`;
}

/** Reads what `toHistoryJson` wrote. */
export function parseHistoryJson(json: string): temporal.api.history.v1.IHistory {
  const plain: unknown = JSON.parse(json);
  if (typeof plain !== 'object' || plain === null || !('events' in plain)) {
    throw new TypeError('expected a history with its events, found another kind of JSON');
  }
  return History.fromObject(plain);
}
