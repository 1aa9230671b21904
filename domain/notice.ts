import type { AgencyId, IsoDay, IsoInstant } from './plan.ts';

/** In which capacity somebody is told; with several roles in one notice the first of these wins. */
export const roles = [
  'lead',
  'coordinator',
  'superior',
  'monitor',
  'office',
  'provincialOffice',
] as const;
export type Role = (typeof roles)[number];

/** Notices that stand on a ladder: `preview` lists them. */
export type LadderKind = 'opened' | 'dueSoon' | 'overdue' | 'escalated';
/** Notices that are the result of somebody's action; they leave at once. */
export type AnswerKind =
  | 'received'
  | 'reviewAsked'
  | 'returned'
  | 'accepted'
  | 'extensionRequested'
  | 'extensionDecided'
  | 'obstacleReported'
  | 'obstacleAnswered'
  | 'instructed'
  | 'reminded'
  | 'waived'
  | 'reassigned'
  | 'reopened'
  | 'contributed'
  | 'waitingFor';
/** A reviewer that lets evidence lie. On a ladder, but not of `preview`: it needs an answer to exist. */
export type ReviewKind = 'reviewOverdue';
/** What a new version of the plan changes for a lead. Leaves with the next morning's digest. */
export type AmendmentKind = 'amended';
export type NoticeKind = LadderKind | AnswerKind | ReviewKind | AmendmentKind;

/** One thing to tell one agency, as `preview --json` prints it (contract). */
export interface LadderNotice {
  /** When it leaves: a `sendAt`. Plan time, with the plan's offset. */
  readonly at: IsoInstant;
  readonly task: string;
  readonly period: string;
  /** Whose assignment it is; null for what a coordinator is told of a whole task. */
  readonly agency: AgencyId | null;
  /** Who is told. */
  readonly to: AgencyId;
  readonly role: Role;
  readonly kind: LadderKind;
  /** Working days before (`dueSoon`) or after (`overdue`, `escalated`) the last day; 0 for `opened`. */
  readonly step: number;
  readonly lastDay: IsoDay;
}
