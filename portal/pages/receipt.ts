import { html } from 'hono/html';
import { titleOf } from '../../client/show-text.ts';
import { formatSubmission } from '../../client/submission-text.ts';
import type { Receipt } from '../../domain/messages.ts';
import { formatBytes } from '../../domain/written-numbers.ts';
import { assignmentPath, filePath, linkTo, receiptPath } from '../addresses.ts';
import type { Submission } from '../submission.ts';
import type { Visit } from '../visit.ts';
import { type Markup, renderPage } from './page.ts';

/** A receipt on record: what, when, by whom, and its number. */
export interface ReceiptView {
  readonly receipt: Receipt;
  /** Kind of the event that it stands for. */
  readonly kind: string;
  /** What was handed in; null when it is a receipt of something else. */
  readonly submission: Submission | null;
}

export function renderReceipt(visit: Visit, { receipt, kind, submission }: ReceiptView): Markup {
  const { view, words } = visit;
  const { shared } = words;
  const { task, agency } = receipt;
  const lines: (readonly [string, string | Markup])[] = [
    [words.receipt.number, receipt.requestId],
    [words.receipt.at, shared.instant(receipt.at, view.present.timezone)],
    [words.receipt.what, shared.event[kind] ?? kind],
    [
      words.receipt.task,
      [task === 'report' ? '' : task, titleOf(task, view), shared.period(receipt.period)]
        .filter(Boolean)
        .join(' – '),
    ],
    [words.receipt.agency, view.nameOf(agency)],
    [words.receipt.progress, shared.progress[receipt.progress]],
    ...(submission === null ? [] : listHandedIn(visit, submission)),
  ];
  return renderPage(visit, {
    title: words.receipt.title,
    path: `/v/${visit.token}${receiptPath(receipt.requestId)}`,
    body: html`<h1 class="done">${words.receipt.title}</h1>
<dl class="receipt">${lines.map(([label, text]) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>
<p class="soft">${words.receipt.kept}</p>
<p class="back"><a href="${linkTo(visit, assignmentPath(receipt))}">${titleOf(task, view)}</a> · <a href="${linkTo(visit, '')}">${words.backToList}</a></p>`,
  });
}

/** Each file with what proves it, then all else, each label once. */
function listHandedIn(visit: Visit, { says, files }: Submission): [string, string | Markup][] {
  const { shared } = visit.words;
  const grouped = new Map<string, string[]>();
  let current = '';
  for (const [label = '', text = ''] of formatSubmission(says, shared)) {
    current = label === '' ? current : label;
    grouped.set(current, [...(grouped.get(current) ?? []), text]);
  }
  const listed = html`<ol class="files">${files.map(
    (file) =>
      html`<li><a href="${linkTo(visit, filePath(file))}">${file.name}</a> (${formatBytes(file.size, shared.locale)})<br><span class="soft">SHA-256 <code>${file.sha256}</code></span></li>`,
  )}</ol>`;
  return [
    ...(files.length === 0 ? [] : [[shared.receipt.files, listed] as [string, Markup]]),
    ...[...grouped].map(([label, texts]): [string, string] => [label, texts.join('\n')]),
  ];
}
