import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { addMs } from '../domain/names.ts';
import type { AgencyId, Directory, IsoInstant, Plan } from '../domain/plan.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import { findPlan } from '../register/plan-records.ts';
import type { Register } from '../register/register.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import type { PlanPeriodsReader } from './plan-periods.ts';

/** Everything about a plan that its mails are written from. */
export interface MailContext {
  readonly register: Register;
  readonly plan: Plan;
  readonly directory: Directory;
  readonly calendar: WorkingCalendar;
  readonly shiftMs: number;
  /** Plan time of this round. */
  readonly now: IsoInstant;
  readonly replyTo: string | null;
  readonly periods: readonly TaskPeriod[];
  readonly nameOf: (agency: AgencyId) => string;
  /** The period a notice is about; throws when the plan has none such. */
  readonly findPeriod: (task: string, period: string) => TaskPeriod;
}

/** Reads contexts, each plan once a round. */
export class MailContextReader {
  readonly #deps: Pick<ActivityDependencies, 'register' | 'calendar' | 'mail'>;
  readonly #periods: PlanPeriodsReader;
  readonly #serverNow: IsoInstant;
  readonly #read = new Map<string, Promise<MailContext>>();

  constructor(
    deps: Pick<ActivityDependencies, 'register' | 'calendar' | 'mail'>,
    periods: PlanPeriodsReader,
    serverNow: IsoInstant,
  ) {
    this.#deps = deps;
    this.#periods = periods;
    this.#serverNow = serverNow;
  }

  /** Throws when the register has no such plan. */
  read(plan: string): Promise<MailContext> {
    const known = this.#read.get(plan) ?? this.#build(plan);
    this.#read.set(plan, known);
    return known;
  }

  async #build(planId: string): Promise<MailContext> {
    const record = await findPlan(this.#deps.register, planId);
    if (record === null) throw new Error(`expected plan ${planId} on record, found none`);
    const { version, periods } = await this.#periods.read(record);
    const { definition: plan, directory } = version;
    const names = new Map(directory.agencies.map(({ id, name }) => [id, name]));
    const byKey = new Map(periods.map((period) => [`${period.task}/${period.period}`, period]));
    return {
      register: this.#deps.register,
      plan,
      directory,
      calendar: this.#deps.calendar,
      shiftMs: record.shiftMs,
      now: addMs(this.#serverNow, record.shiftMs),
      replyTo: this.#deps.mail.replyTo,
      periods,
      nameOf: (agency) => names.get(agency) ?? agency,
      findPeriod: (task, period) => {
        const found = byKey.get(`${task}/${period}`);
        if (found === undefined) {
          throw new Error(
            `expected task ${task} of ${planId} to have period ${period}, found none`,
          );
        }
        return found;
      },
    };
  }
}
