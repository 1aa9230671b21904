import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRehearsal, type Rehearsal } from '../../worker/rehearsal.ts';
import { buildPlan } from '../rig/plans.ts';
import { captureSdkLog } from '../rig/sdk-log.ts';
import { eventually } from '../rig/stage.ts';
import { answered } from '../rig/updates.ts';

/** Whoever should decide and does not is reminded: three working days, and every three after that. */

const workflowId = 'task:kh-2023/1/2023-Q2';
const log = captureSdkLog();
let rehearsal: Rehearsal;

beforeAll(async () => {
  const built = buildPlan({ leads: 2, changes: { to: '2023-06-30', obstaclesTo: 'vp-ubnd' } });
  rehearsal = await openRehearsal({
    ...built,
    tracking: { from: '2023-06-01', includePast: false },
  });
  await rehearsal.advanceTo('2023-06-07T10:00:00+07:00');
}, 60_000);
afterAll(() => rehearsal?.stop());

/** Subjects of every letter about the request and the obstacle, in the order of time. */
async function lettersOf(to: string): Promise<string[]> {
  const letters = (await rehearsal.mails.messages()).filter(
    (mail) => mail.to.includes(`${to}@tinh.example`) && /điều chỉnh|vướng mắc/.test(mail.subject),
  );
  return letters.map(({ subject }) => subject);
}

it('sends the letter again, marked, until it is decided', async () => {
  await answered(rehearsal, workflowId, 'requestExtension', {
    ...{ requestId: 'e-1', agency: 'xa-001' },
    ...{ until: '2023-06-30', reason: 'Chờ số liệu của các ngành' },
  });
  await answered(rehearsal, workflowId, 'reportObstacle', {
    ...{ requestId: 'o-1', agency: 'xa-002', text: 'Chưa có phần mềm dùng chung' },
  });
  await rehearsal.advanceTo('2023-06-12T12:00:00+07:00');
  const [asked] = await eventually(async () => {
    const found = await lettersOf('so-tttt');
    expect(found).toHaveLength(1);
    return found;
  });
  await rehearsal.advanceTo('2023-06-13T12:00:00+07:00');
  await eventually(async () => {
    expect(await lettersOf('so-tttt')).toEqual([asked, expect.stringContaining('Nhắc lại: ')]);
    expect(await lettersOf('vp-ubnd')).toEqual([
      expect.not.stringContaining('Nhắc lại'),
      expect.stringContaining('Nhắc lại: '),
    ]);
  });

  await answered(rehearsal, workflowId, 'answerObstacle', {
    ...{ requestId: 'o-2', agency: 'xa-002', by: 'vp-ubnd', text: 'Dùng phần mềm của Sở' },
  });
  await rehearsal.advanceTo('2023-06-16T12:00:00+07:00');
  await eventually(async () => expect(await lettersOf('so-tttt')).toHaveLength(3));
  await rehearsal.advanceTo('2023-06-17T12:00:00+07:00');
  expect(await lettersOf('vp-ubnd')).toHaveLength(2);
  log.expectDeterministic();
}, 120_000);
