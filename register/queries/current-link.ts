import { computeLinkExpiry, findLinkRole, type Link, type LinkRole } from '../../domain/link.ts';
import type { AgencyId, Directory, Plan } from '../../domain/plan.ts';
import type { Register } from '../register.ts';
import { readGeneration } from './link-generations.ts';

/** What of a plan decides its links; `shiftMs` as the register has it. */
export interface LinkedPlan {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly shiftMs: number;
}

/** The link of an agency that is valid now; with the role that its mails give it, if none is named. */
export async function readCurrentLink(
  register: Register,
  { plan, directory, shiftMs }: LinkedPlan,
  agency: AgencyId,
  role: LinkRole = findLinkRole(agency, plan, directory),
): Promise<Link> {
  return {
    plan: plan.plan,
    agency,
    role,
    generation: await readGeneration(register, plan.plan, agency),
    expiresAt: computeLinkExpiry(plan, shiftMs),
  };
}
