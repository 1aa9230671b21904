import type { DeadlineRule } from './deadline-rule.ts';

/** A calendar day `YYYY-MM-DD`, read in the plan's time zone. */
export type IsoDay = string;
/** An instant in ISO 8601 with an offset, e.g. `2023-06-14T08:00:00.000+07:00`. */
export type IsoInstant = string;
/** The id of an agency in the plan's directory. */
export type AgencyId = string;

/** The language that people read. Vietnamese is the first. */
export type Locale = 'vi' | 'en';

/** Level of government of an agency; superiors stand on a higher level. */
export type Level = 'central' | 'province' | 'district' | 'commune' | 'other';

/** What one `due` entry of a task says: the words of the document and what they mean. */
export interface Due {
  /** The phrase of the document, word for word; null when the plan file gives a structured rule. */
  readonly phrase: string | null;
  readonly rule: DeadlineRule;
}

/** A coordinator: an agency or group of the directory, or words that name nobody who could be written to. */
export type CoordinatorRef = { readonly ref: string } | { readonly text: string };

/** `product`: something is delivered. `report`: missing at the next cut-off, it closes as notReported. */
export type TaskKind = 'product' | 'report';

/** One row of the plan's table. */
export interface Task {
  /** Its number as printed, always text: `6.10` and `6.1` are two tasks. */
  readonly task: string;
  readonly group: string | null;
  readonly kind: TaskKind;
  readonly title: string;
  /** The expected products; may be empty. */
  readonly products: readonly string[];
  /** Agencies or groups of the directory, as written. */
  readonly lead: readonly string[];
  readonly coordinators: readonly CoordinatorRef[];
  /** All its deadlines; coinciding ends are one period. */
  readonly due: readonly Due[];
  /** Numbers of the tasks whose results this one needs. */
  readonly after: readonly string[];
  /** `requested`: the leads are asked and cannot be ordered; nothing escalates. */
  readonly relation: 'assigned' | 'requested';
  /** Where in the document it stands, for a task taken from prose. */
  readonly source: string | null;
  /** Overrides the plan's reviewer. */
  readonly reviewer: Reviewer | null;
}

/** An agency, or `superior`: the superior of each lead. */
export type Reviewer = AgencyId | 'superior';

/** Which cycle a period belongs to. */
export type Cycle = 'once' | 'week' | 'month' | 'quarter' | 'halfYear' | 'year';

/** Ladders by length of cycle: `week` and `month` use `month`, `quarter` uses `quarter`, the others `longer`. */
export interface LadderByCycle {
  readonly month: readonly number[];
  readonly quarter: readonly number[];
  readonly longer: readonly number[];
}

/** Whom an escalation step tells. */
export type EscalationRole =
  | 'lead'
  | 'coordinators'
  | 'superior'
  | 'monitor'
  | 'office'
  | 'provincialOffice';

/** One step of the ladder after the last day. */
export interface EscalationStep {
  /** Working days after the last day. */
  readonly after: number;
  readonly to: readonly EscalationRole[];
  /** Repeats every so many working days … */
  readonly repeatEvery: number | null;
  /** … so many times in all (the first included). 1 without `repeatEvery`. */
  readonly times: number;
}

/** A plan as dondoc works with it: the plan file with its defaults filled in. Plain JSON. */
export interface Plan {
  readonly plan: string;
  readonly title: string;
  readonly number: string | null;
  readonly issued: IsoDay;
  readonly issuer: string;
  readonly from: IsoDay;
  readonly to: IsoDay;
  /** IANA name; default `Asia/Ho_Chi_Minh`. */
  readonly timezone: string;
  readonly locale: Locale;
  readonly monitor: AgencyId;
  readonly office: AgencyId;
  readonly provincialOffice: AgencyId | null;
  /** Who accepts or returns, unless a task says otherwise. */
  readonly reviewer: Reviewer;
  readonly obstaclesTo: AgencyId;
  /** The periodic report whose lines are the standing and undated tasks; null when the plan has none. */
  readonly reporting: { readonly every: Cycle; readonly due: Due } | null;
  /** How "trước ngày" is read. */
  readonly before: 'exclusive' | 'inclusive';
  /** `nextWorkingDay`: a last day that is no working day moves to the next one (Civil Code 2015, art. 148.5). */
  readonly rollover: 'none' | 'nextWorkingDay';
  /** Working days a reviewer has before being reminded. */
  readonly reviewWithin: number;
  readonly reminders: {
    readonly lead: LadderByCycle;
    readonly coordinators: LadderByCycle;
    /** Local time `HH:mm` at which everything on a ladder leaves. */
    readonly sendAt: string;
  };
  readonly escalation: readonly EscalationStep[];
  readonly tasks: readonly Task[];
  /** Dates that were decided while the plan ran; a plan file never holds any. */
  readonly decided?: DecidedDates;
}

/** What `setDeadline` and `request` have added to a plan. */
export interface DecidedDates {
  /** Deadlines of undated tasks, by task. */
  readonly deadlines: Readonly<Record<string, DecidedDate>>;
  /** Extra reports. */
  readonly requests: readonly (DecidedDate & { readonly task: string })[];
}

/** A last day and since when it is known: the period opens on that day. */
export interface DecidedDate {
  readonly lastDay: IsoDay;
  readonly decidedOn: IsoDay;
}

/** Somebody a plan gives work to, or tells. */
export interface Agency {
  readonly id: AgencyId;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly level: Level;
  readonly superior: AgencyId | null;
  /** Its mailboxes; empty only with `via`. */
  readonly email: readonly string[];
  /** The agency whose mailbox it uses, having none of its own. */
  readonly via: AgencyId | null;
  readonly validFrom: IsoDay | null;
  readonly validTo: IsoDay | null;
  /** Takes over its open assignments on the day after `validTo`. */
  readonly successor: AgencyId | null;
}

/** A named group: every agency of a level, or listed members (agencies or other groups). */
export type Group = { readonly level: Level } | { readonly members: readonly string[] };

/** Everybody a plan knows. Plain JSON. */
export interface Directory {
  readonly agencies: readonly Agency[];
  readonly groups: Readonly<Record<string, Group>>;
}
