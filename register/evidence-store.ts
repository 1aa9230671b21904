import type { Readable } from 'node:stream';
import type { EvidenceFile } from '../domain/batch.ts';

/** What a stored file turned out to be: as it was, gone, or with another content (its SHA-256). */
export type EvidenceCheck = 'ok' | 'missing' | { readonly found: string };

/** A file that is stored and is nobody's evidence yet. */
export interface StagedFile {
  readonly id: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** The content of a staged file, to see what it is. Must be closed. */
export interface StagedContent {
  readonly size: number;
  /** Up to `length` bytes from a position; fewer at the end. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** For which request files became evidence; whether it was accepted is known later. */
export interface Pledge {
  readonly requestId: string;
  readonly workflowId: string;
}

/** What `removeOrphans` asks before it removes anything. */
export interface OrphanQuestions {
  /** Whether anything on record names such a file. */
  isNamed(sha256: string): Promise<boolean>;
  /** Whether the request may have been accepted and is not on record yet. In doubt: true. */
  isPending(pledge: Pledge): Promise<boolean>;
}

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
  /**
   * Stores a file aside, as durably as `put`: it becomes evidence by `commit`, or goes by `discard`, or, left
   * alone, by `removeLeftovers`.
   * @throws EvidenceTooLarge beyond `maxBytes`; nothing is kept
   */
  stage(
    content: Readable,
    file: { readonly name: string; readonly maxBytes: number },
  ): Promise<StagedFile>;
  /** Null when it is gone. */
  openStaged(id: string): Promise<StagedContent | null>;
  /** Removes staged files; one that is gone is no error. */
  discard(ids: readonly string[]): Promise<void>;
  /**
   * Makes staged files evidence for a request that is about to be sent, and hands back a pledge's id. What was
   * committed before, and is there, is fine. When this returns the files survive a power cut.
   * @throws EvidenceMissing for one that is neither staged nor stored
   */
  commit(pledge: Pledge, files: readonly StagedFile[]): Promise<string>;
  /** The request is on record, and names all files of the pledge: they are never orphans. */
  release(pledgeId: string): Promise<void>;
  /** Removes staged files that were last written before a moment. Returns how many. */
  removeLeftovers(before: Date): Promise<number>;
  /**
   * Removes files that were committed before a moment for a request that came to nothing, that nothing on record
   * names and no other pledge. What came by `put` is never touched. Returns how many.
   */
  removeOrphans(before: Date, questions: OrphanQuestions): Promise<number>;
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
  readonly sha256: string;

  constructor(sha256: string, place: string) {
    super(`expected a file with SHA-256 ${sha256} in ${place}, found none; run \`dondoc verify\`.`);
    this.sha256 = sha256;
  }
}
