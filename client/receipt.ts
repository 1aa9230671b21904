import { z } from 'zod';
import { progresses } from '../domain/assignment-state.ts';
import type { Receipt } from '../domain/messages.ts';
import { CliError, usageError } from './cli-error.ts';
import { adviseRepeat, type Delivered } from './deliver-update.ts';
import { type Io, printJson, printLine, tellLine } from './io.ts';
import type { PlanView } from './plan-view.ts';
import { cleanForTerminal } from './terminal-text.ts';

/** A receipt as the register keeps it. */
export const receiptSchema = z.object({
  requestId: z.string(),
  plan: z.string(),
  task: z.string(),
  period: z.string(),
  agency: z.string(),
  at: z.string(),
  progress: z.enum(progresses),
  timeliness: z.enum(['onTime', 'onTimeAfterExtension', 'late', 'overdue']).nullable(),
  lastDay: z.string().nullable(),
  written: z.boolean(),
});

/** What a receipt must be about. */
type About = Pick<Receipt, 'plan' | 'task' | 'period' | 'agency'>;

/**
 * The receipt of a delivered update. What stands in the register is written, whatever it says.
 * @throws CliError (usage) when the request id was used for another assignment or another update
 */
export function readReceipt(delivered: Delivered<Receipt>, about: About): Receipt {
  const parsed = receiptSchema.safeParse(delivered.answer);
  if (parsed.success && describe(parsed.data) === describe(about)) {
    const written = delivered.kind === 'onRecord' || parsed.data.written;
    return { ...parsed.data, written };
  }
  throw usageError(
    `expected a request id for ${describe(about)}, found one that was used for ${parsed.success ? describe(parsed.data) : 'something else'}; nothing was changed`,
    ['leave --request-id out: a new one is made'],
  );
}

function describe({ plan, task, period, agency }: About): string {
  return `${agency} in ${plan}, task ${task}, period ${period}`;
}

/**
 * Prints a receipt as data. One that is accepted and not yet written is no receipt yet: it says so
 * and how to ask again.
 * @throws CliError when it is not written
 */
export function printReceipt(
  io: Io,
  view: PlanView,
  delivered: Delivered<Receipt>,
  options: {
    readonly about: About;
    readonly json?: boolean | undefined;
    readonly extra?: readonly string[][];
  },
): void {
  const receipt = readReceipt(delivered, options.about);
  showReceipt(io, view, delivered.kind, {
    receipt,
    json: options.json,
    unwritten: 'accepted, not yet written: the register does not answer for the moment',
    // What was handed in now is not what was handed in then.
    format: () =>
      formatReceipt(receipt, view, delivered.kind === 'onRecord' ? [] : (options.extra ?? [])),
  });
}

/**
 * Prints any receipt, as JSON or as its lines.
 * @throws CliError when it is not written
 */
export function showReceipt(
  io: Io,
  { wording }: Pick<PlanView, 'wording'>,
  found: Delivered<unknown>['kind'],
  {
    receipt,
    json = false,
    unwritten,
    format,
  }: {
    readonly receipt: { readonly requestId: string; readonly written: boolean };
    readonly json?: boolean | undefined;
    /** What it means that it is not written. */
    readonly unwritten: string;
    format(): readonly string[];
  },
): void {
  if (json) printJson(io, receipt);
  if (!receipt.written) {
    throw new CliError(unwritten, { advice: [adviseRepeat(receipt.requestId)] });
  }
  if (json) return;
  if (found === 'onRecord') tellLine(io, wording.receipt.repeated);
  for (const line of format()) printLine(io, line);
}

/** A receipt as aligned lines. */
export function formatReceipt(
  receipt: Receipt,
  { plan, wording, nameOf, present }: Pick<PlanView, 'plan' | 'wording' | 'nameOf' | 'present'>,
  extra: readonly string[][],
): string[] {
  const words = wording.receipt;
  const title =
    plan.tasks.find(({ task }) => task === receipt.task)?.title ?? wording.periodicReport;
  const period = wording.period(receipt.period);
  const timeliness =
    receipt.timeliness === null ? '' : `, ${wording.timeliness[receipt.timeliness]}`;
  const rows = [
    [words.requestId, receipt.requestId],
    [words.task, [receipt.task, cleanForTerminal(title), period].filter(Boolean).join(' – ')],
    [words.agency, nameOf(receipt.agency)],
    [words.at, wording.instant(receipt.at, present.timezone)],
    [words.progress, `${wording.progress[receipt.progress]}${timeliness}`],
    [words.lastDay, receipt.lastDay === null ? wording.undated : wording.day(receipt.lastDay)],
    ...extra,
  ];
  return alignReceipt(words.title, rows);
}

/** Label and text of each row below a title, the texts one below the other. */
export function alignReceipt(title: string, rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([label = '']) => label.length));
  return [title, ...rows.map(([label = '', text = '']) => `  ${label.padEnd(width)}  ${text}`)];
}
