import { z } from 'zod';
import type { EventEntry } from '../domain/batch.ts';
import type { ReportLine } from '../domain/messages.ts';

/** Lines of a periodic report, as a submission records them. */
export const reportLinesSchema = z.array(
  z.object({
    task: z.string(),
    state: z.enum(['done', 'inProgress', 'notStarted']),
    text: z.string(),
  }),
);

const withLines = z.object({ lines: reportLinesSchema });

/** The lines that an event names, in its `data.lines`; none when its data has another shape. */
export function listLinesOf(event: Pick<EventEntry, 'data'>): readonly ReportLine[] {
  const parsed = withLines.safeParse(event.data);
  return parsed.success ? parsed.data.lines : [];
}
