import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../mail/render-answer.ts';
import {
  accepted,
  contributed,
  extensionGranted,
  extensionRefused,
  head,
  instructed,
  received,
  reopened,
  returned,
  reviewAsked,
  takenOver,
  withLocale,
} from './samples.ts';

describe('a receipt', () => {
  it('lists each line of a periodic report with its state', () => {
    const lines = [
      { task: '1.1', state: 'done', text: 'Đã đăng 12 tin.' },
      { task: '1.2', state: 'inProgress', text: 'mới 50%' },
      { task: '1.3', state: 'notStarted', text: 'Chờ kinh phí' },
    ] as const;
    const submission = { ...received.submission, lines };
    expect(renderAnswer({ ...received, submission }).text).toContain(
      '    Nội dung báo cáo\n    - 1.1 (đã hoàn thành): Đã đăng 12 tin.\n    - 1.2 (đang thực hiện): mới 50%\n    - 1.3 (chưa thực hiện): Chờ kinh phí\n',
    );
    expect(renderAnswer(withLocale({ ...received, submission }, 'en')).text).toContain(
      '    - 1.1 (done): Đã đăng 12 tin.\n    - 1.2 (in progress): mới 50%\n    - 1.3 (not started): Chờ kinh phí\n',
    );
  });

  it.each([received, reviewAsked])(
    'and a request for review show all that was sent: $kind',
    (model) => {
      const lines = [{ task: '1.1', state: 'inProgress', text: 'mới 50%' }] as const;
      const mail = renderAnswer({ ...model, submission: { ...model.submission, lines } });
      const parts = [
        'số 812/BC-SNV ngày 12/6/2023 của Sở Nội vụ',
        'Tỷ lệ hồ sơ trực tuyến',
        '61,5%',
        'phu-luc.xlsx',
        'Chưa gồm hồ sơ của Chi cục Văn thư.',
        '1.1 (đang thực hiện)',
        'mới 50%',
      ];
      for (const part of parts) {
        expect(mail.text).toContain(part);
        expect(mail.html).toContain(part);
      }
    },
  );

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
      'nêu rõ lý do): gửi Sở Thông tin và Truyền thông (tttt@dongthap.example).',
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

describe('a task taken over', () => {
  it('whose result waits for its review is not asked for again', () => {
    const handedIn = { at: '2023-06-07T16:20:00.000+07:00', returnReason: null };
    const { text } = renderAnswer({ ...takenOver, handedIn });
    expect(text).toContain('Kết quả đã gửi: lúc 16 giờ 20 ngày 07/6/2023, đang chờ xác nhận.');
    expect(text).toContain('Quý cơ quan chưa phải gửi lại.');
  });

  it('that is late is asked for at once', () => {
    const late = { workingDaysLeft: null, workingDaysOver: 2, handedIn: null };
    const { text, html } = renderAnswer({ ...takenOver, ...late });
    expect(text).toContain('Kết quả đã gửi: chưa có.');
    expect(text).toContain('Nhiệm vụ đã quá hạn: đề nghị Quý cơ quan khẩn trương hoàn thành');
    expect(html).toContain('<strong style="color:#b42318">quá hạn 02 ngày làm việc</strong>');
  });

  it('without a last day names none in its subject', () => {
    const assignment = { ...takenOver.assignment, lastDay: null };
    expect(renderAnswer({ ...takenOver, assignment, workingDaysLeft: null }).subject).toBe(
      '[Giao nhiệm vụ] Nhiệm vụ 6.1, kỳ Quý II/2023: tiếp nhận từ Sở Nội vụ',
    );
  });
});

describe('a task that is owed again', () => {
  it('keeps its last day when none is given', () => {
    const { text } = renderAnswer({ ...reopened, until: null });
    expect(text).not.toContain('Thời hạn cũ');
    expect(text).toContain('Thời hạn: hết ngày 30/6/2023 (thứ Sáu)');
  });

  it('that is late already is asked for at once', () => {
    const late = { until: null, workingDaysLeft: null, workingDaysOver: 4 };
    expect(renderAnswer({ ...reopened, ...late }).text).toContain('khẩn trương hoàn thành');
  });

  it('without a last day names none in its subject', () => {
    const assignment = { ...reopened.assignment, lastDay: null };
    const model = { ...reopened, assignment, until: null, workingDaysLeft: null };
    expect(renderAnswer(model).subject).toBe(
      '[Mở lại] Nhiệm vụ 6.1, kỳ Quý II/2023: tiếp tục thực hiện',
    );
  });
});

it('a contribution without a document has no empty line for it', () => {
  expect(renderAnswer({ ...contributed, document: null }).text).not.toContain('Văn bản:');
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
