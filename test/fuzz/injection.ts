import { isAbsolute, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { createColors } from 'picocolors';
import { describeEventData } from '../../client/event-text.ts';
import { printJson } from '../../client/io.ts';
import { resolveDirectoryPath } from '../../client/plan-file/resolve-directory-path.ts';
import { formatPreview } from '../../client/preview-text.ts';
import { cleanForTerminal } from '../../client/terminal-text.ts';
import { wordingFor } from '../../client/wording/wording-for.ts';
import { openAssignments } from '../../domain/assignment.ts';
import { buildCurrentDetails, buildTaskDetails, buildTaskSummary } from '../../domain/face.ts';
import { quote } from '../../domain/finding.ts';
import { startFollowUp } from '../../domain/follow-up.ts';
import type { Preview } from '../../domain/preview.ts';
import type { RenderedMail } from '../../mail/models.ts';
import { renderAnswer } from '../../mail/render-answer.ts';
import { renderDigest } from '../../mail/render-digest.ts';
import { renderEscalationLetter } from '../../mail/render-escalation-letter.ts';
import * as samples from '../mail/samples.ts';
import { buildPlan, findPeriod } from '../rig/plans.ts';
import { checkMail, type Harmless, listMarks } from './check-mail.ts';
import { anyHostileText, terminalOrders } from './hostile-texts.ts';
import { expectThat } from './target.ts';

/** Hostile values in every text of a plan, an agency, a person's answer and a file's name. */

/** Dates, ids and words of ours; everything else comes from a plan or a person. */
const ours = new Set(
  'locale at timezone issued lastDay originalLastDay cutoffTime role state kind cycle period timeliness date remindedOn nextLetterOn returnedAt submittedAt acceptedAt reviewBy replyTo task on submittedOn returnedOn since until askedAt decidedAt handedInOn reportedAt answeredAt from to sentAt link url'.split(
    ' ',
  ),
);
const isDay = /^\d{4}-\d{2}-\d{2}/;

/** Every text of a model of ours replaced by the next. */
function fill<T>(model: T, next: () => string): T {
  const fillIn = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ours.has(key) || isDay.test(value) ? value : next();
    if (Array.isArray(value)) return value.map((one) => fillIn(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, fillIn(v, k)]));
  };
  return fillIn(model, '') as T;
}

const digests = [
  samples.longDigest,
  samples.mixedDigest,
  samples.amendedDigest,
  samples.reviewDigest,
];
const letters = [samples.officeLetter, samples.answeredLetter, samples.longLetter];
const answers = [
  ...[samples.received, samples.reviewAsked, samples.returned, samples.accepted],
  ...[samples.extensionRequested, samples.extensionGranted, samples.extensionRefused],
  ...[samples.obstacleReported, samples.obstacleAnswered, samples.instructed, samples.waived],
  ...[samples.handedOver, samples.takenOver, samples.reopened, samples.contributed],
  samples.waitingFor,
];
type Rendering = (next: () => string) => RenderedMail;
const renderings: readonly Rendering[] = [
  ...digests.map(
    (model): Rendering =>
      (next) =>
        renderDigest(fill(model, next)),
  ),
  ...letters.map(
    (model): Rendering =>
      (next) =>
        renderEscalationLetter(fill(model, next)),
  ),
  ...answers.map(
    (model): Rendering =>
      (next) =>
        renderAnswer(fill(model, next)),
  ),
];
const english = renderings.map(
  (_, index): Rendering =>
    (next) => {
      const locale = 'en' as const;
      const digest = digests[index];
      if (digest !== undefined) return renderDigest(fill(samples.withLocale(digest, locale), next));
      const letter = letters[index - digests.length];
      if (letter !== undefined) {
        return renderEscalationLetter(fill(samples.withLocale(letter, locale), next));
      }
      const answer = answers[index - digests.length - letters.length] ?? samples.received;
      return renderAnswer(fill(samples.withLocale(answer, locale), next));
    },
);

let injected = 0;

/** How many values have been put somewhere so far. */
export function countInjected(): number {
  return injected;
}

/**
 * Puts at least so many hostile values everywhere: most into mails, the others into what terminals and
 * the Web UI show, and into paths.
 * @throws Error with what came through
 */
export async function injectInto(values: number, seed: number): Promise<void> {
  const until = injected + values;
  const kept = harmlessOnes();
  for (let round = 0; injected < until; round += 1) {
    const texts = fc.sample(anyHostileText, { numRuns: 500, seed: seed + round });
    let place = 0;
    const next = () => {
      injected += 1;
      place += 1;
      return texts[place % texts.length] ?? '';
    };
    for (const [index, render] of [...renderings, ...english].entries()) {
      await checkMail(render(next), kept[index] ?? { marks: new Set() });
    }
    checkTerminal(next);
    checkWebUi(next);
    await checkPaths(next);
  }
}

/** What the pages of all languages consist of when their texts say nothing, or several lines of nothing. */
function harmlessOnes(): Harmless[] {
  return [...renderings, ...english].map((render) => {
    const texts = ['x', 'x\ny', 'x '.repeat(600)];
    return {
      marks: new Set(texts.flatMap((text) => [...listMarks(render(() => text).html).marks])),
    };
  });
}

const colors = createColors(false);

function expectQuiet(shown: string, what: string): void {
  const order = terminalOrders.exec(shown);
  expectThat(
    order === null,
    () =>
      `${what} shows U+${order?.[0].charCodeAt(0).toString(16)}: ${JSON.stringify(shown.slice(0, 300))}`,
  );
}

/** Everything that commands print of texts. */
function checkTerminal(next: () => string): void {
  const made = buildPlan({ leads: 3, nameOf: () => next() });
  const { task, period } = findPeriod(made, '1', '2023-Q2');
  const plan = { ...made.plan, title: next(), number: next(), issuer: next() };
  const tasks = plan.tasks.map((one) => ({ ...one, title: next(), products: [next()] }));
  const notices = ['lead', 'monitor', 'office'].map((role) => ({
    ...{ at: '2023-06-05T08:00:00.000+07:00', task, period, agency: 'xa-001', to: 'xa-002' },
    ...{ role, kind: 'dueSoon', step: 3, lastDay: '2023-06-14' },
  }));
  const preview = {
    plan: plan.plan,
    assignments: [],
    notices,
    handovers: [],
  } as unknown as Preview;
  for (const locale of ['vi', 'en'] as const) {
    const wording = wordingFor(locale);
    const style = {
      plan: { ...plan, tasks },
      directory: made.directory,
      wording,
      colors,
      width: 80,
    };
    expectQuiet(formatPreview(preview, style).join('\n'), 'preview');
    const document = { number: next(), date: '2023-06-05', issuer: next() };
    const files = [{ name: next() }];
    const said = { text: next(), note: next(), answer: next(), authority: next(), reason: next() };
    const lines = [{ task: '1', state: 'done', text: next() }];
    const data = { ...said, document, files, lines, values: { [next()]: next() }, to: next() };
    const view = { wording, nameOf: cleanForTerminal };
    expectQuiet(describeEventData({ kind: 'reassigned', data }, view), 'history');
  }
  expectQuiet(quote(next()), 'a mistake');
  let printed = '';
  printJson(
    {
      stdout: {
        write: (text) => (printed += text),
        isTerminal: false,
        columns: null,
        stream: null,
      },
    },
    { a: next(), [next()]: next() },
  );
  expectQuiet(printed, 'JSON');
}

/** What Markdown takes for markup, where no backslash takes its meaning away; lines and cells are of it. */
function skeletonOf(markdown: string): string {
  const links = /:\/\/|www\.|@/i.exec(markdown.replace(/\\./gu, '\\'));
  expectThat(links === null, () => `the Web UI would make a link of ${markdown.slice(0, 300)}`);
  return markdown.replace(/\\./gu, '').replace(/[^`*_[\]<>#+|~&\n]/g, '');
}

/** What the Web UI shows as Markdown: nothing of a text is markup there. */
function showWebUi(next: () => string): string[] {
  const made = buildPlan({ leads: 1, nameOf: next });
  const real = findPeriod(made, '1', '2023-Q2');
  const names = Object.fromEntries(made.directory.agencies.map(({ id }) => [id, next()]));
  const plan = { ...made.plan, title: next(), number: next(), issuer: next() };
  const period = { ...real, title: next(), products: [next(), next()], phrase: next() };
  const assignments = openAssignments(period, period.leads, names);
  const followUp = startFollowUp({ plan: plan.plan, part: null, period, assignments });
  return [
    buildTaskSummary(plan, period, null),
    buildTaskDetails(plan, period, names),
    buildCurrentDetails(followUp, 'vi', '2023-06-05T08:00:00.000+07:00'),
  ];
}

function checkWebUi(next: () => string): void {
  const harmless = showWebUi(() => 'x').map(skeletonOf);
  // A text between others: what stands alone may be left out.
  for (const [index, shown] of showWebUi(() => `x${next().slice(0, 500)}x`).entries()) {
    expectQuiet(shown, 'the Web UI');
    const skeleton = skeletonOf(shown);
    expectThat(
      skeleton === harmless[index],
      () => `the Web UI: ${skeleton} in ${shown.slice(0, 400)}`,
    );
  }
}

/** A plan can name no file outside its folder. */
async function checkPaths(next: () => string): Promise<void> {
  const folder = resolve('/tmp/plans');
  for (let n = 0; n < 20; n += 1) {
    const named = n % 2 === 0 ? next() : `a/${next()}/../${next()}`;
    const path = await resolveDirectoryPath(`${folder}/plan.yaml`, named);
    if (path === null) continue;
    const way = relative(folder, path);
    expectThat(!isAbsolute(way) && !/^\.\.(?:\/|$)/.test(way), () => `${named} led to ${path}`);
  }
}
