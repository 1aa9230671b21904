import { groupBy } from '../domain/group-by.ts';
import { type ListedAssignment, listAssignments } from '../register/queries/list-assignments.ts';
import type { Visit } from './visit.ts';

/** How what is overdue is grouped. */
export type Grouping = 'agency' | 'task';

/** One overdue assignment and the group in which it is shown. */
export interface Escalation {
  readonly row: ListedAssignment;
  /** The agency's id or the task's number. */
  readonly group: string;
  /** How many the group has, on whatever page. */
  readonly inGroup: number;
  /** Whether it is the first of its group. */
  readonly isFirst: boolean;
}

/** Everything overdue in a plan: groups by their oldest, and in each the oldest first. */
export async function readEscalations({ view }: Visit, by: Grouping): Promise<Escalation[]> {
  const { register, record, serverNow } = view;
  const filter = { plan: record.plan, overdue: true } as const;
  const overdue = await listAssignments(register, filter, serverNow);
  const groups = groupBy(overdue, (row) => row[by]);
  return [...groups].flatMap(([group, rows]) =>
    rows.map((row, index) => ({ row, group, inGroup: rows.length, isFirst: index === 0 })),
  );
}
