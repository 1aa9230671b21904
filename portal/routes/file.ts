import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { fingerprint } from '../../links/link-keys.ts';
import { cleanLine } from '../../mail/clean-text.ts';
import { EvidenceMissing } from '../../register/evidence-store.ts';
import { listEvidence, type NamedEvidence } from '../../register/queries/list-evidence.ts';
import type { PortalEnv } from '../app.ts';
import type { PortalDeps } from '../deps.ts';
import { renderNotice } from '../pages/page.ts';
import { mayRead } from '../scope.ts';
import { kindOfName } from '../upload/evidence-kinds.ts';
import type { Visit } from '../visit.ts';

/** Nothing runs in a file and nothing is fetched by it, only our own pages may frame it. Chromium shows PDFs so too. */
const policy =
  "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** What is handed in often (a form of the province) stands in many submissions; more are not looked through. */
const mostSubmissions = 300;

/**
 * A file that was handed in, for those who may see one of the assignments in whose history it stands. What browsers
 * show stands in the page, where nothing of it can run; all else is to be kept.
 */
export async function sendFile(deps: PortalDeps, c: Context<PortalEnv>) {
  const { visit } = c.var;
  const { sha256 = '', position = '' } = c.req.param() as Record<string, string>;
  const file = await findReadable(deps, visit, sha256, Number(position));
  if (file === null) return c.notFound();
  const headers = buildHeaders(file);
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  try {
    const content = await deps.store.open(sha256);
    return c.body(Readable.toWeb(content) as ReadableStream, 200, headers);
  } catch (error) {
    if (!(error instanceof EvidenceMissing)) throw error;
    deps.log.error({ err: error, link: fingerprint(visit.token) }, 'an evidence file is missing');
    const { submit, shared } = visit.words;
    return c.html(renderNotice(submit.fileLost, shared.locale), 500);
  }
}

async function findReadable(
  { register }: PortalDeps,
  visit: Visit,
  sha256: string,
  position: number,
): Promise<NamedEvidence | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
  const { plan, agency } = visit.link;
  const named = await listEvidence(register, { plan, sha256 }, mostSubmissions);
  const rank = (file: NamedEvidence) =>
    (file.agency === agency ? 0 : 2) + (file.position === position ? 0 : 1);
  const asked = new Map<string, Promise<boolean>>();
  for (const file of named.sort((a, b) => rank(a) - rank(b))) {
    if (file.agency === null) continue;
    const target = { plan, task: file.task, period: file.period, agency: file.agency };
    const key = JSON.stringify(target);
    const isReadable = asked.get(key) ?? mayRead(visit, target);
    asked.set(key, isReadable);
    if (await isReadable) return file;
  }
  return null;
}

function buildHeaders({ name, size }: NamedEvidence): Record<string, string> {
  const kind = kindOfName(name);
  const inline = kind?.inline === true;
  return {
    'Content-Type': kind?.type ?? 'application/octet-stream',
    'Content-Length': String(size),
    'Content-Disposition': writeDisposition(inline ? 'inline' : 'attachment', name),
    'Content-Security-Policy': policy,
    'X-Frame-Options': 'SAMEORIGIN',
    'Cache-Control': 'private, no-store',
  };
}

/** RFC 6266 with the encoding of RFC 8187: the name in UTF-8, and in ASCII for what does not know that. */
function writeDisposition(way: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\w .()-]/g, '_');
  const exact = encodeURIComponent(cleanLine(name)).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${way}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
