import { and, eq, inArray } from 'drizzle-orm';
import type { LadderKind, LadderNotice, Role } from '../../domain/notice.ts';
import type { Register } from '../register.ts';
import { notices } from '../schema.ts';

const ladderKinds: readonly LadderKind[] = ['opened', 'dueSoon', 'overdue', 'escalated'];

/** Every ladder notice of a plan that went out in a mail, as `preview` writes notices. */
export async function listTold(register: Register, plan: string): Promise<LadderNotice[]> {
  const rows = await register.db
    .select({
      at: notices.at,
      task: notices.task,
      period: notices.period,
      agency: notices.agency,
      to: notices.toAgency,
      role: notices.role,
      kind: notices.kind,
      step: notices.step,
      lastDay: notices.lastDay,
    })
    .from(notices)
    .where(
      and(
        eq(notices.plan, plan),
        eq(notices.state, 'mailed'),
        inArray(notices.kind, [...ladderKinds]),
      ),
    );
  return rows.flatMap((row) => (isLadderNotice(row) ? [row] : []));
}

function isLadderNotice(row: {
  readonly role: string;
  readonly kind: string;
}): row is LadderNotice & { role: Role; kind: LadderKind } {
  return row.role !== 'reviewer' && ladderKinds.some((kind) => kind === row.kind);
}
