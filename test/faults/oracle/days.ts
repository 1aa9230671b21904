/** Days as `YYYY-MM-DD`, counted in UTC; instants of Vietnam, which has +07:00 all year. */

const dayMs = 86_400_000;
/** Between these days Vietnam had no public holiday and no working Saturday: only weekends count. */
const plain = { from: '2023-09-05', to: '2023-12-31' } as const;

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

export function isWorkingDay(day: string): boolean {
  if (day < plain.from || day > plain.to) {
    throw new Error(`expected a day from ${plain.from} to ${plain.to}, found ${day}`);
  }
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The count-th working day after a day, or before it when `count` is negative. */
export function addWorkingDays(day: string, count: number): string {
  const direction = Math.sign(count);
  let found = day;
  for (let left = Math.abs(count); left > 0; ) {
    found = addDays(found, direction);
    if (isWorkingDay(found)) left -= 1;
  }
  return found;
}

/** The first working day from a day on, in a direction (1 or -1). */
export function nearestWorkingDay(day: string, direction: 1 | -1): string {
  let found = day;
  while (!isWorkingDay(found)) found = addDays(found, direction);
  return found;
}

export function lastDayOfMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** ms since 1970 of a time of day in Vietnam. */
export function instantOf(day: string, time: string): number {
  return Date.parse(`${day}T${time}:00.000+07:00`);
}
