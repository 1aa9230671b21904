import { and, asc, desc, eq } from 'drizzle-orm';
import type { Register } from '../register.ts';
import { events, evidence } from '../schema.ts';

/** A file that an event on record names. */
export type NamedEvidence = Readonly<typeof evidence.$inferSelect>;
/** An event on record. */
export type RecordedEvent = Readonly<typeof events.$inferSelect>;

/** Which files are asked for; what is not given may be anything. */
export interface EvidenceFilter {
  readonly plan?: string;
  readonly task?: string;
  readonly period?: string;
  readonly agency?: string;
  readonly sha256?: string;
  /** With `eventN`: the event that named them. */
  readonly workflowId?: string;
  readonly eventN?: number;
}

/** Files on record: the newest first, those of one submission in their order. At most `limit`, if given. */
export async function listEvidence(
  register: Register,
  filter: EvidenceFilter,
  limit = 10_000,
): Promise<NamedEvidence[]> {
  const { plan, task, period, agency, sha256, workflowId, eventN } = filter;
  const given = [
    plan === undefined ? undefined : eq(evidence.plan, plan),
    task === undefined ? undefined : eq(evidence.task, task),
    period === undefined ? undefined : eq(evidence.period, period),
    agency === undefined ? undefined : eq(evidence.agency, agency),
    sha256 === undefined ? undefined : eq(evidence.sha256, sha256),
    workflowId === undefined ? undefined : eq(evidence.workflowId, workflowId),
    eventN === undefined ? undefined : eq(evidence.eventN, eventN),
  ];
  return await register.db
    .select()
    .from(evidence)
    .where(and(...given))
    .orderBy(
      desc(evidence.submittedAt),
      asc(evidence.workflowId),
      desc(evidence.eventN),
      asc(evidence.position),
    )
    .limit(limit);
}

/** The event that a request became in its workflow; null when there is none. */
export async function findEventOf(
  register: Register,
  {
    requestId,
    workflowId,
    kind,
  }: { readonly requestId: string; readonly workflowId: string; readonly kind: string },
): Promise<RecordedEvent | null> {
  const [found] = await register.db
    .select()
    .from(events)
    .where(
      and(
        eq(events.workflowId, workflowId),
        eq(events.requestId, requestId),
        eq(events.kind, kind),
      ),
    )
    .limit(1);
  return found ?? null;
}
