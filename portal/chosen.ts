import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import type { Target } from './addresses.ts';

/** One of several assignments that are chosen in a form, and the submission that was looked at. */
export interface Chosen extends Target {
  readonly submittedAt: string;
}

/** The value of its box. */
export function writeChosen({
  task,
  period,
  agency,
  submittedAt,
}: Target & Pick<ListedAssignment, 'submittedAt'>): string {
  return [task, period, agency, submittedAt ?? ''].map(encodeURIComponent).join('/');
}

/** What a box stands for; null for a value that is none of ours. */
export function readChosen(value: string): Chosen | null {
  try {
    const [task, period, agency, submittedAt, ...rest] = value.split('/').map(decodeURIComponent);
    if (task === undefined || period === undefined || agency === undefined) return null;
    return submittedAt === undefined || rest.length > 0
      ? null
      : { task, period, agency, submittedAt };
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
