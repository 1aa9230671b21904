import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatMoment, formatSize } from '../../embedded/inbox/formats.ts';
import { styleFrame } from '../../embedded/inbox/frame.ts';
import { type MailCatcher, startMailCatcher } from '../../embedded/mail-catcher.ts';

let catcher: MailCatcher;
let id: string;

beforeAll(async () => {
  catcher = await startMailCatcher();
  const transport = createTransport({ url: catcher.smtpUrl, pool: true, maxConnections: 1 });
  for (let number = 1; number <= 60; number += 1) {
    await transport.sendMail({
      from: 'don-doc@dongthap.example',
      to: number % 2 === 0 ? 'chan@dongthap.example' : 'le@dongthap.example',
      subject: `Thư số ${number}`,
      text: 'Nội dung',
    });
  }
  await transport.sendMail({
    from: '"<script>alert(1)</script>" <x@dongthap.example>',
    to: 'xa@dongthap.example',
    subject: 'Đôn đốc <img src=x onerror=alert(1)>',
    text: '<b>không phải chữ đậm</b>',
    html: '<html><head><title>t</title></head><body><script>alert(1)</script><a href="https://a.example">Đường dẫn</a></body></html>',
    attachments: [
      {
        filename: 'trang "1".html',
        content: '<script>alert(1)</script>',
        contentType: 'text/html',
      },
    ],
  });
  transport.close();
  id = (await catcher.messages()).at(-1)?.id ?? '';
});

afterAll(async () => {
  await catcher.stop();
});

async function open(path: string) {
  const response = await fetch(`${catcher.inboxUrl}${path}`);
  const policy = response.headers.get('content-security-policy') ?? '';
  return {
    status: response.status,
    headers: response.headers,
    policy,
    body: await response.text(),
  };
}

describe('the list', () => {
  it('shows fifty mails, newest first, and the rest on the next page', async () => {
    const first = await open('/');
    expect(first.body.match(/<li>/g)).toHaveLength(50);
    expect(first.body.indexOf('Thư số 60')).toBeLessThan(first.body.indexOf('Thư số 59'));
    expect(first.body).toContain('Trang 1/2');
    const second = await open('/?page=2');
    expect(second.body.match(/<li>/g)).toHaveLength(11);
    expect(second.body).toContain('Thư số 1<');
  });

  it('filters by recipient', async () => {
    const { body } = await open('/?to=chan@dongthap.example');
    expect(body).toContain('30 trong 61 thư');
    expect(body).not.toContain('Thư số 59');
  });

  it('finds words written without marks', async () => {
    const { body } = await open('/?q=don+doc+khong');
    expect(body).toContain('1 trong 61 thư');
  });

  it('speaks English when asked, and keeps doing so in its links', async () => {
    const { body } = await open('/?lang=en&q=thu');
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('60 of 61 mails');
    expect(body).toContain('?q=thu&amp;page=2&amp;lang=en');
  });

  it('takes a page or a language that does not exist for the nearest that does', async () => {
    expect((await open('/?page=99')).body).toContain('Trang 2/2');
    expect((await open('/?page=abc&lang=xx')).body).toContain('Trang 1/2');
  });

  it('runs nothing of what mails contain', async () => {
    const { body, policy } = await open('/');
    expect(body).toContain('Đôn đốc &lt;img src=x onerror=alert(1)&gt;');
    expect(body).not.toContain('<script>alert');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
  });
});

describe('a message', () => {
  it('shows its HTML in a frame that may run nothing and leads out of it', async () => {
    const page = await open(`/messages/${id}`);
    expect(page.body).toContain(`src="/messages/${id}/html" sandbox="allow-popups`);
    const frame = await open(`/messages/${id}/html`);
    expect(frame.policy).toContain('sandbox allow-popups');
    expect(frame.policy).not.toContain('allow-scripts');
    expect(frame.body).toContain('<head><base target="_blank"><title>');
  });

  it('has a frame as high as its text is long, higher on a phone', async () => {
    const page = await open(`/messages/${id}`);
    expect(page.body).toContain(`<link rel="stylesheet" href="/messages/${id}/frame.css">`);
    expect(page.policy).toContain("style-src 'self';");
    const { headers, body } = await open(`/messages/${id}/frame.css`);
    expect(headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(body).toContain('iframe { height: 480px; }');
    expect((await open('/messages/none/frame.css')).status).toBe(404);
    const lines = (count: number, line = 'Nội dung') => Array(count).fill(line).join('\n');
    expect(styleFrame(lines(50))).toBe(
      'iframe { height: 1400px; }\n@media (max-width: 620px) { iframe { height: 2320px; } }\n',
    );
    expect(styleFrame(lines(25, 'a'.repeat(100)))).toBe(styleFrame(lines(50)));
    expect(styleFrame(lines(9_000))).toContain('iframe { height: 12000px; }');
  });

  it('shows its text as text', async () => {
    const { body } = await open(`/messages/${id}?tab=text`);
    expect(body).toContain('&lt;b&gt;không phải chữ đậm&lt;/b&gt;');
  });

  it('gives its files as downloads only', async () => {
    expect((await open(`/messages/${id}?tab=files`)).body).toContain('trang &quot;1&quot;.html');
    const { headers, body } = await open(`/messages/${id}/attachments/0`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''trang%20%221%22.html",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(body).toBe('<script>alert(1)</script>');
  });

  it('shows its headers and its source', async () => {
    expect((await open(`/messages/${id}?tab=headers`)).body).toContain('<dt>message-id</dt>');
    const source = await open(`/messages/${id}/source`);
    expect(source.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(source.body).toContain('MIME-Version: 1.0');
  });

  it('opens with the text when there is no HTML', async () => {
    const first = (await catcher.messages())[0]?.id;
    const { body } = await open(`/messages/${first}`);
    expect(body).not.toContain('<iframe');
    expect(body).toContain('Nội dung');
  });

  it('that does not exist is not found', async () => {
    for (const path of ['/messages/none', '/messages/..%2Fnone/source', '/elsewhere']) {
      expect((await open(path)).status).toBe(404);
    }
    expect((await open(`/messages/${id}/attachments/7`)).status).toBe(404);
  });
});

const Listed = z.object({
  total: z.number(),
  messages: z.array(z.object({ id: z.string(), subject: z.string() })),
});

describe('the JSON', () => {
  it('lists mails, newest first, with the same filters', async () => {
    const { body } = await open('/api/messages?to=xa@dongthap.example');
    const listed = Listed.parse(JSON.parse(body));
    expect(listed.total).toBe(1);
    expect(listed.messages[0]?.id).toBe(id);
  });

  it('gives one mail whole', async () => {
    const { body } = await open(`/api/messages/${id}`);
    expect(JSON.parse(body)).toMatchObject({
      to: ['xa@dongthap.example'],
      attachments: [{ filename: 'trang "1".html' }],
    });
    expect((await open('/api/messages/none')).status).toBe(404);
  });
});

describe('how the inbox writes', () => {
  it('moments by Decree 30/2020 and in Vietnam time', () => {
    expect(formatMoment('2023-06-05T00:30:00Z', 'vi')).toBe('05/6/2023 07:30');
    expect(formatMoment('2023-01-31T17:30:00Z', 'vi')).toBe('01/02/2023 00:30');
    expect(formatMoment('2023-10-15T10:00:00Z', 'en')).toBe('15 Oct 2023, 17:00');
  });

  it('sizes', () => {
    expect(formatSize(812, ',')).toBe('812 B');
    expect(formatSize(12_595, ',')).toBe('12,3 KB');
    expect(formatSize(4_300_000, '.')).toBe('4.1 MB');
  });
});
