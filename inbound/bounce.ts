import type { InboundMail } from './inbound-mail.ts';

/** What a server reports of one recipient of a mail (RFC 3464). */
export interface RecipientReport {
  /** In small letters; null when the report does not say. */
  readonly address: string | null;
  readonly action: 'failed' | 'delayed';
  /** "5.1.1; 550 5.1.1 no such user": the status, and what the last server said. */
  readonly response: string;
}

/** A report on a mail that was not (yet) delivered. */
export interface Bounce {
  /** Of the mail that it is about, with angle brackets; null when it does not come with its head. */
  readonly messageId: string | null;
  readonly recipients: readonly RecipientReport[];
}

const longestResponse = 500;
const returned = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
];

/**
 * Reads a delivery report (RFC 3462, 3464, 6522); null for any other mail. Reports of success and of being passed on
 * have no recipients here.
 */
export function readBounce({ type, parts }: InboundMail): Bounce | null {
  if (type.value !== 'multipart/report') return null;
  if (type.params['report-type']?.toLowerCase() !== 'delivery-status') return null;
  const status = parts.find((part) => /^message\/(?:global-)?delivery-status$/.test(part.type));
  if (status === undefined) return null;
  const original = parts.find((part) => returned.includes(part.type));
  return {
    messageId: original === undefined ? null : findMessageId(original.content.toString('utf8')),
    // The first group of fields is about the report itself.
    recipients: readGroups(status.content.toString('utf8')).flatMap(readRecipient),
  };
}

function findMessageId(message: string): string | null {
  const [head = ''] = message.split(/\r?\n\r?\n/, 1);
  return /^message-id:\s*(<[^<>\s]+>)/im.exec(head)?.[1] ?? null;
}

function readGroups(text: string): Map<string, string>[] {
  return text
    .replaceAll('\r', '')
    .split(/\n[ \t]*\n+/)
    .map((group) => {
      const lines = group.replaceAll(/\n[ \t]+/g, ' ').split('\n');
      return new Map(
        lines.flatMap((line) => {
          const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
          return name === undefined || value === undefined
            ? []
            : [[name.toLowerCase(), value.trim()] as const];
        }),
      );
    });
}

function readRecipient(fields: ReadonlyMap<string, string>): RecipientReport[] {
  const action = fields.get('action')?.toLowerCase();
  if (action !== 'failed' && action !== 'delayed') return [];
  const said = [fields.get('status'), fields.get('diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, '')];
  const response = said.filter((part) => (part ?? '') !== '').join('; ');
  return [
    {
      address: readAddress(fields.get('original-recipient') ?? fields.get('final-recipient')),
      action,
      response: `${action}: ${response === '' ? 'the report gives no reason' : response}`.slice(
        0,
        longestResponse,
      ),
    },
  ];
}

/** `rfc822; ubnd@xa.example` (RFC 3464, 2.3.1). */
function readAddress(value = ''): string | null {
  const address = value.replace(/^[\w-]+\s*;\s*/, '').replaceAll(/[<>\s]/g, '');
  return address.includes('@') ? address.toLowerCase() : null;
}
