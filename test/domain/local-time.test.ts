import { describe, expect, it } from 'vitest';
import {
  dayLike,
  endOfDay,
  inZone,
  startOfDay,
  toDay,
  toInstant,
} from '../../domain/local-time.ts';

const zone = 'Asia/Ho_Chi_Minh';

describe('local time', () => {
  it('turns a local day and hour into an instant with the offset of the zone', () => {
    expect(toInstant('2023-06-14', '08:00', zone)).toBe('2023-06-14T08:00:00.000+07:00');
    expect(toInstant('2023-06-14', '08:00', 'Europe/Berlin')).toBe('2023-06-14T08:00:00.000+02:00');
  });

  it('knows the two ends of a day', () => {
    expect(startOfDay('2023-06-14', zone)).toBe('2023-06-14T00:00:00.000+07:00');
    expect(endOfDay('2023-06-14', zone)).toBe('2023-06-14T23:59:59.999+07:00');
  });

  it('knows the ends of days on which clocks change', () => {
    expect(startOfDay('2023-03-26', 'Europe/Berlin')).toBe('2023-03-26T00:00:00.000+01:00');
    expect(endOfDay('2023-03-26', 'Europe/Berlin')).toBe('2023-03-26T23:59:59.999+02:00');
    expect(endOfDay('2023-10-29', 'Europe/Berlin')).toBe('2023-10-29T23:59:59.999+01:00');
  });

  it('tells the local day of an instant, which need not be the day of UTC', () => {
    expect(toDay('2023-06-14T17:00:00.000Z', zone)).toBe('2023-06-15');
    expect(toDay('2023-06-14T16:59:59.999Z', zone)).toBe('2023-06-14');
  });

  it('writes an instant with the offset of a zone', () => {
    expect(inZone('2023-06-14T17:00:00.000Z', zone)).toBe('2023-06-15T00:00:00.000+07:00');
  });

  it('answers as before, however many instants were asked about in between', () => {
    const asked = Array.from({ length: 1_001 }, (_, ms) =>
      inZone(new Date(Date.parse('2023-06-14T17:00:00.000Z') + ms).toISOString(), zone),
    );
    expect(new Set(asked).size).toBe(1_001);
    expect(asked.at(-1)).toBe('2023-06-15T00:00:01.000+07:00');
    expect(inZone('2023-06-14T17:00:00.000Z', zone)).toBe(asked[0]);
    expect(inZone('2023-06-14T17:00:00.000Z', 'Europe/Berlin')).toBe(
      '2023-06-14T19:00:00.000+02:00',
    );
  });

  it('tells the local day by the offset of another instant, without a time-zone table', () => {
    expect(dayLike('2023-06-14T17:00:00.000Z', '2023-04-05T00:00:00.000+07:00')).toBe('2023-06-15');
    expect(dayLike('2023-06-14T17:00:00.000Z', '2023-04-05T00:00:00.000Z')).toBe('2023-06-14');
  });

  it('refuses what is no time and no zone, and says which', () => {
    expect(() => toDay('soon', zone)).toThrow(
      new RangeError('expected a time: the input "soon" can\'t be parsed as ISO 8601'),
    );
    expect(() => startOfDay('2023-06-14', 'Asia/Atlantis')).toThrow(/Asia\/Atlantis/u);
  });
});
