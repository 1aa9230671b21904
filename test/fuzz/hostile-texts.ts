import fc from 'fast-check';

/** What people and programs write when they mean harm, or do not know better. */

const [esc, bell, nul, del] = [0x1b, 0x07, 0x00, 0x7f].map((code) => String.fromCharCode(code));
const c1 = Array.from({ length: 32 }, (_, index) => String.fromCharCode(0x80 + index)).join('');

/** Lines that would be headers, in a mail whose lines were not kept apart. */
const headers = [
  'a\r\nBcc: x@evil.example\r\n\r\nbody',
  'a\nBcc: x@evil.example\n\nbody',
  'a\rSubject: other\rTo: x@evil.example',
  'a\u2028Bcc: x@evil.example\u2029\u0085',
  'a\u000bBcc: x@evil.example\u000c',
  '\r\n\t folded\r\n X-Evil: 1',
  '=?utf-8?Q?=0D=0ABcc:_x@evil.example?=',
  '=?utf-8?B?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=',
  '=?utf-8?q?open',
  '"a" <x@evil.example>, b@evil.example',
  'a@b.example>, <x@evil.example',
  'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x',
];
/** Parts of a mail, beginning and ending. */
const boundaries = [
  '--_000_\r\nContent-Type: text/html\r\n\r\n<b>x</b>',
  '----_NmP-0123456789abcdef-Part_1--',
  '\r\n.\r\n',
  '\r\n--x--\r\n',
  'From x@evil.example Mon Jun  5 08:00:00 2023',
];
const markup = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '" style="background:url(http://evil.example)"',
  '--><b>x</b><!--',
  ']]><svg/onload=alert(1)>',
  '<![CDATA[<b>]]>',
  '<!--[if mso]><a href="http://evil.example">x</a><![endif]-->',
  '</td></tr></table><h1>QUÁ HẠN</h1>',
  '</title></head><body onload=x>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
  '</textarea><iframe src=//evil.example>',
  '&lt;b&gt; &#60;script&#62; &amp;lt;',
  '\\u003cscript\\u003e',
  '<scr\u0000ipt>',
  '＜script＞',
];
const templates = [
  '{{head.recipient}} {{{opening}}} {{#each x}}',
  '{{> partial}} {{lookup this "constructor"}}',
  '$' + '{process.exit(1)} <%= x %> #{x} $(id) `id`',
  '%s%n%p %25 %0d%0a',
  '=cmd|calc!A1',
  "'; DROP TABLE events; --",
  '../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd\u0000.pdf',
  'C:\\con\\nul',
  '-rf --help',
  '~/.ssh/id_rsa',
];
const terminal = [
  `${esc}]0;title${bell}${esc}[2J`,
  `${esc}]8;;http://evil.example${esc}\\click${esc}]8;;${esc}\\`,
  `${esc}]52;c;ZXZpbA==${bell}`,
  `${esc}P+q544e${esc}\\`,
  `${esc}[31mred${esc}[0m${esc}c`,
  `${String.fromCharCode(0x9b)}2J${String.fromCharCode(0x9d)}0;x${String.fromCharCode(0x9c)}`,
  `${esc}${esc}[[2J`,
  `${esc}]${esc}]0;x${bell}0;y${bell}`,
  `back\b\b\b${del}${nul}`,
  c1,
];
const invisible = [
  'gnp.\u202egnp.exe',
  '\u2066a\u2067b\u2068c\u2069',
  '\u200e\u200f\u061c',
  'zero\u200bwidth\u200c\u200d\u2060',
  '\ufeffBOM',
  'tag\u{e0041}\u{e007f}',
  '\ud800 lone',
  'lone \udfff',
  '\ud83d',
  'a\u0300\u0301\u0302\u0303\u0304',
  '\ufff9x\ufffay\ufffb',
  '\u00ad\u180e\u3164',
];
const calendar = [
  'a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x',
  'a\\nEND:VCALENDAR',
  ';VALUE=URI:http://evil.example',
  'x,y;z\\',
  'X-EVIL:1\u2028ATTACH:http://evil.example',
];
const markdown = [
  '[x](http://evil.example)',
  '![x](http://evil.example/pixel.png)',
  '<http://evil.example>',
  'http://evil.example www.evil.example x@evil.example',
  '| a | b |\n|---|---|',
  '# title\n* item\n```\ncode',
  '[ref]: http://evil.example',
  '\\[x\\](http://evil.example)',
  '<details open ontoggle=x>',
  '~~x~~ **x** __x__ `x`',
];
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'then'];
const numbers = ['NaN', 'Infinity', '-0', '1e999', '9'.repeat(400), '0x10', '1_000', '٣', '½'];
const days = ['0000-01-01', '9999-12-31', '2023-02-30', '-000001-01-01', '2023-1-1', '20230101'];
const long = [
  'x'.repeat(1000),
  'ữ'.repeat(998),
  'dài '.repeat(600),
  '\u0301'.repeat(300),
  '👨‍👩‍👧‍👦'.repeat(50),
  '<'.repeat(500),
  '\\'.repeat(500),
];

/** Every fixed hostile text. */
export const hostileTexts: readonly string[] = [
  ...[headers, boundaries, markup, templates, terminal, invisible, calendar, markdown].flat(),
  ...[names, numbers, days, long].flat(),
  '',
  ' ',
  '\t\n\r ',
];

const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));
const control = fc
  .oneof(fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0x7f, max: 0x9f }))
  .map((code) => String.fromCharCode(code));
const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: control },
  { weight: 1, arbitrary: half },
);

/** Any hostile text: fixed ones, joined and broken ones, letters at random. */
export const anyHostileText: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 3 })
  .map((pieces) => pieces.join(''));

/** What a terminal obeys and nobody sees: C0 but the line feed, DEL, C1, marks of direction, halves of pairs. */
export const terminalOrders =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;
