import { groupBy } from '../domain/group-by.ts';
import type { AgencyId } from '../domain/plan.ts';
import type { RenderedMail } from '../mail/models.ts';
import { renderUndeliveredLetter, type UnreachedAgency } from '../mail/undelivered-letter.ts';
import type { UndeliveredMail } from '../register/mail-queue.ts';
import type { MailContext } from './mail-context.ts';
import { buildHead, nameParty } from './mail-head.ts';

/** Writes the letter that tells one agency which others no mail reaches. */
export function renderUndelivered(
  context: MailContext,
  to: AgencyId,
  refused: readonly UndeliveredMail[],
): RenderedMail {
  const byAgency = groupBy(refused, ({ toAgency }) => toAgency);
  const agencies = [...byAgency].map(([id, mails]): UnreachedAgency => {
    const last = mails.at(-1);
    return {
      ...nameParty(context, id),
      addresses: last?.addresses ?? [],
      mails: mails.length,
      response: last?.response ?? '',
    };
  });
  return renderUndeliveredLetter({ head: buildHead(context, to), agencies });
}
