import { readDue } from '../../domain/build-plan.ts';
import { vietnamCalendar } from '../../domain/calendar/vietnam-calendar.ts';
import type { Agency, Directory, Plan, Task } from '../../domain/plan.ts';
import {
  buildDefaultEscalation,
  defaultCoordinatorLadder,
  defaultLeadLadder,
} from '../../domain/plan-defaults.ts';
import { computeTaskPeriods, type TaskPeriod, type Tracking } from '../../domain/task-period.ts';

/** A plan with its directory and text, as a start takes it. */
export interface TestPlan {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly text: string;
}

/** What a test may say of its plan; everything else is as in the example. */
export interface PlanWishes {
  readonly plan?: string;
  /** How many communes lead its tasks: `xa-001`, `xa-002` … */
  readonly leads?: number;
  /** Name of the n-th commune. */
  readonly nameOf?: (n: number) => string;
  readonly tasks?: readonly Partial<Task>[];
  readonly changes?: Partial<Plan>;
}

/** A deadline in the words of a plan. */
export function due(phrase: string): Task['due'] {
  const reading = readDue(phrase, 'exclusive');
  if (!reading.ok) throw new Error(`expected a deadline, found "${phrase}"`);
  return [reading.due];
}

/** The n-th lead of a plan of these tests. */
export function leadId(n: number): string {
  return `xa-${String(n).padStart(3, '0')}`;
}

/** The first `count` leads. */
export function leadIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => leadId(index + 1));
}

/**
 * A plan of 2023 with one task, due before the 15th of each quarter's last month (2023-Q2 has its last
 * day on Wednesday 2023-06-14), whose evidence `so-tttt` reviews.
 */
export function buildPlan(wishes: PlanWishes = {}): TestPlan {
  const { plan: id = 'kh-2023', leads = 2, nameOf = nameCommune, tasks = [{}] } = wishes;
  const plan: Plan = {
    plan: id,
    title: 'Kế hoạch chuyển đổi số năm 2023',
    number: '12/KH-UBND',
    issued: '2023-04-05',
    issuer: 'UBND tỉnh',
    from: '2023-04-05',
    to: '2023-12-31',
    timezone: 'Asia/Ho_Chi_Minh',
    locale: 'vi',
    monitor: 'so-tttt',
    office: 'vp-ubnd',
    provincialOffice: null,
    reviewer: 'so-tttt',
    obstaclesTo: 'so-tttt',
    reporting: null,
    before: 'exclusive',
    rollover: 'none',
    reviewWithin: 3,
    reminders: { lead: defaultLeadLadder, coordinators: defaultCoordinatorLadder, sendAt: '08:00' },
    escalation: buildDefaultEscalation(false),
    tasks: tasks.map((task, index) => ({ ...aTask(index + 1, leads), ...task })),
    ...wishes.changes,
  };
  return { plan, directory: buildDirectory(leads, nameOf), text: `plan: ${id}\n` };
}

/** One of the periods that a plan opens; throws when it opens none such. */
export function findPeriod(
  { plan, directory }: TestPlan,
  task: string,
  period: string,
  tracking: Tracking = { from: plan.issued, includePast: false },
): TaskPeriod {
  const all = computeTaskPeriods(plan, directory, vietnamCalendar, tracking);
  const found = all.find((known) => known.task === task && known.period === period);
  if (found === undefined) {
    const known = all.map((other) => `${other.task}/${other.period}`).join(', ');
    throw new Error(`expected period ${task}/${period}, found ${known}`);
  }
  return found;
}

function aTask(number: number, leads: number): Task {
  return {
    task: String(number),
    group: null,
    kind: 'product',
    title: 'Rà soát, cập nhật danh mục dịch vụ công trực tuyến',
    products: ['Báo cáo kết quả rà soát'],
    lead: leadIds(leads),
    coordinators: [],
    due: due('Trước ngày 15 của tháng cuối mỗi Quý'),
    after: [],
    relation: 'assigned',
    source: null,
    reviewer: null,
  };
}

function buildDirectory(leads: number, nameOf: (n: number) => string): Directory {
  const communes = leadIds(leads).map((id, index) =>
    anAgency(id, nameOf(index + 1), { level: 'commune', superior: 'vp-ubnd' }),
  );
  return {
    agencies: [
      anAgency('vp-ubnd', 'Văn phòng UBND tỉnh', { level: 'province' }),
      anAgency('so-tttt', 'Sở Thông tin và Truyền thông', { level: 'province' }),
      ...communes,
    ],
    groups: {},
  };
}

function anAgency(id: string, name: string, changes: Partial<Agency>): Agency {
  return {
    id,
    name,
    aliases: [],
    level: 'province',
    superior: null,
    email: [`${id}@tinh.example`],
    via: null,
    validFrom: null,
    validTo: null,
    successor: null,
    ...changes,
  };
}

function nameCommune(n: number): string {
  return `UBND xã Tân Hòa ${n}`;
}
