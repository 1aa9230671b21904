import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { type RecordedHistory, readRecorded } from './recorded.ts';

/**
 * The test of the test: today's workflows with a change planted into their bundle. Histories that went
 * the changed way must report it, the others must not.
 */

const recorded = await readRecorded();
let code: string;

beforeAll(async () => {
  captureSdkLog();
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  const logger = new DefaultLogger('ERROR');
  code = (await bundleWorkflowCode({ workflowsPath, logger })).code;
});

/** A place in the bundled workflows, and what is planted there; `SDK` stands for the SDK's module. */
interface Planted {
  readonly change: string;
  readonly find: RegExp;
  readonly put: string;
  /** Histories that went by this place. */
  readonly concerns: (history: RecordedHistory) => boolean;
}

/** The bundle with a change in exactly one place. */
function plant({ find, put }: Planted): string {
  const places = [...code.matchAll(new RegExp(find, 'g'))];
  if (places.length !== 1) {
    throw new Error(
      `expected one place ${String(find)} in the bundled workflows, found ${places.length}: adapt the planted change`,
    );
  }
  const sdk = /= \(0,(\w+)\.proxyActivities\)/.exec(code)?.[1] ?? '';
  return code.replace(find, put.replaceAll('SDK', sdk));
}

/** Names of the histories that a bundle replays differently. */
async function findDifferent(
  bundled: string,
  histories: readonly RecordedHistory[],
): Promise<string[]> {
  const named = histories.map(({ name, history }) => ({ workflowId: name, history }));
  const results = Worker.runReplayHistories({ workflowBundle: { code: bundled } }, named);
  const different: string[] = [];
  for await (const { workflowId, error } of results) {
    if (error === undefined) continue;
    expect(error).toMatchObject({ name: 'DeterminismViolationError' });
    different.push(workflowId);
  }
  return different.sort();
}

const called = (activity: string) => (recordedOne: RecordedHistory) =>
  recordedOne.events.some(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === activity,
  );
const isMailroom = ({ workflowType }: RecordedHistory) => workflowType === 'mailroom';

const timer = 'await new Promise((go) => setTimeout(go, 1000))';
const record = /const outcome = await recordBatch\.executeWithOptions\(/;

const amendment = /await amendPlan\.executeWithOptions\(/;
const gathering = /await \(0,\w+\.sleep\)\(gatherMs, \{[^}]*\}\);/;

const incompatible: readonly Planted[] = [
  {
    change: 'a task that waits before it writes',
    find: record,
    put: `${timer}; $&`,
    concerns: called('recordBatch'),
  },
  {
    change: 'a task that calls its activity by another name',
    find: /const \{ recordBatch, /,
    put: 'const { writeBatch: recordBatch, ',
    concerns: called('recordBatch'),
  },
  {
    change: 'a task that waits before it asks who has taken over',
    find: /const facts = await describeLeads\(/,
    put: `${timer}; $&`,
    concerns: called('describeLeads'),
  },
  {
    change: 'a task that waits before it asks for dates',
    find: /const dated = await computeDeadlines\(/,
    put: `${timer}; $&`,
    concerns: called('computeDeadlines'),
  },
  {
    change: 'a plan that waits before it is amended',
    find: amendment,
    put: `(${timer}) || $&`,
    concerns: called('amendPlan'),
  },
  {
    change: 'a rule of the domain that refuses what was taken',
    find: /if \(\S*isFinal\)?\(assignment\.progress\)\)(?= return \S*refuseFinal\)?\(assignment, 'instruct'\))/,
    put: 'if (true)',
    concerns: ({ name }) => name === 'plan-task-instructed',
  },
  {
    change: 'a mailroom that gathers no longer',
    find: gathering,
    put: '',
    concerns: isMailroom,
  },
];

const innocent: readonly Planted[] = [
  {
    change: 'other words in a summary',
    find: /Ghi sổ: /,
    put: 'Đã ghi: ',
    concerns: called('recordBatch'),
  },
  {
    change: 'a longer wait on the same timer',
    find: /gatherMs = 300/,
    put: 'gatherMs = 500',
    concerns: isMailroom,
  },
  {
    change: 'more in the argument of an activity',
    find: /seq: \S+\(this, _seq\) \+ 1,/,
    put: "$& note: 'thêm',",
    concerns: called('recordBatch'),
  },
  {
    change: 'a task that waits, behind `patched`,',
    find: record,
    put: `if (SDK.patched('waits-before-record')) ${timer}; $&`,
    concerns: called('recordBatch'),
  },
  {
    change: 'a plan that waits, behind `patched`,',
    find: amendment,
    put: `(SDK.patched('waits-before-amendment') && (${timer})) || $&`,
    concerns: called('amendPlan'),
  },
  {
    change: 'a mailroom that does not gather, behind `patched`,',
    find: gathering,
    put: "if (!SDK.patched('gathers-no-longer')) $&",
    concerns: isMailroom,
  },
];

/** So many histories of each sort are enough to see: the shortest. */
const sample = 8;

function takeShortest(histories: readonly RecordedHistory[]): RecordedHistory[] {
  return [...histories].sort((a, b) => a.events.length - b.events.length).slice(0, sample);
}

describe('a planted change', () => {
  /** Some histories that went by the changed place, and some that did not. */
  function choose({ concerns }: Planted) {
    const concerned = takeShortest(recorded.filter(concerns));
    const others = takeShortest(recorded.filter((history) => !concerns(history)));
    expect(Math.min(concerned.length, others.length)).toBeGreaterThan(0);
    return { concerned: concerned.map(({ name }) => name).sort(), all: [...concerned, ...others] };
  }

  it.each(incompatible)('$change is caught by its histories alone', async (planted) => {
    const { concerned, all } = choose(planted);
    expect(await findDifferent(plant(planted), all)).toEqual(concerned);
  });

  it.each(innocent)('$change breaks nothing', async (planted) => {
    expect(await findDifferent(plant(planted), choose(planted).all)).toEqual([]);
  });
});
