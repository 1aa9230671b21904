import { foldWords } from './deadline-words.ts';

/** Known forms, as an author would write them; each is understood, and shown when a phrase is not. */
export const knownForms: readonly string[] = [
  'Quý I/2025',
  'Quý I, II năm 2023',
  'Quý II - Quý III/2023',
  'Trong năm 2025',
  'Đến hết năm 2025',
  'Trong tháng 12/2022',
  'Cuối tháng 6/2023',
  'Ngày 30/6/2022',
  'Trước ngày 30/6/2022',
  'Chậm nhất ngày 30/6/2022',
  'Trước 16 giờ 00 ngày 15/6/2023',
  'Từ tháng 3 đến tháng 9/2023',
  'Từ ngày 01/3/2023 đến ngày 30/9/2023',
  'Từ ngày 01/8/2022',
  'Giai đoạn 2025 - 2030',
  'Trong 6 tháng đầu năm 2023',
  'Hằng tuần',
  'Hằng tháng',
  'Hằng quý',
  'Định kỳ hằng quý',
  'Định kỳ 6 tháng',
  'Hằng năm',
  'Hằng năm (bắt đầu từ năm 2026)',
  'Hằng năm, theo hướng dẫn của Sở Khoa học và Công nghệ',
  'Hằng quý, 6 tháng, 1 năm hoặc khi có yêu cầu',
  'Quý I, 6 tháng, 9 tháng, năm',
  'Trước ngày 20 hằng tháng',
  'Chậm nhất ngày 05 của tháng sau',
  'Trước ngày 15 của tháng cuối mỗi quý',
  'Trước ngày 15/12 hằng năm',
  'Quý I hằng năm',
  'Tháng 6, tháng 12 hằng năm',
  'Trước 16 giờ 00 thứ Năm hằng tuần',
  'Trong thời hạn 30 ngày kể từ ngày ban hành Kế hoạch',
  'Trong 05 ngày làm việc kể từ ngày nhận được văn bản',
  'Thường xuyên',
  'Theo hướng dẫn của cơ quan cấp trên',
  'Sau khi có hướng dẫn',
  'Khi có yêu cầu',
  'none',
];

/** The known form that differs in the fewest letters, relative to its length; digits all count alike. */
export function nearestKnownForm(phrase: string): string {
  const wanted = comparable(phrase);
  let nearest = '';
  let least = Infinity;
  for (const form of knownForms) {
    const candidate = comparable(form);
    const distance = editDistance(wanted, candidate) / Math.max(wanted.length, candidate.length);
    if (distance < least) {
      least = distance;
      nearest = form;
    }
  }
  return nearest;
}

/** Without diacritics, because a missing one is a small mistake; cut, because a phrase may be a page. */
function comparable(words: string): string {
  return foldWords(words)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/\d+/gu, '0')
    .slice(0, 120);
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j < row.length; j += 1) {
      const substituted = at(row, j - 1) + (b[j - 1] === letter ? 0 : 1);
      next.push(Math.min(substituted, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, row.length - 1);
}

function at(row: readonly number[], index: number): number {
  const [value = 0] = row.slice(index, index + 1);
  return value;
}
