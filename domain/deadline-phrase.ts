import { addDays, isoDayOf, isRealDate } from './calendar/civil-day.ts';
import type { PhraseOptions } from './deadline-grammar.ts';
import { nearestKnownForm } from './deadline-nearest.ts';
import { readOnce } from './deadline-once.ts';
import { readRecurring } from './deadline-recurring.ts';
import { type DeadlineRule, deadlineRuleSchema } from './deadline-rule.ts';
import { foldWords, isUndatedWords, tidyWords } from './deadline-words.ts';

export type { PhraseOptions } from './deadline-grammar.ts';

/** The meaning of a phrase, or the nearest known form to show to whoever wrote it. */
export type PhraseReading =
  | { readonly ok: true; readonly rule: DeadlineRule }
  | { readonly ok: false; readonly nearest: string };

const noneWords = /^(?:none|không(?: xác định)? thời hạn|chưa xác định thời hạn)$/u;
const waitingWords = /^chưa xác định thời hạn, chờ (.+)$/iu;
const standingWords =
  /^(?:thường xuyên(?:,? (?:và )?liên tục)?(?: trong năm(?: \d{4})?)?|liên tục(?:,? (?:và )?thường xuyên)?)$/u;
const verbs =
  /^(?:(?:hoàn thành|thực hiện|triển khai|(?:gửi |nộp )?báo cáo|thời hạn|thời gian|hạn chót|định kỳ)(?: hoàn thành| thực hiện| báo cáo)?:? )+/iu;

const planWords = '(?:\\(?ký\\)? ?)?(?:kế hoạch)?(?: này)?';
const sinceIssueWords = new RegExp(
  `^(?:trong )?(?:vòng |thời hạn |thời gian )?(?:chậm nhất |không quá |tối đa )?(\\d{1,4}) ngày( làm việc)?,? (?:kể )?từ (?:ngày|khi) (?:(?:ký )?ban hành|ký|kế hoạch(?: này)? (?:được )?(?:ký )?ban hành) ?${planWords}$`,
  'u',
);
const sinceDayWords =
  /^(?:trong )?(?:vòng |thời hạn |thời gian )?(?:chậm nhất |không quá |tối đa )?(\d{1,4}) ngày,? (?:kể )?từ ngày (\d{1,2})\/(\d{1,2})\/(\d{4})$/u;

/**
 * What a phrase of a document means. It never guesses: what is not understood, or names a day that cannot be
 * (31/02/2023, Quý V), is answered with the nearest known form.
 */
export function parseDeadlinePhrase(phrase: string, options: PhraseOptions): PhraseReading {
  const rule = deadlineRuleSchema.safeParse(readRule(tidyWords(phrase), options));
  return rule.success
    ? { ok: true, rule: rule.data }
    : { ok: false, nearest: nearestKnownForm(phrase) };
}

function readRule(words: string, options: PhraseOptions): DeadlineRule | null {
  const stated = words.replace(/^[-–•+*] ?/u, '');
  return readFixed(stated) ?? readUndated(stated) ?? readDated(stated.replace(verbs, ''), options);
}

function readDated(words: string, options: PhraseOptions): DeadlineRule | null {
  return (
    readFixed(words) ??
    readUndated(words) ??
    readRecurring(words, options) ??
    readOnce(foldWords(words), options)
  );
}

function readFixed(words: string): DeadlineRule | null {
  const folded = foldWords(words);
  if (standingWords.test(folded)) return { kind: 'standing' };
  if (noneWords.test(folded)) return { kind: 'undated', until: null };
  return readSinceIssue(folded) ?? readSinceDay(folded);
}

function readSinceIssue(words: string): DeadlineRule | null {
  const match = sinceIssueWords.exec(words);
  if (match === null) return null;
  return {
    kind: 'sinceIssue',
    days: Number(match[1]),
    unit: match[2] === undefined ? 'calendar' : 'working',
  };
}

/** "Trong 30 ngày kể từ ngày 01/6/2023": the day named is not counted (Civil Code 2015, art. 147). */
function readSinceDay(words: string): DeadlineRule | null {
  const match = sinceDayWords.exec(words);
  if (match === null) return null;
  const [days = 0, day = 0, month = 0, year = 0] = match.slice(1).map(Number);
  if (!isRealDate(year, month, day)) return null;
  const lastDay = addDays(isoDayOf(year, month, day), days);
  return { kind: 'once', start: null, lastDay, time: null };
}

function readUndated(words: string): DeadlineRule | null {
  if (waitingWords.test(words)) {
    return { kind: 'undated', until: words.replace(waitingWords, '$1') };
  }
  return isUndatedWords(words) ? { kind: 'undated', until: words } : null;
}
