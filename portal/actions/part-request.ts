import { createHash } from 'node:crypto';

/**
 * The id of one of the requests that a form makes at once (UUID version 5, RFC 9562): the same form and part give the
 * same id, so that a form that is sent twice repeats each of its requests.
 */
export function derivePartId(formRequest: string, part: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(formRequest.replaceAll('-', ''), 'hex'))
    .update(part)
    .digest()
    .subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join('-');
}
