import { inZone } from '../../domain/local-time.ts';
import type { IsoInstant } from '../../domain/plan.ts';

/** `HH:mm` of an instant in a zone. */
export function localClock(at: IsoInstant, zone: string): string {
  return inZone(at, zone).slice(11, 16);
}
