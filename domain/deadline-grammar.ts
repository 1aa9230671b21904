/** Pieces that the one-off and the recurring phrases share. All are matched on folded words. */

/** How "trước ngày" is read: the day itself no longer counts (exclusive) or still does. */
export interface PhraseOptions {
  readonly before: 'exclusive' | 'inclusive';
}

/** How a last day is introduced, and what that does to it. */
export type Lead = 'before' | 'by' | 'within' | 'from' | 'bare';

export interface Introduced {
  readonly lead: Lead;
  /** Cut-off `HH:mm`, null for the end of the day. */
  readonly time: string | null;
  /** 00:00: the day itself is over before it begins. */
  readonly midnight: boolean;
  readonly rest: string;
}

const leads: readonly (readonly [RegExp, Lead])[] = [
  [/^(?:trước và trong|trong và trước|trước hoặc trong)(?= )/u, 'by'],
  [/^(?:xong )?trước(?= )/u, 'before'],
  [
    /^(?:chậm nhất|muộn nhất|trễ nhất|không muộn hơn|không chậm hơn|không trễ hơn|không quá)(?: là)?(?: vào| đến| đến hết| trong)?(?= )/u,
    'by',
  ],
  [/^(?:xong )?(?:đến hết|cho đến hết|hết|đến|tới|vào)(?= )/u, 'by'],
  [/^(?:xong )?trong(?= )/u, 'within'],
  [/^(?:bắt đầu từ|kể từ|từ)(?= )/u, 'from'],
];

const timePattern =
  /^(\d{1,2}) ?(?:giờ|h|g|:)(?: ?(\d{2}))?(?: ?(?:phút|p))?,?(?: của)? (?=ngày|thứ|chủ|\d)/u;

/** Splits a phrase into its lead, its cut-off time and the rest; null when the time is none. */
export function introduce(words: string): Introduced | null {
  const found = leads.find(([pattern]) => pattern.test(words));
  const [lead, afterLead]: [Lead, string] = found
    ? [found[1], words.replace(found[0], '').trimStart()]
    : ['bare', words];
  const match = timePattern.exec(afterLead);
  if (match === null) return { lead, time: null, midnight: false, rest: afterLead };
  const time = readTime(Number(match[1]), Number(match[2] ?? 0));
  if (time === null) return null;
  const rest = afterLead.slice(match[0].length);
  if (time === '24:00') return { lead: 'by', time: null, midnight: false, rest };
  if (time === '00:00') return { lead: 'before', time: null, midnight: true, rest };
  return { lead: lead === 'before' ? 'by' : lead, time, midnight: false, rest };
}

function readTime(hour: number, minute: number): string | null {
  const isTime = minute < 60 && (hour < 24 || (hour === 24 && minute === 0));
  return isTime ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}

const numerals: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** A quarter's number in Roman or Arabic numerals; null when there is no such quarter. */
export function readQuarter(numeral: string): number | null {
  const number = numerals[numeral] ?? Number(numeral);
  return number >= 1 && number <= 4 && Number.isInteger(number) ? number : null;
}

/** Splits "a, b và c" into its items. */
export function splitList(words: string): readonly string[] {
  return words.split(/ ?[,;&] ?(?:và |hoặc )?| và | hoặc /u).filter((item) => item !== '');
}
