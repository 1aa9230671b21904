import { describe, expect, it } from 'vitest';
import type { NoticeRow } from '../../register/claim-notices.ts';
import { chooseTold, type MailHistory } from '../../worker/told-by-history.ts';

/** Mornings at 01:00 UTC; the mailroom is known to have been done on Thursday 8/6 at 02:00. */

const wednesday = '2023-06-07T01:00:00.000Z';
const thursday = '2023-06-08T01:00:00.000Z';
const history: MailHistory = {
  settledAt: '2023-06-08T02:00:00.000Z',
  rounds: ['2023-06-07T01:00:05.000Z', '2023-06-08T01:00:05.000Z'],
};

function aNotice(key: string, changes: Partial<NoticeRow> = {}): NoticeRow {
  return {
    ...{ key, workflowId: 'task:kh/1/once', seq: 1, plan: 'kh', version: 1, task: '1' },
    ...{ period: 'once', at: wednesday, agency: 'xa-001', toAgency: 'xa-001', role: 'lead' },
    ...{ kind: 'dueSoon', step: 1, lastDay: '2023-06-14', deadlineVersion: 1, state: 'owed' },
    ...{ leaves: 'morning', data: null, toldAt: wednesday, recordedAt: wednesday },
    ...{ leavesAt: wednesday, mailGroup: 'digest/kh/xa-001/morning', mailId: null },
    ...changes,
  };
}

/** Refilled batches by number, with the moment at which each was on record. */
function choose(
  owed: readonly NoticeRow[],
  recordedAt: Readonly<Record<number, string | null>>,
  composed: Readonly<Record<string, string>> = {},
) {
  const batches = Object.entries(recordedAt).map(([seq, at]) => [Number(seq), at] as const);
  const refilled = {
    ...{ workflowId: 'task:kh/1/once', applied: batches.length, faults: [] },
    recordedAt: new Map(batches),
  };
  const nextMorning = (after: string) =>
    new Date(Date.parse(after) + 24 * 60 * 60 * 1000).toISOString();
  const left = chooseTold(
    owed,
    new Map(Object.entries(composed)),
    history,
    [refilled],
    nextMorning,
  );
  return left.map((one) => [one.notice.key, one.with]);
}

describe('what Temporal’s history says was told', () => {
  it('is what was on record before the mailroom was done', () => {
    const owed = [aNotice('a'), aNotice('b', { seq: 2 })];
    const recorded = { 1: '2023-06-07T01:00:01.000Z', 2: '2023-06-08T02:00:01.000Z' };
    expect(choose(owed, recorded)).toEqual([['a', wednesday]]);
  });

  it('is not what was on its way, for nobody knows whether it arrived', () => {
    expect(choose([aNotice('a')], { 1: null })).toEqual([]);
  });

  it('takes what was on record after the digest of its morning to have left on the next one', () => {
    const owed = [aNotice('a'), aNotice('b', { seq: 2 })];
    const recorded = { 1: '2023-06-07T01:00:01.000Z', 2: '2023-06-07T01:00:06.000Z' };
    expect(choose(owed, recorded)).toEqual([
      ['a', wednesday],
      ['b', thursday],
    ]);
  });

  it('leaves owed what came after the digest of the last morning', () => {
    const owed = [aNotice('a', { leavesAt: thursday })];
    const digest = { 'digest/kh/xa-001': thursday };
    expect(choose(owed, { 1: '2023-06-08T01:30:00.000Z' }, digest)).toEqual([]);
  });

  it('has answers leave by themselves, whatever else was composed', () => {
    const answer = aNotice('a', { kind: 'received', leaves: 'atOnce', leavesAt: wednesday });
    const digest = { 'digest/kh/xa-001': thursday };
    expect(choose([answer], { 1: wednesday }, digest)).toEqual([['a', wednesday]]);
  });

  it('counts what the backup had already as on record a minute after its time', () => {
    const late = aNotice('b', { recordedAt: '2023-06-08T01:59:30.000Z' });
    expect(choose([aNotice('a'), late], {})).toEqual([['a', wednesday]]);
  });
});
