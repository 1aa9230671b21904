import type { Colors } from 'picocolors/types.js';
import stringWidth from 'string-width';
import type { AgencyChange, GroupChange } from '../domain/compare-directories.ts';
import { agencyFields } from '../domain/compare-directories.ts';
import type { Change, Changes, SetChange } from '../domain/compare-fields.ts';
import {
  type LastDayChange,
  type PlanDifference,
  planFields,
  type TaskBrief,
  type TaskChange,
  taskFields,
} from '../domain/compare-plans.ts';
import { printDeadlineRule } from '../domain/deadline-print.ts';
import { buildAgencyIndex } from '../domain/directory.ts';
import type {
  Agency,
  AgencyId,
  CoordinatorRef,
  Directory,
  Due,
  EscalationStep,
  Group,
  LadderByCycle,
  Plan,
  Reviewer,
  Task,
} from '../domain/plan.ts';
import { isSameValue } from '../domain/same-value.ts';
import { buildNamer } from './agency-names.ts';
import { cleanForTerminal } from './terminal-text.ts';
import type { CliWording } from './wording/wording.ts';
import { wrapText } from './wrap-text.ts';

/** What a difference is written with. */
export interface DifferenceStyle {
  readonly before: Directory;
  readonly after: Directory;
  readonly wording: CliWording;
  readonly colors: Colors;
  readonly width: number;
}

/** What is told of one thing: label and text; a text that is too long for one line may be two. */
type Row = readonly [label: string, text: string | readonly [was: string, becomes: string]];

interface Item {
  /** Empty where a section is about one thing only. */
  readonly heading: string;
  readonly rows: readonly Row[];
}

/** So many agencies or last days are named, the rest counted. */
const namedAtMost = 8;
/** Cells that labels may take of a line. */
const widestLabel = 34;

/** The difference of two versions for people: sections, in them what changes, old → new. */
export function formatDifference(difference: PlanDifference, style: DifferenceStyle): string[] {
  const teller = new Teller(style);
  const { tasks, agencies, groups } = difference;
  const { sections, section } = style.wording.amendment;
  const ofPlan = teller.tellPlan(difference.fields);
  const ofReport = difference.report.length === 0 ? [] : teller.tellLastDays(difference.report);
  const alone = (rows: readonly Row[]): Item[] =>
    rows.length === 0 ? [] : [{ heading: '', rows }];
  const bare = (headings: readonly string[]): Item[] =>
    headings.map((heading) => ({ heading: cleanForTerminal(heading), rows: [] }));
  const named = (briefs: readonly { id: string; name: string }[]) =>
    bare(briefs.map(({ id, name }) => `${name} (${id})`));
  const parts: readonly (readonly [string, readonly Item[], boolean])[] = [
    [sections.plan, alone(ofPlan), false],
    [sections.report, alone(ofReport), false],
    [sections.tasksAdded, tasks.added.map((task) => teller.tellTask(task)), true],
    [sections.tasksRemoved, tasks.removed.map((task) => teller.tellTask(task)), true],
    [sections.tasksChanged, tasks.changed.map((task) => teller.tellTaskChange(task)), true],
    [sections.agenciesAdded, named(agencies.added), true],
    [sections.agenciesRemoved, named(agencies.removed), true],
    [sections.agenciesChanged, agencies.changed.map((one) => teller.tellAgency(one)), true],
    [sections.groupsAdded, bare(groups.added), true],
    [sections.groupsRemoved, bare(groups.removed), true],
    [sections.groupsChanged, groups.changed.map((one) => teller.tellGroup(one)), true],
    [
      sections.decidedDropped,
      bare(difference.decidedDropped.map((date) => teller.tellDropped(date))),
      true,
    ],
  ];
  return parts.flatMap(([title, items, counted]) =>
    items.length === 0
      ? []
      : [
          '',
          style.colors.bold(counted ? section(title, items.length) : title),
          ...formatItems(items, style.width),
        ],
  );
}

function formatItems(items: readonly Item[], width: number): string[] {
  const labels = items.flatMap(({ rows }) => rows.map(([label]) => stringWidth(label)));
  const labelWidth = Math.min(widestLabel, Math.max(0, ...labels));
  return items.flatMap(({ heading, rows }) => [
    ...(heading === '' ? [] : wrapText(heading, width, 2)),
    ...rows.flatMap((row) => formatRow(row, { indent: heading === '' ? 2 : 4, labelWidth, width })),
  ]);
}

function formatRow(
  [label, text]: Row,
  { indent, labelWidth, width }: { indent: number; labelWidth: number; width: number },
): string[] {
  const hanging = indent + labelWidth + 2;
  const joined = typeof text === 'string' ? text : text.join(' → ');
  const fits = hanging + stringWidth(joined) <= width;
  const texts = typeof text === 'string' || fits ? [joined] : [text[0], `→ ${text[1]}`];
  const lines = texts.flatMap((part) => wrapText(part, width, hanging, hanging));
  const room = ' '.repeat(Math.max(0, labelWidth - stringWidth(label)));
  const [first = '', ...others] = lines;
  const head = `${' '.repeat(indent)}${label}${room}  `;
  // A label that takes more than its column stands on a line of its own.
  if (stringWidth(label) > labelWidth) return [head.trimEnd(), ...lines];
  return [`${head}${first.slice(hanging)}`, ...others];
}

type Describers<T, Field extends keyof T> = { readonly [F in Field]: (value: T[F]) => string };

/** Puts the parts of a difference into words. */
class Teller {
  readonly #wording: CliWording;
  readonly #colors: Colors;
  readonly #nameOf: (agency: AgencyId) => string;
  readonly #known: (agency: AgencyId) => boolean;

  constructor({ before, after, wording, colors }: DifferenceStyle) {
    this.#wording = wording;
    this.#colors = colors;
    const [old, recent] = [buildNamer(before), buildNamer(after)];
    const [oldIndex, index] = [buildAgencyIndex(before), buildAgencyIndex(after)];
    this.#known = (id) => index.has(id) || oldIndex.has(id);
    this.#nameOf = (id) => (index.has(id) ? recent(id) : old(id));
  }

  tellPlan(changes: Changes<Plan, (typeof planFields)[number]>): Row[] {
    const { planField, sendAt, remind } = this.#wording.amendment;
    const { reminders, ...others } = changes;
    const rows = tellFields(planFields, others, planField, this.#ofPlan());
    if (reminders === undefined) return rows;
    const { from, to } = reminders;
    const lengths = ['month', 'quarter', 'longer'] as const;
    const ladders = (['lead', 'coordinators'] as const).flatMap((who) =>
      lengths.flatMap((length) => tellLadder(remind(who, length), from[who], to[who], length)),
    );
    const time: Row[] = from.sendAt === to.sendAt ? [] : [[sendAt, [from.sendAt, to.sendAt]]];
    return [...rows, ...ladders, ...time];
  }

  tellTask({ task, title, leads, due, lastDays }: TaskBrief): Item {
    const { taskField } = this.#wording.amendment;
    return {
      heading: cleanForTerminal(`${task} ${title}`),
      rows: [
        [taskField.due, this.#dues(due)],
        ...this.tellLastDays(
          lastDays.map(({ period, lastDay }) => ({ period, from: lastDay, to: lastDay })),
        ),
        [taskField.leads, this.#list(leads.map(this.#nameOf))],
      ],
    };
  }

  tellTaskChange({ task, title, fields, leads, coordinators, after, lastDays }: TaskChange): Item {
    const { taskField } = this.#wording.amendment;
    const agency = (id: AgencyId) => this.#reference(id);
    const coordinator = (entry: CoordinatorRef) =>
      'ref' in entry ? agency(entry.ref) : cleanForTerminal(entry.text);
    return {
      heading: cleanForTerminal(`${task} ${title}`),
      rows: [
        ...tellFields(taskFields, fields, taskField, this.#ofTask()),
        ...this.tellLastDays(lastDays),
        ...this.#tellSet(taskField.leads, leads, agency, (all) => all.map(agency)),
        ...this.#tellSet(taskField.coordinators, coordinators, coordinator, (all) =>
          all.map(coordinator),
        ),
        ...this.#tellSet(taskField.after, after, cleanForTerminal, () => []),
      ],
    };
  }

  /** The same day twice stands for a day that nothing is compared with. */
  tellLastDays(changes: readonly LastDayChange[]): Row[] {
    const { columns, amendment } = this.#wording;
    const rows = changes.slice(0, namedAtMost).map((change): Row => {
      const label = `${columns.lastDay} ${this.#wording.period(change.period)}`.trimEnd();
      return [label, this.#lastDay(change)];
    });
    const rest = changes.length - namedAtMost;
    return rest > 0 ? [...rows, ['', amendment.moreLastDays(rest)]] : rows;
  }

  tellAgency({ id, name, fields }: AgencyChange): Item {
    const { agencyField } = this.#wording.amendment;
    return {
      heading: cleanForTerminal(`${name} (${id})`),
      rows: tellFields(agencyFields, fields, agencyField, this.#ofAgency()),
    };
  }

  tellGroup(change: GroupChange): Item {
    const name = (id: AgencyId) => this.#reference(id);
    return {
      heading: cleanForTerminal(change.group),
      rows: this.#tellSet(this.#wording.amendment.members, change, name, (group) =>
        this.#group(group),
      ),
    };
  }

  tellDropped({ what, task, lastDay, decidedOn }: PlanDifference['decidedDropped'][number]) {
    const { amendment, day } = this.#wording;
    return `${task}: ${amendment.dropped[what]} ${day(lastDay)} (${amendment.decidedOn(day(decidedOn))})`;
  }

  /** What joins (+) and leaves (−); only where that is nothing, how it is written. */
  #tellSet<T, Written>(
    label: string,
    change: (SetChange<T> & { readonly written?: Change<Written> | null }) | null,
    nameOf: (value: T) => string,
    write: (written: Written) => readonly string[],
  ): Row[] {
    if (change === null) return [];
    const { added, removed, written } = change;
    const { green, red } = this.#colors;
    const rows: Row[] = [
      ...(added.length === 0
        ? []
        : [[label, `${green('+')} ${this.#list(added.map(nameOf))}`] as const]),
      ...(removed.length === 0
        ? []
        : [
            [
              added.length === 0 ? label : '',
              `${red('−')} ${this.#list(removed.map(nameOf))}`,
            ] as const,
          ]),
    ];
    if (rows.length > 0 || written === undefined || written === null) return rows;
    return [[label, [this.#list(write(written.from)), this.#list(write(written.to))]]];
  }

  #lastDay({ from, to }: LastDayChange): Row[1] {
    const { day } = this.#wording;
    if (from !== null && to !== null) return from === to ? day(to) : [day(from), day(to)];
    if (to !== null) return `${this.#colors.green('+')} ${day(to)}`;
    return `${this.#colors.red('−')} ${from === null ? '' : day(from)}`;
  }

  #list(texts: readonly string[]): string {
    if (texts.length === 0) return this.#wording.none;
    const rest = texts.length - namedAtMost;
    const shown = texts.slice(0, namedAtMost).join('; ');
    return rest > 0 ? `${shown} ${this.#wording.andMore(rest)}` : shown;
  }

  /** The name of an agency, or the id of a group. */
  #reference(ref: string): string {
    return this.#known(ref) ? this.#nameOf(ref) : cleanForTerminal(ref);
  }

  #group(group: Group): string[] {
    if ('members' in group) return group.members.map((ref) => this.#reference(ref));
    const { amendment, counted } = this.#wording;
    return [amendment.allOf(counted.levels[group.level])];
  }

  #agency(id: AgencyId | null): string {
    return id === null ? this.#wording.none : this.#nameOf(id);
  }

  #reviewer(reviewer: Reviewer | null): string {
    return reviewer === 'superior' ? this.#wording.role.superior : this.#agency(reviewer);
  }

  #text(text: string | null): string {
    return text === null || text === '' ? this.#wording.none : cleanForTerminal(text);
  }

  #dues(dues: readonly Due[]): string {
    return dues
      .map(({ phrase, rule }) => cleanForTerminal(phrase ?? printDeadlineRule(rule)))
      .join('; ');
  }

  #day(day: string | null): string {
    return day === null ? this.#wording.none : this.#wording.day(day);
  }

  #escalation(steps: readonly EscalationStep[]): string {
    const { amendment, role } = this.#wording;
    const roleName = (name: EscalationStep['to'][number]) =>
      role[name === 'coordinators' ? 'coordinator' : name];
    const words = steps.map((step) =>
      amendment.escalate({ ...step, to: step.to.map(roleName).join(', ') }),
    );
    return words.length === 0 ? this.#wording.none : words.join('; ');
  }

  #reporting(reporting: Plan['reporting']): string {
    if (reporting === null) return this.#wording.none;
    return `${this.#wording.amendment.cycle[reporting.every]}: ${this.#dues([reporting.due])}`;
  }

  #ofPlan(): Describers<Plan, (typeof planFields)[number]> {
    const { amendment } = this.#wording;
    const text = (value: string | null) => this.#text(value);
    const agency = (id: AgencyId | null) => this.#agency(id);
    const day = (value: string) => this.#day(value);
    return {
      title: text,
      number: text,
      issuer: text,
      from: day,
      to: day,
      locale: (locale) => amendment.locale[locale],
      monitor: agency,
      office: agency,
      provincialOffice: agency,
      reviewer: (reviewer) => this.#reviewer(reviewer),
      obstaclesTo: agency,
      reporting: (reporting) => this.#reporting(reporting),
      before: (before) => amendment.before[before],
      rollover: (rollover) => amendment.rollover[rollover],
      reviewWithin: amendment.workingDays,
      reminders: ({ sendAt }) => sendAt,
      escalation: (steps) => this.#escalation(steps),
    };
  }

  #ofTask(): Describers<Task, (typeof taskFields)[number]> {
    const { amendment } = this.#wording;
    const text = (value: string | null) => this.#text(value);
    return {
      title: text,
      group: text,
      kind: (kind) => amendment.kind[kind],
      products: (products) => this.#list(products.map(cleanForTerminal)),
      due: (dues) => this.#dues(dues),
      relation: (relation) => amendment.relation[relation],
      source: text,
      reviewer: (reviewer) => this.#reviewer(reviewer),
    };
  }

  #ofAgency(): Describers<Agency, (typeof agencyFields)[number]> {
    const { counted } = this.#wording;
    const agency = (id: AgencyId | null) => this.#agency(id);
    const list = (texts: readonly string[]) => this.#list(texts.map(cleanForTerminal));
    const day = (value: string | null) => this.#day(value);
    return {
      name: (name) => this.#text(name),
      aliases: list,
      level: (level) => counted.levels[level],
      superior: agency,
      email: list,
      via: agency,
      validFrom: day,
      validTo: day,
      successor: agency,
    };
  }
}

function tellLadder(
  label: string,
  from: LadderByCycle,
  to: LadderByCycle,
  length: keyof LadderByCycle,
): Row[] {
  const write = (ladder: LadderByCycle) => ladder[length].join(', ') || '–';
  return isSameValue(from[length], to[length]) ? [] : [[label, [write(from), write(to)]]];
}

/** A row for each field that changes, in the order of the fields. */
function tellFields<T, Field extends keyof T & string>(
  fields: readonly Field[],
  changes: Changes<T, Field>,
  names: Readonly<Record<Field, string>>,
  describers: Describers<T, Field>,
): Row[] {
  return fields.flatMap((field): Row[] => {
    const change: Change<T[Field]> | undefined = changes[field];
    if (change === undefined) return [];
    const tell = describers[field];
    return [[names[field], [tell(change.from), tell(change.to)]]];
  });
}
