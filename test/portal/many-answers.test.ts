import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { buildPlan, leadIds } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { pdf } from './evidence-files.ts';
import { openPortalStage, type PortalStage } from './open-portal.ts';
import { handIn } from './submit-form.ts';

/** A last day: every commune of a province hands in within the same minute. */

const agencies = leadIds(200);
/** Communes whose forms are on their way at the same time. */
const inFlight = 8;
let open: PortalStage;

beforeAll(async () => {
  open = await openPortalStage(buildPlan({ leads: agencies.length }));
  await eventually(async () => expect(await rows()).toHaveLength(agencies.length));
}, 90_000);
afterAll(() => open?.stop());

function rows() {
  const { stage, source } = open;
  return listAssignments(stage.register, { plan: source.plan.plan }, new Date().toISOString());
}

it('takes the answers of 200 communes at once: none lost, none refused, workflow and register agree', async () => {
  const waits: number[] = [];
  const statuses: number[] = [];
  const waiting = [...agencies];
  const answer = async () => {
    for (let agency = waiting.pop(); agency !== undefined; agency = waiting.pop()) {
      const page = `${await open.linkOf(agency)}/t/1/2023-Q2/${agency}`;
      const startedAt = performance.now();
      const { status } = await handIn(
        page,
        [['note', `Kết quả của ${agency}`]],
        [{ name: `${agency}.pdf`, content: pdf }],
      );
      waits.push(performance.now() - startedAt);
      statuses.push(status);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, answer));
  expect(statuses.filter((status) => status !== 303)).toEqual([]);

  const sorted = waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  process.stdout.write(
    `200 communes: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(0.999)} ms\n`,
  );

  const { client, register } = open.stage;
  const recorded = await rows();
  expect(recorded.every(({ progress }) => progress === 'submitted')).toBe(true);
  const [first] = recorded;
  const state = await client.workflow.getHandle(first?.workflowId ?? '').query<{
    assignments: readonly { agency: string; progress: string; submittedAt: string | null }[];
  }>('state');
  const facts = (
    all: readonly { agency: string; progress: string; submittedAt: string | null }[],
  ) =>
    all
      .map(({ agency, progress, submittedAt }) => [agency, progress, submittedAt])
      .sort(([a], [b]) => String(a).localeCompare(String(b)));
  expect(facts(state.assignments)).toEqual(facts(recorded));
  expect((await verifyRegister(register, open.store)).faults).toEqual([]);
}, 180_000);
