import type { IsoDay } from '../domain/plan.ts';
import type { DigestItem, DigestModel } from './models.ts';
import type { DigestPart } from './wording/wording.ts';

const order: readonly DigestPart[] = [
  'overdue',
  'returned',
  'dueSoon',
  'opened',
  'amended',
  'review',
  'coordination',
];

/** The part of a digest that an item stands in: what somebody only coordinates comes last, whatever its state. */
export function partOf({ role, state }: DigestItem): DigestPart {
  return role === 'coordinator' ? 'coordination' : state;
}

/** The entries of one part of a digest, in their order. */
export type PartOfDigest =
  | { readonly part: 'amended'; readonly entries: DigestModel['amended'] }
  | { readonly part: 'review'; readonly entries: DigestModel['reviews'] }
  | { readonly part: Exclude<DigestPart, 'amended' | 'review'>; readonly entries: DigestItem[] };

/** The parts in their order, empty ones left out: items by `compareItems`, the longest waiting review first. */
export function groupByPart({
  items,
  amended,
  reviews,
}: Pick<DigestModel, 'items' | 'amended' | 'reviews'>): PartOfDigest[] {
  const parts = order.map((part): PartOfDigest => {
    if (part === 'amended') return { part, entries: [...amended].sort(compareTasks) };
    if (part === 'review') return { part, entries: [...reviews].sort(compareReviews) };
    return { part, entries: items.filter((item) => partOf(item) === part).sort(compareItems) };
  });
  return parts.filter(({ entries }) => entries.length > 0);
}

const numerically = new Intl.Collator('vi', { numeric: true });

interface TaskAndPeriod {
  readonly task: string;
  readonly period: string;
}

interface DatedTask extends TaskAndPeriod {
  readonly lastDay: IsoDay | null;
}

/** By last day, what has none last; then by task number and period. */
export function compareItems(a: DatedTask, b: DatedTask): number {
  return (a.lastDay ?? '9999').localeCompare(b.lastDay ?? '9999') || compareTasks(a, b);
}

/** By task number and period. */
function compareTasks(a: TaskAndPeriod, b: TaskAndPeriod): number {
  return numerically.compare(a.task, b.task) || numerically.compare(a.period, b.period);
}

function compareReviews(
  a: DigestModel['reviews'][number],
  b: DigestModel['reviews'][number],
): number {
  return b.workingDaysWaiting - a.workingDaysWaiting || compareTasks(a, b);
}
