import { createHash } from 'node:crypto';
import { buildNameUuid } from '../links/name-uuid.ts';

/**
 * The request id of what an agency replies: the same mail is the same request, however often it is read. A UUID whose
 * content is its maker's affair (version 8, RFC 9562, 5.8).
 */
export function deriveRequestId(plan: string, agency: string, mailId: string): string {
  const name = JSON.stringify(['reply', plan, agency, mailId]);
  return buildNameUuid(createHash('sha256').update(name).digest(), 8);
}
