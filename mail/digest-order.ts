import type { DigestItem } from './models.ts';
import type { DigestPart } from './wording/wording.ts';

const order: readonly DigestPart[] = ['overdue', 'returned', 'dueSoon', 'opened', 'coordination'];

/** The part of a digest that an item stands in: what somebody only coordinates comes last, whatever its state. */
export function partOf({ role, state }: DigestItem): DigestPart {
  return role === 'coordinator' ? 'coordination' : state;
}

/** The parts in their order, empty ones left out, the items of each by `compareItems`. */
export function groupByPart(
  items: readonly DigestItem[],
): { part: DigestPart; items: DigestItem[] }[] {
  return order
    .map((part) => ({ part, items: items.filter((i) => partOf(i) === part).sort(compareItems) }))
    .filter(({ items: of }) => of.length > 0);
}

const numerically = new Intl.Collator('vi', { numeric: true });

/** By last day, what has none last; then by task number and period. */
export function compareItems(a: DigestItem, b: DigestItem): number {
  return (
    (a.lastDay ?? '9999').localeCompare(b.lastDay ?? '9999') ||
    numerically.compare(a.task, b.task) ||
    numerically.compare(a.period, b.period)
  );
}
