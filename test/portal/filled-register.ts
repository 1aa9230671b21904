import { createSecretKey } from 'node:crypto';
import { tmpdir } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import type { AssignmentRow, EventEntry, NoticeEntry } from '../../domain/batch.ts';
import { groupBy } from '../../domain/group-by.ts';
import { computeLinkExpiry, type LinkRole } from '../../domain/link.ts';
import { endOfDay } from '../../domain/local-time.ts';
import { buildTaskWorkflowId } from '../../domain/names.ts';
import type { IsoDay } from '../../domain/plan.ts';
import { signLink } from '../../links/link-token.ts';
import { startPortal } from '../../portal/serve.ts';
import { applyBatch } from '../../register/apply-batch.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { startPlanRecord } from '../../register/plan-records.ts';
import { savePlanVersion } from '../../register/plan-versions.ts';
import type { Register } from '../../register/register.ts';
import { aBatch, aNotice, anAssignment, anEvent } from '../register/batches.ts';
import { startTestPostgres } from '../register/setup.ts';
import type { TestPlan } from '../rig/plans.ts';

/** A register that was filled by hand, and a portal that only reads it: no Temporal stands behind it. */

const zone = 'Asia/Ho_Chi_Minh';
/** Plan and server time of the portal: Friday 30/6/2023, 09:00. */
export const friday = '2023-06-30T09:00:00.000+07:00';
const secret = createSecretKey(Buffer.alloc(32, 7));

/** One assignment as a test wants it: who, what, until when, and how far it came on which day. */
export interface Story {
  readonly task: string;
  readonly period: string;
  readonly agency: string;
  readonly lastDay: IsoDay;
  readonly steps: readonly (readonly [kind: string, day: IsoDay])[];
}

export interface FilledPortal {
  readonly url: string;
  readonly register: Register;
  linkOf(agency: string, role: LinkRole): Promise<string>;
  stop(): Promise<void>;
}

/** Starts them with a plan of which so much has happened. */
export async function openFilledPortal(
  { plan, directory, text }: TestPlan,
  stories: readonly Story[],
): Promise<FilledPortal> {
  const postgres = await startTestPostgres();
  const register = await postgres.createRegister();
  const recordedAt = '2023-04-05T01:00:00.000Z';
  await savePlanVersion(register, {
    plan: plan.plan,
    text,
    definition: plan,
    directory,
    recordedAt,
  });
  await startPlanRecord(register, {
    plan: plan.plan,
    version: 1,
    shiftMs: 0,
    trackingFrom: plan.issued,
    includePast: false,
    announceAtOnce: false,
    startedAt: '2023-04-05T08:00:00.000+07:00',
  });
  const groups = groupBy(stories, ({ task, period }) => `${task}/${period}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { task, period } = first;
    const workflowId = buildTaskWorkflowId({ plan: plan.plan, task, period, part: null });
    await applyBatch(
      register,
      aBatch({
        workflowId,
        plan: plan.plan,
        task,
        period,
        now: friday,
        serverNow: new Date(friday).toISOString(),
        events: group.flatMap(listEvents),
        notices: group.flatMap((story) => listNotices(plan.plan, story)),
        assignments: group.map(buildRow),
      }),
      ({ at }) => new Date(at).toISOString(),
    );
  }
  const store = new FolderEvidenceStore(tmpdir());
  const keys = [{ id: 'k1', secret }];
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const portal = await startPortal(
    {
      register,
      client: new Client({ connection }),
      store,
      keys,
      log: pino({ level: 'warn' }),
      proxies: 0,
      now: () => Date.parse(friday),
    },
    { host: '127.0.0.1', port: 0 },
  );
  const { url } = portal;
  return {
    url,
    register,
    linkOf: async (agency, role) => {
      const expiresAt = computeLinkExpiry(plan, 0);
      const link = { plan: plan.plan, agency, role, generation: 0, expiresAt };
      return `${url}/v/${await signLink(keys, link)}`;
    },
    stop: async () => {
      await portal.stop();
      await connection.close();
      await postgres.stop();
    },
  };
}

function at(day: IsoDay, time = '09:00'): string {
  return `${day}T${time}:00.000+07:00`;
}

function listEvents({ agency, lastDay, steps }: Story): EventEntry[] {
  const cutoff = endOfDay(lastDay, zone);
  const opened = anEvent({ agency, at: at('2023-04-05', '08:00'), data: { lastDay, cutoff } });
  return [
    opened,
    ...steps.map(([kind, day]) =>
      anEvent({ kind, agency, actor: agency, at: at(day), data: dataOf(kind, day, lastDay) }),
    ),
  ];
}

function dataOf(kind: string, day: IsoDay, lastDay: IsoDay): EventEntry['data'] {
  if (kind === 'accepted') return { timeliness: day > lastDay ? 'late' : 'onTime' };
  return kind === 'returned' ? { reason: 'Thiếu phụ lục' } : null;
}

function buildRow({ agency, lastDay, steps }: Story): AssignmentRow {
  const cutoff = endOfDay(lastDay, zone);
  const [kind, day] = steps.at(-1) ?? ['opened', lastDay];
  const progress = (['submitted', 'returned', 'accepted', 'waived'] as const).find(
    (known) => known === kind,
  );
  return anAssignment({
    agency,
    lastDay,
    originalLastDay: lastDay,
    cutoff,
    opensAt: at('2023-04-05', '08:00'),
    progress: progress ?? 'open',
    timeliness: progress === 'accepted' ? (day > lastDay ? 'late' : 'onTime') : null,
    submittedAt: steps.some(([known]) => known === 'submitted') ? at(day) : null,
    acceptedAt: progress === 'accepted' ? at(day) : null,
  });
}

/** Six notices of every assignment: the announcement, reminders, and for what is late those upward. */
function listNotices(plan: string, { task, period, agency, lastDay, steps }: Story): NoticeEntry[] {
  const own = { agency, lastDay, state: 'owed' } as const;
  const key = (kind: string, to: string, step: number) =>
    [plan, `${task}/${period}`, agency, to, kind, step, 1].join('/');
  const notice = (kind: 'opened' | 'dueSoon' | 'overdue', step: number, day: IsoDay) =>
    aNotice({ ...own, key: key(kind, agency, step), to: agency, kind, step, at: at(day, '08:00') });
  const upward = (to: string, role: 'monitor' | 'office') =>
    aNotice({
      ...own,
      key: key('escalated', to, 5),
      to,
      role,
      kind: 'escalated',
      step: 5,
      at: at('2023-06-26', '08:00'),
    });
  const isLate = steps.length === 0 && lastDay < '2023-06-20';
  return [
    notice('opened', 0, '2023-04-06'),
    notice('dueSoon', 7, '2023-06-05'),
    notice('dueSoon', 0, lastDay),
    ...(isLate
      ? [
          notice('overdue', 1, '2023-06-19'),
          notice('overdue', 5, '2023-06-26'),
          upward('so-tttt', 'monitor'),
          upward('vp-ubnd', 'office'),
        ]
      : []),
  ];
}
