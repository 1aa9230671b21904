/** 20 letters of 5 bits: a whole token of ours would not fit into the 64 octets of a local part (RFC 5321, 4.5.3.1.1). */
export const replyTokenLength = 20;
/** They survive a mail system that writes addresses in capitals. */
export const replyTokenLetters = 'abcdefghijklmnopqrstuvwxyz234567';

/** Letters that the name before the @ may have, so that a plus and a token still fit behind it. */
export const longestReplyName = 64 - 1 - replyTokenLength;

/** `traloi@tinh.example` with a token: `traloi+TOKEN@tinh.example`. */
export function buildReplyAddress(replyAddress: string, token: string): string {
  return replyAddress.replace('@', `+${token}@`);
}

/** What stands where tokens stand in addresses of ours, in any text; each once, in small letters. */
export function findReplyTokens(replyAddress: string, text: string): string[] {
  const [name = '', domain = ''] = replyAddress.split('@').map(escapeForPattern);
  const form = new RegExp(
    `(?<![\\w.+-])${name}\\+([${replyTokenLetters}]{${replyTokenLength}})@${domain}(?![\\w-]|\\.\\w)`,
    'gi',
  );
  return [...new Set([...text.matchAll(form)].map(([, token = '']) => token.toLowerCase()))];
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/\W/g, '\\$&');
}
