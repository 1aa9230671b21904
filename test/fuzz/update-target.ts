import fc from 'fast-check';
import {
  type Assignment,
  isFinal,
  listAllowed,
  type Outcome,
  openAssignments,
} from '../../domain/assignment.ts';
import { commandLimits, findCommandProblem } from '../../domain/command-shapes.ts';
import { findReassignProblem } from '../../domain/decisions.ts';
import { buildCurrentDetails } from '../../domain/face.ts';
import {
  applyChange,
  describeChange,
  type FollowUp,
  settle,
  startFollowUp,
  toRow,
} from '../../domain/follow-up.ts';
import { passOn } from '../../domain/hand-over.ts';
import { type Reassign, updateNames } from '../../domain/messages.ts';
import { packBatch, unpackBatch } from '../../domain/packed-batch.ts';
import type { TaskPeriod } from '../../domain/task-period.ts';
import { type Commands, transitions } from '../../domain/transitions.ts';
import { buildPlan, findPeriod } from '../rig/plans.ts';
import { anyHostileText } from './hostile-texts.ts';
import { expectThat, type Target } from './target.ts';

type UpdateName = keyof typeof updateNames;
const allNames = Object.values(updateNames);

const made = buildPlan({ leads: 3 });
const period: TaskPeriod = findPeriod(made, '1', '2023-Q2');
const [firstLead = ''] = period.leads;
const names = Object.fromEntries(made.directory.agencies.map(({ id, name }) => [id, name]));
const known = made.directory.agencies.map(({ id }) => id);
const parties = { monitor: period.audience.monitor, obstaclesTo: period.obstaclesTo };

const agency = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...period.leads) },
  { weight: 3, arbitrary: fc.constantFrom(...known) },
  { weight: 1, arbitrary: anyHostileText },
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Đã xong', 'Chờ số liệu', '', ' ', 'x'.repeat(9_000)) },
  { weight: 3, arbitrary: anyHostileText },
  { weight: 1, arbitrary: fc.constantFrom('ữ'.repeat(10_001), 'x'.repeat(100_000)) },
);
const day = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('2023-06-15', '2023-06-30', '2023-12-31', '2031-12-31') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2023-06-01', '0000-01-01', '9999-12-31', '2023-02-30', 'NaN'),
  },
);
const nullable = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 3 });
const document = fc.record({ number: text, date: day, issuer: nullable(text) });
const file = fc.record({
  sha256: fc.constantFrom('a'.repeat(64), 'a'.repeat(63), '../../etc/passwd'),
  name: text,
  size: fc.constantFrom(0, 1, 1e15, -1, Number.NaN, 2 ** 60),
});
const line = fc.record({
  task: fc.constantFrom('1', 'A.1', '__proto__'),
  state: fc.constantFrom('done', 'inProgress', 'notStarted', 'gone'),
  text,
});
const anyFields = {
  agency,
  by: fc.oneof({ weight: 3, arbitrary: fc.constant('so-tttt') }, { weight: 1, arbitrary: agency }),
  on: agency,
  to: agency,
  text,
  reason: nullable(text),
  until: nullable(day),
  authority: text,
  document: nullable(document),
  note: nullable(text),
  files: fc.array(file, { maxLength: 2 }),
  lines: fc.array(line, { maxLength: 2 }),
  values: fc.dictionary(fc.oneof(anyHostileText, fc.constant('hồ sơ')), text, { maxKeys: 2 }),
  decision: fc.constantFrom('accept', 'return', 'grant', 'refuse', 'maybe'),
  base: fc.constantFrom(1, 2, -1, 1.5, Number.NaN),
  version: fc.constantFrom(1, 2, 2 ** 60),
  task: anyHostileText,
  lastDay: day,
} satisfies Record<string, fc.Arbitrary<unknown>>;

/** A command of which most parts are right, or anything at all. */
const wellMeant = fc.record({ requestId: fc.uuid(), ...anyFields });
const broken = fc
  .tuple(
    wellMeant,
    fc.constantFrom(...Object.keys(anyFields), 'requestId'),
    fc.anything({ maxDepth: 2 }),
  )
  .map(([command, key, value]) => ({ ...command, [key]: value }));
const anyCommand: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: wellMeant },
  { weight: 3, arbitrary: broken },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: true }) },
);
// The names that change an assignment come more often.
const anyName: fc.Arbitrary<UpdateName> = fc.constantFrom(
  ...allNames,
  ...Object.keys(transitions).filter((name): name is keyof Commands => name in transitions),
  'submitEvidence',
  'review',
  'reopen',
);
const anySteps = fc.array(
  fc.record({ name: anyName, command: anyCommand, hours: fc.integer({ min: 0, max: 400 }) }),
  { minLength: 1, maxLength: 6 },
);

/** What an update may make of a progress; itself is always possible. */
const becomes: Readonly<Record<string, readonly Assignment['progress'][]>> = {
  submitEvidence: ['submitted'],
  review: ['accepted', 'returned'],
  waive: ['waived'],
  reopen: ['open'],
};

function open(): FollowUp {
  const assignments = openAssignments(period, period.leads, names);
  return startFollowUp({ plan: made.plan.plan, part: null, period, assignments });
}

/** JSON is how every argument arrives: what JSON does not know is no longer there. */
function arrive(command: unknown): unknown {
  try {
    const json = JSON.stringify(command);
    return json === undefined ? null : JSON.parse(json);
  } catch {
    return null;
  }
}

const isCommand = (name: UpdateName, command: unknown): command is Commands[keyof Commands] =>
  findCommandProblem(name, command) === null;

function step(state: FollowUp, name: UpdateName, sent: unknown, now: string): FollowUp {
  const command = arrive(sent);
  const problem = findCommandProblem(name, command);
  if (problem !== null) {
    expectThat(
      /expected .+, found .+/.test(problem.message) && problem.message.length < 600,
      () => `a refusal that says too little or too much: ${problem.message}`,
    );
    return state;
  }
  const settled = settle(state, now).followUp;
  if (name === 'reassign') return reassign(settled, command as Reassign, now);
  if (!(name in transitions) || !isCommand(name, command)) return settled;
  const held = settled.assignments.find((one) => one.agency === command.agency);
  return held === undefined ? settled : change(settled, held, name as keyof Commands, command, now);
}

function reassign(state: FollowUp, command: Reassign, now: string): FollowUp {
  const held = state.assignments.find((one) => one.agency === command.agency);
  const holders = state.assignments.filter(({ progress }) => progress !== 'reassigned');
  if (held === undefined) return state;
  if (
    findReassignProblem(
      held,
      command,
      holders.map((one) => one.agency),
    ) !== null
  )
    return state;
  const passing = { from: held.agency, to: command.to, name: 'x', at: now } as const;
  return passOn(state, { ...passing, cause: 'decision', says: {} }).followUp;
}

function change(
  state: FollowUp,
  held: Assignment,
  name: keyof Commands,
  command: Commands[keyof Commands],
  now: string,
): FollowUp {
  const before = JSON.stringify(held);
  const act = transitions[name] as (...words: unknown[]) => Outcome;
  const outcome = act(held, command, now, parties);
  expectThat(JSON.stringify(held) === before, () => 'the state was changed in place');
  if (!outcome.ok) {
    const { message, code, allowed } = outcome.refusal;
    expectThat(message !== '' && code !== 'NotWellFormed', () => 'a refusal that says nothing');
    expectThat(
      allowed.every((one) => one in updateNames),
      () => `allowed: ${allowed.join()}`,
    );
    return state;
  }
  expectSound(held, outcome.change.assignment, name);
  const request = { requestId: command.requestId, answer: null };
  const after = applyChange(state, outcome.change);
  const { event, notices } = describeChange(after, outcome.change, request, now);
  const batch = { events: [event], notices, assignments: after.assignments.map(toRow) };
  const frame = {
    workflowId: 'w',
    plan: 'p',
    version: 1,
    task: '1',
    period: 'x',
    seq: 1,
    head: '',
  } as const;
  const whole = {
    ...frame,
    ...batch,
    now,
    serverNow: now,
    nextWakeAt: null,
    status: 'running',
  } as const;
  expectThat(
    JSON.stringify(unpackBatch(packBatch(whole))) ===
      JSON.stringify(unpackBatch(arrive(packBatch(whole)) as never)),
    () => 'a batch that does not survive its way',
  );
  expectThat(
    JSON.stringify(event).length < 3 * commandLimits.text,
    () => 'an event without a limit',
  );
  return after;
}

function expectSound(was: Assignment, is: Assignment, name: keyof Commands): void {
  const { progress } = is;
  const allowed = [...(becomes[name] ?? []), ...(becomes[name] ? [] : [was.progress])];
  expectThat(allowed.includes(progress), () => `${name}: ${was.progress} became ${progress}`);
  expectThat(
    listAllowed(was.progress).includes(name) || name === 'answerObstacle' || !isFinal(was.progress),
    () => `${name} was taken in ${was.progress}`,
  );
  expectThat(
    is.agency === was.agency && is.originalLastDay === was.originalLastDay,
    () => 'another',
  );
  expectThat(
    progress !== 'accepted' ||
      (is.acceptedAt !== null && is.timeliness !== null && is.submittedAt !== null),
    () => 'accepted without when',
  );
  expectThat(progress !== 'submitted' || is.submission !== null, () => 'submitted what');
  const moved = is.lastDay !== was.lastDay;
  expectThat((is.lastDay ?? '') >= (was.lastDay ?? ''), () => 'an earlier last day');
  expectThat(
    is.deadlineVersion === was.deadlineVersion + (moved ? 1 : 0),
    () => 'version of deadline',
  );
  expectThat(is.extensions === was.extensions + (moved ? 1 : 0), () => 'count of extensions');
  expectThat(!moved || is.cutoff === null, () => 'an old cut-off for a new last day');
}

/** Every update with any argument, in sequences: refused by shape or by state, or taken soundly. */
export const updateTarget: Target = {
  name: 'updates',
  share: 0.8,
  run: async (cases, seed, observe) => {
    const start = Date.parse('2023-06-07T01:00:00Z');
    const property = fc.property(anySteps, (steps) => {
      let state = open();
      let at = start;
      for (const { name, command, hours } of steps) {
        at += hours * 3_600_000;
        const now = new Date(at).toISOString();
        state = observe(
          () => step(state, name, command, now),
          () => `${name} ${String(JSON.stringify(arrive(command)))}`,
        );
      }
      const details = buildCurrentDetails(state, 'vi', new Date(at).toISOString());
      expectThat(Buffer.byteLength(details) < 20_000, () => 'details beyond their limit');
      expectThat(
        state.assignments.some((one) => one.agency === firstLead),
        () => 'a lead was lost',
      );
    });
    fc.assert(property, { numRuns: Math.ceil(cases / 3.5), seed });
  },
};
