/** The words as kept: Unicode NFC, single spaces, no punctuation at the end. */
export function tidyWords(words: string): string {
  return words
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\s.,;:]+$/u, '')
    .trim();
}

/**
 * The words as compared: tidy, lower case, one spelling of what has several ("hàng" and "hằng", the dashes),
 * no bullet in front.
 */
export function foldWords(words: string): string {
  return tidyWords(words)
    .toLowerCase()
    .normalize('NFC')
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/(?<!\p{L})hàng(?!\p{L})/gu, 'hằng')
    .replace(/ ?\/ ?/gu, '/')
    .replace(/ ([,;)])/gu, '$1')
    .replace(/^[-+•*] ?/u, '');
}

/** Words that name an event or a guidance to wait for. They stand whole, in the document's own spelling. */
const undatedOpening = new RegExp(
  `^(?:${[
    '(?:thực hiện )?theo (?:đúng )?(?:hướng dẫn|quy định|tiến độ|lộ trình|kế hoạch|yêu cầu|chỉ đạo|văn bản|thông báo|chương trình|đề án|đề nghị)',
    '(?:ngay )?(?:sau )?khi (?:có|được|đủ|nhận|cấp|hoàn thành|kế hoạch|văn bản|nghị định|thông tư|luật)',
    'ngay khi',
    '(?:ngay )?sau khi',
    'đột xuất',
    'khẩn trương',
    '(?:trong )?(?:thời hạn )?(?:chậm nhất )?(?:không quá )?\\d+ ngày(?: làm việc)?,? (?:kể )?(?:từ|sau)',
  ].join('|')})(?!\\p{L})`,
  'iu',
);

/** A clause that gives a date after all: such words must not be taken for undated ones. */
const datedClause =
  /(?:từ|sau) ngày \d|[,;] ?(?:hàng|hằng|mỗi|định kỳ) |(?<!\p{L})(?:trước|chậm nhất|muộn nhất|không muộn hơn|đến hết|hạn cuối|thời hạn|hoàn thành trong)(?: là| trong| vào)?:? (?:ngày |tháng |quý |năm |\d)/iu;

const requestWords = /^(?:đột xuất|khi có yêu cầu|khi được yêu cầu|theo yêu cầu)(?!\p{L})/iu;

/** Whether tidy words by themselves say that nothing is dated until something happens. */
export function isUndatedWords(words: string): boolean {
  return undatedOpening.test(words) && !datedClause.test(words.replace(/^\S+ /u, ''));
}

/** Whether tidy words say "when asked for": beside a cycle that is an extra report, not a condition. */
export function isRequestWords(words: string): boolean {
  return requestWords.test(words);
}
