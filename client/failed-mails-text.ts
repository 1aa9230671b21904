import { addMs } from '../domain/names.ts';
import type { Locale } from '../domain/plan.ts';
import type { ListedMail } from '../register/queries/list-mails.ts';
import type { PlanView } from './plan-view.ts';
import { cleanForTerminal } from './terminal-text.ts';
import { mailTroubleWordingFor } from './wording/mail-trouble.ts';

/** Why a mail did not leave and what to do, in lines: its state and recipient first. */
export function formatFailedMail(
  { wording, nameOf, present }: Pick<PlanView, 'wording' | 'nameOf' | 'present'>,
  mail: ListedMail,
  locale: Locale,
): string[] {
  const says = mailTroubleWordingFor(locale);
  const { toAgency, addresses, attempts, response, nextAttemptAt, state, shiftMs } = mail;
  const held = state === 'pending' ? ` (${says.heldBack})` : '';
  const at = nextAttemptAt === null ? null : addMs(nextAttemptAt, shiftMs);
  const facts: [string, string | null][] = [
    [wording.mailKind[mail.kind], mail.subject],
    [says.addresses, addresses === null ? says.noAddress : addresses.join(', ')],
    [says.attempts, says.times(attempts)],
    [says.response, response],
    [says.nextAttempt, at === null ? null : wording.instant(at, present.timezone)],
    [says.toDo, adviseOn(mail, locale)],
  ];
  return [
    `${nameOf(toAgency)} (${toAgency}): ${wording.mailState[state]}${held}`,
    ...facts.flatMap(([label, text]) =>
      text === null ? [] : [`  ${label}: ${cleanForTerminal(text)}`],
    ),
  ];
}

/** What a coordinator can do about a mail that did not leave. */
export function adviseOn(
  { plan, toAgency, state }: Pick<ListedMail, 'plan' | 'toAgency' | 'state'>,
  locale: Locale,
): string {
  const says = mailTroubleWordingFor(locale);
  const retry = `dondoc mails retry ${plan} --agency ${toAgency}`;
  return state === 'refused' ? says.correct(retry) : says.wait(retry);
}
