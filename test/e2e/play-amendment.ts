import { amend } from '../../client/commands/amend.ts';
import type { Decision } from '../../domain/messages.ts';
import { addMs } from '../../domain/names.ts';
import { findPlan } from '../../register/plan-records.ts';
import type { notices } from '../../register/schema.ts';
import type { Rehearsal } from '../../worker/rehearsal.ts';
import { readSettings } from '../../worker/settings.ts';
import { buildFakeIo } from '../client/fake-io.ts';
import { toLocalMinute } from './play-answers.ts';

/** Runs the command `amend` as the command line does, at the present moment of virtual time. */
export async function playAmendment(
  { register, client, planNow }: Rehearsal,
  plan: string,
  file: string,
  decided: Decision,
): Promise<Record<string, unknown>> {
  const record = await findPlan(register, plan);
  if (record === null) throw new Error(`expected plan ${plan} on record, found none`);
  const io = buildFakeIo({ now: addMs(await planNow(), -record.shiftMs) });
  const context = {
    io,
    settings: readSettings({}),
    runningUp: async () => null,
    register: async () => register,
    temporal: async () => client,
    evidenceStore: () => Promise.reject(new Error('not expected')),
    close: async () => undefined,
  };
  await amend(context, file, { json: true, ...decided });
  return JSON.parse(io.out());
}

/** A notice on one line: `06-15 08:30 so-a (so-a) 3/once opened 0 06-30 v1`; `-` for all leads. */
export function writeNotice(notice: typeof notices.$inferSelect): string {
  const { at, toAgency, agency, task, period, kind, step, lastDay, deadlineVersion } = notice;
  const what = `${task}/${period} ${kind} ${step} ${lastDay.slice(5)} v${deadlineVersion}`;
  return `${toLocalMinute(at).slice(5)} ${toAgency} (${agency ?? '-'}) ${what}`;
}
