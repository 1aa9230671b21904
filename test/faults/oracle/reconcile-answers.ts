import type { Acknowledged, Facts, Verb } from './facts.ts';

/** What agencies have receipts for, against the register and the evidence folder. */

const eventOf: Readonly<Record<Verb, string>> = {
  acknowledge: 'acknowledged',
  submit: 'submitted',
  accept: 'accepted',
  return: 'returned',
  obstacle: 'obstacleReported',
};

const progressOf: Readonly<Partial<Record<Verb, string>>> = {
  submit: 'submitted',
  accept: 'accepted',
  return: 'returned',
};

export function reconcileAnswers(facts: Facts): string[] {
  return [
    ...facts.answers.flatMap((answer) => judgeAnswer(answer, facts)),
    ...findStrangers(facts),
    ...judgeProgress(facts),
    ...judgeFiles(facts),
  ];
}

function judgeAnswer(answer: Acknowledged, { register }: Facts): string[] {
  const { requestId, verb, agency, at, sha256 } = answer;
  const place = `answer ${requestId} (${verb} of ${agency})`;
  const requests = register.requests.filter((row) => row.requestId === requestId);
  const events = register.events.filter((row) => row.requestId === requestId);
  const [event] = events;
  const evidence = register.evidence
    .filter((row) => row.requestId === requestId)
    .map((row) => row.sha256);
  const right =
    event?.kind === eventOf[verb] &&
    event.agency === agency &&
    Date.parse(event.at) === Date.parse(at);
  return [
    ...(requests.length === 1
      ? []
      : [`${place}: acknowledged, ${requests.length} times on record`]),
    ...(events.length === 1 ? [] : [`${place}: acknowledged, ${events.length} events of it`]),
    ...(event === undefined || right ? [] : [`${place}: its event is not what was acknowledged`]),
    ...(sameItems(evidence, sha256) ? [] : [`${place}: its evidence on record is not its own`]),
  ];
}

/** Nothing is on record that nobody has asked for. */
function findStrangers({ register, answers }: Facts): string[] {
  const known = new Set(answers.map(({ requestId }) => requestId));
  return register.requests
    .filter(({ requestId, agency }) => agency !== null && !known.has(requestId))
    .map(({ requestId, kind }) => `request ${requestId} (${kind}): on record without a receipt`);
}

/** Where each assignment stands follows from its answers, in the order of their receipts. */
function judgeProgress({ register, answers }: Facts): string[] {
  return register.assignments.flatMap(({ plan, task, period, agency, progress }) => {
    const last = answers
      .filter(
        (one) =>
          one.plan === plan &&
          one.task === task &&
          one.period === period &&
          one.agency === agency &&
          progressOf[one.verb] !== undefined,
      )
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .at(-1);
    const expected = (last === undefined ? undefined : progressOf[last.verb]) ?? 'open';
    if (progress === expected) return [];
    return [
      `assignment ${plan}/${task}/${period}/${agency}: expected ${expected}, found ${progress}`,
    ];
  });
}

/** Each file on record is in the folder, with the content that its name promises. */
function judgeFiles({ register, files, answers }: Facts): string[] {
  const contents = new Set(files.values());
  const named = [
    ...register.evidence.map(({ sha256 }) => sha256),
    ...answers.flatMap(({ sha256 }) => sha256),
  ];
  const missing = [...new Set(named)].filter((sha256) => !contents.has(sha256));
  const damaged = [...files].filter(
    ([path, sha256]) => /[0-9a-f]{64}$/.test(path) && !path.endsWith(sha256),
  );
  return [
    ...missing.map((sha256) => `evidence ${sha256}: acknowledged, and no such file is there`),
    ...damaged.map(([path]) => `evidence file ${path}: its content is another`),
  ];
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}
