import { DateTime } from 'luxon';
import { LatestAnswers } from './latest-answers.ts';
import type { IsoDay, IsoInstant } from './plan.ts';

/**
 * Between calendar days of a plan's time zone and instants. The only place that consults the
 * time-zone table; workflows never do, they carry the instants.
 */

/** The instant of a local day and time `HH:mm`, with the zone's offset. */
export function toInstant(day: IsoDay, time: string, zone: string): IsoInstant {
  return answers.get(`${zone} ${day}T${time}`, () =>
    iso(DateTime.fromISO(`${day}T${time}`, { zone })),
  );
}

/** Start of a local day. */
export function startOfDay(day: IsoDay, zone: string): IsoInstant {
  return answers.get(`${zone} start of ${day}`, () =>
    iso(DateTime.fromISO(day, { zone }).startOf('day')),
  );
}

/** The last millisecond of a local day: the cut-off when no hour is named. */
export function endOfDay(day: IsoDay, zone: string): IsoInstant {
  return answers.get(`${zone} end of ${day}`, () =>
    iso(DateTime.fromISO(day, { zone }).endOf('day')),
  );
}

/** The local day of an instant. */
export function toDay(instant: IsoInstant, zone: string): IsoDay {
  return inZone(instant, zone).slice(0, 10);
}

/** The same instant written with the zone's offset. */
export function inZone(instant: IsoInstant, zone: string): IsoInstant {
  return answers.get(`${zone} ${instant}`, () => iso(DateTime.fromISO(instant, { zone })));
}

/**
 * A period asks for the same few instants for each of its tasks, a morning for each of its notices,
 * and the time-zone table is slow.
 */
const answers = new LatestAnswers<IsoInstant>(1_000);

function iso(moment: DateTime): string {
  const text = moment.toISO();
  if (text === null) throw new RangeError(`expected a time: ${moment.invalidExplanation}`);
  return text;
}

/** The local day of an instant, with the offset that another instant is written with. */
export function dayLike(instant: IsoInstant, like: IsoInstant): IsoDay {
  const { zone } = DateTime.fromISO(like, { setZone: true });
  return iso(DateTime.fromISO(instant, { zone })).slice(0, 10);
}
