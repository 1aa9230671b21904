import type { IsoInstant } from '../../domain/plan.ts';
import { buildPlan, type PlanWishes } from './plans.ts';
import { startTestClock, type TestClock } from './servers.ts';
import { openStage, type Stage, shiftTo } from './stage.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** A plan with so many leads that its mails are not sent by the way. */
export interface ManyLeads {
  readonly stage: Stage<TestClock>;
  /** Lets time pass until a moment of plan time, a week at a time. */
  passTo(instant: IsoInstant): Promise<void>;
}

/** Starts a plan of the second quarter of 2023 at a plan time; no mailroom sends, so a test makes its rounds itself. */
export async function startManyLeads(wishes: PlanWishes, opening: IsoInstant): Promise<ManyLeads> {
  const stage = await openStage(startTestClock);
  const shiftMs = shiftTo(opening);
  stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
  await stage.start(buildPlan({ ...wishes, changes: { to: '2023-06-30' } }), { shiftMs });
  const { testService } = stage.temporal;
  const leftMs = async (instant: IsoInstant) =>
    Date.parse(instant) - shiftMs - (await testService.getCurrentTime());
  return {
    stage,
    passTo: async (instant) => {
      for (let ms = await leftMs(instant); ms > 0; ms = await leftMs(instant)) {
        await testService.sleep(Math.min(ms, weekMs));
      }
    },
  };
}
