import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  proxyActivities,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import { amendFollowUp } from '../domain/amendment.ts';
import { type Assignment, isOverdue, type Outcome, type Refusal } from '../domain/assignment.ts';
import type { EventEntry, Json, NoticeEntry, RecordBatch } from '../domain/batch.ts';
import { findCommandProblem } from '../domain/command-shapes.ts';
import { describeDecision, findReassignProblem } from '../domain/decisions.ts';
import { buildCurrentDetails, buildTimerSummary } from '../domain/face.ts';
import {
  applyChange,
  beginFollowUp,
  closeFollowUp,
  completeFollowUp,
  type Due,
  describeChange,
  type FollowUp,
  hasPassedOver,
  isFinished,
  listUndatedMoves,
  moveDeadline,
  nextMomentAt,
  nextNoticeAt,
  scheduleReviews,
  settle,
  toRow,
} from '../domain/follow-up.ts';
import { introduceLeads, passOn } from '../domain/hand-over.ts';
import {
  type AmendTask,
  type Close,
  failureTypes,
  type Pause,
  type Reassign,
  type Receipt,
  type Reopen,
  type Request,
  type Resume,
  type TaskSnapshot,
} from '../domain/messages.ts';
import { buildOwnEvent } from '../domain/own-event.ts';
import { packBatch } from '../domain/packed-batch.ts';
import type { AgencyId, IsoInstant } from '../domain/plan.ts';
import { standInAt } from '../domain/succession.ts';
import { type Commands, transitions } from '../domain/transitions.ts';
import { scheduleDecisions } from '../domain/waiting-decisions.ts';
import type { Activities, PlanTaskInput, PlanTaskResult } from '../domain/workflow-input.ts';
import type { CloseAnswer } from './definitions.ts';
import { showAttributes } from './face-attributes.ts';
import { longestWaitMs } from './longest-wait.ts';
import { refused } from './refused.ts';

/** An answer that waits longer for its record is "accepted, not yet written". */
const answerPatience = '10 seconds';

/**
 * Letters of events, and of notices, in one batch: an activity's argument may have 2 MiB, a letter up
 * to three bytes. What is more goes into the next batch.
 */
const batchLetters = 250_000;

/** Answers carried on to the next run; older repeats are answered by the register. */
const carriedAnswers = 1_000;

const { recordBatch, computeDeadlines, describeLeads } = proxyActivities<Activities>({
  // After SIGKILL of a worker the slowest answer waits for this (measured: 10 to 24 s in all).
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});

/**
 * The state of one task workflow and the one loop that writes it.
 *
 * Handlers change the state synchronously, queue what is to be written, and wait; the loop writes
 * everything queued and everything due by one activity, in numbered batches.
 */
export class TaskRoom {
  readonly #input: PlanTaskInput;
  #followUp: FollowUp;
  /** The version of the plan that applies. */
  #version: number;
  #seq: number;
  #head: string;
  readonly #events: EventEntry[] = [];
  readonly #notices: NoticeEntry[] = [];
  readonly #changed = new Set<AgencyId>();
  /** Answers given, whether written or not, in the order of their requests. */
  readonly #answers: Map<string, Json>;
  readonly #written: Set<string>;
  #answersInRun = 0;
  #draining = false;
  /** Request that closed the plan; null while it is open. */
  #closedBy: string | null = null;

  constructor(input: PlanTaskInput) {
    this.#input = input;
    this.#followUp = beginFollowUp(completeFollowUp(input.followUp), input.names);
    this.#seq = input.carried?.seq ?? 0;
    this.#head = input.carried?.head ?? '';
    this.#answers = new Map(input.carried?.answers ?? []);
    this.#written = new Set(this.#answers.keys());
    this.#version = input.version;
    if (input.carried === null) this.#queueOpening();
    if (input.reopen !== undefined) this.#applyReopening(input.reopen);
  }

  /** Refuses synchronously what the state does not allow. Throws `ApplicationFailure` only. */
  validate<Name extends keyof Commands>(name: Name, command: Commands[Name]): void {
    const problem = findCommandProblem(name, command);
    if (problem !== null) throw refused(problem);
    if (this.#answers.has(command.requestId)) return;
    if (this.#draining) throw draining();
    const outcome = this.#attempt(name, command);
    if (!outcome.ok) throw refused(outcome.refusal);
  }

  /** Applies an update and answers once it is on record, or after ten seconds says that it is not yet. */
  async answer<Name extends keyof Commands>(name: Name, command: Commands[Name]): Promise<Receipt> {
    const { requestId } = command;
    if (!this.#answers.has(requestId)) {
      this.#meetSuccessions();
      const outcome = this.#attempt(name, command);
      if (!outcome.ok) throw refused(outcome.refusal);
      this.#accept(command, outcome.change);
    }
    return await this.#awaitReceipt(requestId);
  }

  /** Refuses a passing that the state does not allow. */
  validateReassign(command: Reassign): void {
    const problem = findCommandProblem('reassign', command);
    if (problem !== null) throw refused(problem);
    if (this.#answers.has(command.requestId)) return;
    if (this.#draining) throw draining();
    const refusal = this.#findReassignRefusal(command);
    if (refusal !== null) throw refused(refusal);
  }

  /** Passes an assignment on; who has it now is looked up before the next batch is written. */
  async reassign(command: Reassign): Promise<Receipt> {
    const { requestId, agency, to } = command;
    if (!this.#answers.has(requestId)) {
      this.#meetSuccessions();
      const refusal = this.#findReassignRefusal(command);
      if (refusal !== null) throw refused(refusal);
      const at = this.#now();
      const says = { reason: command.reason.trim(), ...describeDecision(command) };
      const passing = { from: agency, to, name: '', at, cause: 'decision', says } as const;
      const passed = passOn(this.#followUp, passing);
      const [given, ...others] = passed.events;
      this.#followUp = passed.followUp;
      const received = findAssignment(this.#followUp, to);
      const left = findAssignment(this.#followUp, agency);
      if (given === undefined || received === undefined || left === undefined) {
        throw refused(unknownAgency(this.#followUp, agency).refusal);
      }
      const answer = this.#buildReceipt(requestId, received, at) as unknown as Json;
      this.#events.push({ ...given, requestId, answer }, ...others);
      const event = { kind: 'reassigned', actor: null, data: { from: agency, to, ...says } };
      for (const assignment of [left, received]) {
        const tell = [{ kind: 'reassigned', to: assignment.agency, role: 'lead' }] as const;
        const change = { assignment, event, tell };
        this.#notices.push(
          ...describeChange(this.#followUp, change, { requestId, answer }, at).notices,
        );
      }
      this.#keepAnswer(requestId, answer, passed.changed);
    }
    return await this.#awaitReceipt(requestId);
  }

  /** What comes from the plan is refused only while this run hands over, or when the plan is closed. */
  validateFromPlan({ requestId }: Request): void {
    if (this.#answers.has(requestId)) return;
    if (this.#draining) throw draining();
    if (this.#closedBy !== null) throw refused(planClosed('amend'));
  }

  /** Applies a new version of the plan. */
  async amend(command: AmendTask): Promise<CloseAnswer> {
    return await this.#change(command, 'periodAmended', () => {
      const now = this.#now();
      this.#take(settle(this.#followUp, now));
      this.#take(amendFollowUp(this.#followUp, command, now));
      this.#version = command.version;
      return { version: command.version, ...describeDecision(command) };
    });
  }

  /** Stops telling anybody anything; answers are taken, deadlines run on. */
  async pause(command: Pause): Promise<CloseAnswer> {
    return await this.#change(command, 'paused', () => {
      this.#take(settle(this.#followUp, this.#now()));
      this.#followUp = { ...this.#followUp, paused: true };
      return { reason: command.reason };
    });
  }

  /** Goes on: the loop tells the latest step of what was missed. */
  async resume(command: Resume): Promise<CloseAnswer> {
    return await this.#change(command, 'resumed', () => {
      this.#followUp = { ...this.#followUp, paused: false };
      return { reason: command.reason };
    });
  }

  /** Ends the follow-up; answers when the end is on record. Whoever closes again waits for the same end. */
  async close(command: Close): Promise<CloseAnswer> {
    const { requestId } = command;
    const closedBy = this.#closedBy ?? requestId;
    if (this.#closedBy === null) this.#beginClosing(command);
    const written = await condition(() => this.#written.has(closedBy), answerPatience);
    return { requestId, written };
  }

  /** Follows the task to its end, or to the end of this run. Returns with every handler finished. */
  async run(): Promise<'finished' | 'continue'> {
    for (;;) {
      await this.#writeAll();
      const end = this.#findEnd();
      if (end !== null) {
        this.#draining = true;
        await this.#drain();
        // A plan that closed meanwhile is on record as closed: this run is the last.
        return this.#closedBy === null ? end : 'finished';
      }
      await this.#wait();
    }
  }

  /** Everything that the query `state` answers. */
  snapshot(): TaskSnapshot {
    const { plan, period, assignments } = this.#followUp;
    return {
      plan,
      task: period.task,
      period: period.period,
      assignments: assignments.map(toRow),
      seq: this.#seq,
      head: this.#head,
      nextAt: nextMomentAt(this.#followUp, this.#now()),
    };
  }

  /** The argument of the next run. */
  carry(): PlanTaskInput {
    const answers = [...this.#answers].slice(-carriedAnswers);
    const carried = { seq: this.#seq, head: this.#head, answers };
    const { reopen: _applied, names: _opened, ...input } = this.#input;
    return { ...input, version: this.#version, followUp: this.#followUp, carried };
  }

  /** The summary with which the workflow ends. */
  result(): PlanTaskResult {
    const count = (matches: (assignment: Assignment) => boolean) =>
      this.#followUp.assignments.filter(matches).length;
    return {
      outcome: isFinished(this.#followUp) ? 'finished' : 'unfinished',
      accepted: count(({ progress }) => progress === 'accepted'),
      late: count(({ timeliness }) => timeliness === 'late'),
      notReported: count(({ progress }) => progress === 'notReported'),
      open: count(({ progress }) => ['open', 'submitted', 'returned'].includes(progress)),
      details: buildCurrentDetails(this.#followUp, this.#input.locale, this.#now()),
    };
  }

  #now(): IsoInstant {
    return new Date(Date.now() + this.#input.shiftMs).toISOString();
  }

  #attempt<Name extends keyof Commands>(name: Name, command: Commands[Name]): Outcome {
    if (this.#closedBy !== null) {
      return { ok: false, refusal: planClosed(name) };
    }
    const assignment = findAssignment(this.#present(), command.agency);
    if (assignment === undefined) return unknownAgency(this.#followUp, command.agency);
    const now = this.#now();
    const { audience, obstaclesTo } = this.#followUp.period;
    const { successions } = audience;
    const parties = {
      monitor: standInAt(successions, audience.monitor, now),
      obstaclesTo: standInAt(successions, obstaclesTo, now),
    };
    return transitions[name](assignment, command, now, parties);
  }

  /** As things stand now: after downtime a succession may have come that the loop has not met yet. */
  #present(): FollowUp {
    const now = this.#now();
    return hasPassedOver(this.#followUp, now)
      ? settle(this.#followUp, now).followUp
      : this.#followUp;
  }

  /** What an accepted update changes is what stands now. Not for validators: they change nothing. */
  #meetSuccessions(): void {
    const now = this.#now();
    if (hasPassedOver(this.#followUp, now)) this.#take(settle(this.#followUp, now));
  }

  #findReassignRefusal(command: Reassign): Refusal | null {
    if (this.#closedBy !== null) return planClosed('reassign');
    const present = this.#present();
    const held = findAssignment(present, command.agency);
    if (held === undefined) return unknownAgency(this.#followUp, command.agency).refusal;
    const holders = present.assignments.filter(({ progress }) => progress !== 'reassigned');
    return findReassignProblem(
      held,
      command,
      holders.map(({ agency }) => agency),
    );
  }

  /** A workflow that had ended runs again because of this. */
  #applyReopening(command: Reopen): void {
    const outcome = this.#attempt('reopen', command);
    // Refused only when it was carried out before: the answer is on record then.
    if (outcome.ok) this.#accept(command, outcome.change);
  }

  /** A change of the whole task, once for each request; answers when it is on record. */
  async #change(
    { requestId }: Request,
    kind: string,
    apply: () => { readonly [key: string]: Json },
  ): Promise<CloseAnswer> {
    if (!this.#answers.has(requestId)) {
      const data = apply();
      const answer = { requestId };
      const at = this.#now();
      this.#events.push({ kind, agency: null, actor: null, at, requestId, answer, data });
      this.#keepAnswer(requestId, answer, []);
    }
    const written = await condition(() => this.#written.has(requestId), answerPatience);
    return { requestId, written };
  }

  #keepAnswer(requestId: string, answer: Json, changed: readonly AgencyId[]): void {
    for (const agency of changed) this.#changed.add(agency);
    this.#answers.set(requestId, answer);
    this.#answersInRun += 1;
  }

  async #awaitReceipt(requestId: string): Promise<Receipt> {
    const written = await condition(() => this.#written.has(requestId), answerPatience);
    return { ...(this.#answers.get(requestId) as unknown as Receipt), written };
  }

  #accept(command: Request & { agency: AgencyId }, change: (Outcome & { ok: true })['change']) {
    const now = this.#now();
    const { requestId } = command;
    this.#followUp = applyChange(this.#followUp, change);
    const answer = this.#buildReceipt(requestId, change.assignment, now) as unknown as Json;
    const { event, notices } = describeChange(this.#followUp, change, { requestId, answer }, now);
    this.#events.push(event);
    this.#notices.push(...notices);
    this.#keepAnswer(requestId, answer, [command.agency]);
  }

  #buildReceipt(requestId: string, assignment: Assignment, at: IsoInstant): Receipt {
    const { plan, period } = this.#followUp;
    const { agency, progress, timeliness, lastDay } = assignment;
    const { task, period: name } = period;
    return {
      requestId,
      plan,
      task,
      period: name,
      agency,
      at,
      progress,
      timeliness,
      lastDay,
      written: true,
    };
  }

  #beginClosing({ requestId, reason }: Close): void {
    this.#closedBy = requestId;
    const at = this.#now();
    this.#take(closeFollowUp(this.#followUp, at));
    const answer = { requestId };
    const event = { kind: 'closed', agency: null, actor: null, at, requestId, answer };
    this.#events.push({ ...event, data: { reason } });
    this.#answers.set(requestId, answer);
  }

  #queueOpening(): void {
    const at = this.#now();
    for (const { agency, lastDay, cutoff } of this.#followUp.assignments) {
      this.#changed.add(agency);
      this.#events.push(buildOwnEvent('opened', agency, at, { lastDay, cutoff }));
    }
  }

  #take(due: Due): void {
    this.#followUp = due.followUp;
    this.#events.push(...due.events);
    this.#notices.push(...due.notices);
    for (const agency of due.changed) this.#changed.add(agency);
  }

  #hasQueued(): boolean {
    return this.#events.length > 0 || this.#notices.length > 0;
  }

  #findEnd(): 'finished' | 'continue' | null {
    if (this.#closedBy !== null || isFinished(this.#followUp)) return 'finished';
    const full = this.#answersInRun >= this.#input.limits.answersPerRun;
    return full || workflowInfo().continueAsNewSuggested ? 'continue' : null;
  }

  /** Writes what is due and queued; under constant load only until this run must end. */
  async #writeAll(): Promise<void> {
    this.#take(settle(this.#followUp, this.#now()));
    while (this.#hasQueued() && this.#findEnd() === null) {
      await this.#write();
      this.#take(settle(this.#followUp, this.#now()));
    }
    this.#showFace();
  }

  async #write(): Promise<void> {
    await this.#complete();
    const batch = this.#buildBatch(
      this.#events.splice(0, countWithin(this.#events, batchLetters)),
      this.#notices.splice(0, countWithin(this.#notices, batchLetters)),
    );
    this.#changed.clear();
    const summary = describeBatch(batch, this.#input.locale);
    const outcome = await recordBatch.executeWithOptions({ summary }, [packBatch(batch)]);
    this.#seq = outcome.seq;
    this.#head = outcome.head;
    for (const [requestId, answer] of Object.entries(outcome.answers)) {
      this.#answers.set(requestId, answer);
      this.#written.add(requestId);
    }
    const followUp = scheduleReviews(this.#followUp, outcome.reviews ?? []);
    this.#followUp = scheduleDecisions(followUp, outcome.decisions ?? []);
  }

  /**
   * Looks up what updates left open. What changes meanwhile is in the same batch, and nothing would
   * look it up later: so until nothing is open.
   */
  async #complete(): Promise<void> {
    for (;;) {
      if (this.#followUp.assignments.some(({ name }) => name === '')) {
        await this.#describeNewLeads();
      } else if (listUndatedMoves(this.#followUp).length > 0) {
        await this.#dateMoves();
      } else return;
    }
  }

  /** Looks up who has taken an assignment over by decision: the workflow knows no directory. */
  async #describeNewLeads(): Promise<void> {
    const unknown = this.#followUp.assignments.filter(({ name }) => name === '');
    const { plan, period } = this.#followUp;
    const facts = await describeLeads({
      plan,
      version: this.#version,
      task: period.task,
      agencies: unknown.map(({ agency }) => agency),
      now: this.#now(),
    });
    this.#followUp = introduceLeads(this.#followUp, facts);
  }

  /** Asks for the instants of deadlines that an update has moved: only an activity may compute dates. */
  async #dateMoves(): Promise<void> {
    const moved = listUndatedMoves(this.#followUp);
    const { plan, period } = this.#followUp;
    const { cycle, requested } = period;
    const version = this.#version;
    const dated = await computeDeadlines({
      plan,
      version,
      cycle,
      requested,
      now: this.#now(),
      moved,
    });
    const known = new Map(moved.map(({ agency, lastDay }) => [agency, lastDay]));
    for (const deadline of dated) {
      const held = this.#followUp.assignments.find(({ agency }) => agency === deadline.agency);
      // Moved once more in the meantime: the next round dates that.
      if (held?.lastDay === known.get(deadline.agency)) {
        this.#followUp = moveDeadline(this.#followUp, deadline);
      }
    }
  }

  #buildBatch(events: readonly EventEntry[], notices: readonly NoticeEntry[]): RecordBatch {
    const { plan, period, assignments } = this.#followUp;
    const noticeAt = this.#closedBy === null ? nextNoticeAt(this.#followUp) : null;
    return {
      workflowId: workflowInfo().workflowId,
      plan,
      version: this.#version,
      task: period.task,
      period: period.period,
      seq: this.#seq + 1,
      head: this.#head,
      now: this.#now(),
      serverNow: new Date(Date.now()).toISOString(),
      events,
      notices,
      assignments: assignments.filter(({ agency }) => this.#changed.has(agency)).map(toRow),
      nextWakeAt:
        noticeAt === null
          ? null
          : new Date(Date.parse(noticeAt) - this.#input.shiftMs).toISOString(),
      status: this.#closedBy !== null || isFinished(this.#followUp) ? 'closed' : 'running',
    };
  }

  /** Leaving the loop for any reason: handlers still waiting get their record first. */
  async #drain(): Promise<void> {
    while (this.#hasQueued() || !allHandlersFinished()) {
      if (this.#hasQueued()) await this.#write();
      else await condition(() => this.#hasQueued() || allHandlersFinished(), '1 minute');
    }
    this.#showFace();
  }

  async #wait(): Promise<void> {
    const now = this.#now();
    const at = nextMomentAt(this.#followUp, now);
    const waitMs = at === null ? longestWaitMs : Date.parse(at) - Date.parse(now);
    const summary = buildTimerSummary(this.#followUp, this.#input.locale, now);
    await condition(() => this.#hasQueued(), Math.max(1, Math.min(waitMs, longestWaitMs)), {
      summary,
    });
  }

  #showFace(): void {
    const now = this.#now();
    showAttributes(this.#followUp, now, countOverdue(this.#followUp, now));
    setCurrentDetails(buildCurrentDetails(this.#followUp, this.#input.locale, now));
  }
}

function findAssignment({ assignments }: FollowUp, agency: AgencyId): Assignment | undefined {
  return assignments.find((held) => held.agency === agency);
}

/** How many of the first items fit; at least one. */
function countWithin(items: readonly unknown[], letters: number): number {
  let used = 0;
  const over = items.findIndex((item) => {
    used += JSON.stringify(item).length;
    return used > letters;
  });
  return over === -1 ? items.length : Math.max(1, over);
}

function countOverdue(followUp: FollowUp, now: IsoInstant): number {
  return followUp.assignments.filter((held) => isOverdue(held, now)).length;
}

function draining(): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'this run is about to end: send the update again in a moment',
    type: failureTypes.draining,
    nonRetryable: false,
  });
}

function planClosed(update: string): Refusal {
  return {
    code: 'PlanClosed',
    message: `${update} is not possible: the plan is closed`,
    progress: null,
    allowed: [],
  };
}

function unknownAgency(followUp: FollowUp, agency: AgencyId): Outcome & { ok: false } {
  const { task, period } = followUp.period;
  return {
    ok: false,
    refusal: {
      code: 'UnknownAgency',
      message: `${agency} does not lead task ${task} in period ${period}`,
      progress: null,
      allowed: [],
    },
  };
}

function describeBatch(batch: RecordBatch, locale: PlanTaskInput['locale']): string {
  const { length: notices } = batch.notices;
  const { length: events } = batch.events;
  return locale === 'vi'
    ? `Ghi sổ: ${notices} nội dung nhắc, ${events} sự kiện`
    : `Record ${notices} notices, ${events} events`;
}
