import { describe, expect, it } from 'vitest';
import { describeSchedule, drawSchedule } from './schedule.ts';
import { mailTroubles } from './smtp/mail-trouble.ts';

const terms = { durationMs: 30 * 60_000, planEveryMs: 12_000, faultEveryMs: 9_000 };

describe('a schedule', () => {
  it('follows from its seed', () => {
    const draw = (seed: number) => describeSchedule(drawSchedule({ ...terms, seed })).join('\n');
    expect(draw(5)).toBe(draw(5));
    expect(draw(5)).not.toBe(draw(6));
  });

  it('has every fault and every trouble of the mail server several times in half an hour', () => {
    const { faults, plans } = drawSchedule({ ...terms, seed: 5 });
    const kinds = faults.map((fault) => (fault.kind === 'mail' ? fault.trouble : fault.kind));
    const rare = [...mailTroubles, 'killWorker', 'killTemporal', 'killPostgres', 'diskFull']
      .concat('databaseRefuses', 'databaseSilent', 'databaseFull')
      .filter((kind) => kinds.filter((one) => one === kind).length < 3);
    expect(rare).toEqual([]);
    expect(plans.length).toBe(150);
  });

  it('lets each plan start before its morning, and both fall within the run', () => {
    const { plans, durationMs } = drawSchedule({ ...terms, seed: 7 });
    const odd = plans.filter(
      ({ startsAtMs, morningAtMs }) => !(startsAtMs < morningAtMs && morningAtMs < durationMs),
    );
    expect(odd).toEqual([]);
  });
});
