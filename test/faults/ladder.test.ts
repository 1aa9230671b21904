import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { runDondoc } from '../rig/command-line.ts';
import { createRandom } from '../rig/seeded-random.ts';
import { listMoments, listNotices, listPeriods } from './oracle/ladder.ts';
import { readDirectoryText, readPlanText } from './oracle/plan-text.ts';
import { buildPlanText, directoryText, trackingFrom } from './plan-texts.ts';

const previewSchema = z.object({
  notices: z.array(
    z.object({
      at: z.string(),
      task: z.string(),
      period: z.string(),
      agency: z.string().nullable(),
      to: z.string(),
      role: z.string(),
      kind: z.string(),
      step: z.number(),
      lastDay: z.string(),
    }),
  ),
});

it('computes by itself the same ladders that dondoc preview prints', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-oracle-'));
  try {
    await writeFile(join(folder, 'agencies.yaml'), directoryText);
    for (const number of [1, 2, 3]) {
      const { text } = buildPlanText(number, createRandom(number));
      const path = join(folder, `${number}.yaml`);
      await writeFile(path, text);
      const words = ['preview', path, '--from', trackingFrom, '--json'];
      const { stdout } = await runDondoc(words, folder);
      const { notices } = previewSchema.parse(JSON.parse(stdout));
      const previewed = notices.map(({ at, ...rest }) =>
        describe({ ...rest, atMs: Date.parse(at) }),
      );
      expect(listAll(text).sort()).toEqual(previewed.sort());
      expect(previewed.length).toBeGreaterThan(100);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

function listAll(text: string): string[] {
  const plan = readPlanText(text);
  const directory = readDirectoryText(directoryText);
  return plan.tasks
    .flatMap((task) => listPeriods(plan, task, trackingFrom))
    .flatMap((period) =>
      listMoments(plan, period, false).flatMap((moment) =>
        listNotices(plan, period, moment, period.task.lead, directory).map((notice) =>
          describe({
            ...notice,
            task: period.task.task,
            period: period.period,
            lastDay: period.lastDay,
            atMs: moment.atMs,
          }),
        ),
      ),
    );
}

function describe(notice: Record<string, unknown>): string {
  const { atMs, task, period, agency, to, role, kind, step, lastDay } = notice;
  return [atMs, task, period, agency, to, role, kind, step, lastDay].join(' ');
}
