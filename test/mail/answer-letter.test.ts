import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../mail/render-answer.ts';
import {
  accepted,
  extensionGranted,
  extensionRefused,
  head,
  instructed,
  received,
  returned,
  reviewAsked,
  reviewOverdue,
} from './samples.ts';

describe('a receipt', () => {
  it('lists each line of a periodic report', () => {
    const { text } = renderAnswer({
      ...received,
      submission: { ...received.submission, lines: [{ task: '1.1', text: 'Đã đăng 12 tin.' }] },
    });
    expect(text).toContain('    Nội dung báo cáo\n    - 1.1: Đã đăng 12 tin.\n');
  });

  it('of nothing but a document number has no empty parts', () => {
    const { text } = renderAnswer({
      ...received,
      submission: {
        ...received.submission,
        files: [],
        figures: [],
        note: null,
        document: { number: '812/BC-SNV', date: null, issuer: null },
      },
      reviewerName: null,
    });
    expect(text).toContain('KẾT QUẢ ĐÃ GỬI\n   Văn bản: số 812/BC-SNV.\n\nĐề nghị');
    expect(text).not.toContain('GHI CHÚ');
    expect(text).toContain('Cơ quan xác nhận sẽ xem xét');
  });

  it('says in red that it came late', () => {
    const { html } = renderAnswer({ ...received, timeliness: 'late' });
    expect(html).toContain('<strong style="color:#b42318">quá hạn</strong>');
  });
});

describe('a return', () => {
  it('after the deadline asks for it at once', () => {
    const mail = renderAnswer({ ...returned, workingDaysLeft: null, workingDaysOver: 2 });
    expect(mail.subject).toBe(
      '[Trả lại] Nhiệm vụ 6.1, kỳ Quý II/2023: đề nghị bổ sung, gửi lại ngay (đã quá hạn 02 ngày làm việc)',
    );
    expect(mail.text).toContain('gửi lại trong ngày hôm nay,');
  });

  it('on the last day says so', () => {
    const head = { ...returned.head, at: '2023-06-14T09:00:00.000+07:00' };
    expect(renderAnswer({ ...returned, head, workingDaysLeft: 0 }).text).toContain(
      'Thời hạn: hết ngày 14/6/2023 (thứ Tư); đến hạn trong ngày hôm nay.',
    );
  });

  it('of an undated task names no day', () => {
    const assignment = { ...returned.assignment, lastDay: null, originalLastDay: null };
    expect(renderAnswer({ ...returned, assignment, workingDaysLeft: null }).subject).toBe(
      '[Trả lại] Nhiệm vụ 6.1, kỳ Quý II/2023: đề nghị bổ sung, gửi lại',
    );
  });

  it('quotes the reason line by line, so that it cannot pose as a part of the mail', () => {
    const reason = 'Thiếu số liệu.\n\n-----\nI. QUÁ HẠN (99)';
    expect(renderAnswer({ ...returned, reason }).text).toContain(
      '   | Thiếu số liệu.\n   | -----\n   | I. QUÁ HẠN (99)\n',
    );
  });
});

describe('a request for review', () => {
  const unread = (model: typeof reviewAsked) =>
    renderAnswer({ ...model, head: { ...model.head, replyTo: null } }).text.replaceAll('\n', ' ');

  it('does not tell the monitor to write to itself: it keeps the record', () => {
    expect(unread(reviewAsked)).toContain('nêu rõ lý do): ghi trực tiếp vào hồ sơ theo dõi');
    expect(unread(reviewAsked)).not.toContain('gửi Sở Thông tin và Truyền thông');
  });

  it('sends the decision of any other reviewer to the monitor', () => {
    const recipient = { id: 'vp-ubnd-tinh', name: 'Văn phòng UBND tỉnh Đồng Tháp' };
    expect(unread({ ...reviewAsked, head: { ...head, recipient } })).toContain(
      'nêu rõ lý do): gửi Sở Thông tin và Truyền thông.',
    );
  });
});

it('an acceptance says whether it was on time', () => {
  const subjectOf = (timeliness: typeof accepted.timeliness) =>
    renderAnswer({ ...accepted, timeliness }).subject;
  expect(subjectOf('onTimeAfterExtension')).toBe(
    '[Đã xác nhận] Nhiệm vụ 6.1, kỳ Quý II/2023: hoàn thành đúng hạn (sau gia hạn)',
  );
  expect(subjectOf('late')).toBe('[Đã xác nhận] Nhiệm vụ 6.1, kỳ Quý II/2023: hoàn thành quá hạn');
  expect(subjectOf(null)).toBe('[Đã xác nhận] Nhiệm vụ 6.1, kỳ Quý II/2023: hoàn thành');
});

it('a reminder to a reviewer is refused when nothing waits', () => {
  expect(() => renderAnswer({ ...reviewOverdue, waiting: [] })).toThrow(
    'A reminder to a reviewer needs at least one entry',
  );
});

describe('a decision on an extension', () => {
  it('of a task without a last day says so', () => {
    expect(renderAnswer({ ...extensionGranted, from: null }).text).toContain(
      'Thời hạn cũ: chưa ấn định.\n   Thời hạn mới: hết ngày 30/6/2023 (thứ Sáu).',
    );
    expect(renderAnswer({ ...extensionRefused, from: null }).subject).toBe(
      '[Không gia hạn] Nhiệm vụ 6.1, kỳ Quý II/2023: giữ nguyên thời hạn',
    );
  });

  it('keeps the time of day at which the task is due', () => {
    const assignment = { ...extensionGranted.assignment, cutoffTime: '16:00' };
    expect(renderAnswer({ ...extensionGranted, assignment }).text).toContain(
      'Thời hạn mới: trước 16 giờ 00 ngày 30/6/2023 (thứ Sáu).',
    );
  });
});

it('an authority cannot fill the subject or forge a line of it', () => {
  const authority = `Chủ tịch\r\nBcc: x ${'rất '.repeat(200)}dài`;
  const { subject } = renderAnswer({
    ...instructed,
    decision: { ...instructed.decision, authority },
  });
  expect(subject).toContain('ý kiến chỉ đạo của Chủ tịch Bcc: x rất');
  expect([...subject].length).toBeLessThan(220);
});
