import { createHash } from 'node:crypto';
import { buildNameUuid } from '../../links/name-uuid.ts';

/**
 * The id of one of the requests that a form makes at once (UUID version 5, RFC 9562): the same form and part give the
 * same id, so that a form that is sent twice repeats each of its requests.
 */
export function derivePartId(formRequest: string, part: string): string {
  const namespace = Buffer.from(formRequest.replaceAll('-', ''), 'hex');
  return buildNameUuid(createHash('sha1').update(namespace).update(part).digest(), 5);
}
