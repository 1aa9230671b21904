import { describe, expect, it } from 'vitest';
import { parseDay, readDay } from '../../../client/options/day.ts';
import { parseInstant } from '../../../client/options/instant.ts';

describe('a day', () => {
  it.each([
    ['2023-06-14', '2023-06-14'],
    ['14/6/2023', '2023-06-14'],
    ['05/06/2023', '2023-06-05'],
    [' 29/02/2024 ', '2024-02-29'],
  ])('is read from %s', (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  it.each(['29/02/2023', '31/4/2023', '2023-6-14', '14-6-2023', '0/1/2023', '14/6/23', ''])(
    'is not read from %j',
    (text) => {
      expect(readDay(text)).toBeNull();
    },
  );

  it('is refused as wrong usage, naming the option, what was expected and what was found', () => {
    expect(() => parseDay('--from')('31/4/2023')).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message:
          '--from: expected a day that exists, written 2023-06-14 or 14/6/2023, found "31/4/2023"',
      }),
    );
  });
});

describe('an instant', () => {
  it.each(['2023-06-05T08:00:00+07:00', '2023-06-05T08:00+07:00', '2023-06-05T01:00:00.000Z'])(
    'is taken as written: %s',
    (text) => {
      expect(parseInstant('--plan-now')(text)).toBe(text);
    },
  );

  it.each(['2023-06-05', '2023-06-05T08:00:00', '2023-02-30T08:00:00Z', '2023-06-05T25:00:00Z'])(
    'is refused without an offset, or when it does not exist: %s',
    (text) => {
      expect(() => parseInstant('--plan-now')(text)).toThrow(/^--plan-now: expected an instant/);
    },
  );
});
