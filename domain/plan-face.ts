import type { Locale } from './plan.ts';
import type { AmendPlan, PlanAgenda } from './workflow-input.ts';
import { formatDay } from './written-dates.ts';

/** What an administrator reads of a plan's workflow in the Temporal Web UI. */

/** Rows of the table of what is still to open. */
const longestList = 100;

type Opening = PlanAgenda['openings'][number];

/** What the running timer or activity opens. */
export function describeOpening({ at, workflows }: Opening, locale: Locale): string {
  const day = formatDay(at.slice(0, 10), locale);
  return locale === 'vi'
    ? `Mở ${workflows} nhiệm vụ của kỳ mới, ${day}`
    : `Open ${workflows} tasks of a new period, ${day}`;
}

/** What the last timer waits for. */
export function describeEnd(locale: Locale): string {
  return locale === 'vi' ? 'Kết thúc kế hoạch' : 'End of the plan';
}

/** What the timer of a paused plan says. */
export function describePause(locale: Locale): string {
  return locale === 'vi' ? 'Đang tạm dừng đôn đốc' : 'Paused';
}

/** A change of the whole plan that is carried out. */
export function describeChange(
  kind: AmendPlan['kind'] | 'pause' | 'resume',
  locale: Locale,
): string {
  const words: Record<typeof kind, Record<Locale, string>> = {
    planAmended: { vi: 'Áp dụng kế hoạch điều chỉnh', en: 'Apply a new version' },
    deadlineSet: { vi: 'Ấn định thời hạn', en: 'Set a deadline' },
    reportRequested: { vi: 'Yêu cầu báo cáo đột xuất', en: 'Request an extra report' },
    pause: { vi: 'Tạm dừng đôn đốc', en: 'Pause' },
    resume: { vi: 'Tiếp tục đôn đốc', en: 'Resume' },
  };
  return words[kind][locale];
}

/** The present state as Markdown: how many tasks have opened, and when the next ones will. */
export function describeAgenda(
  { locale, endsAt }: PlanAgenda,
  coming: readonly Opening[],
  { opened, paused }: { readonly opened: number; readonly paused: boolean },
): string {
  const vi = locale === 'vi';
  const end = formatDay(endsAt.slice(0, 10), locale);
  const state = paused ? `**${describePause(locale)}.** ` : '';
  const head = vi
    ? `${state}Đã mở **${opened}** nhiệm vụ theo kỳ. Kết thúc theo dõi: ${end}.`
    : `${state}**${opened}** tasks opened so far. Follow-up ends: ${end}.`;
  if (coming.length === 0) return head;
  const rows = coming
    .slice(0, longestList)
    .map(({ at, workflows }) => `| ${formatDay(at.slice(0, 10), locale)} | ${workflows} |`);
  const titles = vi ? '| Ngày mở | Số nhiệm vụ |' : '| Opens on | Tasks |';
  return [head, '', titles, '|---|---|', ...rows].join('\n');
}
