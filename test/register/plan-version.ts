import type { Directory, Plan } from '../../domain/plan.ts';
import { plan } from './batches.ts';

const directory: Directory = {
  agencies: [
    {
      id: 'so-noi-vu',
      name: 'Sở Nội vụ',
      aliases: [],
      level: 'province',
      superior: null,
      email: ['so-noi-vu@dong-thap.example'],
      via: null,
      validFrom: null,
      validTo: null,
      successor: null,
    },
  ],
  groups: { so: { members: ['so-noi-vu'] } },
};

const ladder = { month: [3, 0], quarter: [7, 3, 1, 0], longer: [15, 7, 3, 1, 0] };

const definition: Plan = {
  plan,
  title: 'Nâng cao chất lượng dịch vụ công trực tuyến',
  number: null,
  issued: '2023-04-05',
  issuer: 'UBND tỉnh Đồng Tháp',
  from: '2023-01-01',
  to: '2023-12-31',
  timezone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  monitor: 'so-tttt',
  office: 'vp-ubnd-tinh',
  provincialOffice: null,
  reviewer: 'so-tttt',
  obstaclesTo: 'so-tttt',
  reporting: null,
  before: 'exclusive',
  rollover: 'none',
  reviewWithin: 3,
  reminders: { lead: ladder, coordinators: ladder, sendAt: '08:00' },
  escalation: [],
  tasks: [],
};

/** What `savePlanVersion` takes; each test names only what differs. */
export function aPlanVersion(changes: { readonly text?: string; readonly title?: string } = {}) {
  const { text = `plan: ${plan}\n`, title = definition.title } = changes;
  return {
    plan,
    text,
    definition: { ...definition, title },
    directory,
    recordedAt: '2026-06-05T01:00:00.000Z',
  };
}
