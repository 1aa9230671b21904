import { z } from 'zod';
import type { EventEntry, EvidenceFile } from '../domain/batch.ts';

const withFiles = z.object({
  files: z.array(
    z.object({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string(),
      size: z.number().int().nonnegative(),
    }),
  ),
});

/**
 * The files that an event names, in its `data.files`. An event whose data has another shape names
 * none: it is recorded as it is, for a batch must never fail because of what somebody sent.
 */
export function listFilesOf(event: Pick<EventEntry, 'data'>): readonly EvidenceFile[] {
  const parsed = withFiles.safeParse(event.data);
  return parsed.success ? parsed.data.files : [];
}
