/** Mails as the usual programs write them, made by hand: their structure, their quoting, their ways with file names. */

/** What stands in a mail of these tests. */
export interface Written {
  readonly to: string;
  readonly from?: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly text?: string;
  readonly files?: readonly WrittenFile[];
  /** More header lines. */
  readonly headers?: readonly string[];
}

export interface WrittenFile {
  /** The whole line, as the program writes it: `Content-Disposition: …`. */
  readonly disposition: string;
  readonly type?: string;
  readonly content?: Buffer;
}

/** The least that is a PDF by its content. */
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n');
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A file as most programs attach one. */
export function attached(
  name: string,
  content: Buffer = pdf,
  type = 'application/pdf',
): WrittenFile {
  return { disposition: `Content-Disposition: attachment; filename="${name}"`, type, content };
}

/** Lines as they go over the wire; letters as UTF-8. */
function wire(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\r\n'), 'utf8');
}

function base64(content: Buffer | string): string[] {
  return (
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? ['']
  );
}

function head({
  to,
  from = 'Nguyễn Văn A <vana@xa.example>',
  subject = 'Re: Nhắc việc',
  messageId = '<1@xa.example>',
  headers = [],
}: Written): string[] {
  const encoded = `=?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`;
  return [
    ...headers,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${encoded}`,
    `Message-ID: ${messageId}`,
    'Date: Wed, 07 Jun 2023 10:00:00 +0700',
    'MIME-Version: 1.0',
  ];
}

function part(headers: readonly string[], content: Buffer | string): string[] {
  return [...headers, 'Content-Transfer-Encoding: base64', '', ...base64(content)];
}

function fileParts(files: readonly WrittenFile[], boundary: string): string[] {
  return files.flatMap(({ disposition, type = 'application/pdf', content = pdf }) => [
    `--${boundary}`,
    ...part([`Content-Type: ${type}`, disposition], content),
  ]);
}

const quoted = ['Kính gửi: UBND xã Tân Hòa 1', 'Quý cơ quan có 02 nhiệm vụ 9.9 quá hạn.'];

/** Gmail: mixed around alternative; the mail answered below "Vào … đã viết:", broken into two lines, with ">". */
export function asGmail(written: Written): Buffer {
  const { text = 'Xã gửi báo cáo.', files = [] } = written;
  const intro = [
    'Vào Th 4, 7 thg 6, 2023 vào lúc 08:00 Nhắc việc <dondoc@test.example>',
    'đã viết:',
  ];
  const plain = [text, '', ...intro, '', ...quoted.map((line) => `> ${line}`)].join('\r\n');
  const html = `<div dir="ltr">${text}</div><br><div class="gmail_quote"><div class="gmail_attr">${intro.join(' ')}</div><blockquote>${quoted.join('<br>')}</blockquote></div>`;
  return wire([
    ...head(written),
    'Content-Type: multipart/mixed; boundary="00000m"',
    '',
    '--00000m',
    'Content-Type: multipart/alternative; boundary="00000a"',
    '',
    '--00000a',
    ...part(['Content-Type: text/plain; charset="UTF-8"'], plain),
    '--00000a',
    ...part(['Content-Type: text/html; charset="UTF-8"'], html),
    '--00000a--',
    ...fileParts(files, '00000m'),
    '--00000m--',
    '',
  ]);
}

/** Outlook: mixed around related around alternative; the logo of the signature by Content-ID; the head of the mail answered. */
export function asOutlook(written: Written): Buffer {
  const { text = 'Kính gửi báo cáo.', files = [] } = written;
  const intro = [
    'From: Nhắc việc <dondoc@test.example>',
    'Sent: Wednesday, June 7, 2023 8:00 AM',
    'To: UBND xã <xa-001@tinh.example>',
    'Subject: Nhắc việc',
  ];
  const plain = [
    text,
    '',
    '[cid:image001.png@01D99900.0]',
    '________________________________',
    ...intro,
    '',
    ...quoted,
  ];
  const html = `<html><body><p>${text}</p><img src="cid:image001.png@01D99900.0"><hr><p>${intro.join('<br>')}</p>${quoted.join('')}</body></html>`;
  return wire([
    ...head(written),
    'Content-Type: multipart/mixed; boundary="_006_"',
    '',
    '--_006_',
    'Content-Type: multipart/related; boundary="_005_"; type="multipart/alternative"',
    '',
    '--_005_',
    'Content-Type: multipart/alternative; boundary="_000_"',
    '',
    '--_000_',
    ...part(['Content-Type: text/plain; charset="utf-8"'], plain.join('\r\n')),
    '--_000_',
    ...part(['Content-Type: text/html; charset="utf-8"'], html),
    '--_000_--',
    '--_005_',
    ...part(
      [
        'Content-Type: image/png; name="image001.png"',
        'Content-Disposition: inline; filename="image001.png"; size=70',
        'Content-ID: <image001.png@01D99900.0>',
      ],
      png,
    ),
    '--_005_--',
    ...fileParts(files, '_006_'),
    '--_006_--',
    '',
  ]);
}

/** Thunderbird: mixed around plain text in flowed lines, "On … wrote:", a signature after "-- ". */
export function asThunderbird(written: Written): Buffer {
  const { text = 'Xã gửi báo cáo.', files = [] } = written;
  const plain = [
    'On 07/06/2023 08:00, Nhắc việc wrote:',
    ...quoted.map((line) => `> ${line}`),
    '',
    text,
    '',
    '-- ',
    'Nguyễn Văn A, nhiệm vụ 8.8',
  ];
  // Above the quotation, as most people write.
  const above = [text, '', ...plain.slice(0, 3), '', ...plain.slice(5)];
  return wire([
    ...head(written),
    'Content-Type: multipart/mixed; boundary="------------tb"',
    '',
    '--------------tb',
    ...part(['Content-Type: text/plain; charset=UTF-8; format=flowed'], above.join('\r\n')),
    ...fileParts(files, '------------tb'),
    '--------------tb--',
    '',
  ]);
}

/** A report of a mail server (RFC 3464) on a mail, with its head. */
export function asBounce({
  to = 'dondoc@test.example',
  original,
  recipient,
  action = 'failed',
  headers = [],
}: {
  readonly to?: string;
  readonly original: string;
  readonly recipient: string;
  readonly action?: string;
  readonly headers?: readonly string[];
}): Buffer {
  return wire([
    'Return-Path: <>',
    ...headers,
    'From: MAILER-DAEMON@mx.example',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B0"',
    '',
    '--B0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.example.',
    '--B0',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    'Arrival-Date: Wed, 7 Jun 2023 08:00:03 +0700',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 <x>: Recipient address rejected:',
    '    User unknown',
    '--B0',
    'Content-Type: text/rfc822-headers',
    '',
    'From: dondoc@test.example',
    `Message-ID: ${original}`,
    'Subject: Nhac viec',
    '--B0--',
    '',
  ]);
}
