import { sql } from 'drizzle-orm';
import type { AgencyId, IsoDay } from '../../domain/plan.ts';
import type { Register } from '../register.ts';

/** Something another task waits for and that has not been delivered. */
export interface MissingInput {
  readonly task: string;
  readonly period: string;
  readonly agency: AgencyId;
  readonly lastDay: IsoDay | null;
}

/**
 * The leads of the given tasks that still owe delivery (`open` or `returned`): in the same period,
 * or, of a task that has no such period, in any.
 */
export async function missingInputs(
  register: Register,
  {
    plan,
    tasks,
    period,
  }: { readonly plan: string; readonly tasks: readonly string[]; readonly period: string },
): Promise<MissingInput[]> {
  if (tasks.length === 0) return [];
  const { rows } = await register.db.execute<Pick<MissingInput, keyof MissingInput>>(sql`
    select a.task, a.period, a.agency, a.last_day as "lastDay"
    from assignments a
    where a.plan = ${plan} and a.task = any(${sql.param([...tasks])})
      and a.progress in ('open', 'returned')
      and (a.period = ${period} or not exists (
        select 1 from assignments same
        where same.plan = a.plan and same.task = a.task and same.period = ${period}))
    order by a.task, a.period, a.agency`);
  return rows;
}
