import { loadPlanView, type PlanView } from '../client/plan-view.ts';
import type { Link } from '../domain/link.ts';
import type { Agency, Locale } from '../domain/plan.ts';
import { readLink } from '../links/link-token.ts';
import { findPlan } from '../register/plan-records.ts';
import { readGeneration } from '../register/queries/link-generations.ts';
import type { PortalDeps } from './deps.ts';
import type { PortalWording } from './wording/portal-wording.ts';
import { portalWordingFor } from './wording/portal-wording-for.ts';

/** Somebody with a valid link, and what the register knows of the plan that it opens. */
export interface Visit {
  readonly token: string;
  readonly link: Link;
  readonly agency: Agency;
  readonly view: PlanView;
  readonly words: PortalWording;
  /** Server time. */
  readonly now: string;
}

/**
 * Opens what a token stands for; null when it stands for nothing (any more): forged, expired, revoked, of a plan
 * or an agency that is not there. `lang` instead of the plan's own language.
 */
export async function openVisit(
  deps: PortalDeps,
  token: string,
  lang: Locale | undefined,
): Promise<Visit | null> {
  const now = new Date(deps.now()).toISOString();
  const link = await readLink(deps.keys, token, now);
  if (link === null) return null;
  const record = await findPlan(deps.register, link.plan);
  if (record === null) return null;
  const generation = await readGeneration(deps.register, link.plan, link.agency);
  if (link.generation !== generation) return null;
  const view = await loadPlanView(deps.register, record, deps.now(), lang);
  const agency = view.directory.agencies.find(({ id }) => id === link.agency);
  if (agency === undefined) return null;
  const words = portalWordingFor(view.wording);
  return { token, link, agency, view, words, now };
}
