import { owesDelivery } from '../domain/assignment.ts';
import type { ListedAssignment } from '../register/queries/list-assignments.ts';

/** What a reply is about, as far as it can be told. */
export type TargetFound =
  | { readonly kind: 'one'; readonly row: ListedAssignment }
  /** It has to be asked; empty when nothing is owed. */
  | { readonly kind: 'unclear'; readonly rows: readonly ListedAssignment[] };

/**
 * "nhiệm vụ 6.3", "NV số 6.3", "n° 6.3", "task 6.3". Our own letters give no such example: it would be found where a
 * quotation is not recognised.
 */
const mention =
  /(?<![\p{L}\p{N}])(?:nhiệm\s+vụ|nhiem\s+vu|nv|n[°º]|task)\s*(?:số\s*)?[:#]?\s*([a-z0-9]+(?:\.[a-z0-9]+)*)/giu;

/**
 * The assignment that a reply names by the number of its task, in the subject or in its own text; else the only one
 * that its agency still owes. A number that the agency has nothing to do with names nothing: then it is asked, not
 * guessed.
 */
export function findTarget(
  { subject, text }: { readonly subject: string; readonly text: string },
  rows: readonly ListedAssignment[],
): TargetFound {
  const owed = rows.filter(({ progress }) => owesDelivery(progress));
  const said = `${subject}\n${text}`.normalize('NFC');
  const named = listNamed(said, rows);
  if (named.length === 0) return choose(owed, owed);
  const ofTask = rows.filter(({ task }) => named.includes(task.toLowerCase()));
  if (named.length > 1 || ofTask.length === 0) return { kind: 'unclear', rows: owed };
  const owedOfTask = ofTask.filter(({ progress }) => owesDelivery(progress));
  const ofPeriod = ofTask.filter(({ period }) => said.includes(period));
  if (ofPeriod.length === 1) return choose(ofPeriod, owed);
  if (owedOfTask.length > 0) return choose(owedOfTask, owedOfTask);
  const newest = ofTask.filter(({ progress }) => progress === 'submitted');
  return choose(newest.length > 0 ? newest : ofTask, owed);
}

function choose(
  candidates: readonly ListedAssignment[],
  asked: readonly ListedAssignment[],
): TargetFound {
  const [row, ...others] = candidates;
  return row !== undefined && others.length === 0
    ? { kind: 'one', row }
    : { kind: 'unclear', rows: asked };
}

/** Words that stand where numbers stand ("nhiệm vụ trong quý") are none, unless a task is called so. */
function listNamed(said: string, rows: readonly ListedAssignment[]): string[] {
  const known = new Set(rows.map(({ task }) => task.toLowerCase()));
  const found = [...said.matchAll(mention)].map(([, number = '']) => number.toLowerCase());
  return [...new Set(found.filter((number) => known.has(number) || /^\d|\./.test(number)))];
}
