import { describe, expect, it } from 'vitest';
import { buildLoad } from '../../bench/load.ts';
import { countOwed } from '../../bench/owed.ts';

describe('what a morning of the bench owes, as the preview says', () => {
  it('is one notice a lead and one digest a plan and agency on the morning of the reminder', () => {
    const { shape, morning, owed } = buildLoad(0.032, 'reminder');
    expect(shape).toMatchObject({ plans: 2, workflows: 16, assignments: 3_136, digests: 392 });
    expect(morning).toMatchObject({
      at: '2023-06-05T08:00:00.000+07:00',
      tracking: { from: '2023-06-05', includePast: false },
    });
    expect(owed).toEqual({ assignments: 3_136, notices: 3_136, mails: 392 });
  });

  it('is a notice to the lead, its superior and the monitor, and two letters, when it escalates', () => {
    const { morning, owed } = buildLoad(0.002, 'escalation');
    expect(morning).toMatchObject({
      at: '2023-06-19T08:00:00.000+07:00',
      tracking: { from: '2023-06-19', includePast: true },
    });
    expect(owed).toEqual({ assignments: 196, notices: 588, mails: 198 });
  });

  it('is refused where something would be told before', () => {
    const { plans, morning } = buildLoad(0.002, 'escalation');
    const tracking = { from: '2023-06-05', includePast: false };
    expect(() => countOwed(plans, { ...morning, tracking })).toThrow(
      /expected nothing to be told before 2023-06-19T08:00:00.000\+07:00, found .*"opened"/,
    );
  });
});
