import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';

export interface CaughtAttachment {
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly content: Buffer;
}

/** A mail as the catcher received it. */
export interface CaughtMail {
  readonly id: string;
  /** Real time, ISO in UTC. */
  readonly receivedAt: string;
  /** The sender of the SMTP envelope; empty for a bounce. */
  readonly from: string;
  /** The recipients of the SMTP envelope: who truly gets it. */
  readonly to: readonly string[];
  /** The `From:` and `To:` headers as a reader sees them, with names. */
  readonly headerFrom: string;
  readonly headerTo: string;
  readonly subject: string;
  readonly messageId: string | null;
  readonly text: string;
  /** Null when the mail has no HTML part. Pictures of the mail itself stand inside, as data. */
  readonly html: string | null;
  /** By name in lower case, unfolded but not decoded; one that comes several times has a line each. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly CaughtAttachment[];
}

export interface Envelope {
  readonly id: string;
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** Parses a mail as it came over the wire. Whatever the mail lacks is empty; nothing is refused. */
export async function parseCaughtMail(envelope: Envelope, raw: Buffer): Promise<CaughtMail> {
  // Only what the mail says: a link made of plain text, or a text made of HTML, hides what was sent.
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true });
  return {
    id: envelope.id,
    receivedAt: envelope.receivedAt,
    from: envelope.from,
    to: [...envelope.to],
    headerFrom: parsed.from?.text ?? '',
    headerTo: joinAddresses(parsed.to),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? null,
    text: parsed.text ?? '',
    html: parsed.html || null,
    headers: readHeaders(parsed),
    attachments: parsed.attachments.map((attachment, index) => ({
      filename: attachment.filename ?? `attachment-${index + 1}`,
      contentType: attachment.contentType,
      size: attachment.size,
      content: attachment.content,
    })),
  };
}

function joinAddresses(addresses: AddressObject | AddressObject[] | undefined): string {
  if (addresses === undefined) return '';
  return [addresses]
    .flat()
    .map((address) => address.text)
    .join(', ');
}

function readHeaders(parsed: ParsedMail): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of parsed.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n\s*/g, ' ')
      .trim();
    const before = headers[key];
    headers[key] = before === undefined ? value : `${before}\n${value}`;
  }
  return headers;
}
