import type { AssignmentRow, EventEntry, NoticeEntry, RecordBatch } from '../../domain/batch.ts';

/** Values for the tests of the register; each test names only what it is about. */

export const plan = 'dong-thap-2023';

export function anEvent(changes: Partial<EventEntry> = {}): EventEntry {
  return {
    kind: 'opened',
    agency: 'so-noi-vu',
    actor: null,
    at: '2023-06-05T08:00:00.000+07:00',
    requestId: null,
    answer: null,
    data: null,
    ...changes,
  };
}

export function aNotice(changes: Partial<NoticeEntry> = {}): NoticeEntry {
  const notice = {
    at: '2023-06-05T08:00:00.000+07:00',
    agency: 'so-noi-vu',
    to: 'so-noi-vu',
    role: 'lead',
    kind: 'dueSoon',
    step: 7,
    lastDay: '2023-06-14',
    deadlineVersion: 1,
    state: 'owed',
    leaves: 'morning',
    data: null,
    ...changes,
  } as const;
  const { agency, to, kind, step, deadlineVersion } = notice;
  return {
    key: [plan, '6.3/2023-Q2', agency ?? '*', to, kind, step, deadlineVersion].join('/'),
    ...notice,
  };
}

export function anAssignment(changes: Partial<AssignmentRow> = {}): AssignmentRow {
  return {
    agency: 'so-noi-vu',
    progress: 'open',
    timeliness: null,
    cycle: 'quarter',
    phrase: 'Trước ngày 15 của tháng cuối mỗi Quý',
    opensAt: '2023-04-05T00:00:00.000+07:00',
    lastDay: '2023-06-14',
    originalLastDay: '2023-06-14',
    cutoff: '2023-06-14T23:59:59.999+07:00',
    deadlineVersion: 1,
    reviewer: 'so-tttt',
    acknowledgedAt: null,
    submittedAt: null,
    acceptedAt: null,
    returnedAt: null,
    returnReason: null,
    extensions: 0,
    extensionAsked: null,
    obstacle: null,
    waitingFor: null,
    takenOverFrom: null,
    passedTo: null,
    told: 0,
    lines: [],
    ...changes,
  };
}

export function aBatch(changes: Partial<RecordBatch> = {}): RecordBatch {
  const { task = '6.3', period = '2023-Q2' } = changes;
  return {
    workflowId: `task:${plan}/${task}/${period}`,
    plan,
    version: 1,
    task,
    period,
    seq: 1,
    head: '',
    now: '2023-06-05T08:00:00.000+07:00',
    serverNow: '2026-06-05T01:00:00.000Z',
    events: [],
    notices: [],
    assignments: [],
    nextWakeAt: '2026-06-09T01:00:00.000Z',
    status: 'running',
    ...changes,
  };
}

/** Plan time of these tests is three years behind the server: 2023-06-05 is 2026-06-05. */
export const shiftMs = Date.parse('2023-06-05T01:00:00Z') - Date.parse('2026-06-05T01:00:00Z');

export function leavesAt(notice: NoticeEntry): string | null {
  return notice.state === 'owed' ? new Date(Date.parse(notice.at) - shiftMs).toISOString() : null;
}
