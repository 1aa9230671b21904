import type { CliWording } from '../../client/wording/wording.ts';
import type { Refusal } from '../../domain/assignment.ts';
import type { OfficeActionName, OverviewWording } from './overview-wording.ts';
import type { ReviewActionName, ReviewWording } from './review-wording.ts';
import type { SubmitWording } from './submit-wording.ts';

/** What the portal says to people, beside the words that it shares with the command line. */
export interface PortalWording {
  /** Progress, timeliness, kinds of events, days and instants. */
  readonly shared: CliWording;
  readonly product: string;
  readonly skip: string;
  /** The other language, by its own name. */
  readonly otherLanguage: string;
  readonly backToList: string;
  readonly automatic: string;
  readonly planOf: (number: string | null, issuer: string) => string;
  readonly planPaused: string;
  readonly planClosed: string;
  readonly home: {
    readonly title: string;
    readonly nothing: string;
    readonly sections: Readonly<Record<HomeSection, string>>;
    readonly done: (count: number) => string;
    readonly leads: (done: number, all: number) => string;
    readonly awaited: (lead: string) => string;
  };
  readonly assignment: {
    readonly product: string;
    readonly phrase: string;
    readonly lastDay: string;
    readonly originally: (day: string) => string;
    readonly coordinators: string;
    readonly lead: string;
    readonly reviewer: string;
    readonly progress: string;
    readonly acknowledged: string;
    readonly returned: string;
    readonly obstacle: string;
    readonly obstacleAnswer: string;
    readonly extensionAsked: string;
    readonly waitingFor: string;
    readonly takenOverFrom: string;
    readonly passedTo: string;
    readonly lines: string;
    readonly source: string;
    readonly history: string;
    readonly noHistory: string;
    readonly actions: string;
    readonly asked: (until: string, reason: string) => string;
    readonly waits: (on: string, text: string) => string;
  };
  readonly action: Readonly<
    Record<ActionName, { readonly title: string; readonly send: string; readonly hint: string }>
  >;
  readonly field: Readonly<Record<FieldName, string>>;
  /** What waits for a word, what is still owed, and what is said of it. */
  readonly review: ReviewWording;
  /** The office's page and the overview. */
  readonly overview: OverviewWording;
  readonly optional: string;
  readonly submit: SubmitWording;
  readonly mistakes: {
    readonly title: string;
    readonly missing: (field: string) => string;
    readonly tooLong: (field: string, most: number) => string;
    readonly notADay: (field: string) => string;
    readonly notChosen: (field: string) => string;
    readonly stale: string;
    /** What the form is about has changed since it was opened. */
    readonly changed: string;
    readonly unwritten: string;
    readonly busy: string;
    readonly ended: string;
  };
  /** Why an update was refused; a code that is not listed is shown with the general words. */
  readonly refusal: Readonly<Record<Refusal['code'], string> & Record<string, string>>;
  readonly receipt: {
    readonly title: string;
    readonly number: string;
    readonly at: string;
    readonly task: string;
    readonly agency: string;
    readonly progress: string;
    readonly what: string;
    readonly kept: string;
    readonly repeated: string;
  };
  readonly errors: {
    readonly notFound: { readonly title: string; readonly text: string };
    readonly noLink: { readonly title: string; readonly text: string };
    readonly failed: { readonly title: string; readonly text: string };
    readonly tooLarge: { readonly title: string; readonly text: string };
  };
}

/** Groups of an agency's work, in the order in which they are shown. */
export const homeSections = [
  'overdue',
  'returned',
  'dueSoon',
  'open',
  'submitted',
  'coordinate',
  'done',
] as const;
export type HomeSection = (typeof homeSections)[number];

/** What can be done on a page; the word stands in its address. */
export type ActionName =
  | 'acknowledge'
  | 'obstacle'
  | 'extend'
  | 'wait'
  | ReviewActionName
  | OfficeActionName;

/** Fields of the forms. */
export type FieldName = 'text' | 'reason' | 'until' | 'on' | DecisionFieldName;

/** A new last day, and the authority that decided with its document. */
type DecisionFieldName = 'newDay' | 'authority' | 'number' | 'date' | 'issuer';
