import { readDue } from '../domain/build-plan.ts';
import type { Agency, Directory, Due, IsoInstant, Plan, Task } from '../domain/plan.ts';
import {
  buildDefaultEscalation,
  defaultCoordinatorLadder,
  defaultLeadLadder,
  defaultReviewWithin,
  defaultSendAt,
  defaultTimezone,
} from '../domain/plan-defaults.ts';
import { countTasks, type LoadShape, selectLeads } from './load-shape.ts';

/** A plan with its directory, as a start takes it. */
export interface LoadPlan {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly text: string;
}

/** The day on which every plan of the load is started: a Monday. */
export const startDay = '2023-06-05';
/**
 * The morning of that day, when each lead is told: the word that the period opened and the reminder of
 * 07 working days before 14/6/2023 fall together, and are one notice.
 */
export const reminderAt: IsoInstant = `${startDay}T${defaultSendAt}:00.000+07:00`;
/** The one period that is open then. */
export const openPeriod = '2023-Q2';

const phrase = 'Trước ngày 15 của tháng cuối mỗi Quý';

/** The plans of a load, each with the part of the national directory that it names. */
export function buildLoadPlans(shape: LoadShape): LoadPlan[] {
  return Array.from({ length: shape.plans }, (_, index) => buildLoadPlan(shape, index));
}

function buildLoadPlan(shape: LoadShape, index: number): LoadPlan {
  const id = `tinh-${String(index + 1).padStart(2, '0')}`;
  const leads = selectLeads(shape, index).map(buildCommune);
  const tasks = Array.from({ length: countTasks(shape, index) }, (_, task) => buildTask(task));
  const plan: Plan = {
    plan: id,
    title: `Nâng cao chất lượng dịch vụ công trực tuyến tỉnh số ${index + 1} năm 2023`,
    number: `${index + 1}/KH-UBND`,
    issued: '2023-04-05',
    issuer: `UBND tỉnh số ${index + 1}`,
    from: '2023-04-05',
    to: '2023-12-31',
    timezone: defaultTimezone,
    locale: 'vi',
    monitor: 'so-tttt',
    office: 'vp-ubnd-tinh',
    provincialOffice: null,
    reviewer: 'so-tttt',
    obstaclesTo: 'so-tttt',
    reporting: null,
    before: 'exclusive',
    rollover: 'none',
    reviewWithin: defaultReviewWithin,
    reminders: {
      lead: defaultLeadLadder,
      coordinators: defaultCoordinatorLadder,
      sendAt: defaultSendAt,
    },
    escalation: buildDefaultEscalation(false),
    tasks,
  };
  const offices = [
    buildAgency('vp-ubnd-tinh', 'Văn phòng UBND tỉnh', 'province'),
    buildAgency('so-tttt', 'Sở Thông tin và Truyền thông', 'province'),
  ];
  const groups = { 'ubnd-xa': { level: 'commune' } } as const;
  return { plan, directory: { agencies: [...offices, ...leads], groups }, text: `plan: ${id}\n` };
}

function buildTask(index: number): Task {
  return {
    task: `${Math.floor(index / 5) + 1}.${(index % 5) + 1}`,
    group: null,
    kind: 'report',
    title: `Báo cáo kết quả tiếp nhận hồ sơ và thanh toán trực tuyến, nhóm thủ tục số ${index + 1}`,
    products: ['Báo cáo số liệu'],
    lead: ['ubnd-xa'],
    coordinators: [{ ref: 'so-tttt' }],
    due: [readPhrase()],
    after: [],
    relation: 'assigned',
    source: null,
    reviewer: null,
  };
}

function readPhrase(): Due {
  const reading = readDue(phrase, 'exclusive');
  if (!reading.ok) throw new Error(`expected a phrase that is understood, found "${phrase}"`);
  return reading.due;
}

function buildCommune(place: number): Agency {
  const id = `xa-${String(place + 1).padStart(4, '0')}`;
  return buildAgency(id, `UBND xã Tân Hòa ${place + 1}`, 'commune');
}

function buildAgency(id: string, name: string, level: Agency['level']): Agency {
  return {
    id,
    name,
    aliases: [],
    level,
    superior: level === 'commune' ? 'vp-ubnd-tinh' : null,
    email: [`${id}@tinh.example`],
    via: null,
    validFrom: null,
    validTo: null,
    successor: null,
  };
}
