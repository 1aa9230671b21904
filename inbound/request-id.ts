import { createHash } from 'node:crypto';

/**
 * The request id of what an agency replies: the same mail is the same request, however often it is read. A UUID whose
 * content is its maker's affair (version 8, RFC 9562, 5.8).
 */
export function deriveRequestId(plan: string, agency: string, mailId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['reply', plan, agency, mailId]))
    .digest();
  const hex = hash.toString('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
