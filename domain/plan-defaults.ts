import type { EscalationStep, LadderByCycle } from './plan.ts';

/** What a plan file may leave out (contract). */

export const defaultTimezone = 'Asia/Ho_Chi_Minh';
/** Working days a reviewer has before being reminded. */
export const defaultReviewWithin = 3;
export const defaultSendAt = '08:00';

/** Working days before the last day. */
export const defaultLeadLadder: LadderByCycle = {
  month: [3, 0],
  quarter: [7, 3, 1, 0],
  longer: [15, 7, 3, 1, 0],
};
export const defaultCoordinatorLadder: LadderByCycle = { month: [], quarter: [3], longer: [7, 1] };

/** The steps after the last day; the provincial office joins the last one where the plan names one. */
export function buildDefaultEscalation(hasProvincialOffice: boolean): EscalationStep[] {
  const last = ['lead', 'monitor', 'office'] as const;
  return [
    { after: 1, to: ['lead', 'coordinators'], repeatEvery: null, times: 1 },
    { after: 3, to: ['lead', 'superior', 'monitor'], repeatEvery: null, times: 1 },
    {
      after: 5,
      to: hasProvincialOffice ? [...last, 'provincialOffice'] : last,
      repeatEvery: 5,
      times: 6,
    },
  ];
}
