import { type Outcome, ok, wrong } from './check.ts';

const zone = 'Asia/Ho_Chi_Minh';

/** What this Node knows of zones and languages; a test hands in another. */
export interface TimeData {
  /** `GMT+7` for the zone now; throws a RangeError for a zone that is not known. */
  offsetOf(zone: string): string;
  /** Whether dates can be written in a language: English alone in a Node without full ICU. */
  knowsLanguage(language: string): boolean;
}

export const nodeTimeData: TimeData = {
  offsetOf: (timeZone) => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' });
    return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
  },
  knowsLanguage: (language) => Intl.DateTimeFormat.supportedLocalesOf(language).length > 0,
};

/** Deadlines end at midnight in Viet Nam: it has had +07:00 since 1975. */
export function judgeTimeZone(data: TimeData): Outcome {
  const offset = readOffset(data);
  if (offset !== 'GMT+7') {
    return wrong(
      `${zone}: expected +07:00, found ${offset}`,
      'unset TZDIR and NODE_ICU_DATA, and run a Node with its own time zone data: the build of nodejs.org',
    );
  }
  if (!data.knowsLanguage('vi')) {
    return wrong(
      'this Node cannot write Vietnamese dates: it has English only (small-icu)',
      'install a Node with full ICU (the build of nodejs.org has it)',
    );
  }
  return ok(`${zone} is +07:00; Node ${process.versions.node} with full ICU`);
}

function readOffset(data: TimeData): string {
  try {
    return data.offsetOf(zone);
  } catch (error) {
    if (error instanceof RangeError) return 'no such zone';
    throw error;
  }
}
