import { describe, expect, it } from 'vitest';
import {
  buildAgencyIndex,
  expandReference,
  findReviewer,
  findSuperior,
  NoReviewerError,
  replaceEnded,
  resolveAgencies,
  resolveMailboxes,
  resolveReviewer,
  resolveSuccessor,
} from '../../domain/directory.ts';
import type { Agency, Directory } from '../../domain/plan.ts';
import { readSmallPlan, task as smallTask } from './small-plan.ts';

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

describe('findSuperior', () => {
  it.each([
    ['xa', '2025-06-30', 'huyen'],
    ['xa', '2025-07-01', 'office'],
    ['so-a', '2025-07-01', 'office'],
    ['office', '2025-07-01', null],
    ['nobody', '2025-07-01', null],
  ])('of %s on %s is %s', (lead, day, expected) => {
    expect(findSuperior(lead, directory, day)).toBe(expected);
  });
  it('is nobody where none above is left', () => {
    const orphan = agency('orphan', { superior: 'ring-1' });
    const known = { ...directory, agencies: [...directory.agencies, orphan] };
    expect(findSuperior('orphan', known, '2025-07-01')).toBeNull();
  });
});

describe('replaceEnded', () => {
  const { plan } = readSmallPlan([smallTask('1', {})]);
  const named = {
    ...plan,
    monitor: 'huyen',
    office: 'huyen',
    obstaclesTo: 'huyen',
    provincialOffice: 'huyen',
    reviewer: 'huyen',
  };
  const roles = ({ monitor, office, obstaclesTo, provincialOffice, reviewer }: typeof plan) => [
    monitor,
    office,
    obstaclesTo,
    provincialOffice,
    reviewer,
  ];

  it('names the successors of those that have ended', () => {
    expect(roles(replaceEnded(named, directory, '2025-06-30'))).toEqual(Array(5).fill('huyen'));
    expect(roles(replaceEnded(named, directory, '2025-07-01'))).toEqual(Array(5).fill('xa'));
  });
  it('leaves who ended without one, a missing provincial office, and “superior”', () => {
    const own = { ...named, monitor: 'lost', provincialOffice: null, reviewer: 'superior' };
    expect(roles(replaceEnded(own, directory, '2025-07-01'))).toEqual([
      'lost',
      'xa',
      'xa',
      null,
      'superior',
    ]);
  });
});

describe('findReviewer on a day', () => {
  const plan = { reviewer: 'huyen', office: 'office' };
  const none = { reviewer: null };

  it('is who stands in the reviewer’s place then, never the lead', () => {
    expect(findReviewer(plan, none, 'so-a', directory, '2025-06-30')).toBe('huyen');
    expect(findReviewer(plan, none, 'so-a', directory, '2025-07-01')).toBe('xa');
    expect(findReviewer(plan, none, 'xa', directory, '2025-07-01')).toBe('office');
  });
  it('is the superior that exists then, where the task says so', () => {
    const superior = { reviewer: 'superior' };
    expect(findReviewer(plan, superior, 'xa', directory, '2025-06-30')).toBe('huyen');
    expect(findReviewer(plan, superior, 'xa', directory, '2025-07-01')).toBe('office');
  });
  it('is the named one where it ended without a successor', () => {
    expect(findReviewer({ ...plan, reviewer: 'lost' }, none, 'xa', directory, '2025-07-01')).toBe(
      'lost',
    );
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
