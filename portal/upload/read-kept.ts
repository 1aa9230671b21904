import type { IsoInstant } from '../../domain/plan.ts';
import type { LinkKey } from '../../links/link-keys.ts';
import { endingOf, evidenceKinds } from './evidence-kinds.ts';
import { cleanFileName } from './file-name.ts';
import type { Admission, FileFault, FormTexts } from './read-upload.ts';
import { readStaged, type StagedEvidence, type StagedScope } from './staged-reference.ts';
import { fieldNames, textOf } from './submission-form.ts';
import { uploadLimits } from './upload-limits.ts';

/** What a box says that stands for a file: which, and its reference. */
export function writeKept(id: string, reference: string): string {
  return `${id} ${reference}`;
}

/** The files that arrived with an earlier attempt, and whose boxes are still chosen. */
export async function readKept(
  keys: readonly LinkKey[],
  fields: FormTexts,
  scope: StagedScope,
  now: IsoInstant,
): Promise<Admission> {
  const kept: StagedEvidence[] = [];
  const faults: FileFault[] = [];
  const chosen = [...new Set(fields.get(fieldNames.kept) ?? [])].slice(0, uploadLimits.files);
  for (const box of chosen) {
    const [id = '', reference = ''] = box.split(' ');
    const name = cleanFileName(textOf(fields, fieldNames.keptName(id)));
    const staged = await readStaged(keys, reference, scope, now);
    if (staged === null || staged.id !== id) faults.push({ why: 'gone', name });
    else if (!evidenceKinds[staged.kind].endings.includes(endingOf(name)))
      faults.push({ why: 'lies', name, kind: staged.kind });
    else kept.push({ ...staged, name });
  }
  return { kept, faults };
}
