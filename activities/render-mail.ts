import type { RenderedMail } from '../mail/models.ts';
import { renderAnswer } from '../mail/render-answer.ts';
import { renderDigest } from '../mail/render-digest.ts';
import { renderEscalationLetter } from '../mail/render-escalation-letter.ts';
import type { MailRow, NoticeToSend } from '../register/mail-queue.ts';
import type { NoticeMailKind } from '../register/schema.ts';
import { buildAnswerModel } from './answer-model.ts';
import { buildDigestModel } from './digest-model.ts';
import { buildEscalationModel } from './escalation-model.ts';
import type { MailContext } from './mail-context.ts';

/** Writes a mail from its notices as they stand at this moment. */
export async function renderMail(
  context: MailContext,
  mail: Pick<MailRow, 'toAgency'> & { readonly kind: NoticeMailKind },
  notices: readonly NoticeToSend[],
): Promise<RenderedMail> {
  switch (mail.kind) {
    case 'digest':
      return renderDigest(await buildDigestModel(context, mail.toAgency, notices));
    case 'letter':
      return renderEscalationLetter(await buildEscalationModel(context, mail.toAgency, notices));
    case 'answer':
      return renderAnswer(buildAnswerModel(context, mail.toAgency, notices));
  }
}
