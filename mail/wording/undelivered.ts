import type { Locale } from '../../domain/plan.ts';
import { countOf } from '../../domain/written-numbers.ts';

/** What a letter says about agencies that no mail reaches. */
export interface UndeliveredWording {
  readonly sort: string;
  subject(agencies: number): string;
  readonly opening: string;
  readonly heading: string;
  readonly addresses: string;
  readonly noAddress: string;
  readonly mails: string;
  readonly response: string;
  readonly toDo: string;
  count(mails: number): string;
  more(agencies: number): string;
  correct(plan: string, agency: string): string;
  readonly closing: readonly string[];
}

const vi: UndeliveredWording = {
  sort: 'Thư không gửi được',
  subject: (agencies) =>
    `[Không gửi được] ${countOf(agencies)} cơ quan không nhận được thư nhắc việc`,
  opening:
    'Máy chủ thư đã từ chối thư gửi đến các cơ quan dưới đây. Các cơ quan này chưa được nhắc việc; đề nghị Quý cơ quan cho sửa địa chỉ và thông báo cho họ bằng cách khác trong khi chờ.',
  heading: 'CƠ QUAN KHÔNG NHẬN ĐƯỢC THƯ',
  addresses: 'Địa chỉ',
  noAddress: 'danh bạ không có địa chỉ nào',
  mails: 'Thư không gửi được',
  response: 'Máy chủ thư trả lời',
  toDo: 'Cách sửa',
  count: (mails) => `${countOf(mails)} thư`,
  more: (agencies) => `và ${countOf(agencies)} cơ quan khác`,
  correct: (plan, agency) =>
    `sửa địa chỉ trong danh bạ, chạy “dondoc amend” với tệp kế hoạch, rồi “dondoc mails retry ${plan} --agency ${agency}”`,
  closing: [
    'Mỗi thư bị từ chối chỉ được báo một lần. Danh sách đầy đủ: lệnh “dondoc mails” với “--failed”.',
  ],
};

const en: UndeliveredWording = {
  sort: 'Mail that could not be delivered',
  subject: (agencies) =>
    `[Not delivered] ${agencies} ${agencies === 1 ? 'agency gets' : 'agencies get'} no reminders`,
  opening:
    'The mail server has refused mail to the agencies below. They have not been reminded; please have their addresses corrected, and tell them in another way meanwhile.',
  heading: 'AGENCIES THAT COULD NOT BE REACHED',
  addresses: 'Address',
  noAddress: 'the directory has none',
  mails: 'Not delivered',
  response: 'The mail server said',
  toDo: 'What to do',
  count: (mails) => `${mails} ${mails === 1 ? 'mail' : 'mails'}`,
  more: (agencies) => `and ${agencies} more`,
  correct: (plan, agency) =>
    `correct the address in the directory, run “dondoc amend” with the plan file, then “dondoc mails retry ${plan} --agency ${agency}”`,
  closing: [
    'Each refusal is told once. The whole list: the command “dondoc mails” with “--failed”.',
  ],
};

/** The same in the language of a plan. */
export function undeliveredWordingFor(locale: Locale): UndeliveredWording {
  return locale === 'en' ? en : vi;
}
