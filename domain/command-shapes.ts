import type { Refusal } from './assignment.ts';
import { isIsoDay } from './calendar/civil-day.ts';
import type { updateNames } from './messages.ts';
import { idPattern } from './names.ts';

/**
 * What the argument of each update must look like, and how large its parts may be. Updates come from
 * whoever can reach the Temporal server, not only from our command line: an argument of another shape
 * would break the workflow later, and a text that is too long would never fit the batch that records it.
 */

/** Letters (UTF-16 units) and counts; docs/plan-file.md lists them. */
export const commandLimits = {
  requestId: 200,
  agency: 100,
  text: 10_000,
  authority: 500,
  documentNumber: 200,
  fileName: 255,
  files: 100,
  lines: 1_000,
  values: 500,
  task: 50,
} as const;

/** Where something else stands than expected: the way to it inside the command, and what belongs there. */
interface Misfit {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** What is wrong with a value, or null. */
type Shape = (value: unknown, path: string) => Misfit | null;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function says(expected: string, fits: (value: unknown) => boolean): Shape {
  return (value, path) => (fits(value) ? null : { path, expected, found: describe(value) });
}

function text(longest: number, shortest: 0 | 1 = 0): Shape {
  return says(
    shortest === 0 ? `text of at most ${longest} letters` : `text of 1 to ${longest} letters`,
    (value) => typeof value === 'string' && value.length <= longest && value.length >= shortest,
  );
}

function orNull(shape: Shape): Shape {
  return (value, path) => (value === null ? null : shape(value, path));
}

function oneOf(...words: readonly string[]): Shape {
  return says(`one of ${words.join(', ')}`, (value) => words.some((word) => word === value));
}

function list(item: Shape, longest: number): Shape {
  const isList = says(
    `a list of at most ${longest} entries`,
    (value) => Array.isArray(value) && value.length <= longest,
  );
  return (value, path) => {
    const misfit = isList(value, path);
    if (!Array.isArray(value)) return misfit;
    return misfit ?? first(value.map((entry: unknown, index) => item(entry, `${path}[${index}]`)));
  };
}

function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, path) => {
    if (!isPlain(value)) return { path, expected: 'an object', found: describe(value) };
    return first(
      Object.entries(shapes).map(([key, shape]) =>
        shape(value[key], path === '' ? key : `${path}.${key}`),
      ),
    );
  };
}

function first(misfits: readonly (Misfit | null)[]): Misfit | null {
  return misfits.find((misfit) => misfit !== null) ?? null;
}

const values: Shape = (value, path) => {
  const { values: most, text: longest } = commandLimits;
  const isTable = says(
    `at most ${most} names with texts`,
    (table) =>
      isPlain(table) &&
      Object.keys(table).length <= most &&
      Object.values(table).every((one) => typeof one === 'string' && one.length <= longest),
  );
  return isTable(value, path);
};

// As in a directory: every table of agencies is a plain object, to which `constructor` means something.
const agency = says(
  `the id of an agency of at most ${commandLimits.agency} letters`,
  (value) =>
    typeof value === 'string' &&
    value.length <= commandLimits.agency &&
    idPattern.test(value) &&
    value !== 'constructor',
);
const words = text(commandLimits.text);
const day = says(
  'a day YYYY-MM-DD that exists',
  (value) => typeof value === 'string' && isIsoDay(value),
);
const instant = says(
  'an instant such as 2023-06-14T08:00:00.000+07:00',
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?([+-]\d\d:\d\d|Z)$/.test(value) &&
    Number.isFinite(Date.parse(value)),
);
const whole = says('a whole number', (value) => Number.isSafeInteger(value) && Number(value) >= 0);
const sha256 = says(
  'a SHA-256 of 64 hex digits',
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);
const document = fields({
  number: text(commandLimits.documentNumber),
  date: day,
  issuer: orNull(text(commandLimits.authority)),
});
const decision = { authority: text(commandLimits.authority), document };
const version = { ...decision, base: whole, version: whole };
const dated = { ...version, task: text(commandLimits.task, 1), lastDay: day };
const files = list(
  fields({ sha256, name: text(commandLimits.fileName), size: whole }),
  commandLimits.files,
);
const lines = list(
  fields({
    task: text(commandLimits.task, 1),
    state: oneOf('done', 'inProgress', 'notStarted'),
    text: words,
  }),
  commandLimits.lines,
);

const shapes: Readonly<Record<keyof typeof updateNames, Readonly<Record<string, Shape>>>> = {
  acknowledge: { agency },
  submitEvidence: { agency, files, document: orNull(document), note: orNull(words), lines, values },
  review: { agency, by: agency, decision: oneOf('accept', 'return'), reason: orNull(words) },
  requestExtension: { agency, until: day, reason: words },
  decideExtension: {
    ...{ agency, ...decision, decision: oneOf('grant', 'refuse') },
    ...{ until: orNull(day), reason: orNull(words) },
  },
  reportObstacle: { agency, text: words },
  answerObstacle: { agency, by: agency, text: words },
  instruct: { agency, ...decision, text: words },
  remind: { agency, by: agency, at: instant },
  waive: { agency, ...decision, reason: words },
  reassign: { agency, ...decision, to: agency, reason: words },
  reopen: { agency, ...decision, until: orNull(day), reason: words },
  contribute: { agency, by: agency, text: words, document: orNull(document) },
  waitFor: { agency, on: agency, text: words },
  amend: version,
  setDeadline: dated,
  request: dated,
  pause: { reason: words },
  resume: { reason: words },
  close: { reason: words },
};

const requestId = text(commandLimits.requestId, 1);

/** Why an update's argument cannot be taken, whatever the state; null when it can. Never throws. */
export function findCommandProblem(
  name: keyof typeof updateNames,
  command: unknown,
): Refusal | null {
  const misfit = fields({ requestId, ...shapes[name] })(command, '');
  if (misfit === null) return null;
  const { path, expected, found } = misfit;
  const where = path === '' ? name : `${name}, ${path}`;
  return {
    code: 'NotWellFormed',
    message: `${where}: expected ${expected}, found ${found}; nothing was changed: correct it and send it again`,
    progress: null,
    allowed: [],
  };
}

function describe(value: unknown): string {
  if (typeof value === 'string') {
    return value.length <= 40 ? JSON.stringify(value) : `${value.length} letters`;
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'object' ? 'an object' : String(value);
}
