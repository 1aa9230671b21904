/**
 * How far an assignment has come.
 *
 * `open → submitted → accepted`, `submitted → returned → submitted`; or it ends otherwise:
 * `waived` (stopped by decision), `notReported` (a periodic report still missing at the next period's cut-off),
 * `notApplicable` (its last day lies before the plan was issued, or before tracking started),
 * `reassigned` (another agency has it now: it counts there).
 */
export const progresses = [
  'open',
  'submitted',
  'returned',
  'accepted',
  'waived',
  'notReported',
  'notApplicable',
  'reassigned',
] as const;
export type Progress = (typeof progresses)[number];

/** Whether it was delivered in time: decided by the time of the submission that is accepted. */
export type Timeliness = 'onTime' | 'onTimeAfterExtension' | 'late' | 'overdue';
