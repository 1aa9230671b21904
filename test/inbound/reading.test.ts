import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readAuthentication } from '../../inbound/authentication.ts';
import { findAutomatic } from '../../inbound/automatic.ts';
import { readBounce } from '../../inbound/bounce.ts';
import { readInboundMail } from '../../inbound/inbound-mail.ts';
import { extractOwnText } from '../../inbound/own-text.ts';
import { deriveRequestId } from '../../inbound/request-id.ts';
import { listOwnFiles } from '../../inbound/take-files.ts';
import { buildReplyAddress, findReplyTokens } from '../../links/reply-address.ts';
import { buildReplyToken, listReplyTokens } from '../../links/reply-token.ts';
import { cleanFileName } from '../../portal/upload/file-name.ts';
import { asBounce, asGmail, asOutlook, asThunderbird, attached, type Written } from './mails.ts';

const to = 'traloi@tinh.example';
const key = (byte: number) => ({ id: `k${byte}`, secret: createSecretKey(Buffer.alloc(32, byte)) });
const scope = { plan: 'kh-2023', agency: 'xa-001', generation: 0 };

describe('the address of replies', () => {
  it('has a token of 20 letters that differs with plan, agency, generation and key', () => {
    const tokens = [
      buildReplyToken([key(1)], scope),
      buildReplyToken([key(2)], scope),
      buildReplyToken([key(1)], { ...scope, plan: 'kh-2024' }),
      buildReplyToken([key(1)], { ...scope, agency: 'xa-002' }),
      buildReplyToken([key(1)], { ...scope, generation: 1 }),
    ];
    expect(new Set(tokens).size).toBe(5);
    for (const token of tokens) expect(token).toMatch(/^[a-z2-7]{20}$/);
    expect(buildReplyToken([key(1)], scope)).toBe(tokens[0]);
  });

  it('is still known after a new key was put in front', () => {
    expect(listReplyTokens([key(2), key(1)], scope)).toContain(buildReplyToken([key(1)], scope));
  });

  it('fits into 64 octets, and is found again in capitals and among others', () => {
    const token = buildReplyToken([key(1)], scope);
    const address = buildReplyAddress(to, token);
    expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(findReplyTokens(to, `"X" <${address.toUpperCase()}>, <a@b.example>`)).toEqual([token]);
  });

  it('is not found in addresses that only look like it', () => {
    const token = buildReplyToken([key(1)], scope);
    for (const near of [
      `x-traloi+${token}@tinh.example`,
      `traloi+${token}@tinh.example.evil.example`,
      `traloi+${token}a@tinh.example`,
      `traloi+${token}@tinhxexample`,
    ]) {
      expect(findReplyTokens(to, near)).toEqual([]);
    }
  });
});

describe('the text of a reply', () => {
  const written: Written = { to, text: 'Kính gửi Quý Sở báo cáo quý II.\r\nNhiệm vụ 6.3.' };

  it.each([
    ['Gmail', asGmail],
    ['Outlook', asOutlook],
    ['Thunderbird', asThunderbird],
  ])('is what somebody wrote above the quotation: %s', async (_program, write) => {
    const { text } = await readInboundMail(write(written));
    expect(extractOwnText(text)).toBe('Kính gửi Quý Sở báo cáo quý II.\nNhiệm vụ 6.3.');
  });

  it.each([
    'Đã gửi.\n\n-----Original Message-----\nFrom: a\nnhiệm vụ 9.9',
    'Đã gửi.\n\n-----Thư gốc-----\nTừ: a\nnhiệm vụ 9.9',
    'Đã gửi.\n\nTừ: Nhắc việc <a@b.example>\nĐã gửi: Thứ Tư, 7/6/2023\nĐến: x\nnhiệm vụ 9.9',
    'Đã gửi.\n\nVào 08:00, Th 4, 7 thg 6, 2023 Nhắc việc <a@b.example> đã viết:\n> nhiệm vụ 9.9',
    'Đã gửi.\n\nOn Wed, Jun 7, 2023 at 8:00 AM Nhắc việc\n<a@b.example> wrote:\n\n> nhiệm vụ 9.9',
    'Đã gửi.\n\nGửi từ iPhone của tôi\n\n> nhiệm vụ 9.9',
    '> nhiệm vụ 9.9\n\nĐã gửi.\n-- \nnhiệm vụ 9.9',
  ])('leaves out what is quoted: %j', (text) => {
    expect(extractOwnText(text)).toBe('Đã gửi.');
  });

  it('is found in HTML alone, as Outlook on a phone writes it', async () => {
    const html =
      '<div>Đã gửi.</div><hr><div><b>From:</b> Nhắc việc &lt;a@b.example&gt;<br><b>Sent:</b> Wednesday, June 7, 2023<br><b>To:</b> x<br></div><p>nhiệm vụ 9.9</p>';
    const raw = [`To: ${to}`, 'Content-Type: text/html; charset=utf-8', '', html].join('\r\n');
    const { text } = await readInboundMail(Buffer.from(raw));
    expect(extractOwnText(text)).toBe('Đã gửi.');
  });

  it('is kept where it only mentions such words', () => {
    const text = 'Ngày 05/6/2023 xã đã viết báo cáo.\nĐến nay đã xong.';
    expect(extractOwnText(text)).toBe(text);
  });
});

describe('the files of a reply', () => {
  it.each([
    ['as raw UTF-8', 'Content-Disposition: attachment; filename="Báo cáo quý II.pdf"'],
    [
      'by RFC 2047, in one word',
      `Content-Disposition: attachment; filename="=?UTF-8?B?${Buffer.from('Báo cáo quý II.pdf').toString('base64')}?="`,
    ],
    [
      'by RFC 2047, in two words',
      'Content-Disposition: attachment;\r\n filename="=?utf-8?Q?B=C3=A1o_c=C3=A1o?=\r\n =?utf-8?Q?_qu=C3=BD_II.pdf?="',
    ],
    [
      'by RFC 2231',
      "Content-Disposition: attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20qu%C3%BD%20II.pdf",
    ],
    [
      'by RFC 2231, continued',
      'Content-Disposition: attachment;\r\n filename*0*=UTF-8\'\'B%C3%A1o%20c%C3%A1o;\r\n filename*1*=%20qu%C3%BD;\r\n filename*2=" II.pdf"',
    ],
    [
      'in letters put together of two',
      `Content-Disposition: attachment; filename="${'Báo cáo quý II.pdf'.normalize('NFD')}"`,
    ],
    [
      'in windows-1258, by RFC 2231',
      "Content-Disposition: attachment; filename*=windows-1258''B%E1o%20c%E1o%20quy%EC%20II.pdf",
    ],
    [
      'in windows-1258, by RFC 2047',
      'Content-Disposition: attachment; filename="=?windows-1258?Q?B=E1o_c=E1o_quy=EC_II.pdf?="',
    ],
  ])('keep their Vietnamese names %s', async (_how, disposition) => {
    const mail = await readInboundMail(asGmail({ to, files: [{ disposition }] }));
    expect(listOwnFiles(mail).map(({ name }) => cleanFileName(name))).toEqual([
      'Báo cáo quý II.pdf',
    ]);
  });

  it('are not the logo of a signature', async () => {
    const mail = await readInboundMail(asOutlook({ to, files: [attached('a.pdf')] }));
    expect(mail.parts).toHaveLength(2);
    expect(listOwnFiles(mail).map(({ name }) => name)).toEqual(['a.pdf']);
  });
});

describe('what machines write', () => {
  const own = { addresses: ['dondoc@test.example', to], messageDomain: 'test.example' };
  const find = async (written: Partial<Written>) =>
    findAutomatic(await readInboundMail(asGmail({ to, ...written })), own);

  it.each([
    'Auto-Submitted: auto-replied (vacation)',
    'Auto-Submitted: auto-generated',
    'Precedence: bulk',
    'Precedence: list',
    'X-Autoreply: yes',
    'X-Auto-Response-Suppress: All',
    'Return-Path: <>',
    'List-Id: <x.example>',
  ])('is recognised by %s', async (line) => {
    expect(await find({ headers: [line] })).not.toBeNull();
  });

  it('is recognised when it is our own mail', async () => {
    expect(await find({ from: 'Nhắc việc <dondoc@test.example>' })).toBe('our own mail');
    expect(await find({ from: `traloi+${'a'.repeat(20)}@tinh.example` })).toBe('our own mail');
    const messageId = `<mail.${'0'.repeat(32)}@test.example>`;
    expect(await find({ messageId })).toBe('our own mail');
  });

  it('is not what a person wrote, also from our own domain', async () => {
    expect(
      await find({ headers: ['Auto-Submitted: no', 'Return-Path: <a@b.example>'] }),
    ).toBeNull();
    expect(await find({ from: 'vanthu@test.example' })).toBeNull();
  });
});

describe('Authentication-Results', () => {
  const read = async (id: string | null, ...lines: string[]) => {
    const headers = lines.map((line) => `Authentication-Results: ${line}`);
    return readAuthentication(await readInboundMail(asGmail({ to, headers })), id);
  };

  it('are believed from the trusted server only', async () => {
    const forged = 'mx.tinh.example; dmarc=fail (p=reject) header.from=xa.example';
    expect(await read('mx.tinh.example', forged)).toBe('failed');
    expect(await read('mx.khac.example', forged)).toBe('unknown');
    expect(await read(null, forged)).toBe('unknown');
  });

  it('are those of DMARC, else one of SPF and DKIM is enough', async () => {
    const mx = 'mx.tinh.example';
    expect(await read(mx, `${mx}; spf=fail smtp.mailfrom=a; dkim=pass header.d=b`)).toBe('passed');
    expect(await read(mx, `${mx}; spf=fail smtp.mailfrom=a; dkim=none`)).toBe('failed');
    expect(await read(mx, `${mx}; dkim=fail`, `${mx} 1; spf=pass`)).toBe('passed');
    expect(await read(mx, `${mx}; spf=pass; dmarc=fail`)).toBe('failed');
    expect(await read(mx, `${mx}; (dmarc=fail) none`)).toBe('unknown');
    expect(await read(mx, 'evil.example; dmarc=pass', `${mx}; dmarc=fail`)).toBe('failed');
  });
});

describe('a report of a mail server', () => {
  it('says of which mail, for whom and why', async () => {
    const raw = asBounce({ original: '<mail.1@test.example>', recipient: 'XA-001@tinh.example' });
    expect(readBounce(await readInboundMail(raw))).toEqual({
      messageId: '<mail.1@test.example>',
      recipients: [
        {
          address: 'xa-001@tinh.example',
          action: 'failed',
          response: 'failed: 5.1.1; 550 5.1.1 <x>: Recipient address rejected: User unknown',
        },
      ],
    });
  });

  it('is not what a reply or a receipt of reading is', async () => {
    expect(readBounce(await readInboundMail(asGmail({ to })))).toBeNull();
    const raw = asBounce({ original: '<a@b>', recipient: 'a@b.example' }).toString();
    const receipt = Buffer.from(raw.replace('delivery-status;', 'disposition-notification;'));
    expect(readBounce(await readInboundMail(receipt))).toBeNull();
  });
});

describe('a request id', () => {
  it('is the same for the same mail, and a UUID', () => {
    const id = deriveRequestId('kh', 'xa', '<1@x>');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(deriveRequestId('kh', 'xa', '<1@x>')).toBe(id);
    expect(deriveRequestId('kh', 'xa', '<2@x>')).not.toBe(id);
  });
});
