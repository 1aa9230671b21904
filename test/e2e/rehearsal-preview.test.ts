import { describe, expect, it } from 'vitest';
import { defaultTracking } from '../../domain/task-period.ts';
import { rehearsePlan } from '../../worker/rehearse-plan.ts';
import { loadGoldenPlan } from '../plans/load-golden-plan.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';

const sdkLog = captureSdkLog();

/** A whole year with all its workflows, on two cores. */
const timeout = 240_000;

const plans = [
  { file: 'plans/xuan-thanh-2026.yaml', plan: 'xuan-thanh-2026' },
  { file: 'plans/dong-thap-2023.yaml', plan: 'dong-thap-2023' },
];

describe('a whole plan in virtual time, nobody answering', () => {
  it.each(plans)(
    '$plan tells exactly what preview lists, and ends by itself',
    {
      timeout,
    },
    async ({ file, plan: id }) => {
      const loaded = await loadGoldenPlan(file);

      const outcome = await rehearsePlan(
        { ...loaded, tracking: defaultTracking(loaded.plan) },
        () => undefined,
      );

      expect(outcome.difference).toEqual({ missing: [], unexpected: [] });
      expect(outcome).toMatchObject({ plan: id, ended: true, told: outcome.owed });
      sdkLog.expectDeterministic();
      // A difference of two empty lists would be empty as well.
      expect(outcome.owed).toBeGreaterThan(500);
      expect(outcome.mails).toBeGreaterThan(100);
    },
  );

  it('of several years is played to a day, past the handovers of its districts', {
    timeout,
  }, async () => {
    const loaded = await loadGoldenPlan('plans/vinh-thanh-2025.yaml');
    const days: string[] = [];

    const outcome = await rehearsePlan(
      { ...loaded, tracking: defaultTracking(loaded.plan), through: '2025-09-30' },
      ({ at, part }) => days.push(`${Math.round(part * 100)} % ${at}`),
    );

    expect(outcome.difference).toEqual({ missing: [], unexpected: [] });
    expect(outcome).toMatchObject({ through: '2025-09-30', ended: false, told: outcome.owed });
    expect(outcome.owed).toBeGreaterThan(100);
    expect(days.at(-1)).toBe('100 % 2025-09-30T16:59:59.999Z');
    sdkLog.expectDeterministic();
  });
});
