import { vietnamCalendar } from '../domain/calendar/vietnam-calendar.ts';
import { computePreview } from '../domain/preview.ts';
import { buildMailGroup } from '../register/mail-group.ts';
import type { LoadPlan } from './load-plans.ts';
import type { Morning } from './morning.ts';

/** What stands on record once a morning is over. */
export interface Owed {
  readonly assignments: number;
  readonly notices: number;
  /** Digests and letters. */
  readonly mails: number;
}

/**
 * Counts what `dondoc preview` says of a morning. Plans of a load that have as many tasks owe as much (they
 * differ in names), so one of each length is asked.
 */
export function countOwed(plans: readonly LoadPlan[], morning: Morning): Owed {
  const known = new Map<number, Owed>();
  return plans.reduce<Owed>(
    (sum, load) => {
      const { length } = load.plan.tasks;
      const owed = known.get(length) ?? countOwedBy(load, morning);
      known.set(length, owed);
      return add(sum, owed);
    },
    { assignments: 0, notices: 0, mails: 0 },
  );
}

function add(a: Owed, b: Owed): Owed {
  return {
    assignments: a.assignments + b.assignments,
    notices: a.notices + b.notices,
    mails: a.mails + b.mails,
  };
}

function countOwedBy({ plan, directory }: LoadPlan, { at, tracking }: Morning): Owed {
  const morning = Date.parse(at);
  const preview = computePreview(plan, directory, vietnamCalendar, tracking);
  const told = preview.notices.filter((notice) => Date.parse(notice.at) <= morning);
  const early = told.find((notice) => Date.parse(notice.at) < morning);
  if (early !== undefined) {
    throw new Error(`expected nothing to be told before ${at}, found ${JSON.stringify(early)}`);
  }
  const groups = told.map(({ kind, to }) =>
    buildMailGroup(plan.plan, { key: '', kind, to, leaves: 'morning' }),
  );
  return {
    assignments: preview.assignments.filter(
      ({ opensAt, applicable }) => applicable && Date.parse(opensAt) <= morning,
    ).length,
    notices: told.length,
    mails: new Set(groups).size,
  };
}
