import type { LadderNotice, NoticeKind } from './notice.ts';

/**
 * The key under which a notice exists exactly once: plan/task/period/agency/recipient/kind/step and
 * the deadline's version (or, for the answer to a request, the request's id).
 */
export function buildNoticeKey(
  plan: string,
  notice: Pick<LadderNotice, 'task' | 'period' | 'agency' | 'to' | 'step'> & { kind: NoticeKind },
  version: number | string,
): string {
  const { task, period, agency, to, kind, step } = notice;
  return [plan, task, period, agency ?? '*', to, kind, step, version].join('/');
}
