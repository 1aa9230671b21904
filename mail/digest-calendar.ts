import { toDay } from '../domain/local-time.ts';
import { cleanLine } from './clean-text.ts';
import { compareItems } from './digest-order.ts';
import { hashOf } from './headers.ts';
import { type AllDayEvent, writeCalendar } from './icalendar.ts';
import type { AmendedItem, DigestModel, MailHead, TaskPeriod } from './models.ts';
import type { DeadlineWords } from './wording/wording.ts';
import { wordingFor } from './wording/wording-for.ts';

interface DatedItem extends TaskPeriod, DeadlineWords {
  readonly lastDay: string;
}

/**
 * The last days that the recipient must meet as an iCalendar object (RFC 5545): one all-day event for each,
 * the same UID in every mail, so that an extension moves the entry. Null when nothing is still to come.
 */
export function buildDigestCalendar({ head, items, amended }: DigestModel): string | null {
  const today = toDay(head.at, head.timezone);
  const led = items.filter(({ role }) => role === 'lead');
  const dated = uniqueTasks<TaskPeriod & DeadlineWords>([...led, ...amended.flatMap(moved)])
    .filter((item): item is DatedItem => item.lastDay !== null && item.lastDay >= today)
    .sort(compareItems);
  if (dated.length === 0) return null;
  return writeCalendar(
    head.locale.toUpperCase(),
    dated.map((item) => buildEvent(item, head)),
  );
}

/** An amended assignment whose last day the new version has moved: it is shown on its new day. */
function moved(item: AmendedItem): (TaskPeriod & DeadlineWords)[] {
  const { lastDay, deadline } = item;
  if (lastDay === null || deadline === null) return [];
  return [{ ...item, ...deadline, undated: false }];
}

/** The first of each task and period: two events with one UID would replace each other. */
function uniqueTasks<T extends TaskPeriod>(items: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const item of items) {
    const key = `${item.task}/${item.period}`;
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}

function buildEvent(item: DatedItem, head: MailHead): AllDayEvent {
  const words = wordingFor(head.locale);
  const stamp = new Date(head.at);
  return {
    id: `${hashOf([head.plan.id, item.task, item.period, head.recipient.id])}@dondoc`,
    day: item.lastDay,
    summary: cleanLine(words.digest.calendar(words.taskTitle(item))),
    description: cleanLine(`${words.label.deadline}: ${words.deadline(item)}.`),
    stamp,
    // A later mail replaces an earlier one: minutes of plan time only ever grow.
    sequence: Math.floor(stamp.getTime() / 60_000),
  };
}
