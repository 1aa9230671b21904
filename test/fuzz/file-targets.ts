import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { computePreview } from '../../domain/preview.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import { findPackageRoot } from '../../register/package-root.ts';
import { anyHostileText } from './hostile-texts.ts';
import { anyMutations, mutateText } from './mutate-text.ts';
import { findFaultOfMistake, type PlanTexts, type ReadTexts, readTexts } from './read-texts.ts';
import { expectThat, type Observe, type Target } from './target.ts';

const root = findPackageRoot(import.meta.url);
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
const realTexts: readonly PlanTexts[] = [
  ['plans/dak-nong-2022.yaml', 'plans/agencies/dak-nong.yaml'],
  ['plans/dong-thap-2023.yaml', 'plans/agencies/dong-thap.yaml'],
  ['plans/lam-thao-2023.yaml', 'plans/agencies/lam-thao.yaml'],
  ['plans/vinh-thanh-2025.yaml', 'plans/agencies/vinh-thanh.yaml'],
  ['plans/xuan-thanh-2026.yaml', 'plans/agencies/xuan-thanh.yaml'],
].map(([plan = '', directory = '']) => ({ plan: read(plan), directory: read(directory) }));

const smallPlan = `plan: small
title: Kế hoạch nhỏ
number: 1/KH
issued: 2024-01-02
issuer: UBND tỉnh
from: 2024-01-01
to: 2024-12-31
timezone: Asia/Ho_Chi_Minh
locale: vi
directory: a.yaml
monitor: monitor
office: office
provincialOffice: office
reviewer: monitor
obstaclesTo: monitor
reporting: { every: month, due: Hằng tháng }
before: exclusive
rollover: nextWorkingDay
reviewWithin: 3
reminders:
  lead: { month: [3, 0], quarter: [7, 3], longer: [15, 0] }
  coordinators: { month: [], quarter: [3], longer: [7] }
  sendAt: "08:00"
escalation:
  - { after: 1, to: [lead, coordinators] }
  - { after: 5, to: [monitor, office], repeatEvery: 5, times: 3 }
tasks:
  - task: 6.10
    group: I
    kind: report
    title: Việc một
    product: [Báo cáo, Biểu]
    lead: [xa-1, xa]
    coordinators: [monitor, { text: các cơ quan }]
    due: [Quý I/2024, { kind: recurring, cycles: [{ every: quarter, day: 15 }] }]
    after: "2"
  - { task: 2, title: Việc hai, lead: xa-1, due: none, relation: requested, source: IV.1, reviewer: superior }
`;
const smallDirectory = `agencies:
  - { id: office, name: Văn phòng, level: province, email: office@x.example }
  - { id: monitor, name: Sở, aliases: [Sở A], level: province, superior: office, email: [m@x.example] }
  - { id: xa-1, name: Xã Một, level: commune, superior: office, via: monitor, validTo: 2024-06-30, successor: xa-2 }
  - { id: xa-2, name: Xã Hai, level: commune, superior: office, email: xa2@x.example, validFrom: 2024-07-01 }
groups:
  xa: { level: commune }
  hai: { members: [xa-1, monitor] }
`;
const smallTexts: PlanTexts = { plan: smallPlan, directory: smallDirectory };

/** Reads; whatever is refused must say where and what; whatever is not must build and preview. */
function check(texts: PlanTexts, previews: boolean, observe: Observe): void {
  const label = () => `${texts.plan.slice(0, 60)}… (${texts.plan.length})`;
  const reading = observe(() => readTexts(texts), label);
  expectWellTold(reading, texts);
  const { plan, directory, mistakes } = reading;
  if (mistakes.length > 0) return;
  expectThat(plan !== null && directory !== null, () => 'nothing read, and no mistake said');
  if (plan === null || directory === null || !previews) return;
  const preview = observe(
    () => computePreview(plan, directory, vietnamCalendar, defaultTracking(plan)),
    () => `preview of ${label()}`,
  );
  for (const { at, to } of preview.notices) {
    expectThat(
      !Number.isNaN(Date.parse(at)) && to !== '',
      () => 'a notice to nobody or at no time',
    );
  }
}

function expectWellTold({ mistakes, warnings }: ReadTexts, texts: PlanTexts): void {
  for (const mistake of [...mistakes, ...warnings]) {
    const fault = findFaultOfMistake(mistake, texts);
    expectThat(fault === null, () => `${fault}: ${JSON.stringify(mistake).slice(0, 400)}`);
  }
}

function fileTarget(
  name: string,
  share: number,
  anyTexts: fc.Arbitrary<PlanTexts>,
  every: number,
): Target {
  return {
    name,
    share,
    run: async (cases, seed, observe) => {
      let count = 0;
      const property = fc.property(anyTexts, (texts) => {
        count += 1;
        check(texts, count % every === 0, observe);
      });
      fc.assert(property, { numRuns: cases, seed });
    },
  };
}

const mutated = (anyTexts: fc.Arbitrary<PlanTexts>) =>
  fc
    .tuple(anyTexts, fc.constantFrom('plan', 'directory'), anyMutations)
    .map(([texts, file, mutations]) => ({ ...texts, [file]: mutateText(texts[file], mutations) }));

const depth = fc.integer({ min: 1, max: 5_000 });
const bombs: fc.Arbitrary<string> = fc.oneof(
  depth.map((n) => `a: ${'['.repeat(n)}${']'.repeat(n)}`),
  depth.map((n) => `a: ${'{a: '.repeat(n)}`),
  depth.map((n) => '- '.repeat(n)),
  depth.map((n) =>
    Array.from({ length: Math.min(n, 300) }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
  ),
  fc.integer({ min: 2, max: 24 }).map(bomb),
  depth.map((n) => `x: &a [${'*a,'.repeat(n)}]`),
  depth.map((n) => `${'a: 1\n'.repeat(n)}`),
  depth.map((n) => `"${'\\u0000'.repeat(n)}": x`),
  depth.map((n) => `title: "${'ữ'.repeat(n * 40)}"`),
  depth.map((n) => `tasks:\n${'  - {task: 1}\n'.repeat(n)}`),
  depth.map((n) => `tasks: [${'{},'.repeat(n)}]`),
  depth.map((n) => `? ${'? '.repeat(Math.min(n, 500))}a`),
  depth.map((n) => `a: !!binary ${'AAAA'.repeat(n)}`),
  depth.map((n) => `plan: |\n${'  x\n'.repeat(n)}`),
  anyHostileText,
);

/** Every level doubles the one before. */
function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
  return `a0: &a0 x\n${lines.join('\n')}\n`;
}

const bombed = fc
  .tuple(bombs, fc.constantFrom('plan', 'directory', 'both', 'tail'))
  .map(([text, where]) => ({
    plan:
      where === 'plan' || where === 'both' ? text : where === 'tail' ? smallPlan + text : smallPlan,
    directory: where === 'directory' || where === 'both' ? text : smallDirectory,
  }));

/** Plan files and directories: real ones and a small one with everything, changed; and bombs. */
export const fileTargets: readonly Target[] = [
  fileTarget('small files, changed', 0.044, mutated(fc.constant(smallTexts)), 1),
  fileTarget('real plans, changed', 0.01, mutated(fc.constantFrom(...realTexts)), 4),
  fileTarget('bombs', 0.001, bombed, 1),
];
