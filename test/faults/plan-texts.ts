import type { SeededRandom } from '../rig/seeded-random.ts';

/** Plans of the harness: small, and of every kind that the oracle can follow by itself. */

/** A plan and where in its year a run meets it. */
export interface PlanText {
  readonly plan: string;
  readonly text: string;
  /** Day (`YYYY-MM-DD`) whose `sendAt` falls within the run. */
  readonly morning: string;
  /** Assignments that can be answered at the start. */
  readonly open: readonly {
    readonly task: string;
    readonly period: string;
    readonly agency: string;
  }[];
}

export const sendAt = '00:01';
export const trackingFrom = '2023-10-02';

/** Mornings on which several recipients of these plans are told something. */
const mornings = [
  '2023-10-10',
  '2023-10-20',
  '2023-10-26',
  '2023-10-30',
  '2023-10-31',
  // The last day has passed a minute ago, and the next month's report has opened.
  '2023-11-01',
  '2023-11-01',
  '2023-11-03',
  '2023-11-07',
] as const;

const communes = ['xa-an-binh', 'xa-an-hoa', 'xa-an-phu', 'xa-an-thoi'] as const;
const departments = ['so-noi-vu', 'so-tu-phap'] as const;

/** The directory that all of them share. */
export const directoryText = `agencies:
  - { id: vp-ubnd, name: Văn phòng UBND tỉnh, level: province, email: vp-ubnd@tinh.example }
  - { id: so-tttt, name: Sở Thông tin và Truyền thông, level: province, email: so-tttt@tinh.example }
  - { id: so-tai-chinh, name: Sở Tài chính, level: province, email: so-tai-chinh@tinh.example }
${departments.map((id) => `  - { id: ${id}, name: ${id}, level: province, superior: vp-ubnd, email: ${id}@tinh.example }`).join('\n')}
  - id: huyen-chau
    name: UBND huyện Châu
    level: district
    email: [huyen-chau@tinh.example, van-thu.chau@tinh.example]
${communes.map((id) => `  - { id: ${id}, name: UBND ${id}, level: commune, superior: huyen-chau, email: ${id}@tinh.example }`).join('\n')}
`;

export function buildPlanText(number: number, random: SeededRandom): PlanText {
  const plan = `kh-${String(number).padStart(3, '0')}`;
  const morning = mornings[(number * 4) % mornings.length] ?? mornings[0];
  const some = (from: readonly string[]) => {
    const first = random.integer(0, from.length - 1);
    const others = from.filter((_, index) => index !== first);
    return [from[first] ?? '', random.pick(others)];
  };
  const leads = {
    1: [...some(communes), random.pick(departments)],
    2: some(communes),
    3: [random.pick(departments), random.pick(communes)],
  } as const;
  const late = '2023-10-31' < morning;
  const month = late ? [] : leads[2].map((agency) => ({ task: '2', period: '2023-10', agency }));
  return {
    plan,
    morning,
    text: buildText(plan, leads),
    open: [
      ...leads[1].map((agency) => ({ task: '1', period: 'once', agency })),
      ...month,
      ...leads[3].map((agency) => ({ task: '3', period: 'once', agency })),
    ],
  };
}

function buildText(plan: string, leads: Readonly<Record<1 | 2 | 3, readonly string[]>>): string {
  return `plan: ${plan}
title: Kế hoạch ${plan}
issued: 2023-09-28
issuer: UBND tỉnh
from: 2023-10-02
to: 2023-11-30
directory: agencies.yaml
monitor: so-tttt
office: vp-ubnd
reminders:
  lead: { month: [3, 0], quarter: [7, 3, 1, 0], longer: [15, 7, 3, 1, 0] }
  coordinators: { month: [3], quarter: [3], longer: [7, 1] }
  sendAt: "${sendAt}"
escalation:
  - { after: 1, to: [lead, coordinators] }
  - { after: 3, to: [lead, superior, monitor] }
  - { after: 5, to: [lead, monitor, office], repeatEvery: 5, times: 3 }
tasks:
  - task: "1"
    title: "Rà soát ${plan}.1"
    lead: [${leads[1].join(', ')}]
    coordinators: [huyen-chau, so-tai-chinh]
    due: Chậm nhất là ngày 31/10/2023
  - task: "2"
    kind: report
    title: "Báo cáo ${plan}.2"
    lead: [${leads[2].join(', ')}]
    coordinators: [so-tai-chinh]
    due: Hàng tháng
  - task: "3"
    title: "Công khai ${plan}.3"
    lead: [${leads[3].join(', ')}]
    coordinators: [vp-ubnd]
    due: Trước ngày 27/10/2023
`;
}
