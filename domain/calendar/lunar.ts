import { type EpochDay, epochDayOf } from './civil-day.ts';

/**
 * The Vietnamese lunisolar calendar by the rules that Hồ Ngọc Đức describes ("Thuật toán tính âm lịch"),
 * with the truncated series of J. Meeus, "Astronomical Algorithms" (1998), for new moons and the sun.
 * All days are days of UTC+7: China reckons in UTC+8, and now and then its new year is another day.
 */
const hoursEast = 7;
/** Julian day number of 1970-01-01. */
const julianOfEpoch = 2_440_588;
/** Julian date of the new moon of 1900-01-01, k = 0, and the mean length of a lunation in days. */
const firstNewMoon = 2_415_021.076998695;
const lunation = 29.530588853;
const radians = Math.PI / 180;

/** The day on which a lunar month begins that is no leap month, plus `day - 1`. `year` is that of Tết. */
export function lunarDay(year: number, month: number, day: number): EpochDay {
  const winterYear = month >= 11 ? year : year - 1;
  const eleventh = startOfEleventhMonth(winterYear);
  const nextEleventh = startOfEleventhMonth(winterYear + 1);
  const months = (month + 1) % 12;
  const leapAt = nextEleventh - eleventh > 365 ? leapMonthOffset(eleventh) : Infinity;
  const lunations = lunationNumber(eleventh) + months + (months >= leapAt ? 1 : 0);
  return newMoonDay(lunations) + day - 1 - julianOfEpoch;
}

/** The first day of the lunar year (mùng 1 Tết). */
export function lunarNewYear(year: number): EpochDay {
  return lunarDay(year, 1, 1);
}

/** Julian day number on which the month begins that holds the winter solstice of a Gregorian year. */
function startOfEleventhMonth(year: number): number {
  const lastDay = epochDayOf(year, 12, 31) + julianOfEpoch;
  const k = Math.floor((lastDay - 2_415_021) / lunation);
  const start = newMoonDay(k);
  return sunSector(start) >= 9 ? newMoonDay(k - 1) : start;
}

/** Which month after the eleventh is the leap month: the first that holds no principal solar term. */
function leapMonthOffset(eleventh: number): number {
  const k = lunationNumber(eleventh);
  let offset = 1;
  let sector = sunSector(newMoonDay(k + offset));
  for (;;) {
    const next = sunSector(newMoonDay(k + offset + 1));
    if (next === sector) return offset;
    sector = next;
    offset += 1;
  }
}

function lunationNumber(julianDay: number): number {
  return Math.floor((julianDay - firstNewMoon) / lunation + 0.5);
}

/** Julian day number, in UTC+7, on which the k-th new moon since 1900-01-01 falls. */
function newMoonDay(k: number): number {
  return Math.floor(newMoon(k) + 0.5 + hoursEast / 24);
}

/** Julian date (UTC) of the k-th new moon. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const t2 = t * t;
  const t3 = t2 * t;
  const mean =
    2_415_020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * radians);
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * radians;
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * radians;
  const node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * radians;
  return mean + newMoonCorrection(t, sun, moon, node) - dynamicalTimeOffset(t, t2);
}

function newMoonCorrection(t: number, sun: number, moon: number, node: number): number {
  return (
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(sun + 2 * moon)
  );
}

/** Dynamical time less universal time, in days; the fit holds from the year 800 on. */
function dynamicalTimeOffset(t: number, t2: number): number {
  return -0.000278 + 0.000265 * t + 0.000262 * t2;
}

/** Which twelfth of the ecliptic (0 from the spring equinox) the sun is in when a day begins in UTC+7. */
function sunSector(julianDay: number): number {
  const t = (julianDay - 0.5 - hoursEast / 24 - 2_451_545) / 36_525;
  const t2 = t * t;
  const anomaly = (357.5291 + 35_999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * radians;
  const meanLongitude = 280.46645 + 36_000.76983 * t + 0.0003032 * t2;
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t2) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly);
  const longitude = meanLongitude + centre;
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}
