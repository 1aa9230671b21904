import type { IsoDay } from '../domain/plan.ts';
import { dayOf } from '../domain/written-dates.ts';
import { toRoman } from '../domain/written-numbers.ts';
import { cleanLine, truncate } from './clean-text.ts';
import { groupByPart, partOf } from './digest-order.ts';
import { buildFact, buildSection, type Fact, type Letter, type LetterItem } from './letter.ts';
import type { DigestItem, DigestModel, MailHead, MissingInput } from './models.ts';
import { listNames, shortName } from './names.ts';
import type { DigestCounts, DigestPart, DigestStage, Wording } from './wording/wording.ts';
import { wordingFor } from './wording/wording-for.ts';

const reasonLimit = 1000;

/** A digest in the sentences of its language: what is overdue first, numbered through all its parts. */
export function buildDigestLetter({ head, items }: DigestModel): Letter {
  const words = wordingFor(head.locale);
  const parts = groupByPart(items);
  const sorted = parts.flatMap(({ items: of }) => of);
  const first = sorted[0];
  return {
    locale: head.locale,
    subject: words.digest.subject(shortName(head.recipient.name), countItems(items)),
    preview: first === undefined ? '' : words.taskTitle(first),
    sort: words.sort('digest'),
    plan: words.planShort(head.plan),
    greeting: words.greeting(head.recipient.name),
    opening: words.digest.opening(head),
    sections: parts.map(({ part, items: of }, index) =>
      buildSection(words.digest.heading(part, toRoman(index + 1), of.length), {
        alarm: part === 'overdue',
        items: of.map((item) => buildItem(item, sorted.indexOf(item) + 1, head, words)),
      }),
    ),
    closing: words.digest.closing(head, stageOf(items)),
    footer: words.footer(head),
  };
}

function stageOf(items: readonly DigestItem[]): DigestStage {
  const led = items.filter(({ role }) => role === 'lead');
  if (led.length === 0) return 'coordination';
  return led.every(({ state }) => state === 'overdue') ? 'overdue' : 'inTime';
}

function countItems(items: readonly DigestItem[]): DigestCounts {
  const count = (part: DigestPart) => items.filter((item) => partOf(item) === part).length;
  const days = items
    .filter((item) => partOf(item) === 'dueSoon')
    .map(({ lastDay }) => lastDay)
    .filter((day): day is IsoDay => day !== null)
    .sort();
  return {
    overdue: count('overdue'),
    returned: count('returned'),
    dueSoon: count('dueSoon'),
    opened: count('opened'),
    coordination: count('coordination'),
    nextLastDay: days[0] ?? null,
    sameLastDay: new Set(days).size === 1 && days.length === count('dueSoon'),
  };
}

function buildItem(item: DigestItem, number: number, head: MailHead, words: Wording): LetterItem {
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
    deadlineFact(item, dayOf(head.at, head.timezone), words),
    ...whenGiven(item.phrase, (phrase) => buildFact(label.inThePlan, words.quoted(phrase))),
    ...when(item.products.length > 0, () => buildFact(label.products, item.products.join('; '))),
    ...coordinatorFacts(item, words),
    ...inputFacts(item, head, words),
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

function deadlineFact(item: DigestItem, today: IsoDay, words: Wording): Fact {
  const { workingDaysLeft: left, workingDaysOver: over } = item;
  const remaining = left === null ? null : words.daysLeft(left, item.lastDay === today);
  return {
    label: words.label.deadline,
    text: words.deadline(item),
    emphasis: over === null ? remaining : words.daysOver(over),
    alarm: over !== null,
  };
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
