import type { agencyFields } from '../../domain/compare-directories.ts';
import type { planFields, taskFields } from '../../domain/compare-plans.ts';
import type { Cycle, LadderByCycle, Locale, Plan, Task } from '../../domain/plan.ts';

type Names<Field extends string> = Readonly<Record<Field, string>>;

/** What `amend` says of the difference between two versions of a plan. */
export interface AmendmentWording {
  comparedWith(version: number): string;
  /** The title of a section with so many things in it. */
  section(title: string, count: number): string;
  readonly sections: Names<
    | 'plan'
    | 'report'
    | 'tasksAdded'
    | 'tasksRemoved'
    | 'tasksChanged'
    | 'agenciesAdded'
    | 'agenciesRemoved'
    | 'agenciesChanged'
    | 'groupsAdded'
    | 'groupsRemoved'
    | 'groupsChanged'
    | 'decidedDropped'
  >;
  readonly planField: Names<(typeof planFields)[number]>;
  readonly taskField: Names<(typeof taskFields)[number] | 'leads' | 'coordinators' | 'after'>;
  readonly agencyField: Names<(typeof agencyFields)[number]>;
  readonly members: string;
  readonly locale: Names<Locale>;
  readonly cycle: Names<Cycle>;
  readonly kind: Names<Task['kind']>;
  readonly relation: Names<Task['relation']>;
  readonly before: Names<Plan['before']>;
  readonly rollover: Names<Plan['rollover']>;
  readonly dropped: Names<'deadline' | 'request'>;
  /** Reminders of leads or coordinators in the periods of a length; the rest of a line lists days before. */
  remind(who: 'lead' | 'coordinators', length: keyof LadderByCycle): string;
  readonly sendAt: string;
  workingDays(count: number): string;
  /** A step after the last day: "01 ngày: …", repeated or not. */
  escalate(step: { after: number; to: string; repeatEvery: number | null; times: number }): string;
  decidedOn(day: string): string;
  moreLastDays(count: number): string;
  /** The words that stand for more of the same group: all of a level. */
  allOf(level: string): string;
  notices(coming: number, gone: number): string;
  assignments(counts: { coming: number; gone: number; moved: number }): string;
  readonly notApplied: string;
  readonly ask: string;
  /** Answers that mean yes. */
  readonly yes: RegExp;
}
