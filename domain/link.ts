import { endOfDay } from './local-time.ts';
import { addMs } from './names.ts';
import type { AgencyId, Directory, IsoInstant, Plan } from './plan.ts';

/** What the bearer of a link may see and do; every role includes the agency's own work. */
export const linkRoles = ['agency', 'monitor', 'office', 'coordinator'] as const;
export type LinkRole = (typeof linkRoles)[number];

/** Whose pages a link opens: plan, agency and role are its scope. */
export interface Link {
  readonly plan: string;
  readonly agency: AgencyId;
  readonly role: LinkRole;
  /** Links of an older generation were revoked. */
  readonly generation: number;
  /** Server time; a token keeps whole seconds. */
  readonly expiresAt: IsoInstant;
}

/** Whose replies an address takes. */
export type ReplyScope = Pick<Link, 'plan' | 'agency' | 'generation'>;

const lifeAfterEndMs = 60 * 86_400_000;

/** Until when links of a plan live: 60 days after its last day. Server time; `shiftMs` as the register has it. */
export function computeLinkExpiry(
  { to, timezone }: Pick<Plan, 'to' | 'timezone'>,
  shiftMs: number,
): IsoInstant {
  return addMs(endOfDay(to, timezone), lifeAfterEndMs - shiftMs);
}

/**
 * What the link in an agency's mail lets it do: the office's page for the offices of the plan, the monitor's for
 * whoever monitors or reviews any of it, else its own work.
 */
export function findLinkRole(agency: AgencyId, plan: Plan, { agencies }: Directory): LinkRole {
  if (agency === plan.office || agency === plan.provincialOffice) return 'office';
  const reviewers = [plan.reviewer, ...plan.tasks.map(({ reviewer }) => reviewer)];
  const isSuperior = () => agencies.some(({ superior }) => superior === agency);
  const reviews = reviewers.includes(agency) || (reviewers.includes('superior') && isSuperior());
  return reviews || agency === plan.monitor || agency === plan.obstaclesTo ? 'monitor' : 'agency';
}
