import { expect, it } from 'vitest';
import { resolve } from 'node:path';
import pino from 'pino';
import { writeFileSync } from 'node:fs';
import { loadPlanFile } from '../../client/plan-file/load-plan-file.ts';
import { computePreview } from '../../domain/preview.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { defaultTracking } from '../../domain/task-period.ts';
import { openRehearsal } from '../../worker/rehearsal.ts';

it('rehearses', async () => {
  const loaded = await loadPlanFile(resolve(process.env['PLAN'] ?? 'plans/dong-thap-2023.yaml'));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes.slice(0, 5), null, 1));
  const t0 = Date.now();
  const preview = computePreview(loaded.plan, loaded.directory, vietnamCalendar, defaultTracking(loaded.plan));
  console.log('preview', Date.now() - t0, preview.assignments.length, preview.notices.length, preview.notices.slice(-2));
  console.log([...new Set(preview.assignments.filter(a=>['6.1','6.4'].includes(a.task)).map(a=>a.task+' '+a.period+' '+a.lastDay+' '+a.applicable))]);
  const r = await openRehearsal({ plan: loaded.plan, directory: loaded.directory, text: loaded.text, tracking: defaultTracking(loaded.plan), log: pino({level:'warn'}) });
  try {
    console.log('open', Date.now() - t0, await r.planNow());
    await r.advanceTo('2023-04-07T00:00:00+07:00');
    console.log('adv', Date.now() - t0, await r.planNow(), (await r.mails.messages()).length);
    await r.advanceTo(process.env['UNTIL'] ?? '2023-07-10T00:00:00+07:00');
    console.log('adv', Date.now() - t0, await r.planNow(), (await r.mails.messages()).length);
    const ms = await r.mails.messages();
    ms.slice(0,400).forEach((m,i)=>{ if(i%40===0) { writeFileSync(`/tmp/w/mail${i}.html`, String(m.html)); writeFileSync(`/tmp/w/mail${i}.txt`, String(m.subject)+'\n\n'+String(m.text)); }});
    const n = await r.register.pool.query("select kind,state,count(*) from notices group by 1,2 order by 1,2"); console.log(n.rows);
    console.log((await r.register.pool.query("select state,kind,count(*) from mails group by 1,2")).rows);
    console.log('ended', await r.hasEnded());
  } finally { await r.stop(); }
  expect(1).toBe(1);
});
