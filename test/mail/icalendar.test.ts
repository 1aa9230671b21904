import fc from 'fast-check';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { describe, expect, it } from 'vitest';
import { type AllDayEvent, writeCalendar } from '../../mail/icalendar.ts';

const event: AllDayEvent = {
  id: '0123456789abcdef0123456789abcdef@dondoc',
  day: '2023-06-14',
  summary: 'Hạn: Nhiệm vụ 6.1 - Báo cáo công chức, viên chức nộp hồ sơ trực tuyến; kỳ Quý II/2023',
  description: 'Thời hạn: hết ngày 14/6/2023 (thứ Tư).',
  stamp: new Date('2023-06-05T01:00:03.700Z'),
  sequence: 28_098_780,
};

/** The same by a library of its own. */
function writtenByLibrary(events: readonly AllDayEvent[]): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'dondoc', product: 'mail', language: 'VI' },
  });
  for (const { day, ...rest } of events) {
    calendar.createEvent({ ...rest, start: new Date(`${day}T00:00:00Z`), allDay: true });
  }
  return `${calendar.toString()}\r\n`;
}

describe('an iCalendar object', () => {
  it('is, octet for octet, what a library writes', () => {
    expect(writeCalendar('VI', [event, event])).toBe(writtenByLibrary([event, event]));
  });

  it('is so whatever its events are called', () => {
    const word = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constant('a;b,c\\d\ne'));
    const text = fc.array(word, { minLength: 1 }).map((words) => words.join('Nhiệm vụ '));
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const named = { ...event, summary, description };
        expect(writeCalendar('VI', [named])).toBe(writtenByLibrary([named]));
      }),
    );
  });

  it('has no line of more than 75 octets, and breaks none inside a letter', () => {
    const long = { ...event, summary: 'Đề nghị 👍 '.repeat(40) };
    const lines = writeCalendar('VI', [long]).split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(long.summary);
  });
});
