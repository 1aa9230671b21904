import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RenderedMail } from '../../mail/models.ts';
import { renderAnswer } from '../../mail/render-answer.ts';
import { renderDigest } from '../../mail/render-digest.ts';
import { renderEscalationLetter } from '../../mail/render-escalation-letter.ts';
import {
  accepted,
  amendedDigest,
  answeredLetter,
  contributed,
  dongThapDigest,
  extensionGranted,
  extensionRefused,
  extensionRequested,
  handedOver,
  instructed,
  longDigest,
  mixedDigest,
  obstacleAnswered,
  obstacleReported,
  officeLetter,
  overdueDigest,
  received,
  reopened,
  returned,
  reviewAsked,
  reviewDigest,
  takenOver,
  waitingFor,
  waived,
  withLocale,
} from './samples.ts';

const mails: Record<string, (locale: 'vi' | 'en') => RenderedMail> = {
  digest: (locale) => renderDigest(withLocale(dongThapDigest, locale)),
  'long-digest': (locale) => renderDigest(withLocale(longDigest, locale)),
  'overdue-digest': (locale) => renderDigest(withLocale(overdueDigest, locale)),
  'amended-digest': (locale) => renderDigest(withLocale(amendedDigest, locale)),
  'review-digest': (locale) => renderDigest(withLocale(reviewDigest, locale)),
  'mixed-digest': (locale) => renderDigest(withLocale(mixedDigest, locale)),
  'office-letter': (locale) => renderEscalationLetter(withLocale(officeLetter, locale)),
  'monitor-letter': (locale) =>
    renderEscalationLetter({ ...withLocale(officeLetter, locale), role: 'monitor' }),
  'superior-letter': (locale) =>
    renderEscalationLetter({ ...withLocale(officeLetter, locale), role: 'superior' }),
  received: (locale) => renderAnswer(withLocale(received, locale)),
  'review-asked': (locale) => renderAnswer(withLocale(reviewAsked, locale)),
  returned: (locale) => renderAnswer(withLocale(returned, locale)),
  accepted: (locale) => renderAnswer(withLocale(accepted, locale)),
  'answered-letter': (locale) => renderEscalationLetter(withLocale(answeredLetter, locale)),
  'extension-requested': (locale) => renderAnswer(withLocale(extensionRequested, locale)),
  'extension-granted': (locale) => renderAnswer(withLocale(extensionGranted, locale)),
  'extension-refused': (locale) => renderAnswer(withLocale(extensionRefused, locale)),
  'obstacle-reported': (locale) => renderAnswer(withLocale(obstacleReported, locale)),
  'obstacle-answered': (locale) => renderAnswer(withLocale(obstacleAnswered, locale)),
  instructed: (locale) => renderAnswer(withLocale(instructed, locale)),
  waived: (locale) => renderAnswer(withLocale(waived, locale)),
  'handed-over': (locale) => renderAnswer(withLocale(handedOver, locale)),
  'taken-over': (locale) => renderAnswer(withLocale(takenOver, locale)),
  reopened: (locale) => renderAnswer(withLocale(reopened, locale)),
  contributed: (locale) => renderAnswer(withLocale(contributed, locale)),
  'waiting-for': (locale) => renderAnswer(withLocale(waitingFor, locale)),
};

const cases = Object.entries(mails).flatMap(([name, render]) =>
  (['vi', 'en'] as const).map((locale) => ({ name: `${name}.${locale}`, mail: render(locale) })),
);

describe('subject and text of a mail', () => {
  it.each(cases)('$name reads as agreed', ({ name, mail }) => {
    const agreed = readFileSync(new URL(`expected/${name}.txt`, import.meta.url), 'utf8');
    expect(`${mail.subject}\n\n${mail.text}`).toBe(agreed);
  });

  it.each(cases)('$name says the same in HTML', ({ mail }) => {
    const inHtml = visibleWords(mail.html);
    for (const word of mail.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}/-]*/gu))
      expect(inHtml, word[0]).toContain(word[0]);
  });
});

/** The HTML without tags; the words of a mail hold no character that would be escaped. */
function visibleWords(html: string): string {
  return html.slice(html.indexOf('<body')).replace(/<[^>]*>/g, ' ');
}
