import type { EvidenceStore } from './evidence-store.ts';
import type { Fault } from './verify-chains.ts';

/** A file by its content. */
export interface StoredFile {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** What copying came to. */
export interface EvidenceCopied {
  /** Files that were not there yet. */
  readonly copied: number;
  /** Files that were there, with the right content. */
  readonly kept: number;
  /** Files of the source that are missing or not what their name says. */
  readonly faults: readonly Fault[];
}

/**
 * Brings files from one store to another, each read and compared with its SHA-256 on both sides. What
 * is there already is read and kept, so a copy that broke off goes on where it was.
 */
export async function copyEvidence(
  stores: { readonly from: EvidenceStore; readonly to: EvidenceStore },
  files: readonly StoredFile[],
  onDone: (done: number) => void = () => undefined,
): Promise<EvidenceCopied> {
  const counts = { copied: 0, kept: 0 };
  const faults: Fault[] = [];
  for (const [index, file] of files.entries()) {
    const outcome = await copyOne(stores, file);
    if (typeof outcome === 'string') counts[outcome] += 1;
    else faults.push(outcome);
    onDone(index + 1);
  }
  return { ...counts, faults };
}

async function copyOne(
  { from, to }: { readonly from: EvidenceStore; readonly to: EvidenceStore },
  { sha256, size }: StoredFile,
): Promise<'copied' | 'kept' | Fault> {
  if ((await to.verify(sha256)) === 'ok') return 'kept';
  const check = await from.verify(sha256);
  const place = `evidence file ${sha256} (${size} bytes)`;
  const expected = `content with SHA-256 ${sha256}`;
  if (check === 'missing') return { place, expected, found: 'no file' };
  if (check !== 'ok') return { place, expected, found: `content with SHA-256 ${check.found}` };
  const written = await to.put(await from.open(sha256), { name: sha256, maxBytes: size });
  return written.sha256 === sha256
    ? 'copied'
    : { place, expected, found: `content with SHA-256 ${written.sha256}, while it was copied` };
}
