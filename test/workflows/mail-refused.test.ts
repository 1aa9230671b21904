import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTaskWorkflowId, mailroomWorkflowId } from '../../domain/names.ts';
import type { RcptVerdict } from '../../embedded/mail-catcher.ts';
import { listMails } from '../../register/queries/list-mails.ts';
import { undelivered } from '../../register/schema.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { startTestClock, type TestClock } from '../rig/servers.ts';
import {
  bothCaches,
  eventually,
  expectDeterministic,
  openStage,
  type Stage,
  shiftTo,
  wednesday,
} from '../rig/stage.ts';
import { answered, aSubmission } from '../rig/updates.ts';

const dayMs = 24 * 60 * 60 * 1000;
const lead = 'xa-001@tinh.example';
const monitor = 'so-tttt@tinh.example';
const office = 'vp-ubnd@tinh.example';

describe.each(bothCaches)('mail that nobody takes, %s', (_title, tuning) => {
  let stage: Stage<TestClock>;
  const verdicts = new Map<string, RcptVerdict>();
  const tried: string[] = [];

  beforeAll(async () => {
    const onRcpt = (address: string) => {
      tried.push(address);
      return verdicts.get(address) ?? 'accept';
    };
    stage = await openStage(startTestClock, { tuning, mailCatcher: { onRcpt } });
  });
  afterAll(async () => {
    await stage.stop();
  });

  async function follow(plan: string): Promise<string> {
    const serverNowMs = await stage.temporal.testService.getCurrentTime();
    const shiftMs = shiftTo(wednesday, serverNowMs);
    await stage.start(buildPlan({ plan }), { shiftMs, serverNowMs });
    return buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: null });
  }

  async function listStates(plan: string, agency: string): Promise<string[]> {
    const mails = await listMails(stage.register, { plan, agency });
    return mails.map(({ kind, state }) => `${kind} ${state}`);
  }

  async function findLetters(address: string) {
    const all = await stage.mails.messages();
    return all.filter(({ to, subject }) => to[0] === address && subject.includes('Không gửi được'));
  }

  it('waits as a whole while the mailbox is busy, and one mail at a time asks again', async () => {
    verdicts.set(lead, { code: 451, message: 'greylisted' });
    const workflowId = await follow('busy');
    await eventually(async () => {
      expect(await listStates('busy', leadId(1))).toEqual(['digest deferred']);
    });
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(1), 'busy-1'));
    await eventually(async () => {
      expect(
        (await listMails(stage.register, { plan: 'busy', agency: leadId(1) })).at(-1),
      ).toMatchObject({ kind: 'answer', state: 'pending', attempts: 0, waitsFor: lead });
    });
    expect(tried.filter((address) => address === lead)).toHaveLength(1);
    verdicts.delete(lead);
    await stage.temporal.testService.sleep(60_000);
    // The digest urged what has been handed in since.
    await eventually(async () => {
      expect(await listStates('busy', leadId(1))).toEqual(['digest withdrawn', 'answer sent']);
    });
    await expectDeterministic(stage, [workflowId, mailroomWorkflowId]);
  });

  it('is told to the monitor on the next morning, once, with what to do', async () => {
    verdicts.set(lead, { code: 550, message: 'no such user here' });
    await follow('gone');
    await eventually(async () => {
      expect(await listStates('gone', leadId(1))).toEqual(['digest refused']);
    });
    expect(await findLetters(monitor)).toEqual([]);
    await stage.temporal.testService.sleep(dayMs);
    const letter = await eventually(async () => {
      const [found, ...more] = await findLetters(monitor);
      expect(more).toEqual([]);
      expect(found).toBeDefined();
      return found;
    });
    expect(letter?.subject).toBe('[Không gửi được] 01 cơ quan không nhận được thư nhắc việc');
    expect(letter?.text.replace(/\s+/g, ' ')).toContain(
      '1. UBND xã Tân Hòa 1 Địa chỉ: xa-001@tinh.example.',
    );
    expect(letter?.text).toContain('no such user here');
    expect(letter?.text.replace(/\s+/g, ' ')).toContain('dondoc mails retry gone --agency xa-001');
  });

  it('is told to the office when the monitor takes no mail either, and then to nobody: no loop', async () => {
    verdicts.set(lead, { code: 550, message: 'no such user here' });
    verdicts.set(monitor, { code: 550, message: 'monitor has moved' });
    verdicts.set(office, { code: 550, message: 'office has moved' });
    const workflowId = await follow('nobody');
    await eventually(async () => {
      expect(await listStates('nobody', leadId(1))).toEqual(['digest refused']);
    });
    await stage.temporal.testService.sleep(dayMs);
    await eventually(async () => {
      expect(await listStates('nobody', 'so-tttt')).toEqual(['undelivered refused']);
    });
    await stage.temporal.testService.sleep(dayMs);
    await eventually(async () => {
      expect(await listStates('nobody', 'vp-ubnd')).toEqual(['undelivered refused']);
    });
    const rows = await stage.register.db
      .select({ reportTo: undelivered.reportTo })
      .from(undelivered)
      .where(eq(undelivered.reportedIn, await findMailId('nobody', 'vp-ubnd')));
    expect(rows).toEqual([{ reportTo: 'vp-ubnd' }, { reportTo: 'vp-ubnd' }]);
    const [last] = await stage.register.db
      .select({ reportTo: undelivered.reportTo })
      .from(undelivered)
      .where(eq(undelivered.mailId, await findMailId('nobody', 'vp-ubnd')));
    expect(last).toEqual({ reportTo: null });
    expect(await findLetters(office)).toEqual([]);
    await expectDeterministic(stage, [workflowId, mailroomWorkflowId]);
  });

  async function findMailId(plan: string, agency: string): Promise<number> {
    const [mail] = await listMails(stage.register, { plan, agency });
    if (mail === undefined) throw new Error(`expected a mail to ${agency}, found none`);
    return mail.mailId;
  }
});
