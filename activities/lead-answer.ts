import { toDay } from '../domain/local-time.ts';
import type { AgencyId, IsoInstant, Plan } from '../domain/plan.ts';
import type { LeadAnswer } from '../mail/models.ts';
import type { StoredAssignment } from '../register/mail-queue.ts';

/** What an assignment keeps of its lead's words. */
export type SaidOfLead = Pick<
  StoredAssignment,
  | 'progress'
  | 'acknowledgedAt'
  | 'submittedAt'
  | 'returnedAt'
  | 'returnReason'
  | 'extensionAsked'
  | 'obstacle'
  | 'waitingFor'
>;

/** Of a plan: where its days begin, and what its agencies are called. */
interface NamesAndZone {
  readonly plan: Pick<Plan, 'timezone'>;
  readonly nameOf: (agency: AgencyId) => string;
}

interface DatedAnswer {
  readonly at: IsoInstant;
  readonly answer: LeadAnswer;
}

/** What came last of a lead that still owes; its word that it knows says least. */
export function describeLeadAnswer(
  assignment: SaidOfLead,
  { plan: { timezone }, nameOf }: NamesAndZone,
): LeadAnswer | null {
  const { acknowledgedAt } = assignment;
  const [latest] = [
    describeReturn(assignment, timezone),
    describeObstacle(assignment, timezone),
    describeRequest(assignment, timezone),
    describeWait(assignment, timezone, nameOf),
  ]
    .filter((one) => one !== null)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (latest !== undefined) return latest.answer;
  return acknowledgedAt === null
    ? null
    : { kind: 'acknowledged', on: toDay(acknowledgedAt, timezone) };
}

function describeReturn(
  { progress, submittedAt, returnedAt, returnReason }: SaidOfLead,
  timezone: string,
): DatedAnswer | null {
  if (progress !== 'returned' || submittedAt === null || returnedAt === null) return null;
  return {
    at: returnedAt,
    answer: {
      kind: 'returned',
      submittedOn: toDay(submittedAt, timezone),
      returnedOn: toDay(returnedAt, timezone),
      reason: returnReason ?? '',
    },
  };
}

function describeObstacle({ obstacle }: SaidOfLead, timezone: string): DatedAnswer | null {
  if (obstacle === null) return null;
  const { at, text, answeredAt } = obstacle;
  return {
    at,
    answer: {
      kind: 'obstacle',
      on: toDay(at, timezone),
      text,
      answeredOn: answeredAt === null ? null : toDay(answeredAt, timezone),
    },
  };
}

function describeRequest({ extensionAsked }: SaidOfLead, timezone: string): DatedAnswer | null {
  if (extensionAsked === null) return null;
  const { at, until } = extensionAsked;
  return { at, answer: { kind: 'extension', on: toDay(at, timezone), until } };
}

function describeWait(
  { waitingFor }: SaidOfLead,
  timezone: string,
  nameOf: (agency: AgencyId) => string,
): DatedAnswer | null {
  if (waitingFor === null) return null;
  const { at, agency, text } = waitingFor;
  const on = toDay(at, timezone);
  return { at, answer: { kind: 'waitingFor', on, agencyName: nameOf(agency), text } };
}
