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
});
