import { z } from 'zod';
import { computeTimeliness } from '../domain/assignment.ts';
import { inZone, toDay } from '../domain/local-time.ts';
import type { AgencyId } from '../domain/plan.ts';
import type { AnsweredAssignment, AnswerMailModel, Submission } from '../mail/models.ts';
import type { NoticeToSend, StoredAssignment } from '../register/mail-queue.ts';
import {
  buildCooperationModel,
  type CooperationKind,
  isCooperationKind,
} from './cooperation-model.ts';
import { buildDecisionModel, type DecisionKind, isDecisionKind } from './decision-model.ts';
import type { MailContext } from './mail-context.ts';
import { buildHead, countDays, cutoffTimeOf } from './mail-head.ts';

/** What the event of a submission carries into the notices about it. */
const submissionData = z.object({
  submission: z.string().nullable(),
  files: z.array(z.object({ sha256: z.string(), name: z.string(), size: z.number() })),
  document: z
    .object({ number: z.string(), date: z.string(), issuer: z.string().nullable() })
    .nullable(),
  note: z.string().nullable(),
  lines: z.array(
    z.object({
      task: z.string(),
      state: z.enum(['done', 'inProgress', 'notStarted']),
      text: z.string(),
    }),
  ),
  values: z.record(z.string(), z.string()),
});

const returnData = z.object({ reason: z.string() });

/** The mail about one action: evidence, its review, a decision, an obstacle, who does it and with whom. */
export function buildAnswerModel(
  context: MailContext,
  to: AgencyId,
  notices: readonly NoticeToSend[],
): AnswerMailModel {
  const [entry] = notices;
  if (entry?.assignment == null || entry.notice.agency === null) {
    throw new Error(`expected an answer to ${to} to be about an assignment, found none`);
  }
  const { notice, assignment } = entry;
  const { kind } = notice;
  return isDecisionKind(kind) || isCooperationKind(kind)
    ? buildDecision(context, to, kind, { notice, stored: assignment })
    : build(context, to, notice, assignment);
}

/** What the monitor or the office is asked for is not the reviewer's to take. */
function buildDecision(
  context: MailContext,
  to: AgencyId,
  kind: DecisionKind | CooperationKind,
  { notice, stored }: { notice: NoticeToSend['notice']; stored: StoredAssignment },
): AnswerMailModel {
  const toLead = notice.role === 'lead';
  const about = {
    head: buildHead(context, to, toLead && stored.reviewer !== null ? [stored.reviewer] : []),
    assignment: describeAssignment(context, stored),
  };
  return isDecisionKind(kind)
    ? buildDecisionModel(context, kind, notice, about)
    : buildCooperationModel(context, kind, { notice, stored }, about);
}

function build(
  context: MailContext,
  to: AgencyId,
  notice: NoticeToSend['notice'],
  stored: StoredAssignment,
): AnswerMailModel {
  const head = buildHead(context, to, stored.reviewer === null ? [] : [stored.reviewer]);
  const assignment = describeAssignment(context, stored);
  const { timezone } = context.plan;
  const reviewerName = stored.reviewer === null ? null : context.nameOf(stored.reviewer);
  const submission = () => describeSubmission(context, notice);
  switch (notice.kind) {
    case 'received':
      return {
        kind: 'received',
        head,
        assignment,
        submission: submission(),
        timeliness: whenIn(stored, notice.at),
        reviewerName,
      };
    case 'reviewAsked':
      return {
        kind: 'reviewAsked',
        head,
        assignment,
        submission: submission(),
        timeliness: whenIn(stored, notice.at),
        reviewBy: context.calendar.addWorkingDays(
          toDay(notice.at, timezone),
          context.plan.reviewWithin,
        ),
      };
    case 'returned':
      return {
        kind: 'returned',
        head,
        assignment,
        returnedAt: inZone(notice.at, timezone),
        reviewerName: reviewerName ?? head.monitor.name,
        reason: returnData.parse(notice.data).reason,
        ...countDays(context, { ...stored, lastDay: stored.lastDay ?? notice.lastDay }),
      };
    case 'accepted':
      return {
        kind: 'accepted',
        head,
        assignment,
        submittedAt: inZone(stored.submittedAt ?? notice.at, timezone),
        acceptedAt: inZone(notice.at, timezone),
        reviewerName: reviewerName ?? head.monitor.name,
        timeliness: stored.timeliness === 'overdue' ? 'late' : stored.timeliness,
      };
    default:
      throw new Error(`expected an answer, found a notice of kind ${notice.kind}`);
  }
}

function describeAssignment(context: MailContext, stored: StoredAssignment): AnsweredAssignment {
  const period = context.findPeriod(stored.task, stored.period);
  return {
    task: stored.task,
    title: period.title,
    period: stored.period,
    cycle: stored.cycle,
    agencyName: context.nameOf(stored.agency),
    lastDay: stored.lastDay,
    originalLastDay: stored.originalLastDay,
    cutoffTime: cutoffTimeOf(context, stored.cutoff),
  };
}

function describeSubmission(
  { plan }: MailContext,
  { at, key, data }: NoticeToSend['notice'],
): Submission {
  const { submission, files, document, note, lines, values } = submissionData.parse(data);
  return {
    requestId: submission ?? key,
    at: inZone(at, plan.timezone),
    files,
    document,
    note,
    lines,
    figures: Object.entries(values).map(([name, value]) => ({ name, value })),
  };
}

function whenIn(stored: StoredAssignment, at: string): 'onTime' | 'onTimeAfterExtension' | 'late' {
  const timeliness = computeTimeliness(stored, at);
  return timeliness === 'overdue' ? 'late' : timeliness;
}
