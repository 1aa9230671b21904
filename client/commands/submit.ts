import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { EvidenceFile } from '../../domain/batch.ts';
import { toDay } from '../../domain/local-time.ts';
import {
  type DocumentReference,
  type Receipt,
  type ReportLine,
  type SubmitEvidence,
  updateNames,
} from '../../domain/messages.ts';
import type { EvidenceStore } from '../../register/evidence-store.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Context, withContext } from '../context.ts';
import { deliverUpdate } from '../deliver-update.ts';
import { explainAssignmentEnd } from '../explain-end.ts';
import { findAssignment } from '../find-assignment.ts';
import { type Io, tellLine } from '../io.ts';
import { collect } from '../options/collect.ts';
import { parseDocument } from '../options/document.ts';
import { collectFigure } from '../options/figure.ts';
import { addOutputOptions, type OutputOptions } from '../options/output-options.ts';
import { collectReportLine } from '../options/report-line.ts';
import { parseRequestId } from '../options/request-id.ts';
import { openPlanView, type PlanView } from '../plan-view.ts';
import { printReceipt } from '../receipt.ts';
import { requireAgency } from '../resolve-agency.ts';
import { formatSubmission } from '../submission-text.ts';
import { cleanForTerminal } from '../terminal-text.ts';

export interface SubmitOptions extends OutputOptions {
  readonly agency: string;
  readonly file?: readonly string[];
  readonly document?: DocumentReference;
  readonly note?: string;
  readonly line?: readonly ReportLine[];
  readonly value?: Readonly<Record<string, string>>;
  readonly requestId?: string;
}

interface About {
  readonly plan: string;
  readonly task: string;
  readonly period: string;
}

/** Larger products are sent by the official exchange, and referred to by their document. */
const maxFileBytes = 100 * 1000 * 1000;

export function buildSubmitCommand(io: Io): Command {
  const command = new Command('submit')
    .description('hand in evidence on behalf of an agency; prints the receipt')
    .argument('<plan>', 'its id, as dondoc list shows it')
    .argument('<task>', 'its number, or report for the periodic report')
    .argument('<period>', 'such as 2023-Q2, 2023-11 or once')
    .requiredOption('--agency <agency>', 'the lead that hands in (required)')
    .option('--file <path>', 'a file; may be given several times', collect)
    .option(
      '--document <reference>',
      '"SỐ, NGÀY[, CƠ QUAN]" of a document already sent',
      parseDocument,
    )
    .option('--note <text>', 'a note')
    .option(
      '--line <task=text>',
      'a line of a periodic report, "A.1.1=done: text" (done, inProgress, notStarted; xong, đang làm, chưa làm)',
      collectReportLine,
    )
    .option('--value <name=value>', 'a figure; may be given several times', collectFigure)
    .option('--request-id <id>', 'repeat an earlier request: nothing is done twice', parseRequestId)
    .addHelpText(
      'after',
      `
Example:
  $ dondoc submit dong-thap-2023 6.3 2023-Q2 --agency so-noi-vu --file bao-cao.pdf \\
      --document "123/BC-SNV, 05/6/2023"`,
    );
  return addOutputOptions(command).action(
    (plan: string, task: string, period: string, options: SubmitOptions) =>
      withContext(io, (context) => submit(context, { plan, task, period }, options)),
  );
}

/** Stores the files, then hands everything in; the files are on disk before anybody is answered. */
export async function submit(
  context: Context,
  about: About,
  options: SubmitOptions,
): Promise<void> {
  requireContent(options);
  for (const path of options.file ?? []) await requireFile(path);
  const { io } = context;
  const view = await openPlanView(context, about.plan, options.lang);
  requirePastDocument(options.document, view);
  const agency = requireAgency(view.directory, '--agency', options.agency);
  const choice = { task: about.task, period: about.period, agency };
  const { workflowId } = await findAssignment(view, choice);
  const files = await storeFiles(await context.evidenceStore(), options.file ?? []);
  const command = buildCommand({ ...options, agency }, files);
  tellLine(io, `request id: ${command.requestId}`);
  const delivered = await deliverUpdate<SubmitEvidence, Receipt>(context, {
    workflowId,
    name: updateNames.submitEvidence,
    command,
    wording: view.wording,
    repeats: options.requestId !== undefined,
    explainEnd: () => explainAssignmentEnd(view, choice),
  });
  printReceipt(io, view, delivered, {
    about: { ...about, agency },
    json: options.json,
    extra: formatSubmission(command, view.wording),
  });
}

function requireContent({ file = [], document, note, line = [], value = {} }: SubmitOptions): void {
  const says =
    file.length + line.length + Object.keys(value).length > 0 ||
    document !== undefined ||
    (note ?? '').trim() !== '';
  if (says) return;
  throw usageError('expected evidence, found none', [
    'give at least one of --file, --document, --note, --line, --value',
  ]);
}

/** A document that is handed in was sent before: its day is not still to come, in plan time. */
function requirePastDocument(
  document: DocumentReference | undefined,
  { present, wording }: PlanView,
): void {
  const today = toDay(present.now, present.timezone);
  if (document === undefined || document.date <= today) return;
  throw usageError(
    `--document: expected a day not later than ${wording.day(today)} (today, in plan time), found ${wording.day(document.date)}`,
  );
}

async function requireFile(path: string): Promise<void> {
  const found = await describePath(path);
  if (found !== null)
    throw usageError(`--file: expected a readable file with content at ${path}, found ${found}`);
}

/** What is wrong with a path; null when it is a file of a size that is taken. */
async function describePath(path: string): Promise<string | null> {
  try {
    const { size, isFile } = await stat(path).then((stats) => ({
      size: stats.size,
      isFile: stats.isFile(),
    }));
    if (!isFile) return 'something that is no file';
    if (size === 0) return 'an empty one (0 bytes)';
    return size > maxFileBytes
      ? `${size} bytes; at most ${maxFileBytes} are taken: send it by the official exchange, and refer to it with --document`
      : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `none (${String(error.code)})`;
    throw error;
  }
}

async function storeFiles(store: EvidenceStore, paths: readonly string[]): Promise<EvidenceFile[]> {
  const files: EvidenceFile[] = [];
  for (const path of paths) {
    const name = cleanForTerminal(basename(path));
    try {
      files.push(await store.put(createReadStream(path), { name, maxBytes: maxFileBytes }));
    } catch (cause) {
      throw new CliError(`could not store ${path}; nothing was handed in`, { cause });
    }
  }
  return files;
}

function buildCommand(options: SubmitOptions, files: readonly EvidenceFile[]): SubmitEvidence {
  return {
    requestId: options.requestId ?? randomUUID(),
    agency: options.agency,
    files,
    document: options.document ?? null,
    note: options.note ?? null,
    lines: options.line ?? [],
    values: options.value ?? {},
  };
}
