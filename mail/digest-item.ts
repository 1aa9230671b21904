import { toDay } from '../domain/local-time.ts';
import { cleanLine, truncate } from './clean-text.ts';
import { countedDeadlineFact } from './deadline-fact.ts';
import { buildFact, type Fact, type LetterItem } from './letter.ts';
import type { DigestItem, MailHead, MissingInput, Wait } from './models.ts';
import { listNames } from './names.ts';
import type { Wording } from './wording/wording.ts';

const reasonLimit = 1000;
const waitLimit = 300;
/** A coordinator of a task of hundreds of leads reads of these. */
const waitsInFull = 5;

/** One task of a digest: `number` is its place in it. */
export function buildDigestItem(
  item: DigestItem,
  number: number,
  head: MailHead,
  words: Wording,
): LetterItem {
  return {
    number: `${number}.`,
    title: `${words.taskTitle(item)} (${words.digest.roleOf(item)})`,
    facts: buildFacts(item, head, words),
    lines: item.lines.map(({ task, title }) => ({ label: task, text: title })),
  };
}

function buildFacts(item: DigestItem, head: MailHead, words: Wording): Fact[] {
  const { label } = words;
  const listed = (names: readonly string[]) => listNames(names, words);
  return [
    ...when(item.role === 'coordinator' && item.leadNames.length > 0, () =>
      buildFact(label.leads, listed(item.leadNames)),
    ),
    ...whenGiven(item.takenOverFrom, (name) => buildFact(label.takenOverFrom, name)),
    countedDeadlineFact(label.deadline, item, toDay(head.at, head.timezone), words),
    ...whenGiven(item.phrase, (phrase) => buildFact(label.inThePlan, words.quoted(phrase))),
    ...when(item.products.length > 0, () => buildFact(label.products, item.products.join('; '))),
    ...coordinatorFacts(item, words),
    ...inputFacts(item, head, words),
    ...waitFacts(item, head, words),
    ...whenGiven(item.returnReason, (reason) =>
      buildFact(label.reason, words.quoted(truncate(cleanLine(reason), reasonLimit))),
    ),
    ...whenGiven(askOf(item, words), (ask) => buildFact(label.asked, ask)),
    ...when(item.lines.length > 0, () =>
      buildFact(label.lines, words.digest.linesIntro(item.lines.length)),
    ),
  ];
}

/** Words that name nobody stand after the names: they are not counted as an agency. */
function coordinatorFacts(
  { coordinatorNames: names, coordinatorTexts: texts }: DigestItem,
  words: Wording,
): Fact[] {
  const said = [...(names.length === 0 ? [] : [listNames(names, words)]), ...texts];
  return when(said.length > 0, () => buildFact(words.label.coordinators, said.join('; ')));
}

function when(condition: boolean, build: () => Fact): Fact[] {
  return condition ? [build()] : [];
}

function whenGiven<T>(value: T | null, build: (value: T) => Fact): Fact[] {
  return value === null ? [] : [build(value)];
}

function askOf(item: DigestItem, words: Wording): string | null {
  if (item.role === 'coordinator') return null;
  if (item.state === 'returned') return words.digest.askReturned;
  if (item.state !== 'overdue') return null;
  if (item.returnReason !== null) return words.digest.askReturnedOverdue(item.requested);
  return words.digest.askOverdue(item.task === 'report', item.requested);
}

/** A lead reads what it still waits for; a coordinator, what the lead awaits from it. */
function inputFacts(item: DigestItem, head: MailHead, words: Wording): Fact[] {
  const awaitsRecipient = ({ agencyNames }: MissingInput) =>
    agencyNames.includes(head.recipient.name);
  const fromYou = item.missingInputs.filter(awaitsRecipient).map(({ task }) => task);
  if (item.role === 'coordinator')
    return when(fromYou.length > 0, () =>
      buildFact(words.label.missingInputs, words.digest.awaitedFromYou(fromYou)),
    );
  const said = item.missingInputs.map((input) =>
    words.digest.missingFrom(input, listNames(input.agencyNames, words)),
  );
  return when(said.length > 0, () => buildFact(words.label.missingInputs, said.join('; ')));
}

/** What the leads wait for from others: of those that wait for the recipient first, of many the first few. */
function waitFacts({ role, waits }: DigestItem, head: MailHead, words: Wording): Fact[] {
  const isAwaited = ({ on }: Wait) => on.id === head.recipient.id;
  const sorted = [...waits.filter(isAwaited), ...waits.filter((wait) => !isAwaited(wait))];
  const shown = sorted.slice(0, waitsInFull).map((wait) => {
    const text = truncate(cleanLine(wait.text), waitLimit);
    if (role === 'lead')
      return buildFact(
        words.label.waitingFor,
        words.digest.waitsFor(wait.on.name, wait.since, text),
      );
    return isAwaited(wait)
      ? buildFact(words.label.waitingForYou, words.digest.waitsFor(wait.leadName, wait.since, text))
      : buildFact(
          words.label.waitingFor,
          words.digest.leadWaitsFor(wait.leadName, wait.on.name, text),
        );
  });
  const more = waits.length - shown.length;
  return more <= 0
    ? shown
    : [...shown, buildFact(words.label.waitingFor, words.digest.moreWait(more))];
}
