import fc from 'fast-check';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { parseDeadlinePhrase } from '../../domain/deadline-phrase.ts';
import { deadlineRuleSchema } from '../../domain/deadline-rule.ts';
import { computePeriods } from '../../domain/period.ts';
import { anyHostileText } from './hostile-texts.ts';
import { anyMutations, mutateText } from './mutate-text.ts';
import { expectThat, type Target } from './target.ts';

const known = [
  'Trước ngày 15 của tháng cuối mỗi Quý',
  'Trước 16 giờ 00 ngày 15/6/2023',
  'Trong thời hạn 30 ngày kể từ ngày ban hành Kế hoạch',
  'Quý I, II năm 2023',
  'Giai đoạn 2025 - 2030',
  'Từ tháng 3 đến tháng 9/2023',
  'Chậm nhất ngày 05 của tháng sau',
  'Trước ngày 15/12 hằng năm',
  'Tháng 6, tháng 12 hằng năm',
  'Hằng tuần',
  'Quý I, 6 tháng, 9 tháng, năm',
  'Chưa xác định thời hạn, chờ hướng dẫn',
  'Hằng năm, theo hướng dẫn của Bộ',
  'Thường xuyên, liên tục trong năm 2023',
];
const words =
  'trước sau ngày tháng quý năm tuần hằng hàng mỗi cuối đầu chậm nhất là hết đến từ trong thời hạn kể ban hành làm việc giờ thứ hai sáu chủ nhật I II III IV 1 15 30 31 2023 2025 99 9999 / - , . 15/6/2023 29/02 00:00 và'.split(
    ' ',
  );
const anyPhrase = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((w) => w.join(' ')),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...known), anyMutations).map(([t, m]) => mutateText(t, m)),
  },
  { weight: 2, arbitrary: anyHostileText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...words, ...known), fc.integer({ min: 1, max: 60 }))
      .map(([word, count]) => `${word} `.repeat(count)),
  },
);

// A plan file lets 500 letters through.
const longest = 500;
const span = { from: '2023-01-01', to: '2025-12-31', issued: '2023-01-02' };

function check(phrase: string, before: 'exclusive' | 'inclusive'): void {
  const reading = parseDeadlinePhrase(phrase, { before });
  if (!reading.ok) {
    expectThat(reading.nearest.trim() !== '', () => 'a refusal without the nearest form');
    const again = parseDeadlinePhrase(reading.nearest, { before });
    expectThat(again.ok, () => `the nearest form "${reading.nearest}" is not understood either`);
    return;
  }
  const checked = deadlineRuleSchema.safeParse(reading.rule);
  expectThat(
    checked.success,
    () => `understood as ${JSON.stringify(reading.rule)}, which is no rule`,
  );
  const periods = computePeriods([{ phrase, rule: reading.rule }], span, vietnamCalendar);
  const names = periods.map(({ period }) => period);
  expectThat(new Set(names).size === names.length, () => 'two periods of one name');
}

/** Deadline phrases: understood as a rule that has periods, or refused with a form that is understood. */
export const phraseTarget: Target = {
  name: 'deadline phrases',
  share: 0.145,
  run: async (cases, seed, observe) => {
    const property = fc.property(
      anyPhrase,
      fc.constantFrom('exclusive', 'inclusive'),
      (text, before) => {
        const phrase = text.slice(0, longest);
        observe(
          () => check(phrase, before),
          () => phrase,
        );
      },
    );
    fc.assert(property, { numRuns: cases, seed });
  },
};
