import { loadPlanView, type PlanView } from '../client/plan-view.ts';
import { computeLinkExpiry } from '../domain/link.ts';
import type { AgencyId } from '../domain/plan.ts';
import { findReplyTokens } from '../links/reply-address.ts';
import { findPlan } from '../register/plan-records.ts';
import type { InboundDeps } from './deps.ts';
import type { InboundMail } from './inbound-mail.ts';

/** A reply, the agency whose address it was sent to, and its plan. */
export interface Correspondence {
  readonly mail: InboundMail;
  readonly agency: AgencyId;
  readonly view: PlanView;
  /** What of `view` names every agency; others pass through. */
  readonly nameOf: (agency: AgencyId) => string;
}

/** Where mail systems keep whom a mail was sent to; the last ones survive a forwarding. */
const recipientHeaders = [
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-forwarded-to',
];

/**
 * Who a mail is from, by the token of the address that it was sent to; nothing else of it is believed. Null when it
 * has none, or one that is forged, revoked, or of a plan that ended 60 days ago.
 */
export async function findCorrespondence(
  deps: InboundDeps,
  mail: InboundMail,
): Promise<Correspondence | null> {
  const { replyAddress, register } = deps;
  if (replyAddress === null) return null;
  const recipients = recipientHeaders.flatMap((name) => mail.header(name)).join('\n');
  for (const token of findReplyTokens(replyAddress, recipients).slice(0, 3)) {
    const found = await deps.correspondents.find(token);
    const record = found === null ? null : await findPlan(register, found.plan);
    if (found === null || record === null) continue;
    const view = await loadPlanView(register, record, deps.now());
    if (Date.parse(computeLinkExpiry(view.plan, record.shiftMs)) < deps.now()) continue;
    const names = new Map(view.directory.agencies.map(({ id, name }) => [id, name]));
    return { mail, agency: found.agency, view, nameOf: (id) => names.get(id) ?? id };
  }
  return null;
}
