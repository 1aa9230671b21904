import { describe, expect, it } from 'vitest';
import { describeEventData } from '../../client/event-text.ts';
import { wordingFor } from '../../client/wording/wording-for.ts';

describe('the reason of an event', () => {
  it.each([
    ['vi', 'beforeTracking', 'Lý do: đến hạn trước ngày bắt đầu theo dõi; Thời hạn 31/3/2026'],
    ['vi', 'beforeIssue', 'Lý do: đến hạn trước ngày ban hành; Thời hạn 31/3/2026'],
    ['en', 'beforeIssue', 'Reason: due before the plan was issued; Last day 31 March 2026'],
    ['vi', 'Thiếu số liệu', 'Lý do: Thiếu số liệu; Thời hạn 31/3/2026'],
  ] as const)('in %s: %s', (locale, reason, said) => {
    expect(describeEventData({ reason, lastDay: '2026-03-31' }, wordingFor(locale))).toBe(said);
  });
});
