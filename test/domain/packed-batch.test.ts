import { describe, expect, it } from 'vitest';
import type { EventEntry, RecordBatch } from '../../domain/batch.ts';
import { packBatch, packRows, unpackBatch, unpackRows } from '../../domain/packed-batch.ts';

const opened = (agency: string | null, lastDay: string): EventEntry => ({
  kind: 'opened',
  agency,
  actor: null,
  at: '2023-06-05T01:00:00.000Z',
  requestId: null,
  answer: null,
  data: { lastDay },
});

const batch: RecordBatch = {
  workflowId: 'task:p/1/2023-Q2',
  plan: 'p',
  version: 1,
  task: '1',
  period: '2023-Q2',
  seq: 1,
  head: '',
  now: '2023-06-05T01:00:00.000Z',
  serverNow: '2026-11-23T01:00:00.000Z',
  events: [opened('a', '2023-06-14'), opened('b', '2023-06-14')],
  notices: [],
  assignments: [],
  nextWakeAt: null,
  status: 'running',
};

describe('rows on their way to the register', () => {
  it('say once what they share', () => {
    expect(packRows([opened('a', '2023-06-14'), opened('b', '2023-06-14')])).toEqual({
      same: {
        kind: 'opened',
        actor: null,
        at: '2023-06-05T01:00:00.000Z',
        requestId: null,
        answer: null,
        data: { lastDay: '2023-06-14' },
      },
      columns: ['agency'],
      rows: [['a'], ['b']],
    });
  });

  it.each([
    ['differ in an object', [opened('a', '2023-06-14'), opened('a', '2023-06-15')]],
    ['have nothing where others have something', [opened(null, 'x'), opened('a', 'x')]],
    ['are alone', [opened('a', '2023-06-14')]],
    ['are none', []],
    ['are many of one kind', Array.from({ length: 3 }, () => opened('a', '2023-06-14'))],
  ])('come back as they were when they %s', (_how, rows) => {
    expect(unpackRows(JSON.parse(JSON.stringify(packRows(rows))))).toEqual(rows);
  });

  it('come back with their batch, which may never have been packed', () => {
    expect(unpackBatch(JSON.parse(JSON.stringify(packBatch(batch))))).toEqual(batch);
    expect(unpackBatch(batch)).toBe(batch);
  });

  it('take a small part of the room', () => {
    const events = Array.from({ length: 196 }, (_, n) => opened(`xa-${n}`, '2023-06-14'));
    const full = JSON.stringify({ ...batch, events }).length;
    expect(JSON.stringify(packBatch({ ...batch, events })).length).toBeLessThan(full / 10);
  });
});
