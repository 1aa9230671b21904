import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyBatch } from '../../register/apply-batch.ts';
import { listEventsUntil } from '../../register/queries/list-events-until.ts';
import type { Register } from '../../register/register.ts';
import { aBatch, anEvent, plan } from './batches.ts';
import { startTestPostgres, type TestPostgres } from './setup.ts';

let postgres: TestPostgres;
let register: Register;

/** The end of 14/6/2023 in Vietnam is 16:59:59.999 in UTC. */
const endOfDay = '2023-06-14T23:59:59.999+07:00';

beforeAll(async () => {
  postgres = await startTestPostgres();
  register = await postgres.createRegister();
  const write = (changes: Parameters<typeof aBatch>[0]) =>
    applyBatch(register, aBatch(changes), () => null);
  await write({
    period: '2023-Q3',
    events: [anEvent({ kind: 'opened', at: '2023-06-14T16:59:59.999Z', data: { lastDay: 'x' } })],
  });
  await write({
    events: [
      anEvent({ kind: 'opened', at: '2023-06-05T08:00:00.000+07:00' }),
      anEvent({ kind: 'acknowledged', at: '2023-06-06T08:00:00.000+07:00' }),
      anEvent({ kind: 'submitted', at: '2023-06-14T16:00:00.000Z' }),
      anEvent({ kind: 'returned', at: '2023-06-14T17:00:00.000Z' }),
      anEvent({ kind: 'submitted', at: '2023-06-15T09:00:00.000+07:00' }),
    ],
  });
  await write({ plan: 'another', workflowId: 'task:another/6.3/2023-Q2', events: [anEvent()] });
  await write({ task: '', period: '', workflowId: `plan:${plan}`, events: [anEvent()] });
});
afterAll(() => postgres.stop());

it('lists what had happened by a moment, in the order of each workflow, whatever the offsets', async () => {
  const kinds = ['opened', 'submitted', 'returned'];
  const listed = await listEventsUntil(register, plan, endOfDay, kinds);
  expect(listed.map(({ period, kind, at }) => [period, kind, at])).toEqual([
    ['2023-Q2', 'opened', '2023-06-05T08:00:00.000+07:00'],
    ['2023-Q2', 'submitted', '2023-06-14T16:00:00.000Z'],
    ['2023-Q3', 'opened', '2023-06-14T16:59:59.999Z'],
  ]);
  expect(listed[2]).toEqual({
    workflowId: `task:${plan}/6.3/2023-Q3`,
    task: '6.3',
    period: '2023-Q3',
    kind: 'opened',
    agency: 'so-noi-vu',
    at: '2023-06-14T16:59:59.999Z',
    data: { lastDay: 'x' },
  });
  const later = await listEventsUntil(register, plan, '2023-06-14T17:00:00.000Z', kinds);
  expect(later.map(({ kind }) => kind)).toEqual(['opened', 'submitted', 'returned', 'opened']);
});
