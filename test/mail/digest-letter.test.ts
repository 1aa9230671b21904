import { describe, expect, it } from 'vitest';
import { buildDigestLetter } from '../../mail/digest-letter.ts';
import type { DigestItem } from '../../mail/models.ts';
import { renderDigest } from '../../mail/render-digest.ts';
import {
  coordinatorItem,
  head,
  leadItem,
  longDigest,
  monitorHead,
  overdueDigest,
  overdueItem,
  withLocale,
} from './samples.ts';

const subjectOf = (...items: DigestItem[]) => renderDigest({ head, items }).subject;
const factsOf = (item: DigestItem) =>
  buildDigestLetter({ head, items: [item] }).sections[0]?.items[0]?.facts ?? [];
const factOf = (item: DigestItem, label: string) => {
  const fact = factsOf(item).find((one) => one.label === label);
  return fact === undefined ? undefined : [fact.text, fact.emphasis].filter(Boolean).join('; ');
};

describe('the subject of a digest', () => {
  it('says what matters first', () => {
    expect(subjectOf(coordinatorItem, leadItem, overdueItem)).toBe(
      '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ quá hạn, 01 nhiệm vụ đến hạn ngày 14/6/2023, 01 nhiệm vụ phối hợp',
    );
  });

  it('names the first day when several are due on different days', () => {
    expect(subjectOf(leadItem, { ...leadItem, lastDay: '2023-06-09' })).toBe(
      '[Nhắc việc] Sở Nội vụ: 02 nhiệm vụ sắp đến hạn, sớm nhất ngày 09/6/2023',
    );
  });

  it('tells only what there is', () => {
    expect(subjectOf({ ...leadItem, state: 'opened' })).toBe(
      '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ mới',
    );
    expect(subjectOf(coordinatorItem)).toBe('[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ phối hợp');
  });

  it('keeps its counts when the name is endless', () => {
    const recipient = { id: 'x', name: 'Ban chỉ đạo '.repeat(40) };
    const { subject } = renderDigest({ head: { ...head, recipient }, items: [overdueItem] });
    expect(subject).toContain('…: 01 nhiệm vụ quá hạn');
    expect(subject.length).toBeLessThan(100);
  });
});

describe('the parts of a digest', () => {
  it('stand in their order, numbered without gaps, items numbered through', () => {
    const { sections } = buildDigestLetter(longDigest);
    expect(sections.map(({ heading }) => heading)).toEqual([
      'I. QUÁ HẠN (01)',
      'II. BỊ TRẢ LẠI, YÊU CẦU BỔ SUNG (01)',
      'III. SẮP ĐẾN HẠN (03)',
      'IV. NHIỆM VỤ MỚI (01)',
      'V. PHỐI HỢP (01)',
    ]);
    expect(sections.flatMap(({ items }) => items.map(({ number }) => number))).toEqual([
      '1.',
      '2.',
      '3.',
      '4.',
      '5.',
      '6.',
      '7.',
    ]);
    expect(sections.map(({ alarm }) => alarm)).toEqual([true, false, false, false, false]);
  });

  it('put the earliest last day first, task numbers in their natural order', () => {
    const items = ['6.10', '6.9', '6.1'].map((task) => ({ ...leadItem, task }));
    const early = { ...leadItem, task: '9', lastDay: '2023-06-08' };
    const [section] = buildDigestLetter({ head, items: [...items, early] }).sections;
    expect(section?.items.map(({ title }) => title.slice(0, 13).trim())).toEqual([
      'Nhiệm vụ 9 -',
      'Nhiệm vụ 6.1',
      'Nhiệm vụ 6.9',
      'Nhiệm vụ 6.10',
    ]);
  });

  it('cannot all be empty', () => {
    expect(() => renderDigest({ head, items: [] })).toThrow('A digest needs at least one entry');
  });
});

describe('the deadline of an item', () => {
  it.each<[string, Partial<DigestItem>, string]>([
    ['days left', {}, 'hết ngày 14/6/2023 (thứ Tư); còn 07 ngày làm việc'],
    [
      'a cut-off before the end of the day',
      { cutoffTime: '16:00' },
      'trước 16 giờ 00 ngày 14/6/2023 (thứ Tư); còn 07 ngày làm việc',
    ],
    [
      'today',
      { lastDay: '2023-06-05', originalLastDay: '2023-06-05', workingDaysLeft: 0 },
      'hết ngày 05/6/2023 (thứ Hai); đến hạn trong ngày hôm nay',
    ],
    [
      'a last day that is no working day',
      { lastDay: '2023-06-10', originalLastDay: '2023-06-10', workingDaysLeft: 0 },
      'hết ngày 10/6/2023 (thứ Bảy); hôm nay là ngày làm việc cuối cùng trước khi hết hạn',
    ],
    [
      'an extension',
      { originalLastDay: '2023-05-31' },
      'hết ngày 14/6/2023 (thứ Tư), đã gia hạn (thời hạn ban đầu: 31/5/2023); còn 07 ngày làm việc',
    ],
    [
      'a provisional day',
      { lastDay: '2023-12-31', originalLastDay: null, undated: true, workingDaysLeft: null },
      'chưa ấn định, tạm tính hết ngày 31/12/2023 (Chủ nhật)',
    ],
    [
      'no day',
      { lastDay: null, originalLastDay: null, undated: true, workingDaysLeft: null },
      'chưa ấn định',
    ],
  ])('%s', (_name, change, said) => {
    expect(factOf({ ...leadItem, ...change }, 'Thời hạn')).toBe(said);
  });
});

describe('what an item asks', () => {
  it('asks an agency that cannot be ordered in other words', () => {
    expect(factOf(overdueItem, 'Đề nghị')).toBe(
      'gửi sản phẩm, kết quả trong ngày hôm nay hoặc báo cáo rõ lý do, thời gian hoàn thành',
    );
    expect(factOf({ ...overdueItem, requested: true }, 'Đề nghị')).toBe(
      'Quý cơ quan quan tâm, sớm gửi sản phẩm, kết quả hoặc cho biết thời gian dự kiến hoàn thành',
    );
  });

  it('asks to complete what was returned and is late, for the reason above', () => {
    const item = { ...overdueItem, returnReason: 'Chưa ký số' };
    expect(factOf(item, 'Lý do trả lại')).toBe('“Chưa ký số”');
    expect(factOf(item, 'Đề nghị')).toBe(
      'bổ sung theo lý do nêu trên và gửi lại trong ngày hôm nay hoặc báo cáo rõ thời gian hoàn thành',
    );
    expect(factOf({ ...item, requested: true }, 'Đề nghị')).toBe(
      'Quý cơ quan quan tâm, sớm bổ sung theo lý do nêu trên và gửi lại hoặc cho biết thời gian dự kiến hoàn thành',
    );
  });

  it('asks nothing of a coordinator but the result that the lead waits for', () => {
    const item = { ...coordinatorItem, state: 'overdue' } as const;
    expect(factOf(item, 'Đề nghị')).toBeUndefined();
    expect(factOf(item, 'Đầu vào còn thiếu')).toBe(
      'cơ quan chủ trì đang chờ kết quả nhiệm vụ 6.1, 6.3 của Quý cơ quan để tổng hợp',
    );
  });

  it('says nothing of inputs that a coordinator does not owe', () => {
    const missingInputs = [{ task: '6.2', title: 'VNeID', agencyNames: ['Công an tỉnh'] }];
    expect(factOf({ ...coordinatorItem, missingInputs }, 'Đầu vào còn thiếu')).toBeUndefined();
  });

  it('counts a long list of agencies and names the first three', () => {
    const agencyNames = Array.from({ length: 32 }, (_, index) => `Sở ${index + 1}`);
    const missingInputs = [{ task: '6.3', title: 'Báo cáo', agencyNames }];
    expect(factOf({ ...leadItem, missingInputs }, 'Đầu vào còn thiếu')).toBe(
      'nhiệm vụ 6.3 của Sở 1, Sở 2, Sở 3 và 29 cơ quan khác',
    );
  });
});

describe('coordinators that the plan only describes', () => {
  const coordinatorTexts = ['các cơ quan liên quan'];

  it('stand after the names, and are not counted as an agency', () => {
    expect(factOf({ ...leadItem, coordinatorTexts }, 'Phối hợp')).toBe(
      'Sở Thông tin và Truyền thông; các cơ quan liên quan',
    );
    const coordinatorNames = Array.from({ length: 7 }, (_, index) => `Sở ${index + 1}`);
    expect(factOf({ ...leadItem, coordinatorNames, coordinatorTexts }, 'Phối hợp')).toBe(
      'Sở 1, Sở 2, Sở 3 và 04 cơ quan khác; các cơ quan liên quan',
    );
  });

  it('may be all there is', () => {
    const item = { ...leadItem, coordinatorNames: [], coordinatorTexts };
    expect(factOf(item, 'Phối hợp')).toBe('các cơ quan liên quan');
    expect(factOf({ ...item, coordinatorTexts: [] }, 'Phối hợp')).toBeUndefined();
  });
});

describe('the end of a digest', () => {
  const unread = { ...head, replyTo: null };
  const closingOf = (model: Parameters<typeof buildDigestLetter>[0]) =>
    buildDigestLetter(model).closing;

  it('names who takes the answer when nobody reads replies', () => {
    const [answer] = closingOf({ head: unread, items: [leadItem] });
    expect(answer).toMatch(
      /^Cách gửi kết quả: gửi văn bản đã ký số đến Sở Thông tin và Truyền thông \(tttt@dongthap\.example\)\. /u,
    );
    expect(answer).not.toContain('trả lời thư này');
  });

  it('sends the monitor to the office, not to itself', () => {
    const monitor = { ...monitorHead, replyTo: null };
    const { closing, footer } = buildDigestLetter({ head: monitor, items: [leadItem] });
    expect(closing.join(' ')).toContain('đến Văn phòng UBND tỉnh Đồng Tháp.');
    expect(closing.join(' ')).not.toContain('Sở Thông tin và Truyền thông');
    expect(footer[0]).toBe('Cơ quan đầu mối theo dõi: Sở Thông tin và Truyền thông.');
  });

  it('does not ask for extensions before a deadline that has passed', () => {
    expect(closingOf(overdueDigest).at(-1)).toBe(
      'Khó khăn, vướng mắc hoặc đề nghị gia hạn: gửi cùng địa chỉ trên, nêu rõ lý do, thời gian dự kiến hoàn thành. Nhiệm vụ vẫn tính quá hạn cho đến khi cấp có thẩm quyền quyết định gia hạn.',
    );
    expect(closingOf(withLocale(overdueDigest, 'en')).at(-1)).toContain(
      'A task remains overdue until the competent authority grants an extension.',
    );
    expect(closingOf({ head, items: [overdueItem, coordinatorItem] }).join()).not.toContain(
      'trước khi hết hạn',
    );
    expect(closingOf({ head, items: [overdueItem, leadItem] }).at(-1)).toContain(
      'trước khi hết hạn',
    );
  });

  it('asks an agency that only coordinates for no result', () => {
    expect(closingOf({ head: unread, items: [coordinatorItem] })).toEqual([
      'Khó khăn, vướng mắc trong phối hợp thực hiện: gửi Sở Thông tin và Truyền thông (tttt@dongthap.example).',
    ]);
  });
});

it("cites the plan's number when it has one, and a title that begins with a name as it is", () => {
  const plan = { ...head.plan, number: '142/KH-UBND', title: 'Việt Nam số' };
  expect(buildDigestLetter({ head: { ...head, plan }, items: [leadItem] }).opening).toBe(
    'Thực hiện Kế hoạch số 142/KH-UBND ngày 05/4/2023 của UBND tỉnh Đồng Tháp về Việt Nam số, tính đến 08 giờ 00 ngày 05/6/2023, Quý cơ quan có:',
  );
});
