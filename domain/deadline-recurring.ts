import { plainCycle, readCycle, readPlainCycle } from './deadline-cycle.ts';
import { type PhraseOptions, splitList } from './deadline-grammar.ts';
import type { CumulativeCycle, DeadlineRule, RecurringCycle } from './deadline-rule.ts';
import { foldWords, isRequestWords, isUndatedWords, tidyWords } from './deadline-words.ts';

type RecurringRule = Extract<DeadlineRule, { kind: 'recurring' }>;

const onRequestTail =
  /(?:,|;)? (?:và |hoặc |và\/hoặc )?(?:báo cáo )?(?:khi có yêu cầu|khi được yêu cầu|theo yêu cầu|đột xuất)(?: đột xuất| khi có yêu cầu)?(?: (?:của|tổng hợp|báo cáo) [^,;\d]+)?$/u;
const sinceTail = /,? ?\(?(?:bắt đầu |kể |áp dụng |thực hiện )?từ năm (\d{4})(?: trở đi)?\)?$/u;
/** What is done then: "… tổng hợp kết quả báo cáo UBND huyện" says nothing of when. */
const activityTail = / (?:tổng hợp|báo cáo) [^,;\d]+$/u;

/** A recurring deadline from tidy words; null when they are none. */
export function readRecurring(words: string, options: PhraseOptions): RecurringRule | null {
  for (const { body, until } of conditions(words)) {
    const rule = readUnconditional(foldWords(body), options);
    if (rule !== null) return { ...rule, until };
  }
  return null;
}

/** Where the words of a condition may begin: after a comma, in brackets, or at "theo". Whole phrase first. */
function* conditions(words: string): Generator<{ body: string; until: string | null }> {
  yield { body: words, until: null };
  const bracketed = words.replace(/^.+? \((.+)\)$/u, '$1');
  if (bracketed !== words && isUndatedWords(bracketed)) {
    yield { body: words.slice(0, words.indexOf(' (')), until: tidyWords(bracketed) };
  }
  for (const match of words.matchAll(/[,;] | (?=theo )/giu)) {
    const until = words.slice(match.index + match[0].length);
    const body = words.slice(0, match.index);
    if (/^chờ \S/iu.test(until)) yield { body, until: until.slice('chờ '.length) };
    else if (isUndatedWords(until) && !isRequestWords(until)) yield { body, until };
  }
}

function readUnconditional(words: string, options: PhraseOptions): RecurringRule | null {
  const following = /^(?:từ )?(?:năm )?(\d{4}) và (?:các |những )?năm (?:sau|tiếp theo|kế tiếp)$/u;
  const followed = following.exec(words);
  if (followed) return recurring([plainCycle('year')], Number(followed[1]), false);
  const scheduled = words.replace(/ ?(?:…|\.\.\.)/gu, '').replace(onRequestTail, '');
  const onRequest = onRequestTail.test(words);
  const since = sinceTail.exec(scheduled);
  const cycles = readCycles(scheduled.replace(sinceTail, ''), options);
  return cycles && recurring(cycles, since === null ? null : Number(since[1]), onRequest);
}

function recurring(
  cycles: readonly RecurringCycle[],
  since: number | null,
  onRequest: boolean,
): RecurringRule {
  return { kind: 'recurring', cycles, since, until: null, onRequest };
}

function readCycles(words: string, options: PhraseOptions): readonly RecurringCycle[] | null {
  const cycles: RecurringCycle[] = [];
  for (const part of words.replace(activityTail, '').split('; ')) {
    const read = readPart(part, options);
    if (read === null) return null;
    cycles.push(...read);
  }
  return cycles;
}

function readPart(words: string, options: PhraseOptions): readonly RecurringCycle[] | null {
  const cumulative = readCumulative(words);
  if (cumulative !== null) return [cumulative];
  const cycle = readCycle(words, options);
  return cycle !== null ? [cycle] : readPlainList(words);
}

/** "Hằng quý, 6 tháng, 1 năm". */
function readPlainList(words: string): readonly RecurringCycle[] | null {
  const cycles: RecurringCycle[] = [];
  for (const item of splitList(words)) {
    const cycle = readPlainCycle(item, true);
    if (cycle === null) return null;
    cycles.push(cycle);
  }
  return cycles.length > 1 ? cycles : null;
}

const cumulativeItems: readonly (readonly [RegExp, 3 | 6 | 9 | 12])[] = [
  [/^quý (?:i|0?1)$/u, 3],
  [/^0?6 tháng(?: đầu năm)?$/u, 6],
  [/^0?9 tháng(?: đầu năm)?$/u, 9],
  [/^(?:(?:cả |1 |01 |một )?năm|12 tháng)$/u, 12],
];

/** "Quý I, 6 tháng, 9 tháng, năm": what marks it is the first quarter or the nine months in the list. */
function readCumulative(words: string): CumulativeCycle | null {
  const [, marker, list = ''] = /^(lũy kế |luỹ kế )?(?:định kỳ )?(.+)$/u.exec(words) ?? [];
  const months: (3 | 6 | 9 | 12)[] = [];
  for (const item of splitList(list)) {
    const month = cumulativeItems.find(([pattern]) => pattern.test(item))?.[1];
    if (month === undefined) return null;
    months.push(month);
  }
  const marked = months.length > 1 && (months.includes(3) || months.includes(9));
  return marker !== undefined || marked ? { every: 'cumulative', months } : null;
}
