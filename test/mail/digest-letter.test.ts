import { describe, expect, it } from 'vitest';
import { buildDigestLetter } from '../../mail/digest-letter.ts';
import type { DigestItem } from '../../mail/models.ts';
import { renderDigest } from '../../mail/render-digest.ts';
import {
  amendedDigest,
  amendedItem,
  coordinatorItem,
  digestOf,
  head,
  leadItem,
  longDigest,
  mixedDigest,
  monitorHead,
  overdueDigest,
  overdueItem,
  removedItem,
  reviewDigest,
  withLocale,
} from './samples.ts';

const subjectOf = (...items: DigestItem[]) => renderDigest(digestOf(...items)).subject;
const factsOf = (item: DigestItem) =>
  buildDigestLetter(digestOf(item)).sections[0]?.items[0]?.facts ?? [];
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
    const { subject } = renderDigest({
      ...digestOf(overdueItem),
      head: { ...head, recipient },
    });
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
    const [section] = buildDigestLetter(digestOf(...items, early)).sections;
    expect(section?.items.map(({ title }) => title.slice(0, 13).trim())).toEqual([
      'Nhiệm vụ 9 -',
      'Nhiệm vụ 6.1',
      'Nhiệm vụ 6.9',
      'Nhiệm vụ 6.10',
    ]);
  });

  it('cannot all be empty', () => {
    expect(() => renderDigest(digestOf())).toThrow('A digest needs at least one entry');
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

describe('what an agency waits for', () => {
  const since = '2023-06-01';
  const wait = (leadName: string, name: string, id = name) => ({
    ...{ leadName, since, text: 'Số liệu' },
    on: { id, name },
  });

  it('is told to the lead with whom and since when', () => {
    const waits = [wait('Sở Nội vụ', 'Công an tỉnh')];
    expect(factOf({ ...leadItem, waits }, 'Đang chờ')).toBe(
      'Công an tỉnh, từ ngày 01/6/2023 (“Số liệu”)',
    );
  });

  it('is told first to a coordinator that is waited for, then what leads want of others', () => {
    const waits = [wait('Sở Y tế', 'Công an tỉnh'), wait('Sở Y tế', 'Sở Nội vụ', 'so-noi-vu')];
    const item = { ...coordinatorItem, waits };
    const labels = factsOf(item).map(({ label }) => label);
    expect(labels.slice(-2)).toEqual(['Đang chờ Quý cơ quan', 'Đang chờ']);
    expect(factOf(item, 'Đang chờ Quý cơ quan')).toBe('Sở Y tế, từ ngày 01/6/2023 (“Số liệu”)');
    expect(factOf(item, 'Đang chờ')).toBe('Công an tỉnh, theo đề nghị của Sở Y tế (“Số liệu”)');
  });

  it('does not fill the mail of a coordinator of hundreds of leads', () => {
    const waits = Array.from({ length: 200 }, (_, index) => wait(`Xã ${index}`, 'Công an tỉnh'));
    const facts = factsOf({ ...coordinatorItem, waits }).filter(
      ({ label }) => label === 'Đang chờ',
    );
    expect(facts).toHaveLength(6);
    expect(facts.at(-1)?.text).toBe('và 195 cơ quan khác');
  });
});

describe('a digest of what a new version changes', () => {
  it('says so in its subject, and of what is removed that nothing is owed', () => {
    const { subject } = renderDigest({ ...amendedDigest, amended: [removedItem] });
    expect(subject).toBe('[Điều chỉnh] Sở Nội vụ: 01 nhiệm vụ không còn phải thực hiện');
    const { closing } = buildDigestLetter({ ...amendedDigest, amended: [removedItem] });
    expect(closing).toHaveLength(1);
    expect(closing.join()).toContain('không phải gửi kết quả');
  });

  it('counts a task once that two versions have changed', () => {
    const later = { ...amendedItem, lastDay: { from: '2023-06-30', to: '2023-07-05' } };
    const { subject } = renderDigest({ ...amendedDigest, amended: [amendedItem, later] });
    expect(subject).toContain(': 01 nhiệm vụ điều chỉnh theo kế hoạch mới');
  });

  it('counts the days to the last day that holds now, not to one moved again since', () => {
    const first = { ...amendedItem, lastDay: { from: '2023-06-14', to: '2023-06-20' } };
    const [section] = buildDigestLetter({ ...amendedDigest, amended: [first] }).sections;
    expect(section?.items[0]?.facts.slice(0, 2)).toMatchObject([
      { label: 'Thời hạn cũ', text: 'hết ngày 14/6/2023 (thứ Tư)', emphasis: null },
      { label: 'Thời hạn mới', text: 'hết ngày 20/6/2023 (thứ Ba)', emphasis: null },
    ]);
  });

  it('says the last day that stays', () => {
    const kept = { ...amendedItem, lastDay: null };
    const [section] = buildDigestLetter({ ...amendedDigest, amended: [kept] }).sections;
    expect(section?.items[0]?.facts[0]).toMatchObject({
      ...{ label: 'Thời hạn', emphasis: 'còn 19 ngày làm việc' },
      text: 'hết ngày 30/6/2023 (thứ Sáu), đã gia hạn (thời hạn ban đầu: 14/6/2023)',
    });
  });

  it('says what is required no more, and what was not required before', () => {
    const change = {
      products: { from: ['Báo cáo'], to: [] },
      reviewer: { from: null, to: 'Sở A' },
    };
    const { text } = renderDigest({
      ...amendedDigest,
      amended: [{ ...amendedItem, ...change }],
    });
    expect(text).toContain('Sản phẩm: không yêu cầu (trước đây: Báo cáo).');
    expect(text).toContain('Cơ quan xác nhận: Sở A.');
  });

  it('treats what has passed as overdue', () => {
    const deadline = { lastDay: '2023-06-01', originalLastDay: '2023-06-01', cutoffTime: null };
    const over = { ...deadline, workingDaysLeft: null, workingDaysOver: 2 };
    const { closing } = buildDigestLetter({
      ...amendedDigest,
      amended: [{ ...amendedItem, lastDay: null, deadline: over }],
    });
    expect(closing.join()).toContain('Nhiệm vụ vẫn tính quá hạn');
  });
});

describe('a digest of results that wait for their reviewer', () => {
  it('says so in its subject, with the longest', () => {
    expect(renderDigest(reviewDigest).subject).toBe(
      '[Chờ xác nhận] Sở Thông tin và Truyền thông: 02 kết quả chờ xác nhận, lâu nhất 06 ngày làm việc',
    );
  });

  it('sends the decisions of any reviewer but the monitor to the monitor', () => {
    const recipient = { id: 'vp-ubnd-tinh', name: 'Văn phòng UBND tỉnh Đồng Tháp' };
    const { closing } = buildDigestLetter({
      ...reviewDigest,
      items: [leadItem],
      head: { ...head, recipient, replyTo: null, respondTo: { ...recipient, address: null } },
    });
    expect(closing.at(-1)).toContain('gửi Sở Thông tin và Truyền thông (tttt@dongthap.example)');
  });

  it('is a reminder when it holds something else too', () => {
    expect(renderDigest(mixedDigest).subject).toMatch(/^\[Nhắc việc\] /);
    expect(renderDigest({ ...mixedDigest, items: [] }).subject).toMatch(/^\[Nhắc việc\] /);
  });

  it('of less than a working day does not count it', () => {
    const reviews = reviewDigest.reviews.map((one) => ({ ...one, workingDaysWaiting: 0 }));
    const [section] = buildDigestLetter({ ...reviewDigest, reviews }).sections;
    expect(section?.items[0]?.facts[0]).toMatchObject({
      ...{ emphasis: 'chờ chưa đến 01 ngày làm việc', alarm: false },
    });
  });
});

describe('the end of a digest', () => {
  const unread = { ...head, replyTo: null };
  const closingOf = (model: Parameters<typeof buildDigestLetter>[0]) =>
    buildDigestLetter(model).closing;

  it('names who takes the answer when nobody reads replies', () => {
    const [answer] = closingOf({ ...digestOf(leadItem), head: unread });
    expect(answer).toMatch(
      /^Cách gửi kết quả: gửi văn bản đã ký số đến Sở Thông tin và Truyền thông \(tttt@dongthap\.example\)\. /u,
    );
    expect(answer).not.toContain('trả lời thư này');
  });

  it('sends the monitor to the office, not to itself', () => {
    const monitor = { ...monitorHead, replyTo: null };
    const { closing, footer } = buildDigestLetter({ ...digestOf(leadItem), head: monitor });
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
    expect(closingOf(digestOf(overdueItem, coordinatorItem)).join()).not.toContain(
      'trước khi hết hạn',
    );
    expect(closingOf(digestOf(overdueItem, leadItem)).at(-1)).toContain('trước khi hết hạn');
  });

  it('asks an agency that only coordinates for no result', () => {
    expect(closingOf({ ...digestOf(coordinatorItem), head: unread })).toEqual([
      'Khó khăn, vướng mắc trong phối hợp thực hiện: gửi Sở Thông tin và Truyền thông (tttt@dongthap.example).',
    ]);
  });
});

it("cites the plan's number when it has one, and a title that begins with a name as it is", () => {
  const plan = { ...head.plan, number: '142/KH-UBND', title: 'Việt Nam số' };
  expect(buildDigestLetter({ ...digestOf(leadItem), head: { ...head, plan } }).opening).toBe(
    'Thực hiện Kế hoạch số 142/KH-UBND ngày 05/4/2023 của UBND tỉnh Đồng Tháp về Việt Nam số, tính đến 08 giờ 00 ngày 05/6/2023, Quý cơ quan có:',
  );
});
