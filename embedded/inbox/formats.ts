import { DateTime } from 'luxon';
import type { Language } from './words.ts';

/** Everybody who reads this inbox works by Vietnam's clock, whatever the machine is set to. */
const ZONE = 'Asia/Ho_Chi_Minh';

/**
 * A moment as people write it: "05/6/2023 07:30" by Decree 30/2020 (a zero before days under 10
 * and before months 1 and 2 only), or "5 Jun 2023, 07:30".
 */
export function formatMoment(iso: string, language: Language): string {
  const moment = DateTime.fromISO(iso, { zone: ZONE, locale: 'en' });
  if (language === 'en') return moment.toFormat('d LLL yyyy, HH:mm');
  return moment.toFormat(moment.month <= 2 ? 'dd/MM/yyyy HH:mm' : 'dd/M/yyyy HH:mm');
}

/** Bytes as people write them: "812 B", "12,3 KB", "4,1 MB". */
export function formatSize(bytes: number, decimal: string): string {
  if (bytes < 1024) return `${bytes} B`;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${amount.toFixed(1).replace('.', decimal)} ${unit}`;
}
