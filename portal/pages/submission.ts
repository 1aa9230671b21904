import { html } from 'hono/html';
import { formatSubmission } from '../../client/submission-text.ts';
import { formatBytes } from '../../domain/written-numbers.ts';
import { filePath, linkTo } from '../addresses.ts';
import type { Submission, SubmittedFile } from '../submission.ts';
import { kindOfName } from '../upload/evidence-kinds.ts';
import type { Visit } from '../visit.ts';
import type { Markup } from './page.ts';

/** What was handed in last, each file to look at in the page where a browser can show it. */
export function renderSubmission(visit: Visit, { event, says, files }: Submission): Markup {
  const { shared, review } = visit.words;
  const facts = [
    [review.submission.at, shared.instant(event.at, visit.view.present.timezone)],
    ...formatSubmission(says, shared),
  ];
  return html`<section class="submission"><h2>${review.submission.title}</h2>
<dl>${facts.map(([label, text]) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>
${files.length === 0 ? '' : html`<h3>${review.submission.files}</h3><ul class="files">${files.map((file) => renderFile(visit, file))}</ul>`}</section>`;
}

function renderFile(visit: Visit, file: SubmittedFile): Markup {
  const { shared } = visit.words;
  const to = linkTo(visit, filePath(file));
  return html`<li><a href="${to}">${file.name}</a> <span class="soft">${formatBytes(file.size, shared.locale)}</span>
${renderPreview(visit, file, to)}</li>`;
}

/** In a closed fold: a browser fetches a lazy frame or picture once the fold is opened. */
function renderPreview({ words }: Visit, { name }: SubmittedFile, to: string): Markup {
  const way = wayToShow(name);
  if (way === null) return html``;
  const shown =
    way === 'picture'
      ? html`<img src="${to}" alt="${name}" loading="lazy">`
      : html`<iframe src="${to}" title="${name}" loading="lazy"></iframe>`;
  return html`<details class="preview"><summary>${words.review.submission.look(name)}</summary>${shown}</details>`;
}

/** The name only says what is worth a try: what a file is, its own address tells the browser. */
function wayToShow(name: string): 'picture' | 'frame' | null {
  const kind = kindOfName(name);
  if (kind === null || !kind.inline) return null;
  return kind.type.startsWith('image/') ? 'picture' : 'frame';
}
