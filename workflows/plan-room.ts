import {
  allHandlersFinished,
  condition,
  proxyActivities,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { Refusal } from '../domain/assignment.ts';
import { findCommandProblem } from '../domain/command-shapes.ts';
import type {
  Amend,
  Close,
  Pause,
  PlanReceipt,
  Request,
  Resume,
  SetDeadline,
  updateNames,
} from '../domain/messages.ts';
import type { IsoInstant } from '../domain/plan.ts';
import {
  describeAgenda,
  describeChange,
  describeEnd,
  describeOpening,
  describePause,
} from '../domain/plan-face.ts';
import type {
  Activities,
  AmendPlan,
  PlanAgenda,
  PlanChange,
  PlanInput,
  PlanResult,
} from '../domain/workflow-input.ts';
import type { CloseAnswer } from './definitions.ts';
import { longestWaitMs } from './longest-wait.ts';
import { refused } from './refused.ts';

/** How long a caller waits for a change of the whole plan; longer is "accepted, not yet written". */
const changePatience = '25 seconds';

const retry = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;

const { planAgenda } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute', retry });
const { openPeriods, closePlan, amendPlan, pausePlan } = proxyActivities<Activities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30 seconds',
  retry,
});

/** A change of the whole plan that waits for its turn. */
export type Ordered = OrderedAmendment | OrderedPause;

interface OrderedAmendment {
  readonly kind: AmendPlan['kind'];
  readonly command: Amend & Partial<Pick<SetDeadline, 'task' | 'lastDay'>>;
}

interface OrderedPause {
  readonly kind: 'pause' | 'resume';
  readonly command: Pause | Resume;
}

/**
 * The state of a plan's workflow and the one loop that carries everything out: what opens when, what
 * is ordered for the whole plan (a new version, a date, a pause), one after the other, and the end.
 */
export class PlanRoom {
  readonly #input: PlanInput;
  #agenda: PlanAgenda | null = null;
  #version: number;
  #openedThrough: IsoInstant | null;
  #opened: number;
  #paused: boolean;
  #closing: Close | null = null;
  #closed = false;
  readonly #ordered: Ordered[] = [];
  /** Requests taken, and the answers to those that have been carried out. */
  readonly #accepted = new Set<string>();
  readonly #receipts = new Map<string, PlanReceipt>();

  constructor(input: PlanInput) {
    this.#input = input;
    this.#version = input.version;
    this.#openedThrough = input.carried?.openedThrough ?? null;
    this.#opened = input.carried?.opened ?? 0;
    this.#paused = input.carried?.paused ?? false;
  }

  /** Refuses what was made to another version than the one in force when its turn comes. */
  validateAmend(name: 'amend' | 'setDeadline' | 'request', command: Amend): void {
    requireShape(name, command);
    const inForce = this.#versionToBe();
    this.#refuse(
      command,
      command.base === inForce
        ? null
        : refuse(
            'VersionChanged',
            `the change was made to version ${command.base} of the plan, in force is ${inForce}: look again and repeat it`,
          ),
    );
  }

  validatePause(command: Pause): void {
    requireShape('pause', command);
    const problem = refuse('AlreadyPaused', 'the plan is paused already');
    this.#refuse(command, this.#pausedToBe() ? problem : null);
  }

  validateResume(command: Resume): void {
    requireShape('resume', command);
    const problem = refuse('NotPaused', 'the plan is not paused');
    this.#refuse(command, this.#pausedToBe() ? null : problem);
  }

  /** Closing is always allowed: only what is no such command is refused. */
  validateClose(command: Close): void {
    requireShape('close', command);
  }

  /** Takes a change and answers when it has been carried out, or that it has not been yet. */
  async order(change: Ordered): Promise<PlanReceipt> {
    const { requestId } = change.command;
    if (!this.#accepted.has(requestId)) {
      this.#accepted.add(requestId);
      this.#ordered.push(change);
    }
    await condition(() => this.#receipts.has(requestId), changePatience);
    return this.#receipts.get(requestId) ?? this.#describePending(requestId);
  }

  /** Ends the plan. The plan's own end is what the caller waits for; one in a hurry asks the register. */
  async close(command: Close): Promise<CloseAnswer> {
    this.#closing ??= command;
    await condition(() => this.#closed, changePatience);
    return { requestId: command.requestId, written: this.#closed };
  }

  /** Follows the plan to its end, or to the end of this run. */
  async run(): Promise<'ended' | 'continue'> {
    this.#agenda = await this.#readAgenda();
    let agenda = this.#agenda;
    while (this.#closing === null) {
      const step = await this.#advance(agenda);
      agenda = this.#agenda;
      if (step === 'continue') return step;
      if (step === 'over') break;
    }
    this.#show(agenda);
    await this.#end(agenda);
    return 'ended';
  }

  /** The argument of the next run. */
  carry(): PlanInput {
    if (this.#openedThrough === null) return { ...this.#input, version: this.#version };
    const carried = {
      openedThrough: this.#openedThrough,
      opened: this.#opened,
      paused: this.#paused,
    };
    return { ...this.#input, version: this.#version, carried };
  }

  result(): PlanResult {
    return { outcome: this.#closing === null ? 'ended' : 'closed', opened: this.#opened };
  }

  /** One step: what is ordered, else the next opening, else the wait for the end. */
  async #advance(agenda: PlanAgenda): Promise<'again' | 'over' | 'continue'> {
    const [change] = this.#ordered;
    if (change !== undefined) {
      await this.#carryOut(change, agenda);
      return 'again';
    }
    this.#show(agenda);
    if (this.#paused) {
      const summary = describePause(agenda.locale);
      await condition(() => this.#isInterrupted(), longestWaitMs, { summary });
      return 'again';
    }
    const next = this.#findNext(agenda);
    if (next === null) {
      return (await this.#waitUntil(agenda.endsAt, describeEnd(agenda.locale))) ? 'over' : 'again';
    }
    const summary = describeOpening(next, agenda.locale);
    return (await this.#waitUntil(next.at, summary)) ? await this.#open(summary) : 'again';
  }

  async #open(summary: string): Promise<'again' | 'continue'> {
    const through = this.#now();
    this.#opened += await openPeriods.executeWithOptions({ summary }, [
      { ...this.#terms(), after: this.#openedThrough, through, now: through },
    ]);
    this.#openedThrough = through;
    const isDone = !this.#isInterrupted() && allHandlersFinished();
    return workflowInfo().continueAsNewSuggested && isDone ? 'continue' : 'again';
  }

  async #carryOut(change: Ordered, { locale }: PlanAgenda): Promise<void> {
    const { requestId } = change.command;
    const openedThrough = this.#openedThrough;
    const order: PlanChange = { ...this.#terms(), requestId, openedThrough };
    const summary = describeChange(change.kind, locale);
    const receipt = isPause(change)
      ? await pausePlan.executeWithOptions({ summary }, [
          { ...order, pause: change.kind === 'pause', reason: change.command.reason },
        ])
      : await amendPlan.executeWithOptions({ summary }, [describeAmendment(order, change)]);
    this.#ordered.shift();
    this.#receipts.set(requestId, receipt);
    this.#opened += receipt.opened;
    this.#version = receipt.version;
    if (isPause(change)) this.#paused = change.kind === 'pause';
    else this.#agenda = await this.#readAgenda();
  }

  async #end({ locale }: PlanAgenda): Promise<void> {
    const own: Close = { requestId: `${workflowInfo().workflowId}/end`, reason: '' };
    const request = this.#closing ?? own;
    await closePlan.executeWithOptions({ summary: describeEnd(locale) }, [
      { plan: this.#input.plan, now: this.#now(), serverNow: serverNow(), ...request },
    ]);
    this.#closed = true;
    if (this.#agenda !== null) this.#show(this.#agenda);
    await condition(() => allHandlersFinished());
  }

  #readAgenda(): Promise<PlanAgenda> {
    return planAgenda.executeWithOptions({ summary: this.#input.plan }, [this.#terms()]);
  }

  #terms() {
    const { carried: _carried, ...terms } = this.#input;
    return { ...terms, version: this.#version, now: this.#now(), serverNow: serverNow() };
  }

  #now(): IsoInstant {
    return new Date(Date.now() + this.#input.shiftMs).toISOString();
  }

  #isInterrupted(): boolean {
    return this.#closing !== null || this.#ordered.length > 0;
  }

  /** What holds once everything ordered has been carried out. */
  #versionToBe(): number {
    return this.#ordered.reduce(
      (held, change) => (isPause(change) ? held : change.command.version),
      this.#version,
    );
  }

  #pausedToBe(): boolean {
    return this.#ordered.reduce(
      (held, change) => (isPause(change) ? change.kind === 'pause' : held),
      this.#paused,
    );
  }

  #refuse({ requestId }: Request, problem: Refusal | null): void {
    if (this.#accepted.has(requestId)) return;
    const refusal =
      this.#closing === null ? problem : refuse('PlanClosed', 'the plan is closed, or closing');
    if (refusal !== null) throw refused(refusal);
  }

  #describePending(requestId: string): PlanReceipt {
    const status = this.#closed ? 'closed' : this.#paused ? 'paused' : 'running';
    return {
      ...{ requestId, plan: this.#input.plan, version: this.#version, status, at: this.#now() },
      ...{ opened: 0, changed: 0, stopped: 0, written: false },
    };
  }

  /** Waits for a moment of plan time; false when something was ordered first. */
  async #waitUntil(at: IsoInstant, summary: string): Promise<boolean> {
    for (;;) {
      const waitMs = Date.parse(at) - Date.parse(this.#now());
      if (this.#isInterrupted()) return false;
      if (waitMs <= 0) return true;
      await condition(() => this.#isInterrupted(), Math.min(waitMs, longestWaitMs), { summary });
    }
  }

  #findNext({ openings }: PlanAgenda) {
    const after = this.#openedThrough === null ? null : Date.parse(this.#openedThrough);
    return openings.find(({ at }) => after === null || Date.parse(at) > after) ?? null;
  }

  #show(agenda: PlanAgenda): void {
    const { length } = agenda.openings.filter(({ at }) => this.#isOpened(at));
    const coming = agenda.openings.slice(length);
    setCurrentDetails(
      describeAgenda(agenda, coming, { opened: this.#opened, paused: this.#paused }),
    );
  }

  #isOpened(at: IsoInstant): boolean {
    return this.#openedThrough !== null && Date.parse(at) <= Date.parse(this.#openedThrough);
  }
}

function isPause(change: Ordered): change is OrderedPause {
  return change.kind === 'pause' || change.kind === 'resume';
}

function describeAmendment(order: PlanChange, { kind, command }: OrderedAmendment): AmendPlan {
  const { base, version, authority, document, task = null, lastDay = null } = command;
  return { ...order, kind, base, version, authority, document, task, lastDay };
}

function refuse(code: Refusal['code'], message: string): Refusal {
  return { code, message, progress: null, allowed: [] };
}

function requireShape(name: keyof typeof updateNames, command: unknown): void {
  const problem = findCommandProblem(name, command);
  if (problem !== null) throw refused(problem);
}

function serverNow(): IsoInstant {
  return new Date(Date.now()).toISOString();
}
