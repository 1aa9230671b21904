import type { SubmitWording } from '../wording/submit-wording.ts';
import { endingOf, evidenceKinds } from './evidence-kinds.ts';
import type { FileFault } from './read-upload.ts';
import { uploadLimits } from './upload-limits.ts';

const mebibyte = 1024 * 1024;

/** Why a file was not taken, and what to do. */
export function describeFault(fault: FileFault, { fileFaults: say }: SubmitWording): string {
  const { name } = fault;
  switch (fault.why) {
    case 'tooLarge':
      return say.tooLarge(name, `${uploadLimits.fileBytes / mebibyte} MB`);
    case 'tooMuch':
      return say.tooMuch(name, `${uploadLimits.totalBytes / mebibyte} MB`);
    case 'tooMany':
      return say.tooMany(name, uploadLimits.files);
    case 'lies':
      return say.lies(name, endingOf(name), evidenceKinds[fault.kind].endings[0] ?? fault.kind);
    case 'empty':
    case 'notTaken':
    case 'gone':
      return say[fault.why](name);
  }
}
