import { describe, expect, it } from 'vitest';
import { buildDigestCalendar } from '../../mail/digest-calendar.ts';
import type { DigestItem } from '../../mail/models.ts';
import {
  amendedDigest,
  amendedItem,
  coordinatorItem,
  digestOf,
  head,
  leadItem,
  longDigest,
  overdueItem,
} from './samples.ts';

/** Content lines, unfolded (RFC 5545, 3.1), by name. */
function linesOf(ics: string | null, name: string): string[] {
  return (ics ?? '')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line.startsWith(name));
}

const calendarOf = (...items: DigestItem[]) => buildDigestCalendar(digestOf(...items));

describe('the calendar of a digest', () => {
  it('has one all-day event per last day to come of what the agency leads, earliest first', () => {
    const ics = buildDigestCalendar(longDigest);
    expect(linesOf(ics, 'DTSTART')).toEqual([
      'DTSTART;VALUE=DATE:20230614',
      'DTSTART;VALUE=DATE:20230614',
      'DTSTART;VALUE=DATE:20230614',
      'DTSTART;VALUE=DATE:20230630',
      'DTSTART;VALUE=DATE:20231231',
    ]);
    expect(linesOf(ics, 'METHOD')).toEqual(['METHOD:PUBLISH']);
    expect(ics?.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('says what is due', () => {
    const ics = calendarOf(leadItem);
    expect(linesOf(ics, 'SUMMARY')).toEqual([
      'SUMMARY:Hạn: Nhiệm vụ 6.1 - Báo cáo công chức\\, viên chức nộp hồ sơ trực tuyến\\, kỳ Quý II/2023',
    ]);
    expect(linesOf(ics, 'DTSTAMP')).toEqual(['DTSTAMP:20230605T010000Z']);
  });

  it('is none when nothing is to come, or it is only coordinated', () => {
    expect(calendarOf(overdueItem, coordinatorItem)).toBeNull();
    expect(calendarOf({ ...leadItem, lastDay: null })).toBeNull();
  });

  it('keeps the day of the plan in a zone west of Greenwich', () => {
    const ics = buildDigestCalendar({
      ...digestOf(leadItem),
      head: { ...head, timezone: 'America/Los_Angeles' },
    });
    expect(linesOf(ics, 'DTSTART')).toEqual(['DTSTART;VALUE=DATE:20230614']);
  });

  it('has what a new version has moved, once, and nothing that it has left as it was', () => {
    expect(linesOf(buildDigestCalendar(amendedDigest), 'DTSTART')).toEqual([
      'DTSTART;VALUE=DATE:20230630',
    ]);
    const told = { ...digestOf({ ...leadItem, lastDay: '2023-06-30' }), amended: [amendedItem] };
    expect(linesOf(buildDigestCalendar(told), 'UID')).toEqual(linesOf(calendarOf(leadItem), 'UID'));
    const amended = [{ ...amendedItem, lastDay: null }];
    expect(buildDigestCalendar({ ...amendedDigest, amended })).toBeNull();
  });

  it('moves the entry when the last day is extended: same UID, later sequence', () => {
    const before = calendarOf(leadItem);
    const after = buildDigestCalendar({
      ...digestOf({ ...leadItem, lastDay: '2023-06-21' }),
      head: { ...head, at: '2023-06-06T08:00:00.000+07:00' },
    });
    expect(linesOf(after, 'UID')).toEqual(linesOf(before, 'UID'));
    expect(linesOf(before, 'SEQUENCE')).toEqual(['SEQUENCE:28098780']);
    expect(linesOf(after, 'SEQUENCE')).toEqual(['SEQUENCE:28100220']);
  });

  it('lets no title add a line', () => {
    const ics = calendarOf({ ...leadItem, title: 'x\r\nEND:VEVENT\r\nATTACH:file:///etc/passwd' });
    expect(linesOf(ics, 'ATTACH')).toEqual([]);
    expect(linesOf(ics, 'END:VEVENT')).toHaveLength(1);
  });
});
