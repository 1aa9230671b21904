import type { WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { replaceEnded } from '../domain/directory.ts';
import { toDay } from '../domain/local-time.ts';
import { addMs } from '../domain/names.ts';
import type { AgencyId, Directory, IsoInstant, Plan } from '../domain/plan.ts';
import type { TaskPeriod } from '../domain/task-period.ts';
import { keyOfPeriod } from '../domain/task-period.ts';
import type { NoticeRow } from '../register/mail-queue.ts';
import { findPlan, type PlanRecord } from '../register/plan-records.ts';
import { readCurrentLink } from '../register/queries/current-link.ts';
import { readGeneration } from '../register/queries/link-generations.ts';
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
  /** Where what an agency replies is handed in; null where nothing is. */
  readonly replyToOf: (agency: AgencyId) => Promise<string | null>;
  /** Whether what the reader replies is handed in. */
  readonly takesReplies: boolean;
  /** The address of an agency's page; null where there is no portal. */
  readonly linkOf: (agency: AgencyId) => Promise<string | null>;
  /** That of whom the mail goes to, once it is known. */
  readonly link: string | null;
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
  readonly #records = new Map<string, Promise<PlanRecord>>();
  readonly #known = new Map<string, Promise<KnownPlan>>();

  constructor(
    deps: Pick<ActivityDependencies, 'register' | 'calendar' | 'mail'>,
    periods: PlanPeriodsReader,
    serverNow: IsoInstant,
  ) {
    this.#deps = deps;
    this.#periods = periods;
    this.#serverNow = serverNow;
  }

  /**
   * The context of a plan, which finds all of `about`: what a newer version of the plan has no more,
   * and what a version has that is only coming into force. Throws when the register has no such plan.
   */
  async read(plan: string, about: readonly Told[] = []): Promise<MailContext> {
    const record = await this.#keep(this.#records, plan, () => this.#findRecord(plan));
    const version = Math.max(record.version, ...about.map((notice) => notice.version));
    const known = await this.#keep(this.#known, `${plan}/${version}`, () =>
      this.#build({ ...record, version }),
    );
    await this.#addDroppedPeriods(known, about);
    await this.#addDroppedAgencies(known, about);
    return known.context;
  }

  #keep<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
    const known = kept.get(key) ?? make();
    kept.set(key, known);
    return known;
  }

  async #findRecord(plan: string): Promise<PlanRecord> {
    const record = await findPlan(this.#deps.register, plan);
    if (record === null) throw new Error(`expected plan ${plan} on record, found none`);
    return record;
  }

  /** Looks for what a version has no more in those before it, the newest first. */
  async #addDroppedPeriods({ record, byKey }: KnownPlan, about: readonly Told[]): Promise<void> {
    const missing = new Set(about.map(keyOfPeriod).filter((key) => !byKey.has(key)));
    for (let version = record.version - 1; version > 0 && missing.size > 0; version -= 1) {
      const { periods } = await this.#periods.read({ ...record, version });
      for (const period of periods) {
        if (missing.delete(keyOfPeriod(period))) byKey.set(keyOfPeriod(period), period);
      }
    }
  }

  /** The same for agencies: what a new version takes from one that it names no more must reach it. */
  async #addDroppedAgencies(known: KnownPlan, about: readonly Told[]): Promise<void> {
    const { record, names } = known;
    const concerned = about.flatMap(({ agency, toAgency }) => [toAgency, agency ?? toAgency]);
    const missing = new Set(concerned.filter((agency) => !names.has(agency)));
    for (let version = record.version - 1; version > 0 && missing.size > 0; version -= 1) {
      const earlier = await this.#periods.readVersion(record.plan, version);
      const dropped = earlier.directory.agencies.filter(({ id }) => missing.delete(id));
      const { directory } = known.context;
      const agencies = [...directory.agencies, ...dropped.filter(({ id }) => !names.has(id))];
      for (const { id, name } of dropped) names.set(id, name);
      known.context = { ...known.context, directory: { ...directory, agencies } };
    }
  }

  async #linkTo(
    agency: AgencyId,
    plan: Plan,
    directory: Directory,
    { shiftMs }: PlanRecord,
  ): Promise<string | null> {
    const { mail, register } = this.#deps;
    if (mail.linkTo == null) return null;
    return await mail.linkTo(await readCurrentLink(register, { plan, directory, shiftMs }, agency));
  }

  async #replyTo(plan: string, agency: AgencyId): Promise<string | null> {
    const { mail, register } = this.#deps;
    if (mail.replyToOf == null) return null;
    return mail.replyToOf({
      ...{ plan, agency },
      generation: await readGeneration(register, plan, agency),
    });
  }

  async #build(record: PlanRecord): Promise<KnownPlan> {
    const { version, periods } = await this.#periods.read(record);
    const { definition, directory } = version;
    const now = addMs(this.#serverNow, record.shiftMs);
    const plan = replaceEnded(definition, directory, toDay(now, definition.timezone));
    const names = new Map(directory.agencies.map(({ id, name }) => [id, name]));
    const byKey = new Map(periods.map((period) => [keyOfPeriod(period), period]));
    const context: MailContext = {
      register: this.#deps.register,
      plan,
      directory,
      calendar: this.#deps.calendar,
      shiftMs: record.shiftMs,
      now,
      replyTo: this.#deps.mail.replyTo,
      replyToOf: (agency) => this.#replyTo(record.plan, agency),
      takesReplies: this.#deps.mail.replyToOf != null,
      linkOf: (agency) => this.#linkTo(agency, plan, directory, record),
      link: null,
      periods,
      nameOf: (agency) => names.get(agency) ?? agency,
      findPeriod: (task, period) => {
        const found = byKey.get(keyOfPeriod({ task, period }));
        if (found === undefined) {
          throw new Error(
            `expected task ${task} of ${record.plan} to have period ${period}, found none`,
          );
        }
        return found;
      },
    };
    return { record, context, byKey, names };
  }
}

/** What a notice is about, who is told, and the version under which it was told. */
type Told = Pick<NoticeRow, 'task' | 'period' | 'agency' | 'toAgency' | 'version'>;

/** A version of a plan as this round knows it, with the periods that `context.findPeriod` finds. */
interface KnownPlan {
  readonly record: PlanRecord;
  context: MailContext;
  readonly byKey: Map<string, TaskPeriod>;
  readonly names: Map<AgencyId, string>;
}
