import { describe, expect, it } from 'vitest';
import { runFaults } from './run-faults.ts';
import { describeSchedule, drawSchedule } from './schedule.ts';

/** Another seed: `FAULTS_SEED=7 npx vitest run test/faults/short.test.ts`. */
const seed = Number(process.env['FAULTS_SEED'] ?? 3);

const terms = { seed, durationMs: 40_000, planEveryMs: 8_000, faultEveryMs: 4_000 };

describe(`everything is killed and broken for ${terms.durationMs / 1000} s (seed ${seed})`, () => {
  it('owes nothing, tells nothing twice without a doubt on record, and loses no evidence', {
    timeout: 240_000,
  }, async ({ annotate }) => {
    const schedule = drawSchedule(terms);
    const said = describeSchedule(schedule);
    const say = (line: string) => said.push(line);
    const { report } = await runFaults({
      ...{ schedule, workers: 2, say },
      ...{ limitMs: 90_000, hurry: true },
    });
    await annotate(JSON.stringify(report));
    expect(report.faults, said.join('\n')).toEqual([]);
    expect(report.verdict.notices.delivered).toBeGreaterThan(20);
    expect(report.verdict.notices.owed).toBeGreaterThan(report.verdict.notices.possible);
    expect(report.verdict.answers).toBeGreaterThan(3);
  });
});
