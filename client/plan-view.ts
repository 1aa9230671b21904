import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import { inZone } from '../domain/local-time.ts';
import { addMs } from '../domain/names.ts';
import { findNearestName } from '../domain/nearest-name.ts';
import type { AgencyId, Directory, IsoInstant, Locale, Plan } from '../domain/plan.ts';
import { findPlan, listPlans, type PlanRecord } from '../register/plan-records.ts';
import { loadPlanVersion } from '../register/plan-versions.ts';
import type { Register } from '../register/register.ts';
import { buildNamer } from './agency-names.ts';
import { usageError } from './cli-error.ts';
import type { Context } from './context.ts';
import type { Present } from './standing.ts';
import type { CliWording } from './wording/wording.ts';
import { wordingFor } from './wording/wording-for.ts';

/** A started plan with what is needed to show anything of it. */
export interface PlanView {
  readonly register: Register;
  readonly record: PlanRecord;
  /** The plan file of the version in force, word for word. */
  readonly text: string;
  readonly plan: Plan;
  readonly directory: Directory;
  /** Plan time now; of a closed plan, the moment at which it was closed. */
  readonly present: Present;
  /** The same moment, server time. */
  readonly serverNow: IsoInstant;
  readonly wording: CliWording;
  /** An agency's name, safe for a terminal; its id when the directory does not know it. */
  nameOf(agency: AgencyId): string;
}

/** Opens a started plan by its id. @throws CliError (usage) naming the nearest plan there is */
export async function openPlanView(
  context: Context,
  planId: string,
  lang: Locale | undefined,
): Promise<PlanView> {
  const register = await context.register();
  const record = await findPlan(register, planId);
  if (record === null) throw await unknownPlan(register, planId);
  return await loadPlanView(register, record, context.io.now(), lang);
}

/** What is needed to show anything of a plan at a moment (server time, ms); of a closed plan, when it was closed. */
export async function loadPlanView(
  register: Register,
  record: PlanRecord,
  nowMs: number,
  lang?: Locale,
): Promise<PlanView> {
  const { definition, directory, text } = await loadPlanVersion(
    register,
    record.plan,
    record.version,
  );
  const serverNow =
    record.closedAt === null
      ? new Date(nowMs).toISOString()
      : addMs(record.closedAt, -record.shiftMs);
  const { timezone, locale } = definition;
  return {
    register,
    record,
    text,
    plan: definition,
    directory,
    present: {
      now: inZone(addMs(serverNow, record.shiftMs), timezone),
      timezone,
      calendar: vietnamCalendar,
    },
    serverNow,
    wording: wordingFor(lang ?? locale),
    nameOf: buildNamer(directory),
  };
}

async function unknownPlan(register: Register, planId: string) {
  const known = (await listPlans(register)).map(({ plan }) => plan);
  const nearest = findNearestName(planId, known);
  const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
  return usageError(`expected a plan that was started, found no ${planId}${hint}`, [
    known.length === 0
      ? 'no plan was started yet: dondoc start FILE'
      : 'started plans: dondoc list',
  ]);
}
