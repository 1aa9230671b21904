import type { IncomingMessage } from 'node:http';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { EvidenceStore, StagedFile } from '../../register/evidence-store.ts';
import { detectKind } from './detect-kind.ts';
import { fitName, type KindName } from './evidence-kinds.ts';
import { cleanFileName } from './file-name.ts';
import type { StagedEvidence } from './staged-reference.ts';
import { uploadLimits } from './upload-limits.ts';

/** Why a file was not taken. */
export type FileFault =
  | { readonly why: 'tooLarge' | 'empty' | 'notTaken' | 'gone'; readonly name: string }
  /** Its name says something else than its content. */
  | { readonly why: 'lies'; readonly name: string; readonly kind: KindName }
  /** It, and what came after it. */
  | { readonly why: 'tooMany' | 'tooMuch'; readonly name: string };

/** What a form with files brought. */
export interface Upload {
  /** Texts in the order in which they came. */
  readonly fields: FormTexts;
  /** Set aside in the store, and what they say they are. */
  readonly files: readonly StagedEvidence[];
  readonly faults: readonly FileFault[];
  /** What the store or `admit` threw: then no file was kept. */
  readonly failure: { readonly error: unknown } | null;
}

/** The texts of a form, by field. */
export type FormTexts = ReadonlyMap<string, readonly string[]>;

/** What is known of a form before its first file is looked at. */
export interface Admission {
  /** Files that arrived with an earlier attempt and are handed in with this one. */
  readonly kept: readonly StagedEvidence[];
  readonly faults: readonly FileFault[];
}

/** The browser went away, or sent what is no form: nothing of it is kept, and nobody is there to be told. */
export class UploadBroken extends Error {
  override readonly name = 'UploadBroken';
}

/** The name of the field of files. */
export const filesField = 'files';

/**
 * Reads a form with files, each streamed into the store while it arrives and looked at. `admit` is asked once, before
 * the first byte of a file is read; without its leave no file is, the rest of the request is read and dropped.
 * @throws UploadBroken when it breaks off, or is no form; nothing is kept
 */
export async function readUpload(
  incoming: IncomingMessage,
  store: EvidenceStore,
  admit: (fields: FormTexts) => Promise<Admission | null>,
): Promise<Upload> {
  const reading = new Reading(store, admit);
  const parser = openParser(incoming);
  parser.on('field', (name, value) => reading.takeText(name, value));
  parser.on('file', (field, stream, name) => reading.takeFile(field, stream, name));
  incoming.setTimeout(uploadLimits.silenceMs, () => incoming.destroy(new Error('silent')));
  try {
    await pipeline(incoming, stopBeyond(uploadLimits.requestBytes), parser);
  } catch (cause) {
    await reading.abandon();
    throw new UploadBroken('expected a whole form, found one that broke off', { cause });
  } finally {
    incoming.setTimeout(0);
  }
  return await reading.finish();
}

function openParser({ headers }: IncomingMessage) {
  const { 'content-type': type = '' } = headers;
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: {
        fieldNameSize: 200,
        fieldSize: 64 * 1024,
        fields: 5_000,
        fileSize: uploadLimits.fileBytes,
        headerPairs: 20,
        headerSize: 8 * 1024,
      },
    });
  } catch (cause) {
    throw new UploadBroken(`expected multipart/form-data, found "${type.slice(0, 100)}"`, {
      cause,
    });
  }
}

function stopBeyond(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(new Error(`expected at most ${most} bytes, found more`));
      else done(null, chunk);
    },
  });
}

/** One form while it arrives. Files come one after the other: the parser waits until each was read. */
class Reading {
  readonly #store: EvidenceStore;
  readonly #admit: (fields: FormTexts) => Promise<Admission | null>;
  readonly #fields = new Map<string, string[]>();
  readonly #files: StagedEvidence[] = [];
  readonly #faults: FileFault[] = [];
  #textBytes = 0;
  #admission: Promise<Admission | null> | null = null;
  #work: Promise<void> = Promise.resolve();
  #current: PassThrough | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(store: EvidenceStore, admit: (fields: FormTexts) => Promise<Admission | null>) {
    this.#store = store;
    this.#admit = admit;
  }

  takeText(name: string, value: string): void {
    this.#textBytes += name.length + value.length;
    if (this.#textBytes > uploadLimits.textBytes) return;
    this.#fields.set(name, [...(this.#fields.get(name) ?? []), value]);
  }

  takeFile(field: string, stream: BusboyFileStream, name: string | undefined): void {
    // Nobody may be listening yet when it breaks off.
    stream.on('error', (error) => this.#current?.destroy(error));
    this.#work = this.#work.then(async () => {
      try {
        if (field === filesField) await this.#keep(stream, name ?? '');
      } catch (error) {
        this.#failure ??= { error };
      }
      // What is left of it is dropped: the parser waits for the end.
      stream.unpipe();
      stream.resume();
    });
  }

  /** After an upload that broke off. */
  async abandon(): Promise<void> {
    this.#failure ??= { error: new Error('broken off') };
    this.#current?.destroy(new Error('broken off'));
    await this.#work;
    await this.#discardAll();
  }

  async finish(): Promise<Upload> {
    await this.#work;
    const admission = await this.#ask().catch((error: unknown) => {
      this.#failure ??= { error };
      return null;
    });
    if (this.#failure !== null) await this.#discardAll();
    return {
      fields: this.#fields,
      files: this.#failure === null ? [...(admission?.kept ?? []), ...this.#files] : [],
      faults: [...(admission?.faults ?? []), ...this.#faults],
      failure: this.#failure,
    };
  }

  #ask(): Promise<Admission | null> {
    this.#admission ??= this.#admit(this.#fields);
    return this.#admission;
  }

  async #keep(stream: BusboyFileStream, sentName: string): Promise<void> {
    if (this.#failure !== null) return;
    const admission = await this.#ask();
    if (admission === null || this.#failure !== null) return;
    const name = cleanFileName(sentName);
    const sofar = [...admission.kept, ...this.#files];
    if (this.#faults.some(({ why }) => why === 'tooMany' || why === 'tooMuch')) return;
    // An input in which nothing was chosen is sent as an empty file without a name.
    if (sofar.length === uploadLimits.files && sentName !== '') {
      this.#faults.push({ why: 'tooMany', name });
      return;
    }
    const staged = await this.#stage(stream, name);
    const total = sofar.reduce((sum, { size }) => sum + size, staged.size);
    let taken = false;
    try {
      const outcome = await this.#judge(staged, {
        name,
        unnamed: sentName === '',
        cut: stream.truncated,
        tooMuch: total > uploadLimits.totalBytes,
      });
      taken = outcome !== null && 'sha256' in outcome;
      if (outcome === null) return;
      if ('sha256' in outcome) this.#files.push(outcome);
      else this.#faults.push(outcome);
    } finally {
      if (!taken) await this.#store.discard([staged.id]);
    }
  }

  async #stage(stream: BusboyFileStream, name: string): Promise<StagedFile> {
    // Between them, so that a store that gives up does not end the parser's stream.
    const between = new PassThrough();
    // It may break off before the store listens: whoever reads it then is told all the same.
    between.on('error', () => undefined);
    this.#current = between;
    try {
      stream.pipe(between);
      return await this.#store.stage(between, { name, maxBytes: uploadLimits.fileBytes });
    } finally {
      this.#current = null;
    }
  }

  /** What becomes of a staged file; null for an input in which nothing was chosen. */
  async #judge(
    staged: StagedFile,
    about: {
      readonly name: string;
      readonly unnamed: boolean;
      readonly cut: boolean;
      readonly tooMuch: boolean;
    },
  ): Promise<StagedEvidence | FileFault | null> {
    const { name } = about;
    if (staged.size === 0) return about.unnamed ? null : { why: 'empty', name };
    if (about.cut) return { why: 'tooLarge', name };
    if (about.tooMuch) return { why: 'tooMuch', name };
    const kind = await this.#detect(staged);
    if (kind === null) return { why: 'notTaken', name };
    const fitting = fitName(name, kind);
    return fitting === null ? { why: 'lies', name, kind } : { ...staged, kind, name: fitting };
  }

  async #detect({ id }: StagedFile): Promise<KindName | null> {
    const content = await this.#store.openStaged(id);
    if (content === null) throw new Error(`expected the staged file ${id}, found none`);
    try {
      return await detectKind(content);
    } finally {
      await content.close();
    }
  }

  async #discardAll(): Promise<void> {
    await this.#store.discard(this.#files.map(({ id }) => id));
  }
}
