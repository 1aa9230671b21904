import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTaskWorkflowId, mailroomWorkflowId } from '../../domain/names.ts';
import { findLoopbackPort } from '../../embedded/loopback-port.ts';
import {
  type DataVerdict,
  type MailCatcher,
  startMailCatcher,
} from '../../embedded/mail-catcher.ts';
import { mailAttempts, mails, notices } from '../../register/schema.ts';
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

const minuteMs = 60_000;
const busy: DataVerdict = { code: 451, message: 'try again later' };

describe.each(bothCaches)('mail servers in trouble, %s', (_title, tuning) => {
  let stage: Stage<TestClock>;
  let smtpPort: number;
  let catcher: MailCatcher | null = null;
  let verdict: () => DataVerdict = () => 'accept';

  beforeAll(async () => {
    smtpPort = await findLoopbackPort(undefined, 'a mail server that comes and goes');
    const smtpUrl = `smtp://127.0.0.1:${smtpPort}`;
    stage = await openStage(startTestClock, { tuning, smtpUrl });
  });
  afterAll(async () => {
    await catcher?.stop();
    await stage.stop();
  });

  async function follow(plan: string): Promise<string> {
    const serverNowMs = await stage.temporal.testService.getCurrentTime();
    const shiftMs = shiftTo(wednesday, serverNowMs);
    await stage.start(buildPlan({ plan }), { shiftMs, serverNowMs });
    return buildTaskWorkflowId({ plan, task: '1', period: '2023-Q2', part: null });
  }

  async function listMails(plan: string) {
    return await stage.register.db.select().from(mails).where(eq(mails.plan, plan));
  }

  async function startCatcher(): Promise<MailCatcher> {
    catcher ??= await startMailCatcher({ smtpPort, webPort: false, onData: () => verdict() });
    return catcher;
  }

  function stateOf(states: readonly { readonly state: string }[]): string[] {
    return states.map(({ state }) => state).sort();
  }

  it('a mail server that is down, then busy, delays mail and nothing else', async () => {
    const workflowId = await follow('down');
    await eventually(async () => {
      expect(stateOf(await listMails('down'))).toEqual(['deferred', 'deferred']);
    });
    const command = aSubmission(leadId(1), 'down-1');
    expect(await answered(stage, workflowId, 'submitEvidence', command)).toMatchObject({
      written: true,
    });

    verdict = () => busy;
    const caught = await startCatcher();
    await stage.temporal.testService.sleep(5 * minuteMs);
    await eventually(async () => {
      const other = (await listMails('down')).find(
        ({ kind, toAgency }) => kind === 'digest' && toAgency === leadId(2),
      );
      expect(other).toMatchObject({ state: 'deferred' });
      expect(other?.response).toContain('try again later');
    });
    expect(await caught.messages()).toEqual([]);

    verdict = () => 'accept';
    await stage.temporal.testService.sleep(70 * minuteMs);
    await eventually(async () => {
      expect(stateOf(await listMails('down'))).toEqual(['sent', 'sent', 'sent', 'withdrawn']);
    });
    // The first lead's digest: what it urges had been handed in before it could leave.
    const withdrawn = (await listMails('down')).filter(({ state }) => state === 'withdrawn');
    expect(withdrawn).toMatchObject([{ kind: 'digest', toAgency: leadId(1) }]);
    const left = await stage.register.db.select().from(notices).where(eq(notices.plan, 'down'));
    expect(
      left.filter(
        ({ toAgency, step, kind }) => toAgency === leadId(1) && kind === 'dueSoon' && step === 7,
      ),
    ).toMatchObject([{ state: 'withdrawn' }]);
    expect((await caught.messages()).flatMap(({ to }) => to).sort()).toEqual([
      'so-tttt@tinh.example',
      'xa-001@tinh.example',
      'xa-002@tinh.example',
    ]);
    await expectDeterministic(stage, [workflowId, mailroomWorkflowId]);
  });

  it('a mail of which nobody knows whether it went out goes again with the same Message-ID, counted', async () => {
    const caught = await startCatcher();
    const before = (await caught.messages()).length;
    let lost = 0;
    verdict = () => {
      lost += 1;
      return lost === 1 ? 'closeBeforeReply' : 'accept';
    };
    const workflowId = await follow('doubt');
    await eventually(async () => {
      expect(stateOf(await listMails('doubt'))).toEqual(['sent', 'unknown']);
    });
    await stage.temporal.testService.sleep(5 * minuteMs);
    await eventually(async () => {
      expect(stateOf(await listMails('doubt'))).toEqual(['sent', 'sent']);
    });
    const doubted = (await listMails('doubt')).filter(({ doubts }) => doubts > 0);
    expect(doubted).toMatchObject([{ doubts: 1, attempts: 2 }]);
    const [first] = doubted;
    const attempts = await stage.register.db
      .select()
      .from(mailAttempts)
      .where(eq(mailAttempts.mailId, first?.mailId ?? 0))
      .orderBy(mailAttempts.attempt);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'sent']);
    const arrived = (await caught.messages()).slice(before).map(({ messageId }) => messageId);
    expect(arrived).toHaveLength(3);
    expect(new Set(arrived).size).toBe(2);
    expect(arrived.filter((id) => id === first?.messageId)).toHaveLength(2);
    await expectDeterministic(stage, [workflowId, mailroomWorkflowId]);
  });
});
