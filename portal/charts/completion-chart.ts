import { html } from 'hono/html';
import { toEpochDay } from '../../domain/calendar/civil-day.ts';
import type { Completion, CompletionDay } from '../../domain/completion.ts';
import type { IsoDay } from '../../domain/plan.ts';
import type { Markup } from '../pages/page.ts';
import { buildScale, listMonths, listTicks, type Scale } from './scale.ts';

/** What the curve is drawn from. */
export interface CompletionChart {
  readonly completion: Completion;
  /** The days between which it is drawn. */
  readonly from: IsoDay;
  readonly to: IsoDay;
  /** What was done is known up to this day. */
  readonly today: IsoDay;
}

/** Lines of the curve as path data, and the marks of its axes. */
export interface CompletionShape {
  readonly due: string;
  readonly delivered: string;
  readonly accepted: string;
  readonly todayX: number;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly months: readonly { readonly day: IsoDay; readonly x: number }[];
}

/** Units of the picture; the screen makes them larger or smaller. */
const width = 640;
const height = 300;
const left = 46;
const right = 14;
const top = 14;
const bottom = 34;

/** Lays the curve out: steps, since nothing happens between two days. */
export function layOutCompletion({
  completion,
  from,
  to,
  today,
}: CompletionChart): CompletionShape {
  const { total, days } = completion;
  const values = listTicks(total);
  const most = values.at(-1) ?? total;
  const byDay = buildScale([toEpochDay(from), toEpochDay(to)], [left, width - right]);
  const x = (day: IsoDay) => round(byDay(toEpochDay(clamp(day, from, to))));
  const y: Scale = (value) => round(buildScale([0, most], [height - bottom, top])(value));
  const done = days.filter(({ day }) => day <= today);
  const draw = (
    known: readonly CompletionDay[],
    of: keyof Omit<CompletionDay, 'day'>,
    end: IsoDay,
  ) =>
    drawSteps(
      known.map((day) => [x(day.day), y(day[of])] as const),
      { startX: x(from), startY: y(0), endX: x(end) },
    );
  return {
    due: draw(days, 'due', to),
    delivered: draw(done, 'delivered', today),
    accepted: draw(done, 'accepted', today),
    todayX: x(today),
    ticks: values.map((value) => ({ value, y: y(value) })),
    months: listMonths(from, to).map((day) => ({ day, x: x(day) })),
  };
}

/** The words of the curve. */
export interface CompletionWords {
  readonly title: string;
  readonly summary: string;
  readonly today: string;
  month(day: IsoDay): string;
}

/** The curve as a picture with a title and a description; the lines differ in dashes as well as in colour. */
export function renderCompletion(chart: CompletionChart, words: CompletionWords): Markup {
  const { due, delivered, accepted, todayX, ticks, months } = layOutCompletion(chart);
  const foot = height - bottom;
  const anchor = todayX > width - 80 ? 'end' : 'start';
  return html`<svg class="curve" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="curve-title curve-desc">
<title id="curve-title">${words.title}</title><desc id="curve-desc">${words.summary}</desc>
<g fill="#4b5563" font-size="12">
${ticks.map(({ value, y }) => html`<path d="M${left} ${y}H${width - right}" stroke="#d5dbe3"/><text x="${left - 6}" y="${y + 4}" text-anchor="end">${value}</text>`)}
${months.map(({ day, x }) => html`<path d="M${x} ${foot}v5" stroke="#7b8794"/><text x="${x}" y="${foot + 19}" text-anchor="middle">${words.month(day)}</text>`)}
<path d="M${todayX} ${top}V${foot}" stroke="#4b5563" stroke-dasharray="2 3"/><text x="${todayX + (anchor === 'end' ? -4 : 4)}" y="${top + 8}" text-anchor="${anchor}">${words.today}</text>
</g>
<g fill="none" stroke-width="2.5" stroke-linejoin="round">
<path d="${due}" stroke="${lines.due.color}" stroke-dasharray="${lines.due.dashes}"/>
<path d="${delivered}" stroke="${lines.delivered.color}" stroke-dasharray="${lines.delivered.dashes}"/>
<path d="${accepted}" stroke="${lines.accepted.color}"/>
</g></svg>`;
}

/** How each line is drawn. */
const lines = {
  due: { color: '#b42318', dashes: '9 5' },
  delivered: { color: '#6b4fa0', dashes: '3 3' },
  accepted: { color: '#1a6b3c', dashes: 'none' },
} as const;

/** A short piece of a line, for the key beside its name. */
export function renderLineSample(line: keyof typeof lines): Markup {
  const { color, dashes } = lines[line];
  return html`<svg class="sample" viewBox="0 0 34 10" aria-hidden="true"><path d="M0 5H34" fill="none" stroke="${color}" stroke-width="3" stroke-dasharray="${dashes}"/></svg>`;
}

/** A line of steps: across to the day, then up or down. */
function drawSteps(
  points: readonly (readonly [x: number, y: number])[],
  {
    startX,
    startY,
    endX,
  }: { readonly startX: number; readonly startY: number; readonly endX: number },
): string {
  let at = startY;
  const steps = points.flatMap(([x, y]) => {
    if (y === at) return [];
    at = y;
    return [`H${x}V${y}`];
  });
  return `M${startX} ${startY}${steps.join('')}H${endX}`;
}

function clamp(day: IsoDay, from: IsoDay, to: IsoDay): IsoDay {
  if (day < from) return from;
  return day > to ? to : day;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
