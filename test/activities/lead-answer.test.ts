import { describe, expect, it } from 'vitest';
import { describeLeadAnswer, type SaidOfLead } from '../../activities/lead-answer.ts';

const silent: SaidOfLead = {
  progress: 'open',
  acknowledgedAt: null,
  submittedAt: null,
  returnedAt: null,
  returnReason: null,
  extensionAsked: null,
  obstacle: null,
  waitingFor: null,
};
const acknowledged = { acknowledgedAt: '2023-06-09T01:00:00.000Z' };
/** In the evening of UTC: the next day in the plan's time zone. */
const obstacle = {
  ...{ text: 'Thiếu biểu mẫu', at: '2023-06-05T20:00:00.000Z' },
  ...{ answer: null, answeredAt: null },
};
const extensionAsked = {
  ...{ until: '2023-06-30', reason: 'Chờ số liệu', at: '2023-06-07T02:00:00.000Z' },
};
const returned: Partial<SaidOfLead> = {
  ...{ progress: 'returned', returnReason: 'Chưa ký số' },
  ...{ submittedAt: '2023-06-07T09:00:00.000Z', returnedAt: '2023-06-08T02:00:00.000Z' },
};

const context = {
  plan: { timezone: 'Asia/Ho_Chi_Minh' },
  nameOf: (agency: string) => (agency === 'so-y-te' ? 'Sở Y tế' : agency),
};

const answerOf = (said: Partial<SaidOfLead>) => describeLeadAnswer({ ...silent, ...said }, context);

describe('what a lead that owes has answered', () => {
  it('is nothing while it is silent', () => {
    expect(answerOf({})).toBeNull();
  });

  it('is that it knows, when it has said nothing else', () => {
    expect(answerOf(acknowledged)).toEqual({ kind: 'acknowledged', on: '2023-06-09' });
    expect(answerOf({ ...acknowledged, obstacle })).toMatchObject({ kind: 'obstacle' });
  });

  it('is its obstacle, with the day of the answer to it', () => {
    const said = { kind: 'obstacle', on: '2023-06-06', text: 'Thiếu biểu mẫu' };
    expect(answerOf({ obstacle })).toEqual({ ...said, answeredOn: null });
    const answered = { answer: 'Mẫu số 02', answeredAt: '2023-06-06T02:00:00.000Z' };
    expect(answerOf({ obstacle: { ...obstacle, ...answered } })).toEqual({
      ...said,
      answeredOn: '2023-06-06',
    });
  });

  it('is that it waits for another agency, by name', () => {
    const waitingFor = {
      ...{ agency: 'so-y-te', text: 'Chờ danh sách' },
      at: '2023-06-05T20:00:00.000Z',
    };
    const said = { kind: 'waitingFor', on: '2023-06-06', agencyName: 'Sở Y tế' };
    expect(answerOf({ waitingFor })).toEqual({ ...said, text: 'Chờ danh sách' });
    expect(answerOf({ waitingFor, extensionAsked })).toMatchObject({ kind: 'extension' });
  });

  it('is what came last of an obstacle, a request for an extension and a returned result', () => {
    expect(answerOf({ obstacle, extensionAsked })).toEqual({
      kind: 'extension',
      on: '2023-06-07',
      until: '2023-06-30',
    });
    expect(answerOf({ obstacle, extensionAsked, ...returned })).toMatchObject({
      kind: 'returned',
      returnedOn: '2023-06-08',
    });
    const later = { ...obstacle, at: '2023-06-09T02:00:00.000Z' };
    expect(answerOf({ obstacle: later, ...returned })).toMatchObject({ kind: 'obstacle' });
  });
});
