import type { IsoDay } from '../domain/plan.ts';
import { countedDeadlineFact } from './deadline-fact.ts';
import { decisionFacts } from './decision-facts.ts';
import { buildFact, type Fact, type LetterItem } from './letter.ts';
import type { Amended, AmendedItem } from './models.ts';
import type { Wording } from './wording/wording.ts';

/** What a new version of the plan changes for one assignment: `number` is its place in the digest. */
export function buildAmendedItem(
  item: AmendedItem,
  number: number,
  { today, decision }: { readonly today: IsoDay; readonly decision: readonly Fact[] },
  words: Wording,
): LetterItem {
  return {
    number: `${number}.`,
    title: words.taskTitle(item),
    facts: [...changeFacts(item, today, words), ...decision],
    lines: [],
  };
}

/** Who decided: once for the whole part where it is the same for all, else with each. */
export function shareDecision(
  items: readonly AmendedItem[],
  words: Wording,
): { readonly shared: Fact[]; readonly own: (item: AmendedItem) => Fact[] } {
  const said = (item: AmendedItem) => decisionFacts(item.decision, words);
  const [first, ...others] = items.map(said);
  const same = others.every((facts) => JSON.stringify(facts) === JSON.stringify(first));
  return same ? { shared: first ?? [], own: () => [] } : { shared: [], own: said };
}

function changeFacts(item: AmendedItem, today: IsoDay, words: Wording): Fact[] {
  const { label, digest } = words;
  if (item.removed) return [buildFact(label.change, digest.noLongerOwed)];
  const { oldTitle, products, reviewer } = item;
  return [
    ...deadlineFacts(item, today, words),
    ...(oldTitle === null ? [] : [buildFact(label.oldTitle, words.quoted(oldTitle))]),
    ...changedFact(label.products, mapBoth(products, listProducts), words),
    ...changedFact(label.reviewer, reviewer, words),
  ];
}

function deadlineFacts({ deadline, lastDay }: AmendedItem, today: IsoDay, words: Wording): Fact[] {
  if (deadline === null) return [];
  const now = { ...deadline, undated: false };
  if (lastDay === null) return [countedDeadlineFact(words.label.deadline, now, today, words)];
  const fixed = { originalLastDay: null, cutoffTime: deadline.cutoffTime, undated: false };
  const said = (day: IsoDay | null) => words.deadline({ ...fixed, lastDay: day });
  return [
    buildFact(words.label.oldDeadline, said(lastDay.from)),
    // A last day that the plan itself has moved was not extended; a later version may have moved it again.
    lastDay.to === deadline.lastDay
      ? countedDeadlineFact(words.label.newDeadline, { ...now, ...fixed }, today, words)
      : buildFact(words.label.newDeadline, said(lastDay.to)),
  ];
}

function listProducts(products: readonly string[]): string | null {
  return products.length === 0 ? null : products.join('; ');
}

function mapBoth<T, U>(change: Amended<T> | null, map: (value: T) => U): Amended<U> | null {
  return change === null ? null : { from: map(change.from), to: map(change.to) };
}

function changedFact(label: string, change: Amended<string | null> | null, words: Wording): Fact[] {
  return change === null ? [] : [buildFact(label, words.digest.changed(change.from, change.to))];
}
