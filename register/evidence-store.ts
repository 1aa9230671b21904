import type { Readable } from 'node:stream';
import type { EvidenceFile } from '../domain/batch.ts';

/** What a stored file turned out to be: as it was, gone, or with another content (its SHA-256). */
export type EvidenceCheck = 'ok' | 'missing' | { readonly found: string };

/** Keeps files under the SHA-256 of their content. */
export interface EvidenceStore {
  /**
   * Stores a file; when this returns it survives a power cut. The same content twice is one file.
   * The name is data: it never becomes part of a path.
   * @throws EvidenceTooLarge beyond `maxBytes`; nothing is kept
   */
  put(
    content: Readable,
    file: { readonly name: string; readonly maxBytes: number },
  ): Promise<EvidenceFile>;
  /** @throws EvidenceMissing */
  open(sha256: string): Promise<Readable>;
  /** Reads the whole file and compares. */
  verify(sha256: string): Promise<EvidenceCheck>;
}

/** A file that exceeds what may be handed in. */
export class EvidenceTooLarge extends Error {
  override readonly name = 'EvidenceTooLarge';
  readonly maxBytes: number;

  constructor(fileName: string, maxBytes: number) {
    super(
      `expected "${fileName}" to have at most ${maxBytes} bytes, found more; hand in a smaller file or the reference of the document.`,
    );
    this.maxBytes = maxBytes;
  }
}

/** No file with that content is stored. */
export class EvidenceMissing extends Error {
  override readonly name = 'EvidenceMissing';

  constructor(sha256: string, place: string) {
    super(`expected a file with SHA-256 ${sha256} in ${place}, found none; run \`dondoc verify\`.`);
  }
}
