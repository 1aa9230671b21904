import { describe, expect, it } from 'vitest';
import { computeLinkExpiry, findLinkRole } from '../../domain/link.ts';
import { buildPlan } from '../rig/plans.ts';

describe('findLinkRole', () => {
  const { plan, directory } = buildPlan();

  it('is the office’s for the offices of the plan', () => {
    expect(findLinkRole('vp-ubnd', plan, directory)).toBe('office');
    const provincial = { ...plan, provincialOffice: 'vp-ubnd-tinh' };
    expect(findLinkRole('vp-ubnd-tinh', provincial, directory)).toBe('office');
  });

  it('is the monitor’s for whoever monitors, reviews, or hears of obstacles', () => {
    expect(findLinkRole('so-tttt', plan, directory)).toBe('monitor');
    const reviewed = { ...plan, monitor: 'vp-ubnd', reviewer: 'vp-ubnd', obstaclesTo: 'vp-ubnd' };
    expect(findLinkRole('so-tttt', reviewed, directory)).toBe('agency');
    expect(findLinkRole('xa-001', { ...reviewed, obstaclesTo: 'xa-001' }, directory)).toBe(
      'monitor',
    );
    const [task] = plan.tasks;
    if (task === undefined) throw new Error('expected a task');
    const byTask = { ...reviewed, tasks: [{ ...task, reviewer: 'xa-002' }] };
    expect(findLinkRole('xa-002', byTask, directory)).toBe('monitor');
  });

  it('is the monitor’s for a superior that reviews those below it', () => {
    const others = { monitor: 'vp-ubnd', obstaclesTo: 'vp-ubnd' };
    const bySuperior = { ...plan, ...others, reviewer: 'superior' as const };
    const agencies = directory.agencies.map((agency) =>
      agency.id === 'xa-001' ? { ...agency, superior: 'so-tttt' } : { ...agency, superior: null },
    );
    expect(findLinkRole('so-tttt', bySuperior, { ...directory, agencies })).toBe('monitor');
    expect(findLinkRole('xa-001', bySuperior, { ...directory, agencies })).toBe('agency');
  });

  it('is an agency’s own for everybody else', () => {
    expect(findLinkRole('xa-001', plan, directory)).toBe('agency');
  });
});

describe('computeLinkExpiry', () => {
  it('is 60 days after the plan, in server time', () => {
    const plan = { to: '2023-12-31', timezone: 'Asia/Ho_Chi_Minh' };
    expect(computeLinkExpiry(plan, 0)).toBe('2024-02-29T16:59:59.999Z');
    expect(computeLinkExpiry(plan, -86_400_000)).toBe('2024-03-01T16:59:59.999Z');
  });
});
