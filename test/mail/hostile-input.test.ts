import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterTemplate } from '../../mail/compiled/letter.ts';
import type { RenderedMail } from '../../mail/models.ts';
import { renderAnswer } from '../../mail/render-answer.ts';
import { renderDigest } from '../../mail/render-digest.ts';
import { renderEscalationLetter } from '../../mail/render-escalation-letter.ts';
import { longDigest, mixedDigest, officeLetter, received, returned, takenOver } from './samples.ts';

/** Dates, ids and words of ours; everything else comes from a plan or a person. */
const ours = new Set(
  'locale at timezone issued lastDay originalLastDay cutoffTime role state kind cycle period timeliness date remindedOn nextLetterOn returnedAt submittedAt acceptedAt reviewBy replyTo task on submittedOn returnedOn since'.split(
    ' ',
  ),
);

const isDay = /^\d{4}-\d{2}-\d{2}$/;

/** Every text of a model replaced by another. */
function fill<T>(model: T, text: string): T {
  const fillIn = (value: unknown, key: string): unknown => {
    if (ours.has(key)) return value;
    if (typeof value === 'string') return isDay.test(value) ? value : text;
    if (Array.isArray(value)) return value.map((one) => fillIn(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, fillIn(v, k)]));
  };
  return JSON.parse(JSON.stringify(fillIn(model, '')));
}

const renderings: readonly ((text: string) => RenderedMail)[] = [
  (text) => renderDigest(fill(longDigest, text)),
  (text) => renderEscalationLetter(fill(officeLetter, text)),
  (text) => renderAnswer(fill(received, text)),
  (text) => renderAnswer(fill(returned, text)),
  (text) => renderDigest(fill(mixedDigest, text)),
  (text) => renderAnswer(fill(takenOver, text)),
];

/** The tags of a page in order, without the one attribute that holds text. */
function tagsOf(html: string): string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/aria-label="[^"]*"/, ''));
}

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '--><b>x</b><!--',
  '{{head.recipient}} {{{opening}}} {{#each x}}',
  '</td></tr></table><h1>QUÁ HẠN</h1>',
  'a\r\nBcc: x@evil.example\r\n\r\nbody',
  '\u001b]0;title\u0007\u001b[2J',
  'gnp.\u202egnp.exe',
  '=cmd|calc!A1',
  '&lt;b&gt;',
];

const anyText = fc
  .oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 60 }))
  .map((text) => `x${text}x`);

describe('whatever a plan or a person writes', () => {
  it('adds, closes and changes no tag', () => {
    const harmless = renderings.map((render) => tagsOf(render('x').html));
    fc.assert(
      fc.property(anyText, (text) => {
        const oneLine = text.replace(/[\n\r\v\f\u0085\u2028\u2029]/g, ' ');
        renderings.forEach((render, index) => {
          expect(tagsOf(render(oneLine).html)).toEqual(harmless[index]);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('leaves a one-line subject and text without control or invisible characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const render of renderings) {
          const mail = render(text);
          expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
          expect(mail.text.replaceAll('\n', '')).not.toMatch(
            /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is shown as it was written', () => {
    const [render] = renderings;
    expect(render?.('<b>"A" & \'B\'</b>').html).toContain('&lt;b&gt;&quot;A&quot; &amp;');
    expect(render?.('<b>"A"</b>').text).toContain('<b>"A"</b>');
    expect(render?.('{{opening}}').text).toContain('{{opening}}');
  });

  it('fills neither the subject nor the mail', () => {
    for (const render of renderings) {
      const mail = render('dài '.repeat(100_000).trim().slice(0, 5000));
      expect([...mail.subject].length).toBeLessThanOrEqual(160);
    }
    const reason = 'Lý do dài. '.repeat(10_000);
    expect(renderAnswer({ ...returned, reason }).text.length).toBeLessThan(5000);
  });
});

describe('the template', () => {
  it('escapes everywhere', () => {
    expect(letterTemplate).not.toMatch(/\{\{\{|\{\{&/);
  });

  it('fetches nothing: no image, no font; its links are the recipient’s page and pages of its tasks', () => {
    expect(letterTemplate).not.toMatch(/<img|<link|@import|url\(|src=/);
    expect(letterTemplate.match(/href="[^"]*"/g)).toEqual(['href="{{url}}"', 'href="{{url}}"']);
  });
});
