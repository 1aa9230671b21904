import type { IsoDay, Locale } from './plan.ts';

/** Temporary: replaced by the written dates. */
export function formatDay(day: IsoDay): string {
  const [y = '', m = '', d = ''] = day.split('-');
  return `${d}/${Number(m) <= 2 ? m : String(Number(m))}/${y}`;
}

export function formatPeriod(period: string, _locale: Locale): string {
  return period === 'once' ? '' : period;
}
