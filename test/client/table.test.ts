import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { formatTable } from '../../client/table.ts';

const columns = [
  { title: 'Số' },
  { title: 'Cơ quan', flexible: true },
  { title: 'Đã nhắc', align: 'right' },
  { title: 'Tình hình' },
] as const;

describe('a table', () => {
  it('is as wide as its content when there is room', () => {
    expect(
      `\n${formatTable(
        columns,
        [
          ['6.3', 'Sở Nội vụ', '3', 'quá hạn'],
          ['6.10', 'UBND huyện Cao Lãnh', '12', ''],
        ],
        100,
      )}`,
    ).toBe(`
Số    Cơ quan              Đã nhắc  Tình hình
────  ───────────────────  ───────  ─────────
6.3   Sở Nội vụ                  3  quá hạn
6.10  UBND huyện Cao Lãnh       12`);
  });

  it('wraps its flexible columns to fit the screen, colours included', () => {
    const text = formatTable(
      columns,
      [['6.3', '\u001b[31mSở Thông tin và Truyền thông\u001b[39m', '3', 'quá hạn']],
      46,
    );
    expect(`\n${text}`).toBe(`
Số   Cơ quan                Đã nhắc  Tình hình
───  ─────────────────────  ───────  ─────────
6.3  \u001b[31mSở Thông tin và\u001b[39m              3  quá hạn
     \u001b[31mTruyền thông\u001b[39m`);
  });

  it('breaks words that no line can hold, and cuts nothing off', () => {
    const text = formatTable(
      [{ title: 'Thư', flexible: true }, { title: 'Kết quả' }],
      [['so-thong-tin-va-truyen-thong@dongthap.example', 'đã gửi']],
      30,
    );
    const lines = text.split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(30);
    expect(
      lines
        .slice(2)
        .map((line) => line.slice(0, 21).trim())
        .join(''),
    ).toBe('so-thong-tin-va-truyen-thong@dongthap.example');
  });

  it('cuts a cell that is a whole document', () => {
    const text = formatTable([{ title: 'Ghi chú', flexible: true }], [['ă'.repeat(100_000)]], 80);
    expect(text.replace(/[^ă…]/gu, '')).toBe(`${'ă'.repeat(600)}…`);
  });
});
