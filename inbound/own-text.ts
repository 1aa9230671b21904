/** Where the mail that is answered begins, as the usual mail programs introduce it. */
const introductions: readonly RegExp[] = [
  // Gmail, Apple Mail, Thunderbird; the words may be broken into two or three lines.
  /^On\b[^\n]{3,200}(?:\n[^\n]{1,200}){0,2}?\bwrote:\s*$/imu,
  /^(?:Vào|Ngày|Lúc)(?=[\s,])[^\n]{3,200}(?:\n[^\n]{1,200}){0,2}?(?:đã viết|viết):\s*$/imu,
  /^[^\n]{0,200}\S+@\S+[^\n]{0,80}(?:\n[^\n]{1,80})?(?:đã viết|wrote):\s*$/imu,
  // Outlook: a rule, or the head of the mail as lines.
  /^[ \t]*-{2,}\s*(?:Original Message|Forwarded message|Thư gốc|Tin nhắn gốc|Thư đã chuyển tiếp)\s*-{2,}\s*$/imu,
  /^[ \t]*_{10,}\s*$/mu,
  /^\*?(?:From|Từ|Người gửi)\s*:\*?[^\n]+\n(?:[^\n]+\n){0,3}?\*?(?:Sent|Date|To|Đã gửi|Ngày|Ngày gửi|Gửi|Đến|Tới)\s*:/imu,
];

/** What programs write below a mail by themselves. */
const trailers: readonly RegExp[] = [
  /^(?:Sent from (?:my|Outlook|Mail)|Gửi từ|Được gửi từ|Đã gửi từ|Tải Outlook|Get Outlook)[^\n]*$/imu,
];

/** The line that sets a signature apart (RFC 3676, 4.3); Thunderbird and Gmail write it. */
const signature = /^-- ?$/mu;

/** What somebody wrote into a reply: without the mail that is answered, the signature, and what programs add. */
export function extractOwnText(text: string): string {
  const lines = text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    // Where Outlook shows a picture.
    .replaceAll(/\[cid:[^\]\s]+\]/g, '');
  const cut = [...introductions, signature, ...trailers].reduce((left, pattern) => {
    const at = left.search(pattern);
    return at === -1 ? left : left.slice(0, at);
  }, lines);
  return (
    cut
      .split('\n')
      .filter((line) => !line.startsWith('>'))
      .map((line) => line.trimEnd())
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      // A rule above what was cut off.
      .replace(/\n[-_]{5,}\s*$/u, '')
      .trim()
  );
}
