import { quote } from '../../domain/finding.ts';
import type { DocumentReference } from '../../domain/messages.ts';
import { usageError } from '../cli-error.ts';
import { readDay } from './day.ts';

/**
 * `--document "123/BC-STTTT, 14/6/2023[, Sở Thông tin và Truyền thông]"`: number and symbol, day and,
 * when it is not the agency itself, who issued it. "Số" and "ngày" may stand before, as in a letter.
 * @throws CliError (usage)
 */
export function parseDocument(text: string): DocumentReference {
  const [numberPart = '', dayPart = '', ...issuerParts] = text.normalize('NFC').split(',');
  const number = numberPart.replace(/^\s*số\s+/iu, '').trim();
  const date = readDay(dayPart.replace(/^\s*ngày\s+/iu, ''));
  if (number === '' || date === null) {
    throw usageError(
      `--document: expected "SỐ, NGÀY[, CƠ QUAN]" with a day that exists, such as "123/BC-STTTT, 14/6/2023", found ${quote(text)}`,
    );
  }
  const issuer = issuerParts.join(',').trim();
  return { number, date, issuer: issuer === '' ? null : issuer };
}
