import { cleanLine, truncate } from './clean-text.ts';
import { buildFact, buildSection, type Letter, type LetterItem } from './letter.ts';
import type { MailHead, Party, RenderedMail } from './models.ts';
import { renderLetter, requireSome } from './render-letter.ts';
import { type UndeliveredWording, undeliveredWordingFor } from './wording/undelivered.ts';
import { wordingFor } from './wording/wording-for.ts';

/** An agency that no mail reaches. */
export interface UnreachedAgency extends Party {
  /** Empty when the directory has none. */
  readonly addresses: readonly string[];
  /** How many mails were refused. */
  readonly mails: number;
  /** What was said of the last of them. */
  readonly response: string;
}

/** What the monitor (or the office) of a plan is told once of mails that were refused. */
export interface UndeliveredLetterModel {
  readonly head: MailHead;
  readonly agencies: readonly UnreachedAgency[];
}

/** Mail programs cut what is longer than some 100 kB; a mail server that refuses all refuses thousands. */
const agenciesInFull = 100;
const responseLimit = 300;

/** One letter about all agencies that no mail reaches. Pure. Throws RangeError without agencies. */
export function renderUndeliveredLetter(model: UndeliveredLetterModel): RenderedMail {
  requireSome(model.agencies, 'A letter about undelivered mail');
  return renderLetter(buildLetter(model), null);
}

function buildLetter({ head, agencies }: UndeliveredLetterModel): Letter {
  const words = wordingFor(head.locale);
  const says = undeliveredWordingFor(head.locale);
  const shown = agencies.slice(0, agenciesInFull);
  return {
    locale: head.locale,
    subject: says.subject(agencies.length),
    preview: shown.map(({ name }) => name).join(', '),
    sort: says.sort,
    plan: words.planShort(head.plan),
    greeting: words.greeting(head.recipient.name),
    opening: says.opening,
    sections: [
      buildSection(says.heading, {
        items: shown.map((agency, index) => buildItem(agency, index + 1, head.plan.id, says)),
      }),
    ],
    closing: [
      ...(shown.length < agencies.length
        ? [`… ${says.more(agencies.length - shown.length)}.`]
        : []),
      ...says.closing,
    ],
    page: words.page(head),
    footer: words.footer(head),
  };
}

function buildItem(
  { id, name, addresses, mails, response }: UnreachedAgency,
  number: number,
  plan: string,
  says: UndeliveredWording,
): LetterItem {
  const listed = addresses.length === 0 ? says.noAddress : addresses.join(', ');
  return {
    number: `${number}.`,
    title: name,
    facts: [
      buildFact(says.addresses, listed),
      buildFact(says.mails, says.count(mails)),
      buildFact(says.response, truncate(cleanLine(response), responseLimit)),
      buildFact(says.toDo, says.correct(plan, id)),
    ],
    lines: [],
  };
}
