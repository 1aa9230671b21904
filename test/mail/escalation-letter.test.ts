import { describe, expect, it } from 'vitest';
import { buildEscalationLetter } from '../../mail/escalation-letter.ts';
import { renderEscalationLetter } from '../../mail/render-escalation-letter.ts';
import { escalationRow, longLetter, monitorHead, officeLetter, withLocale } from './samples.ts';

describe('an escalation letter', () => {
  it('has one table per task, the longest overdue first', () => {
    const { sections } = buildEscalationLetter(longLetter);
    expect(sections.map(({ heading }) => heading)).toEqual([
      'I. Nhiệm vụ 6.3 - Báo cáo tiếp nhận hồ sơ và thanh toán trực tuyến, kỳ Quý I/2023 (24 cơ quan)',
      'II. Nhiệm vụ 4.1 - Mở lớp phổ cập kỹ năng số cho người dân (16 cơ quan)',
      'ẢNH HƯỞNG',
    ]);
    expect(sections.map(({ table }) => table?.rows.length)).toEqual([24, 16, undefined]);
    expect(sections[0]?.table?.rows.map(({ late }) => late)).toEqual([
      ...Array<string>(12).fill('quá hạn 10 ngày làm việc'),
      ...Array<string>(12).fill('quá hạn 05 ngày làm việc'),
    ]);
  });

  it('counts agencies and tasks in its subject', () => {
    expect(renderEscalationLetter(longLetter).subject).toBe(
      '[Quá hạn] Đề nghị đôn đốc 40 cơ quan chưa hoàn thành 02 nhiệm vụ',
    );
  });

  it('says a deadline per row when they differ', () => {
    const extended = { ...escalationRow, agencyName: 'Sở Y tế', lastDay: '2023-06-01' };
    const [section] = buildEscalationLetter({
      ...officeLetter,
      rows: [escalationRow, extended],
    }).sections;
    expect(section?.facts.map(({ label }) => label)).toEqual(['Theo Kế hoạch', 'Các lần nhắc']);
    expect(section?.table?.rows.map(({ who, when }) => `${who}: ${when}`)).toEqual([
      'Sở Nội vụ: hết ngày 31/5/2023 (gia hạn từ 14/3/2023)',
      'Sở Y tế: hết ngày 01/6/2023 (gia hạn từ 14/3/2023)',
    ]);
  });

  it('says the newest reminder per row when they were reminded on different days', () => {
    const other = { ...escalationRow, agencyName: 'Sở Y tế', remindedOn: [] };
    const [section] = buildEscalationLetter({
      ...officeLetter,
      rows: [escalationRow, other],
    }).sections;
    expect(section?.table?.rows.map(({ response }) => response)).toEqual([
      '06 lần, gần nhất ngày 05/6/2023; chưa phản hồi',
      '0 lần; chưa phản hồi',
    ]);
  });

  it('says what each lead has answered', () => {
    const answers = [
      null,
      { kind: 'acknowledged', on: '2023-05-22' },
      { kind: 'acknowledged', on: '2022-12-22' },
      {
        kind: 'returned',
        submittedOn: '2023-05-31',
        returnedOn: '2023-06-02',
        reason: 'Mới là dự thảo,\nchưa ban hành',
      },
    ] as const;
    const rows = answers.map((answered, index) => ({
      ...escalationRow,
      agencyName: `Sở ${index}`,
      answered,
    }));
    const responsesIn = (locale: 'vi' | 'en') =>
      buildEscalationLetter(withLocale({ ...officeLetter, rows }, locale)).sections[0]?.table?.rows;
    expect(responsesIn('vi')?.map(({ response }) => response)).toEqual([
      '06 lần; chưa phản hồi',
      '06 lần; đã tiếp nhận ngày 22/5, chưa gửi kết quả',
      '06 lần; đã tiếp nhận ngày 22/12/2022, chưa gửi kết quả',
      '06 lần; đã gửi ngày 31/5, trả lại ngày 02/6 (lý do: “Mới là dự thảo, chưa ban hành”), đang bổ sung',
    ]);
    expect(responsesIn('en')?.map(({ response }) => response)).toEqual([
      '6 times; no answer',
      '6 times; acknowledged on 22 May, no result yet',
      '6 times; acknowledged on 22 December 2022, no result yet',
      '6 times; submitted on 31 May, returned on 2 June (reason: “Mới là dự thảo, chưa ban hành”), being completed',
    ]);
  });

  it('counts as many reminders as it lists days', () => {
    const remindedOn = ['2023-05-30', '2023-05-31'];
    const [section] = buildEscalationLetter({
      ...officeLetter,
      rows: [{ ...escalationRow, remindedOn }],
    }).sections;
    expect(section?.facts.at(-1)?.text).toBe('30/5, 31/5');
    expect(section?.table?.rows[0]?.response).toBe('02 lần; chưa phản hồi');
  });

  it('has an article before the periodic report in English', () => {
    const report = { ...escalationRow, task: 'report', title: 'Periodic report' };
    const subjectTo = (role: 'superior' | 'monitor') =>
      renderEscalationLetter(withLocale({ ...officeLetter, role, rows: [report] }, 'en')).subject;
    expect(subjectTo('superior')).toBe(
      '[Overdue] Please direct 1 agency under your authority to complete the periodic report (Q1 2023)',
    );
    expect(subjectTo('monitor')).toBe(
      '[Overdue] 1 agency has not completed the periodic report (Q1 2023)',
    );
  });

  it('does not tell the monitor to write to anybody, in whatever role', () => {
    const letter = { ...officeLetter, head: monitorHead, role: 'superior' } as const;
    expect(buildEscalationLetter(letter).closing[1]).toBe(
      'Kết quả nhận được và ý kiến trả lời của Quý cơ quan được ghi vào hồ sơ theo dõi nhiệm vụ.',
    );
  });

  it('asks the provincial office to advise the Chair, and names no next letter when none follows', () => {
    const letter = { ...officeLetter, role: 'provincialOffice', nextLetterOn: null } as const;
    expect(buildEscalationLetter(letter).closing).toEqual([
      'Kính đề nghị Quý cơ quan xem xét, tham mưu Chủ tịch UBND tỉnh có văn bản đôn đốc, yêu cầu các cơ quan nêu trên hoàn thành nhiệm vụ và giải trình nguyên nhân chậm trễ.',
      'Ý kiến chỉ đạo của Quý cơ quan: trả lời thư này hoặc gửi Sở Thông tin và Truyền thông, để ghi vào hồ sơ theo dõi.',
    ]);
  });

  it('stays under the 102 kB at which some programs cut mails off, with 200 rows', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({
      ...escalationRow,
      agencyName: `UBND xã Tân Thuận Đông ${index + 1}, thành phố Cao Lãnh`,
    }));
    const { html } = renderEscalationLetter({ ...officeLetter, rows });
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
  });

  it('is refused without rows', () => {
    expect(() => renderEscalationLetter({ ...officeLetter, rows: [] })).toThrow(
      'An escalation letter needs at least one entry',
    );
  });
});
