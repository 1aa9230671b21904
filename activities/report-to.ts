import type { AgencyId, Plan } from '../domain/plan.ts';
import type { MailRow } from '../register/mail-queue.ts';

/**
 * Who is told that a mail was refused: the monitor, and of the monitor's own mail the office. Null
 * when nobody is left: of a letter that tells of refusals only the next above it is told, so that no
 * refusal leads back to where it came from.
 */
export function findReportTo(
  { kind, toAgency }: Pick<MailRow, 'kind' | 'toAgency'>,
  { monitor, office }: Pick<Plan, 'monitor' | 'office'>,
): AgencyId | null {
  if (toAgency !== monitor) return kind === 'undelivered' ? null : monitor;
  return office === monitor ? null : office;
}
