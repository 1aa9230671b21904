import { MockActivityEnvironment } from '@temporalio/testing';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActivities } from '../../activities/create-activities.ts';
import { createSmtpTransport } from '../../activities/mail-transport.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { buildTaskWorkflowId } from '../../domain/names.ts';
import type { CaughtMail } from '../../embedded/caught-mail.ts';
import type { DataVerdict } from '../../embedded/mail-catcher.ts';
import { listMails } from '../../register/queries/list-mails.ts';
import { buildPlan, leadId } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { eventually, openStage, type Stage } from '../rig/stage.ts';
import { answered, aSubmission } from '../rig/updates.ts';

const leads = 130;
const hanging = 'xa-001@tinh.example';

describe('a mail server that is slow', () => {
  let stage: Stage;
  let letGo: (() => void) | null = null;
  let hangs = true;

  beforeAll(async () => {
    const onData = (mail: CaughtMail): DataVerdict | Promise<DataVerdict> => {
      if (!hangs || mail.to[0] !== hanging) return 'accept';
      return new Promise((resolve) => {
        letGo = () => resolve('accept');
      });
    };
    stage = await openStage(startTestTemporal, { mailCatcher: { onData } });
  });
  afterAll(async () => {
    letGo?.();
    await stage.stop();
  });

  async function countByState(plan: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { state } of await listMails(stage.register, { plan })) {
      counts[state] = (counts[state] ?? 0) + 1;
    }
    return counts;
  }

  it('delays no mail but the one that hangs after DATA: neither the rest nor what comes later', async () => {
    await stage.start(buildPlan({ plan: 'hang', leads }));
    await eventually(async () => {
      expect(await countByState('hang')).toEqual({ sending: 1, sent: leads - 1 });
    }, 30_000);
    const workflowId = buildTaskWorkflowId({
      ...{ plan: 'hang', task: '1', period: '2023-Q2', part: null },
    });
    await answered(stage, workflowId, 'submitEvidence', aSubmission(leadId(2), 'hang-1'));
    await eventually(async () => {
      expect(await countByState('hang')).toEqual({ sending: 1, sent: leads + 1 });
    });
    letGo?.();
    hangs = false;
    await eventually(async () => {
      expect(await countByState('hang')).toEqual({ sent: leads + 2 });
    });
    const copies = (await stage.mails.messages()).filter(({ to }) => to[0] === hanging);
    expect(copies).toHaveLength(1);
  }, 90_000);

  it('or that takes so many a minute gets no more, also not in the next round', async () => {
    hangs = false;
    stage.plant('deliverMail', () => async () => ({ sent: 0, more: false, nextAt: null }));
    const plan = 'pace';
    const before = (await stage.mails.messages()).length;
    await stage.start(buildPlan({ plan, leads: 3 }));
    await eventually(async () => {
      const { rows } = await stage.register.pool.query(
        `select count(*)::int as owed from notices where plan = $1 and state = 'owed'`,
        [plan],
      );
      expect(rows[0].owed).toBeGreaterThan(0);
    });
    const transport = createSmtpTransport(stage.mails.smtpUrl, 5);
    const { deliverMail } = createActivities({
      ...{ register: stage.register, client: stage.client, calendar: vietnamCalendar },
      mail: {
        ...{ transport, from: 'dondoc <dondoc@test.example>', replyTo: null },
        ...{ domain: 'test.example', connections: 5, perMinute: 1, patienceMs: 0 },
        dateOf: 'realTime',
        linkTo: null,
      },
      log: pino({ level: 'silent' }),
    });
    const round = async (until: () => Promise<void>) => {
      const environment = new MockActivityEnvironment();
      const serverNow = new Date().toISOString();
      const running = environment.run(deliverMail, { serverNow });
      await until();
      environment.cancel();
      return await running;
    };
    const first = await round(() =>
      eventually(async () => expect(await countByState(plan)).toEqual({ sent: 1, pending: 2 })),
    );
    expect(first).toMatchObject({ sent: 1, more: true });
    const next = await round(async () => undefined);
    expect(next).toMatchObject({ sent: 0, more: true });
    expect(await countByState(plan)).toEqual({ sent: 1, pending: 2 });
    expect((await stage.mails.messages()).length).toBe(before + 1);
    transport.close();
  });
});
