import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import type { IsoDay } from '../domain/plan.ts';
import { computeTaskPeriods, type TaskPeriod } from '../domain/task-period.ts';
import { loadPlanVersion, type PlanVersion } from '../register/plan-versions.ts';
import type { Register } from '../register/register.ts';

/** A version of a plan with everything that it opens. */
export interface PlanPeriods {
  readonly version: PlanVersion;
  readonly periods: readonly TaskPeriod[];
}

/** Which version of which plan, followed from when. */
export interface PlanPeriodsKey {
  readonly plan: string;
  readonly version: number;
  readonly trackingFrom: IsoDay;
  readonly includePast: boolean;
}

/**
 * Reads plan versions and works out their periods, keeping the latest: a version never changes, and
 * working one out costs far more than keeping it.
 */
export class PlanPeriodsReader {
  readonly #register: Register;
  readonly #calendar: WorkingCalendar;
  readonly #versions = new Kept<PlanVersion>(100);
  readonly #periods = new Kept<PlanPeriods>(100);

  constructor(register: Register, calendar: WorkingCalendar) {
    this.#register = register;
    this.#calendar = calendar;
  }

  /** Throws when the register has no such version. */
  readVersion(plan: string, version: number): Promise<PlanVersion> {
    return this.#versions.get(JSON.stringify([plan, version]), () =>
      loadPlanVersion(this.#register, plan, version),
    );
  }

  /** Throws when the register has no such version. */
  read(key: PlanPeriodsKey): Promise<PlanPeriods> {
    const id = JSON.stringify([key.plan, key.version, key.trackingFrom, key.includePast]);
    return this.#periods.get(id, () => this.#compute(key));
  }

  async #compute(key: PlanPeriodsKey): Promise<PlanPeriods> {
    const version = await this.readVersion(key.plan, key.version);
    const tracking = { from: key.trackingFrom, includePast: key.includePast };
    const { definition, directory } = version;
    return {
      version,
      periods: computeTaskPeriods(definition, directory, this.#calendar, tracking),
    };
  }
}

/** Keeps the newest of what is under way or done; what failed is forgotten. */
class Kept<T> {
  readonly #limit: number;
  readonly #entries = new Map<string, Promise<T>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(id: string, make: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const made = make();
    this.#entries.set(id, made);
    made.catch(() => this.#entries.delete(id));
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#limit && oldest !== undefined) this.#entries.delete(oldest);
    return made;
  }
}
