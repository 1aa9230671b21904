import ical, { ICalCalendarMethod } from 'ical-generator';
import { DateTime } from 'luxon';
import { dayOf } from '../domain/written-dates.ts';
import { cleanLine } from './clean-text.ts';
import { compareItems } from './digest-order.ts';
import { hashOf } from './headers.ts';
import type { DigestItem, DigestModel, MailHead } from './models.ts';
import { wordingFor } from './wording/wording-for.ts';

interface DatedItem extends DigestItem {
  readonly lastDay: string;
}

/**
 * The last days that the recipient must meet as an iCalendar object (RFC 5545): one all-day event for each,
 * the same UID in every mail, so that an extension moves the entry. Null when nothing is still to come.
 */
export function buildDigestCalendar({ head, items }: DigestModel): string | null {
  const today = dayOf(head.at, head.timezone);
  const dated = items
    .filter((item): item is DatedItem => item.lastDay !== null)
    .filter(({ role, lastDay }) => role === 'lead' && lastDay >= today)
    .sort(compareItems);
  if (dated.length === 0) return null;
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'dondoc', product: 'mail', language: head.locale.toUpperCase() },
  });
  for (const item of dated) calendar.createEvent(buildEvent(item, head));
  return `${calendar.toString()}\r\n`;
}

function buildEvent(item: DatedItem, head: MailHead) {
  const words = wordingFor(head.locale);
  const at = DateTime.fromISO(head.at, { zone: 'utc' });
  return {
    id: `${hashOf([head.plan.id, item.task, item.period, head.recipient.id])}@dondoc`,
    start: DateTime.fromISO(item.lastDay, { zone: head.timezone }),
    allDay: true,
    summary: cleanLine(words.digest.calendar(words.taskTitle(item))),
    description: cleanLine(`${words.label.deadline}: ${words.deadline(item)}.`),
    stamp: at,
    // A later mail replaces an earlier one: minutes of plan time only ever grow.
    sequence: Math.floor(at.toSeconds() / 60),
  };
}
