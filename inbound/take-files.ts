import { Readable } from 'node:stream';
import { detectKind } from '../portal/upload/detect-kind.ts';
import { fitName } from '../portal/upload/evidence-kinds.ts';
import { cleanFileName } from '../portal/upload/file-name.ts';
import type { FileFault } from '../portal/upload/read-upload.ts';
import type { StagedEvidence } from '../portal/upload/staged-reference.ts';
import { uploadLimits } from '../portal/upload/upload-limits.ts';
import type { EvidenceStore } from '../register/evidence-store.ts';
import type { InboundMail, InboundPart } from './inbound-mail.ts';

/** A file of a reply. */
export type OwnFile = Pick<InboundPart, 'name' | 'content'>;

/** Files set aside, or what is wrong with some of them: then none is. */
export type TakenFiles =
  | { readonly ok: true; readonly files: readonly StagedEvidence[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

/** The files that somebody sent along: not pictures of a signature, nor the signature of the mail itself. */
export function listOwnFiles({ parts, html, type }: InboundMail): InboundPart[] {
  return parts.filter(
    (part) =>
      !isShownInText(part, html) && !(type.value === 'multipart/signed' && isSignature(part)),
  );
}

function isShownInText({ type, contentId }: InboundPart, html: string): boolean {
  return contentId !== null && type.startsWith('image/') && html.includes(`cid:${contentId}`);
}

function isSignature({ type }: InboundPart): boolean {
  return /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/.test(type);
}

/** Looks at files as the portal does, and sets them aside in the store. */
export async function takeFiles(
  store: EvidenceStore,
  files: readonly OwnFile[],
): Promise<TakenFiles> {
  const tooMany = findTooMany(files);
  if (tooMany !== null) return { ok: false, faults: [tooMany] };
  const [staged, faults]: [StagedEvidence[], FileFault[]] = [[], []];
  try {
    for (const file of files) {
      const taken = await takeFile(store, file);
      if ('why' in taken) faults.push(taken);
      else staged.push(taken);
    }
  } catch (error) {
    await store.discard(staged.map(({ id }) => id));
    throw error;
  }
  if (faults.length === 0) return { ok: true, files: staged };
  await store.discard(staged.map(({ id }) => id));
  return { ok: false, faults };
}

function findTooMany(files: readonly OwnFile[]): FileFault | null {
  const beyond = files[uploadLimits.files];
  if (beyond !== undefined) return { why: 'tooMany', name: cleanFileName(beyond.name) };
  let total = 0;
  for (const { name, content } of files) {
    total += content.length;
    if (total > uploadLimits.totalBytes) return { why: 'tooMuch', name: cleanFileName(name) };
  }
  return null;
}

async function takeFile(
  store: EvidenceStore,
  { name: sentName, content }: OwnFile,
): Promise<StagedEvidence | FileFault> {
  const name = cleanFileName(sentName);
  if (content.length === 0) return { why: 'empty', name };
  if (content.length > uploadLimits.fileBytes) return { why: 'tooLarge', name };
  const kind = await detectKind({
    size: content.length,
    read: async (position, length) => content.subarray(position, position + length),
    close: async () => undefined,
  });
  if (kind === null) return { why: 'notTaken', name };
  const fitting = fitName(name, kind);
  if (fitting === null) return { why: 'lies', name, kind };
  const staged = await store.stage(Readable.from([content]), {
    ...{ name, maxBytes: uploadLimits.fileBytes },
  });
  return { ...staged, kind, name: fitting };
}
