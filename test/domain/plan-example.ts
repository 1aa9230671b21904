import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import { describeFinding, formatPath } from '../../domain/finding.ts';
import type { Plan } from '../../domain/plan.ts';
import { readPlan } from '../../domain/read-plan.ts';

/** Any plain value of a file; tests put mistakes into it. */
export type Plain = Record<string, unknown>;

/** A directory and a plan without mistakes, as plain values. */
export const agencies: readonly Plain[] = [
  { id: 'office', name: 'Văn phòng', level: 'province', email: 'office@x.example' },
  {
    id: 'so-a',
    name: 'Sở A',
    aliases: ['Sở Alpha'],
    level: 'province',
    superior: 'office',
    email: 'a@x.example',
  },
  { id: 'so-b', name: 'Sở B', level: 'province', superior: 'office', email: 'b@x.example' },
  { id: 'xa', name: 'UBND xã', level: 'commune', superior: 'so-b', email: 'xa@x.example' },
];
export const groups: Plain = { so: { members: ['so-a', 'so-b'] }, communes: { level: 'commune' } };
export const task: Plain = { task: '1', title: 'Một', lead: 'so-b', due: 'Quý II năm 2023' };
export const plan: Plain = {
  plan: 'p-1',
  title: 'Kế hoạch',
  issued: '2023-01-05',
  issuer: 'UBND tỉnh',
  from: '2023-01-01',
  to: '2023-12-31',
  directory: 'a.yaml',
  monitor: 'so-a',
  office: 'office',
  reporting: { every: 'quarter', due: 'Hàng quý' },
  tasks: [task],
};

/** Reads the example with changes of the plan and of the directory. */
export function read(
  changes: Plain = {},
  directory: { agencies?: unknown; groups?: unknown } = {},
) {
  const sources = { plan: { ...plan, ...changes }, directory: { agencies, groups, ...directory } };
  return readPlan(sources, vietnamCalendar);
}

/** The mistakes as `file path: sentence`, in English. */
export function mistakes(...changes: Parameters<typeof read>): string[] {
  return read(...changes).mistakes.map(
    (finding) => `${finding.file} ${formatPath(finding.path)}: ${describeFinding(finding, 'en')}`,
  );
}

/** The plan of an example without mistakes. */
export function planOf(...changes: Parameters<typeof read>): Plan {
  const reading = read(...changes);
  if (reading.plan === null || reading.mistakes.length > 0) {
    throw new Error(`expected no mistakes, found ${mistakes(...changes).join('\n')}`);
  }
  return reading.plan;
}
