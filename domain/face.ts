import type { Assignment } from './assignment.ts';
import { isOverdue, owesDelivery } from './assignment.ts';
import {
  computeStatus,
  type FollowUp,
  listOwing,
  nextMomentAt,
  nextNoticeAt,
} from './follow-up.ts';
import { dayLike } from './local-time.ts';
import { reportTask, type TaskStatus } from './names.ts';
import type { AgencyId, IsoInstant, Locale, Plan } from './plan.ts';
import type { TaskPeriod } from './task-period.ts';
import { formatDay, periodName } from './written-dates.ts';

/**
 * What an administrator reads in the Temporal Web UI. Limits of the platform: summaries 400 bytes,
 * details 20,000 bytes, a search attribute 2 KiB; Vietnamese letters take two or three bytes each.
 */

const summaryBytes = 400;
const detailsBytes = 18_000;
const attributeBytes = 2_000;

const progressWords: Record<Locale, Record<Assignment['progress'], string>> = {
  vi: {
    open: 'đang thực hiện',
    submitted: 'đã gửi, chờ xác nhận',
    returned: 'bị trả lại, cần bổ sung',
    accepted: 'đã xác nhận hoàn thành',
    waived: 'dừng thực hiện',
    notReported: 'không báo cáo',
    notApplicable: 'không áp dụng',
    reassigned: 'đã chuyển giao',
  },
  en: {
    open: 'in progress',
    submitted: 'submitted, waiting for review',
    returned: 'returned',
    accepted: 'accepted',
    waived: 'stopped',
    notReported: 'not reported',
    notApplicable: 'not applicable',
    reassigned: 'reassigned',
  },
};

/** The words for a progress, as people read them. */
export function describeProgress(progress: Assignment['progress'], locale: Locale): string {
  return progressWords[locale][progress];
}

/** One line for the list of workflows: number, title, period, last day. */
export function buildTaskSummary(plan: Plan, period: TaskPeriod, part: number | null): string {
  const vi = plan.locale === 'vi';
  const name = periodName(period.period, plan.locale);
  const where = part === null ? '' : vi ? ` (phần ${part})` : ` (part ${part})`;
  const due = vi
    ? `hạn ${formatDay(period.lastDay, 'vi')}`
    : `due ${formatDay(period.lastDay, 'en')}`;
  return cutBytes(
    `${escapeMarkdown(nameTask(period))}${name === null ? '' : ` – ${name}`}${where}, ${due}`,
    summaryBytes,
  );
}

function nameTask({ task, title }: TaskPeriod): string {
  return task === reportTask ? title : `${task} ${title}`;
}

/** What the task is, for its page: plan, phrase, product, leads and who else is told. */
export function buildTaskDetails(
  plan: Plan,
  period: TaskPeriod,
  names: Readonly<Record<AgencyId, string>>,
): string {
  const name = (agency: AgencyId) => escapeMarkdown(names[agency] ?? agency);
  const row = (label: string, value: string) => (value === '' ? [] : [`**${label}:** ${value}`]);
  const vi = plan.locale === 'vi';
  const number = plan.number === null ? '' : ` (${plan.number})`;
  const lines = [
    ...row(vi ? 'Kế hoạch' : 'Plan', escapeMarkdown(`${plan.title}${number}, ${plan.issuer}`)),
    ...row(vi ? 'Nhiệm vụ' : 'Task', escapeMarkdown(nameTask(period))),
    ...row(vi ? 'Sản phẩm' : 'Product', period.products.map(escapeMarkdown).join('; ')),
    ...row(
      vi ? 'Thời hạn theo kế hoạch' : 'Deadline as written',
      escapeMarkdown(period.phrase ?? ''),
    ),
    ...row(vi ? 'Thời hạn hoàn thành' : 'Last day', formatDay(period.lastDay, plan.locale)),
    ...row(vi ? 'Phối hợp' : 'Coordinators', period.audience.coordinators.map(name).join('; ')),
    ...row(vi ? 'Theo dõi' : 'Monitor', name(period.audience.monitor)),
    ...row(vi ? 'Văn phòng' : 'Office', name(period.audience.office)),
  ];
  return cutBytes(lines.join('\n\n'), detailsBytes);
}

/** The present state as a Markdown table: agency, progress, last day, evidence. */
export function buildCurrentDetails(followUp: FollowUp, locale: Locale, now: IsoInstant): string {
  const vi = locale === 'vi';
  const delivered = followUp.assignments.filter(({ progress }) => !owesDelivery(progress)).length;
  const total = followUp.assignments.length;
  const next = nextNoticeAt(followUp);
  const head = vi
    ? `**${delivered}/${total}** cơ quan đã gửi kết quả. ${next === null ? 'Không còn lần nhắc nào.' : `Lần nhắc tới: ${formatDay(next.slice(0, 10), locale)}.`}`
    : `**${delivered}/${total}** agencies have delivered. ${next === null ? 'No reminder is to come.' : `Next reminder: ${formatDay(next.slice(0, 10), locale)}.`}`;
  const titles = vi
    ? '| Cơ quan | Tiến độ | Thời hạn | Kết quả gửi lúc | Đã nhắc |'
    : '| Agency | Progress | Last day | Evidence sent | Told |';
  const rows = followUp.assignments.map((assignment) => describeRow(assignment, locale, now));
  return cutLines([head, '', titles, '|---|---|---|---|---|', ...rows], detailsBytes, locale);
}

/** What the running timer waits for. */
export function buildTimerSummary(followUp: FollowUp, locale: Locale, now: IsoInstant): string {
  const vi = locale === 'vi';
  const at = nextMomentAt(followUp, now);
  const moment = followUp.period.ladder[followUp.nextMoment];
  if (at === null) return vi ? 'Chờ cơ quan trả lời' : 'Waiting for an answer';
  if (at === moment?.at) return describeMoment(moment, locale);
  if (at === followUp.period.closesAt) {
    return vi ? 'Kỳ sau hết hạn: khép báo cáo còn thiếu' : 'Next cut-off: missing reports close';
  }
  return vi ? 'Hết thời hạn' : 'Cut-off';
}

/** A moment of a ladder in words. */
export function describeMoment(
  moment: { readonly phase: 'opened' | 'before' | 'after'; readonly step: number },
  locale: Locale,
): string {
  const vi = locale === 'vi';
  if (moment.phase === 'opened') return vi ? 'Thông báo nhiệm vụ mới' : 'Announce the task';
  if (moment.phase === 'after') {
    return vi
      ? `Đôn đốc quá hạn ${moment.step} ngày làm việc`
      : `Urge: ${moment.step} working days overdue`;
  }
  if (moment.step === 0) return vi ? 'Nhắc ngày cuối cùng' : 'Remind on the last day';
  return vi
    ? `Nhắc trước hạn ${moment.step} ngày làm việc`
    : `Remind ${moment.step} working days before`;
}

/** Values of the search attributes that change while a task runs. */
export interface FaceAttributes {
  readonly DondocLeads: readonly string[];
  readonly DondocStatus: TaskStatus;
  readonly DondocOverdue: number;
}

/** Computes them; `DondocLeads` is cut to the platform's limit and then ends with `…`. */
export function computeAttributes(
  followUp: FollowUp,
  now: IsoInstant,
  overdue: number,
): FaceAttributes {
  return {
    DondocLeads: cutList(
      listOwing(followUp).map(({ agency }) => agency),
      attributeBytes,
    ),
    DondocStatus: computeStatus(followUp, now),
    DondocOverdue: overdue,
  };
}

/** Cuts text between characters so that its UTF-8 form has at most `bytes` bytes. */
export function cutBytes(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let cut = '';
  let used = byteLength('…');
  for (const character of text) {
    used += byteLength(character);
    if (used > bytes) break;
    cut += character;
  }
  return `${cut}…`;
}

function cutList(values: readonly string[], bytes: number): string[] {
  const kept: string[] = [];
  let used = byteLength('…') + 4;
  for (const value of values) {
    used += byteLength(value) + 4;
    if (used > bytes) return [...kept, '…'];
    kept.push(value);
  }
  return kept;
}

function cutLines(lines: readonly string[], bytes: number, locale: Locale): string {
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += byteLength(line) + 1;
    if (used > bytes) {
      const rest = lines.length - index;
      const more = locale === 'vi' ? `… và ${rest} cơ quan khác` : `… and ${rest} more agencies`;
      return [...lines.slice(0, index), '', more].join('\n');
    }
  }
  return lines.join('\n');
}

function describeRow(assignment: Assignment, locale: Locale, now: IsoInstant): string {
  const overdue = isOverdue(assignment, now)
    ? locale === 'vi'
      ? ' – **quá hạn**'
      : ' – **overdue**'
    : '';
  const cells = [
    escapeMarkdown(assignment.name),
    describeProgress(assignment.progress, locale) + overdue,
    assignment.lastDay === null ? '–' : formatDay(assignment.lastDay, locale),
    assignment.submittedAt === null
      ? '–'
      : formatDay(dayLike(assignment.submittedAt, assignment.opensAt), locale),
    String(assignment.told),
  ];
  // The Web UI draws no lines between cells: a wide space keeps them apart.
  return `| ${cells.join('\u2003 | ')} |`;
}

/**
 * Text of a plan shown as it stands: nothing in it becomes emphasis, markup, a picture, a link (addresses
 * do by themselves) or a table cell, and nothing that cannot be seen or breaks the line is left.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\\`*_[\]<>#+|~&@]|:(?=\/\/)|(?<=www)\./gi, (character) => `\\${character}`);
}

// UTF-8 length without Node's Buffer or TextEncoder, which the workflow sandbox need not have.
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    if (character.length === 2) bytes += 4;
    else if (character < '\u0080') bytes += 1;
    else bytes += character < '\u0800' ? 2 : 3;
  }
  return bytes;
}
