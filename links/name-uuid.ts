/**
 * A UUID (RFC 9562) made of a hash: its first 16 bytes, with the version and the variant in their places. Version 5
 * is for SHA-1 of a namespace and a name, version 8 for a content that is its maker's affair.
 */
export function buildNameUuid(hash: Buffer, version: 5 | 8): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join('-');
}
