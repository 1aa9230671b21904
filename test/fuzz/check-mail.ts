import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type Addressing, composeMail } from '../../mail/compose-mail.ts';
import type { RenderedMail } from '../../mail/models.ts';
import { terminalOrders } from './hostile-texts.ts';
import { expectThat } from './target.ts';

/** A mail goes the whole way: composed, written as bytes, read again by other programs. */

type Node = DefaultTreeAdapterTypes.Node;

export const addressing: Addressing = {
  from: { name: 'Đôn đốc kế hoạch', address: 'don-doc@tinh.example' },
  to: ['so-noi-vu@tinh.example', 'van-thu@tinh.example'],
  replyTo: 'so-tttt@tinh.example',
  mailKey: 'digest/dong-thap-2023/so-noi-vu/2023-06-05',
  plan: 'dong-thap-2023',
  agency: 'so-noi-vu',
  domain: 'tinh.example',
};

const expectedHeaders =
  'auto-submitted content-language content-type date from in-reply-to list-id message-id mime-version references reply-to subject to x-auto-response-suppress';
const wholeTransport = nodemailer.createTransport({ streamTransport: true, buffer: true });

/** What the same kind of mail consists of when every text in it is harmless. */
export interface Harmless {
  readonly marks: ReadonlySet<string>;
}

/** Tags with their attributes, comments, styles: everything of a page but its text. */
export function listMarks(html: string): Harmless {
  const marks = new Set<string>();
  const visit = (node: Node): void => {
    if (node.nodeName === '#comment' && 'data' in node) marks.add(`<!--${node.data}-->`);
    if ('tagName' in node) for (const mark of marksOf(node)) marks.add(mark);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return { marks };
}

function marksOf(element: DefaultTreeAdapterTypes.Element): string[] {
  const { tagName, attrs } = element;
  return [
    `<${tagName}>`,
    // One attribute holds words of the mail.
    ...attrs.map(({ name, value }) => `${tagName} ${name}=${name === 'aria-label' ? '' : value}`),
    ...(tagName === 'style' || tagName === 'script' ? [textOf(element)] : []),
  ];
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** Sends a mail nowhere and looks at what would have gone out. */
export async function checkMail(mail: RenderedMail, harmless: Harmless): Promise<void> {
  checkWords(mail);
  for (const mark of listMarks(mail.html).marks) {
    expectThat(harmless.marks.has(mark), () => `the page has ${mark.slice(0, 200)}`);
  }
  if (mail.ics !== null) checkCalendar(mail.ics);
  const { message } = await wholeTransport.sendMail(composeMail(mail, addressing));
  if (!Buffer.isBuffer(message)) throw new Error('expected the whole mail, found a stream');
  checkHead(message.toString('latin1'));
  await checkParts(message, mail);
}

function checkWords({ subject, text, html }: RenderedMail): void {
  const oneLine = text.replaceAll('\n', '');
  for (const words of [subject, oneLine, html.replaceAll('\n', '').replaceAll('\t', '')]) {
    const order = terminalOrders.exec(words);
    expectThat(
      order === null,
      () => `U+${order?.[0].charCodeAt(0).toString(16)} in ${words.slice(0, 80)}`,
    );
  }
}

/** The bytes of the head: who reads leniently finds nothing more in them than who reads strictly. */
function checkHead(raw: string): void {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  const broken = /[^\r]\n|\r[^\n]|[^\t\r\n\u0020-\u007e]/.exec(head);
  expectThat(broken === null, () => `in the head: ${JSON.stringify(broken?.[0])}`);
  const lines = head.split('\r\n');
  expectThat(
    lines.every((line) => line.length <= 998),
    () => 'a line of more than 998 octets',
  );
  const names = lines
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.split(':')[0]?.toLowerCase());
  expectThat(names.toSorted().join(' ') === expectedHeaders, () => `headers: ${names.join(' ')}`);
}

async function checkParts(message: Buffer, mail: RenderedMail): Promise<void> {
  const read = await simpleParser(message, { skipTextToHtml: true, skipTextLinks: true });
  const { to, cc, bcc, from, replyTo, attachments } = read;
  const list = (field: typeof to) =>
    [field ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
  const { from: sender } = addressing;
  expectThat(list(to).join() === addressing.to.join(), () => `to ${list(to).join()}`);
  expectThat(cc === undefined && bcc === undefined, () => 'a copy to somebody');
  expectThat(list(from).join() === sender.address, () => `from ${list(from).join()}`);
  expectThat(
    list(replyTo).join() === addressing.replyTo,
    () => `replies to ${list(replyTo).join()}`,
  );
  expectThat(
    same(read.subject ?? '', mail.subject.replaceAll('=?', '= ?')),
    () => `subject ${read.subject}`,
  );
  expectThat(same(read.text ?? '', mail.text), () => 'another text');
  expectThat(same(read.html || '', mail.html), () => 'another page');
  const parts = attachments.map(({ contentType, filename }) => `${contentType} ${filename}`).join();
  expectThat(
    parts === (mail.ics === null ? '' : 'text/calendar thoi-han.ics'),
    () => `parts: ${parts}`,
  );
  const calendar = attachments[0]?.content.toString('utf8') ?? null;
  expectThat(calendar === mail.ics, () => 'another calendar');
}

const same = (a: string, b: string) =>
  a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();

const calendarNames =
  /^(?:BEGIN|END|VERSION|PRODID|METHOD|UID|SEQUENCE|DTSTAMP|DTSTART;VALUE=DATE|X-MICROSOFT-CDO-ALLDAYEVENT|X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT|SUMMARY|DESCRIPTION):/;

/** Unfolded by hand (RFC 5545, 3.1): only lines of ours, and in each only what belongs there. */
function checkCalendar(ics: string): void {
  expectThat(!/[^\r]\n|\r[^\n]/.test(ics), () => 'a bare line break in the calendar');
  const folded = ics.split('\r\n');
  expectThat(
    folded.every((line) => Buffer.byteLength(line) <= 75),
    () => 'a line of more than 75 octets',
  );
  const lines = ics.replace(/\r\n /g, '').split('\r\n');
  expectThat(lines.pop() === '', () => 'no last line break');
  const strange = lines.find((line) => !calendarNames.test(line) || terminalOrders.test(line));
  expectThat(strange === undefined, () => `in the calendar: ${strange}`);
  const begun = lines.filter((line) => line === 'BEGIN:VEVENT').length;
  const ids = new Set(lines.filter((line) => line.startsWith('UID:')));
  expectThat(
    begun === ids.size && lines[0] === 'BEGIN:VCALENDAR',
    () => `${begun} events, ${ids.size} ids`,
  );
  const open = lines.find(
    (line) =>
      /^(?:SUMMARY|DESCRIPTION):/.test(line) && /(?<!\\)(?:\\\\)*(?:[;,]|\\[^\\;,nN])/.test(line),
  );
  expectThat(open === undefined, () => `not escaped: ${open}`);
}
