import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';

/** A part of a mail that is not its text. */
export interface InboundPart {
  /** As the mail names it, decoded; empty when it does not. */
  readonly name: string;
  /** In small letters, without parameters. */
  readonly type: string;
  /** Without angle brackets; null when it has none. */
  readonly contentId: string | null;
  readonly content: Buffer;
}

/** A mail as it lay in the mailbox. */
export interface InboundMail {
  /** Its Message-ID, or for one without something that is the same whenever it is read. */
  readonly id: string;
  /** Addresses in `From:`, in small letters. */
  readonly from: readonly string[];
  readonly subject: string;
  /** What it says, made of HTML where there is nothing else. */
  readonly text: string;
  /** Empty when it has none. */
  readonly html: string;
  readonly type: { readonly value: string; readonly params: Readonly<Record<string, string>> };
  readonly parts: readonly InboundPart[];
  /** False when it was too large, and only its head was read. */
  readonly isWhole: boolean;
  /** Values of a header in the order in which they stand, unfolded and not decoded; by name in small letters. */
  header(name: string): readonly string[];
}

/** Reads a mail as it came over the wire. Whatever it lacks is empty. */
export async function readInboundMail(raw: Buffer, isWhole = true): Promise<InboundMail> {
  const parsed = await simpleParser(raw, {
    // The report of a server is a part of its own, and pictures of the mail are not its text.
    keepDeliveryStatus: true,
    skipImageLinks: true,
    skipTextToHtml: true,
  });
  const values = new Map<string, string[]>();
  for (const { key, line } of parsed.headerLines) {
    const value = line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n(?=[ \t])/g, '');
    values.set(key, [...(values.get(key) ?? []), value.trim()]);
  }
  return {
    id: parsed.messageId ?? `sha256:${createHash('sha256').update(raw).digest('hex')}`,
    from: (parsed.from?.value ?? []).flatMap(({ address }) =>
      address === undefined ? [] : [address.toLowerCase()],
    ),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    type: readType(parsed.headers.get('content-type')),
    parts: parsed.attachments.map(({ filename, contentType, cid, content }) => ({
      name: filename ?? '',
      type: contentType.toLowerCase(),
      contentId: cid ?? null,
      content,
    })),
    isWhole,
    header: (name) => values.get(name) ?? [],
  };
}

function readType(header: unknown): InboundMail['type'] {
  if (typeof header !== 'object' || header === null) return { value: 'text/plain', params: {} };
  const { value = '', params = {} } = header as Partial<InboundMail['type']>;
  return { value: value.toLowerCase(), params };
}
