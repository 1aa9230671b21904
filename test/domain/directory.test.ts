import { describe, expect, it } from 'vitest';
import {
  buildAgencyIndex,
  expandReference,
  findReviewer,
  NoReviewerError,
  resolveAgencies,
  resolveMailboxes,
  resolveReviewer,
  resolveSuccessor,
} from '../../domain/directory.ts';
import type { Agency, Directory } from '../../domain/plan.ts';

const agency = (id: string, more: Partial<Agency> = {}): Agency => ({
  id,
  name: id,
  aliases: [],
  level: 'province',
  superior: null,
  email: [`${id}@x.example`],
  via: null,
  validFrom: null,
  validTo: null,
  successor: null,
  ...more,
});

const directory: Directory = {
  agencies: [
    agency('office'),
    agency('so-a', { superior: 'office' }),
    agency('so-b', { superior: 'office' }),
    agency('huyen', {
      level: 'district',
      superior: 'office',
      validTo: '2025-06-30',
      successor: 'xa',
    }),
    agency('xa', { level: 'commune', superior: 'huyen', validFrom: '2025-07-01' }),
    agency('to', { level: 'commune', superior: 'xa', email: [], via: 'ap' }),
    agency('ap', { level: 'commune', email: [], via: 'xa' }),
    agency('mute', { email: [], via: 'deaf' }),
    agency('deaf', { email: [], via: 'mute' }),
    agency('lost', { level: 'other', email: [], via: 'nobody', validTo: '2023-01-01' }),
    agency('ring-1', { level: 'other', validTo: '2023-01-01', successor: 'ring-2' }),
    agency('ring-2', { level: 'other', validTo: '2023-01-01', successor: 'ring-1' }),
    agency('gone', { level: 'other', validTo: '2023-01-01', successor: 'nobody' }),
  ],
  groups: {
    all: { members: ['so', 'districts', 'so-a'] },
    so: { members: ['so-b', 'so-a'] },
    districts: { level: 'district' },
    self: { members: ['self', 'so-a'] },
  },
};

describe('resolveAgencies', () => {
  it('takes references in their order and the agencies of a group in the order of the directory', () => {
    expect(resolveAgencies(['huyen', 'so'], directory, '2023-01-01')).toEqual([
      'huyen',
      'so-a',
      'so-b',
    ]);
  });
  it('opens groups of groups and counts an agency once', () => {
    expect(resolveAgencies(['all', 'so-a'], directory, '2023-01-01')).toEqual([
      'so-a',
      'so-b',
      'huyen',
    ]);
  });
  it.each([
    ['2025-06-30', ['huyen']],
    ['2025-07-01', ['xa']],
  ])('leaves out on %s what does not exist then', (day, expected) => {
    expect(resolveAgencies(['huyen', 'xa'], directory, day)).toEqual(expected);
  });
  it('leaves out what it does not know, also names of built-in properties', () => {
    expect(resolveAgencies(['nobody', 'constructor'], directory, '2023-01-01')).toEqual([]);
  });
  it('survives a group inside itself', () => {
    expect(expandReference('self', directory)).toEqual(['so-a']);
  });
});

describe('buildAgencyIndex', () => {
  it('is built once per directory', () => {
    expect(buildAgencyIndex(directory)).toBe(buildAgencyIndex(directory));
    expect(buildAgencyIndex(directory).get('xa')?.superior).toBe('huyen');
  });
});

describe('resolveMailboxes', () => {
  it('are its own where it has any', () => {
    expect(resolveMailboxes('so-a', directory)).toEqual({
      addresses: ['so-a@x.example'],
      via: null,
    });
  });
  it('are those of the first agency along via that has any', () => {
    expect(resolveMailboxes('to', directory)).toEqual({ addresses: ['xa@x.example'], via: 'xa' });
  });
  it.each(['mute', 'lost', 'nobody'])('are none for %s', (id) => {
    expect(resolveMailboxes(id, directory)).toEqual({ addresses: [], via: null });
  });
});

describe('resolveSuccessor', () => {
  it.each([
    ['huyen', '2025-06-30', 'huyen'],
    ['huyen', '2025-07-01', 'xa'],
    ['lost', '2023-01-02', null],
    ['ring-1', '2023-01-02', null],
    ['gone', '2023-01-02', null],
  ])('of %s on %s is %s', (id, day, expected) => {
    expect(resolveSuccessor(id, directory, day)).toBe(expected);
  });
});

describe('resolveReviewer', () => {
  const plan = { reviewer: 'so-a', office: 'office' };
  it.each([
    ['the plan’s reviewer', null, 'so-b', 'so-a'],
    ['the task’s reviewer before the plan’s', 'huyen', 'so-b', 'huyen'],
    ['the office where the reviewer is the lead itself', null, 'so-a', 'office'],
    ['the superior where the task says so', 'superior', 'to', 'xa'],
    ['the office where there is no superior', 'superior', 'ap', 'office'],
    ['the office for an agency that is not in the directory', 'superior', 'nobody', 'office'],
  ])('is %s', (_, reviewer, lead, expected) => {
    expect(resolveReviewer(plan, { task: '1', reviewer }, lead, directory)).toBe(expected);
  });
  it('is the lead’s superior where reviewer and office are the lead', () => {
    const own = { reviewer: 'so-a', office: 'so-a' };
    expect(resolveReviewer(own, { task: '1', reviewer: null }, 'so-a', directory)).toBe('office');
  });
  it('is nobody where none remains', () => {
    const own = { reviewer: 'office', office: 'office' };
    const task = { task: '6.4', reviewer: null };
    expect(findReviewer(own, task, 'office', directory)).toBeNull();
    expect(() => resolveReviewer(own, task, 'office', directory)).toThrow(NoReviewerError);
    expect(() => resolveReviewer(own, task, 'office', directory)).toThrow(/task 6\.4.*"office"/);
  });
});
