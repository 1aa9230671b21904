import type { IsoDay } from '../plan.ts';

/** Days that are not worked, or are worked although they fall on a weekend, and who says so. */
export interface HolidayEntry {
  /** First and last day, both included; weekend days inside are off anyway. */
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly name: string;
  /** The decision, or the law where no decision is needed. */
  readonly source: string;
  /** True when no decision says so yet. */
  readonly provisional: boolean;
}

/** One year's public holidays. */
export interface HolidayYear {
  readonly year: number;
  readonly off: readonly HolidayEntry[];
  /** Weekend days worked in exchange for a day off. */
  readonly worked: readonly HolidayEntry[];
}

/** Labour Code 2019, article 112: the paid holidays; article 111.3: the day off in lieu. */
export const labourCode = 'Bộ luật Lao động 2019, điều 112';
export const labourCodeInLieu = 'Bộ luật Lao động 2019, điều 111 khoản 3 và điều 112';

/** An entry that is settled by law or by decision. */
export function settled(from: IsoDay, to: IsoDay, name: string, source: string): HolidayEntry {
  return { from, to, name, source, provisional: false };
}
