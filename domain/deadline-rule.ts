import type { Cycle, IsoDay } from './plan.ts';

/**
 * What a deadline phrase means. Plain JSON, also accepted in a plan file in place of a phrase.
 * Days are calendar days of the plan's time zone and every last day is inclusive:
 * "trước ngày 15" has become 14 by the time a rule exists.
 */
export type DeadlineRule =
  | { readonly kind: 'standing' }
  | { readonly kind: 'undated'; readonly until: string | null }
  | {
      readonly kind: 'once';
      readonly start: IsoDay | null;
      readonly lastDay: IsoDay;
      readonly time: string | null;
    }
  | { readonly kind: 'placeholder'; readonly cycle: Cycle };
