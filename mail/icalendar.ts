/**
 * iCalendar objects (RFC 5545) with all-day events, which is all that a digest needs. Written here
 * because a library's folding took longer than everything else about a digest (docs/performance.md).
 */

/** An all-day event. Texts are lines: they hold no line break. */
export interface AllDayEvent {
  /** The same in every mail, so that a later one replaces an earlier one. */
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly summary: string;
  readonly description: string;
  /** When the mail was written. */
  readonly stamp: Date;
  readonly sequence: number;
}

/** Octets of a content line, without its break (RFC 5545, 3.1). */
const lineOctets = 75;

/** The object with its last line break. `language`: of the product's id, such as `VI`. */
export function writeCalendar(language: string, events: readonly AllDayEvent[]): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//dondoc//mail//${language}`],
    'METHOD:PUBLISH',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines({ id, day, summary, description, stamp, sequence }: AllDayEvent): string[] {
  return [
    ...['BEGIN:VEVENT', `UID:${id}`, `SEQUENCE:${sequence}`],
    `DTSTAMP:${stamp.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    // Outlook's own word for an all-day event.
    ...['X-MICROSOFT-CDO-ALLDAYEVENT:TRUE', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE'],
    ...[`SUMMARY:${escapeText(summary)}`, `DESCRIPTION:${escapeText(description)}`, 'END:VEVENT'],
  ];
}

/** A value of type TEXT (RFC 5545, 3.3.11). */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');
}

/** Breaks a long line between letters; a line that goes on begins with a space. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  let begin = 0;
  for (let index = 0; index < line.length; ) {
    const code = line.codePointAt(index) ?? 0;
    const own = countOctets(code);
    octets += own;
    if (octets >= lineOctets) {
      folded += `${line.slice(begin, index)}\r\n `;
      [begin, octets] = [index, own];
    }
    index += code > 0xffff ? 2 : 1;
  }
  return folded + line.slice(begin);
}

/** In UTF-8. */
function countOctets(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
