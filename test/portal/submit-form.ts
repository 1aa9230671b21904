import { request } from 'node:http';
import { expect } from 'vitest';

/** The form in which an agency hands in, as a browser without scripts fills it in. */

/** The inner text of what a page sends back as the form's hidden token. */
export function formTokenOf(page: string): string {
  const form = page.slice(page.indexOf('id="submit"'));
  return /name="form" value="([^"]+)"/.exec(form)?.[1] ?? '';
}

/** The boxes of files that have arrived already: field, value. */
export function keptFieldsOf(page: string): [string, string][] {
  const found = page.matchAll(/name="(kept(?:-name-[^"]+)?)" value="([^"]*)"/g);
  return [...found].map(([, name = '', value = '']) => [name, value]);
}

/** A file to hand in. */
export interface FileToSend {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Fields in the order in which they are sent; files last. */
export function buildForm(
  fields: readonly (readonly [string, string])[],
  files: readonly FileToSend[] = [],
): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const { name, content } of files) form.append('files', new Blob([content]), name);
  return form;
}

/** What a page or a redirect says. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly location: string;
}

export async function post(address: string, body: FormData): Promise<Answered> {
  const answer = await fetch(address, { method: 'POST', redirect: 'manual', body });
  const location = answer.headers.get('location') ?? '';
  return { status: answer.status, text: await answer.text(), location };
}

/** Opens the form of an assignment's page, and sends it filled in. */
export async function handIn(
  page: string,
  fields: readonly (readonly [string, string])[],
  files: readonly FileToSend[] = [],
): Promise<Answered> {
  const form = formTokenOf(await (await fetch(page)).text());
  expect(form).not.toBe('');
  return await post(`${page}/submit`, buildForm([['form', form], ...fields], files));
}

const boundary = 'x-dondoc-boundary';

/** One file as bytes of a form, under a name that no library would write. */
export function writeRawForm(token: string, name: string, content: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="form"\r\n\r\n${token}\r\n`),
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

/** Sends bytes as a form; `breakOff` sends them and goes away before the end that was announced. */
export function postRaw(
  address: string,
  body: Buffer,
  { breakOff = false }: { readonly breakOff?: boolean } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(address, {
      method: 'POST',
      headers: {
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': breakOff ? body.length + 1_000_000 : body.length,
      },
    });
    sent.once('error', (error) =>
      breakOff ? resolve({ status: 0, text: '', location: '' }) : reject(error),
    );
    sent.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text,
          location: answer.headers.location ?? '',
        }),
      );
    });
    if (breakOff) sent.write(body, () => sent.destroy());
    else sent.end(body);
  });
}
