import { temporal } from '@temporalio/proto';
import type { HistoryEvent } from '../rig/histories.ts';

const { History } = temporal.api.history.v1;

type IHistory = temporal.api.history.v1.IHistory;

/** What no replay reads; stack traces would name folders of one machine. */
const leftOut = [
  ...['identity', 'taskId', 'requestId', 'workerVersion', 'binaryChecksum', 'meteringMetadata'],
  ...['header', 'stackTrace'],
];

/**
 * A history as JSON with names of enums and base64 of bytes, one event a line: event 17 stands on line
 * 17. The SDK's own `historyToJSON` needs one copy of protobufjs for several packages, which an
 * installation need not have.
 */
export function toHistoryLines(events: readonly HistoryEvent[]): string {
  const message = History.fromObject({ events: [...events] });
  const plain = History.toObject(message, { longs: String, enums: String, bytes: String });
  const lines = (plain['events'] as readonly unknown[]).map((event) =>
    JSON.stringify(event, (key, value) => (leftOut.includes(key) ? undefined : value)),
  );
  return `${lines.join('\n')}\n`;
}

/** Reads what `toHistoryLines` wrote. */
export function parseHistoryLines(lines: string): IHistory {
  return parseHistoryJson(`{"events":[${lines.trimEnd().split('\n').join(',')}]}`);
}

/** Reads a history that is one JSON document, as the first ones were kept. */
export function parseHistoryJson(json: string): IHistory {
  const plain: unknown = JSON.parse(json);
  if (typeof plain !== 'object' || plain === null || !('events' in plain)) {
    throw new TypeError('expected a history with its events, found another kind of JSON');
  }
  return History.fromObject(plain);
}
