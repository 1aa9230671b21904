import type { ListedAssignment } from '../register/queries/list-assignments.ts';
import type { Visit } from './visit.ts';

/** Where the portal's pages stand. A link is `/v/<token>`; everything else hangs below it. */

/** One assignment, as addresses and form tokens name it. */
export type Target = Pick<ListedAssignment, 'task' | 'period' | 'agency'>;

/** A page below a visitor's link, in the language chosen; without a path the list. */
export function linkTo(visit: Visit, path: string): string {
  return `/v/${visit.token}/${relativeTo(visit, path)}`;
}

/** The same as seen from the list. */
export function relativeTo({ words, view }: Visit, path: string): string {
  const { locale } = words.shared;
  const chosen = locale === view.plan.locale ? '' : `${joins(path)}lang=${locale}`;
  return path.replace(/^\//, '') + chosen;
}

/** A path with a query; what is empty is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** What joins one more thing asked for to a path. */
export function joins(path: string): '?' | '&' {
  return path.includes('?') ? '&' : '?';
}

/** The page of an assignment. */
export function assignmentPath({ task, period, agency }: Target): string {
  return `/t/${[task, period, agency].map(encodeURIComponent).join('/')}`;
}

/** What a task's period asks of its coordinators. */
export function contributionPath({ task, period }: Omit<Target, 'agency'>): string {
  return `/c/${[task, period].map(encodeURIComponent).join('/')}`;
}

/** What one agency, or all agencies of one task, still owe. */
export function owedPath(by: 'agency' | 'task', of: string): string {
  return `/owes/${by}/${encodeURIComponent(of)}`;
}

/** A file that was handed in, by its content and its place in the submission. */
export function filePath({ sha256, position }: { sha256: string; position: number }): string {
  return `/f/${sha256}/${position}`;
}

/** What a list of assignments is narrowed to. */
export interface ListFilter {
  readonly agency?: string;
  readonly task?: string;
}

/** The page that lists the assignments of an agency or of a task. */
export function listPath(filter: ListFilter): string {
  return withQuery('/list', { ...filter });
}

/** The page of a receipt. */
export function receiptPath(requestId: string): string {
  return `/r/${encodeURIComponent(requestId)}`;
}

/** An assignment inside a form's token. */
export function nameTarget({ task, period, agency }: Target): string {
  return `${task}/${period}/${agency}`;
}
