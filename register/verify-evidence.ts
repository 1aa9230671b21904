import { asc } from 'drizzle-orm';
import type { EvidenceCheck, EvidenceStore } from './evidence-store.ts';
import type { Register } from './register.ts';
import { evidence } from './schema.ts';
import type { Fault, NamedFile } from './verify-chains.ts';

/**
 * Compares the evidence rows with the files that the events name (they stand inside the hash chain),
 * and reads every file once.
 */
export async function verifyEvidence(
  register: Register,
  store: EvidenceStore,
  named: readonly NamedFile[],
): Promise<{ files: number; faults: Fault[] }> {
  const rows = await register.db
    .select({
      workflowId: evidence.workflowId,
      eventN: evidence.eventN,
      position: evidence.position,
      sha256: evidence.sha256,
      name: evidence.name,
      size: evidence.size,
    })
    .from(evidence)
    .orderBy(asc(evidence.workflowId), asc(evidence.eventN), asc(evidence.position));
  const places = new Map([...rows, ...named].map((file) => [file.sha256, describePlace(file)]));
  const faults = compareRows(named, rows);
  for (const [sha256, place] of places) {
    faults.push(...describeCheck(place, sha256, await store.verify(sha256)));
  }
  return { files: places.size, faults };
}

function compareRows(named: readonly NamedFile[], rows: readonly NamedFile[]): Fault[] {
  const byPlace = (files: readonly NamedFile[]) =>
    new Map(files.map((file) => [describeSlot(file), file]));
  const expected = byPlace(named);
  const found = byPlace(rows);
  const slots = new Set([...expected.keys(), ...found.keys()]);
  return [...slots].flatMap((slot) => {
    const should = describeFile(expected.get(slot));
    const is = describeFile(found.get(slot));
    return should === is
      ? []
      : [{ place: `${slot} of the evidence table`, expected: should, found: is }];
  });
}

function describeCheck(place: string, sha256: string, check: EvidenceCheck): Fault[] {
  if (check === 'ok') return [];
  const found = check === 'missing' ? 'no file' : `content with SHA-256 ${check.found}`;
  return [{ place, expected: `content with SHA-256 ${sha256}`, found }];
}

function describeSlot({ workflowId, eventN, position }: NamedFile): string {
  return `${workflowId}, event ${eventN}, file ${position}`;
}

function describePlace(file: NamedFile): string {
  return `${describeSlot(file)} ("${file.name}")`;
}

function describeFile(file: NamedFile | undefined): string {
  return file === undefined
    ? 'no row'
    : `"${file.name}", ${file.size} bytes, SHA-256 ${file.sha256}`;
}
