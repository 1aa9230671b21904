import { describe, expect, it } from 'vitest';
import { describeEventData } from '../../client/event-text.ts';
import { en } from '../../client/wording/en.ts';
import { vi } from '../../client/wording/vi.ts';
import { wordingFor } from '../../client/wording/wording-for.ts';
import type { Json } from '../../domain/batch.ts';

const names: Readonly<Record<string, string>> = {
  'so-tttt': 'Sở TTTT',
  'so-noi-vu': 'Sở Nội vụ',
};
const nameOf = (agency: string) => names[agency] ?? agency;
const say = (kind: string, data: Json, wording = vi) =>
  describeEventData({ kind, data }, { wording, nameOf });

const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '45/UBND', date: '2023-09-08', issuer: null },
};
const decided = 'Cấp quyết định: Chủ tịch UBND tỉnh; 45/UBND, 08/9/2023';

describe('the reason of an event', () => {
  it.each([
    ['vi', 'beforeTracking', 'Lý do: đến hạn trước ngày bắt đầu theo dõi; Thời hạn 31/3/2026'],
    ['vi', 'beforeIssue', 'Lý do: đến hạn trước ngày ban hành; Thời hạn 31/3/2026'],
    ['en', 'beforeIssue', 'Reason: due before the plan was issued; Last day 31 March 2026'],
    ['vi', 'Thiếu số liệu', 'Lý do: Thiếu số liệu; Thời hạn 31/3/2026'],
  ] as const)('in %s: %s', (locale, reason, said) => {
    expect(say('notApplicable', { reason, lastDay: '2026-03-31' }, wordingFor(locale))).toBe(said);
  });
});

describe('what an event says', () => {
  it.each([
    [
      'reassigned',
      { to: 'so-noi-vu', merged: false, reason: 'sáp nhập', cause: 'decision', ...decision },
      `chuyển giao cho Sở Nội vụ; Lý do: sáp nhập; ${decided}`,
    ],
    [
      'reassigned',
      { to: 'so-noi-vu', merged: true, cause: 'succession' },
      'chuyển giao cho Sở Nội vụ; bàn giao cho cơ quan kế thừa; nhập vào nhiệm vụ mà cơ quan đó đang thực hiện',
    ],
    [
      'takenOver',
      {
        from: 'so-tttt',
        lastDay: '2023-09-14',
        cutoff: '2023-09-14T23:59:59.999+07:00',
        originalLastDay: '2023-09-14',
        progress: 'returned',
        submittedAt: null,
        extensions: 0,
        cause: 'decision',
      },
      'tiếp nhận từ Sở TTTT; bị trả lại; Thời hạn 14/9/2023',
    ],
    [
      'reopened',
      { was: 'accepted', from: '2023-09-14', until: '2023-09-30', reason: 'sai sót', ...decision },
      `trước đó: hoàn thành; từ 14/9/2023 đến 30/9/2023; Lý do: sai sót; ${decided}`,
    ],
    ['reopened', { was: 'somethingNew', from: null, until: null }, 'trước đó: somethingNew'],
    [
      'contributed',
      { by: 'so-tttt', text: 'Đã gửi số liệu', document: decision.document },
      'Đã gửi số liệu; 45/UBND, 08/9/2023',
    ],
    ['waitingFor', { on: 'so-tttt', text: 'Số liệu quý II' }, 'chờ Sở TTTT; Số liệu quý II'],
    [
      'amended',
      {
        version: 2,
        removed: false,
        lastDay: { from: '2023-09-14', to: '2023-09-30' },
        title: { from: 'Báo cáo cũ', to: 'Báo cáo mới' },
        products: { from: ['Kế hoạch', 'Báo cáo'], to: ['Báo cáo'] },
        reviewer: { from: 'so-tttt', to: 'so-noi-vu' },
        ...decision,
      },
      `phiên bản 2; Tên nhiệm vụ: “Báo cáo cũ” thành “Báo cáo mới”; Sản phẩm: “Kế hoạch, Báo cáo” thành “Báo cáo”; Cơ quan xác nhận: “Sở TTTT” thành “Sở Nội vụ”; Thời hạn từ 14/9/2023 đến 30/9/2023; ${decided}`,
    ],
    [
      'amended',
      { version: 3, removed: true, lastDay: null, title: null, products: null, reviewer: null },
      'phiên bản 3; không còn phải thực hiện',
    ],
    [
      'amended',
      { version: 3, removed: false, lastDay: { from: '2023-09-14', to: null } },
      'phiên bản 3; chưa có thời hạn',
    ],
    [
      'leadAdded',
      { version: 2, lastDay: '2023-09-14', cutoff: '2023-09-14T23:59:59.999+07:00' },
      'phiên bản 2; Thời hạn 14/9/2023',
    ],
    ['waived', { reason: 'bỏ', version: 2, ...decision }, `phiên bản 2; Lý do: bỏ; ${decided}`],
    ['periodAmended', { version: 2, ...decision }, `phiên bản 2; ${decided}`],
    ['planPaused', { reason: 'chờ sắp xếp' }, 'Lý do: chờ sắp xếp'],
    [
      'deadlineSet',
      {
        version: 2,
        base: 1,
        task: '3.2',
        lastDay: '2023-09-20',
        opened: 1,
        changed: 4,
        stopped: 0,
      },
      'phiên bản 2; Nhiệm vụ 3.2; mở 01, điều chỉnh 04; Thời hạn 20/9/2023',
    ],
    [
      'planAmended',
      { version: 2, base: 1, opened: 0, changed: 0, stopped: 2 },
      'phiên bản 2; dừng 02',
    ],
  ])('%s', (kind, data, words) => {
    expect(say(kind, data)).toBe(words);
  });

  it('in English', () => {
    const data = { to: 'so-noi-vu', merged: true, reason: 'merger', cause: 'succession' };
    expect(say('reassigned', data, en)).toBe(
      'to Sở Nội vụ; handed over to its successor; joined to what that agency has of this task already; Reason: merger',
    );
    const amended = {
      version: 2,
      title: { from: 'A', to: 'B' },
      opened: 1,
      changed: 2,
      stopped: 3,
    };
    expect(say('planAmended', amended, en)).toBe(
      'version 2; Title: “A” becomes “B”; 1 opened, 2 changed, 3 stopped',
    );
  });

  it('is nothing beyond its kind when it carries nothing that is known', () => {
    expect(say('acknowledged', null)).toBe('');
    expect(say('somethingNew', { strange: 1 })).toBe('');
    expect(say('somethingNew', ['strange'])).toBe('');
  });
});
