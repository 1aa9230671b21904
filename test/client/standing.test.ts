import { describe, expect, it } from 'vitest';
import { countAssignments, describeCounts, describeStanding } from '../../client/standing.ts';
import { en } from '../../client/wording/en.ts';
import { vi } from '../../client/wording/vi.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { anAssignment } from '../register/batches.ts';

const at = (now: string) => ({
  now,
  timezone: 'Asia/Ho_Chi_Minh',
  calendar: vietnamCalendar,
});

describe('where an assignment due on Wednesday 14/6/2023 stands', () => {
  it.each([
    ['2023-06-05T08:00:00+07:00', 'còn 07 ngày làm việc'],
    ['2023-06-14T23:59:59+07:00', 'hết hạn hôm nay'],
    // Still the 14th in UTC, the 15th in Vietnam.
    ['2023-06-14T17:30:00Z', 'quá hạn 01 ngày làm việc'],
    ['2023-06-19T08:00:00+07:00', 'quá hạn 03 ngày làm việc'],
  ])('at %s: %s', (now, words) => {
    expect(describeStanding(anAssignment(), at(now), vi)).toBe(words);
  });

  it('on a day off before or after the last day', () => {
    const sunday = anAssignment({
      lastDay: '2023-06-18',
      cutoff: '2023-06-18T23:59:59.999+07:00',
    });
    const friday = anAssignment({
      lastDay: '2023-06-16',
      cutoff: '2023-06-16T23:59:59.999+07:00',
    });
    const saturday = at('2023-06-17T10:00:00+07:00');
    expect(describeStanding(sunday, saturday, vi)).toBe('hết hạn trong ngày nghỉ này');
    expect(describeStanding(friday, saturday, vi)).toBe('quá hạn, chưa đến 01 ngày làm việc');
  });

  it('when evidence was handed in, accepted, or when nothing dates it', () => {
    const now = at('2023-06-20T08:00:00+07:00');
    const submittedAt = '2023-06-15T09:00:00.000+07:00';
    const submitted = anAssignment({ progress: 'submitted', submittedAt });
    const accepted = anAssignment({ progress: 'accepted', timeliness: 'onTimeAfterExtension' });
    const undated = anAssignment({ lastDay: null, originalLastDay: null, cutoff: null });
    expect(describeStanding(submitted, now, vi)).toBe('gửi 15/6/2023, quá hạn');
    expect(describeStanding(submitted, now, en)).toBe('handed in 15 June 2023, late');
    expect(describeStanding(accepted, now, vi)).toBe('đúng hạn đã điều chỉnh');
    expect(describeStanding(undated, now, vi)).toBe('chưa có thời hạn');
    expect(describeStanding(anAssignment({ progress: 'waived' }), now, vi)).toBe('');
  });
});

describe('counts', () => {
  it('are those that provinces publish', () => {
    const rows = [
      anAssignment(),
      anAssignment({ progress: 'returned', lastDay: '2023-04-14', cutoff: '2023-04-14T23:59:59Z' }),
      anAssignment({ lastDay: '2023-06-23', cutoff: '2023-06-23T23:59:59.999+07:00' }),
      anAssignment({ lastDay: '2023-12-31', cutoff: '2023-12-31T23:59:59.999+07:00' }),
      anAssignment({ lastDay: null, originalLastDay: null, cutoff: null }),
      anAssignment({ progress: 'submitted', submittedAt: '2023-06-13T09:00:00+07:00' }),
      anAssignment({ progress: 'accepted', timeliness: 'onTime' }),
      anAssignment({ progress: 'accepted', timeliness: 'late' }),
      anAssignment({ progress: 'notReported' }),
      anAssignment({ progress: 'notApplicable' }),
    ];
    const counts = countAssignments(rows, at('2023-06-19T08:00:00+07:00'));
    expect(counts).toEqual({
      assignments: 10,
      acceptedOnTime: 1,
      acceptedLate: 1,
      inTime: 3,
      dueSoon: 1,
      undated: 1,
      longUndated: 0,
      overdue: 2,
      longOverdue: 1,
      waiting: 1,
      extended: 3,
      waived: 0,
      notReported: 1,
      notApplicable: 1,
    });
    expect(describeCounts(counts, vi)).toBe(
      'quá hạn 02 (trên 30 ngày 01), đang thực hiện trong hạn 03 (sắp đến hạn 01, chưa có thời hạn 01), chờ xác nhận 01, hoàn thành đúng hạn 01, hoàn thành quá hạn 01, được gia hạn 03, không báo cáo 01, không áp dụng 01',
    );
  });
});
