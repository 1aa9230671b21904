import { toDay } from '../domain/local-time.ts';
import { formatDayOfYear } from '../domain/written-dates.ts';
import { toRoman } from '../domain/written-numbers.ts';
import { cleanLine, truncate } from './clean-text.ts';
import { buildFact, buildSection, type Fact, type Letter, type LetterSection } from './letter.ts';
import type { EscalationLetterModel, EscalationRow, LeadAnswer } from './models.ts';
import type { EscalationCounts, Wording } from './wording/wording.ts';
import { wordingFor } from './wording/wording-for.ts';

/** A reason shares a quarter of a phone's width with the rest of an answer. */
const reasonLimit = 120;

/** An escalation letter in the sentences of its language: one table per task and period, the latest first. */
export function buildEscalationLetter(model: EscalationLetterModel): Letter {
  const { head, role, rows } = model;
  const words = wordingFor(head.locale);
  const groups = groupByTask(rows);
  const counts = countRows(rows, groups);
  const only = counts.only ?? rows[0];
  const year = toDay(head.at, head.timezone).slice(0, 4);
  return {
    locale: head.locale,
    subject: words.escalation.subject(role, counts),
    preview: only === undefined ? '' : words.taskTitle(only),
    sort: words.sort('escalation'),
    plan: words.planShort(head.plan),
    greeting: words.greeting(head.recipient.name),
    opening: words.escalation.opening(head, role, counts),
    sections: [
      ...groups.map((group, index) => buildTaskSection(group, index + 1, year, words)),
      ...affectedSection(model, words),
    ],
    closing: buildClosing(model, words),
    page: words.page(head),
    footer: words.footer(head),
  };
}

function buildClosing({ head, role, nextLetterOn }: EscalationLetterModel, words: Wording) {
  const next = nextLetterOn === null ? [] : [words.escalation.nextLetter(nextLetterOn)];
  return [words.escalation.ask(role), words.escalation.answer(head, role), ...next];
}

type TaskGroup = readonly [EscalationRow, ...EscalationRow[]];

const numerically = new Intl.Collator('vi', { numeric: true });

function groupByTask(rows: readonly EscalationRow[]): TaskGroup[] {
  const groups = new Map<string, [EscalationRow, ...EscalationRow[]]>();
  for (const row of [...rows].sort(compareRows)) {
    const key = JSON.stringify([row.task, row.period]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** Longest overdue first, then by task, period and agency. */
function compareRows(a: EscalationRow, b: EscalationRow): number {
  return (
    b.workingDaysOver - a.workingDaysOver ||
    numerically.compare(a.task, b.task) ||
    numerically.compare(a.period, b.period) ||
    numerically.compare(a.agencyName, b.agencyName)
  );
}

function countRows(rows: readonly EscalationRow[], groups: TaskGroup[]): EscalationCounts {
  return {
    agencies: new Set(rows.map(({ agencyName }) => agencyName)).size,
    tasks: new Set(rows.map(({ task }) => task)).size,
    only: groups.length === 1 ? (groups[0]?.[0] ?? null) : null,
  };
}

function buildTaskSection(
  group: TaskGroup,
  number: number,
  year: string,
  words: Wording,
): LetterSection {
  const [first] = group;
  const { label } = words;
  const phrase =
    first.phrase === null ? [] : [buildFact(label.inThePlan, words.quoted(first.phrase))];
  const [deadline, reminders] = [sharedDeadline(group, words), sharedReminders(group, words)];
  return buildSection(words.escalation.heading(toRoman(number), first, group.length), {
    facts: [...deadline, ...phrase, ...reminders],
    table: {
      columns: words.escalation.columns,
      rows: group.map((row, index) => ({
        number: String(index + 1),
        who: row.agencyName,
        when: deadline.length > 0 ? null : words.deadlineShort(row.lastDay, row.originalLastDay),
        late: words.daysOver(row.workingDaysOver),
        response: `${sayReminders(row, reminders.length > 0, words)}; ${words.escalation.answered(shorten(row.answered), year)}`,
      })),
    },
  });
}

/** When all have the same last day, it is said once: a row of a long table then fits two lines of a phone. */
function sharedDeadline(group: TaskGroup, words: Wording): Fact[] {
  const [{ lastDay, originalLastDay }] = group;
  const same = group.every(
    (row) => row.lastDay === lastDay && row.originalLastDay === originalLastDay,
  );
  if (!same) return [];
  const said = words.deadline({ lastDay, originalLastDay, cutoffTime: null, undated: false });
  return [buildFact(words.label.deadline, said)];
}

/** When all were reminded on the same days, the days are said once, for all. */
function sharedReminders(group: TaskGroup, words: Wording): Fact[] {
  const days = group[0].remindedOn;
  const same = group.every((row) => row.remindedOn.join() === days.join());
  if (!same || days.length === 0) return [];
  const said = days.map((day) => formatDayOfYear(day, words.locale)).join(', ');
  return [buildFact(words.label.remindedOn, said)];
}

function sayReminders({ remindedOn }: EscalationRow, areSaid: boolean, words: Wording): string {
  const last = areSaid ? undefined : remindedOn.at(-1);
  return last === undefined
    ? words.escalation.told(remindedOn.length)
    : words.escalation.lastTold(remindedOn.length, last);
}

function shorten(answer: LeadAnswer | null): LeadAnswer | null {
  const cut = (text: string) => truncate(cleanLine(text), reasonLimit);
  if (answer?.kind === 'returned') return { ...answer, reason: cut(answer.reason) };
  if (answer?.kind === 'obstacle' || answer?.kind === 'waitingFor')
    return { ...answer, text: cut(answer.text) };
  return answer;
}

function affectedSection({ affected }: EscalationLetterModel, words: Wording): LetterSection[] {
  if (affected.length === 0) return [];
  const facts = affected.map((task) =>
    buildFact(words.taskLine(task), words.escalation.inputsMissing(task.missing, task.of)),
  );
  return [buildSection(words.escalation.consequenceHeading, { facts })];
}
