import type { EventEntry, Json } from './batch.ts';
import type { AgencyId, IsoInstant } from './plan.ts';

/** An event that dondoc itself causes: nobody asked for it, so nobody is answered. `at` is plan time. */
export function buildOwnEvent(
  kind: string,
  agency: AgencyId,
  at: IsoInstant,
  data: Json,
): EventEntry {
  return { kind, agency, actor: null, at, requestId: null, answer: null, data };
}
