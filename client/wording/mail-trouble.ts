import type { Locale } from '../../domain/plan.ts';
import { countOf } from '../../domain/written-numbers.ts';

/** What is said of mail that did not leave. */
export interface MailTroubleWording {
  readonly addresses: string;
  readonly noAddress: string;
  readonly attempts: string;
  readonly response: string;
  readonly nextAttempt: string;
  readonly toDo: string;
  /** Not tried, because its mailboxes take nothing for now. */
  readonly heldBack: string;
  times(attempts: number): string;
  /** A refused mail; `retry` is a command. */
  correct(retry: string): string;
  /** A mail that is tried again by itself. */
  wait(retry: string): string;
  retried(mails: number, name: string): string;
}

const vi: MailTroubleWording = {
  addresses: 'Địa chỉ',
  noAddress: 'danh bạ không có địa chỉ nào',
  attempts: 'Đã thử',
  response: 'Máy chủ thư trả lời',
  nextAttempt: 'Thử lại lúc',
  toDo: 'Việc cần làm',
  heldBack: 'chờ cùng thư trước, hộp thư tạm chưa nhận',
  times: (attempts) => `${countOf(attempts)} lần`,
  correct: (retry) =>
    `sửa địa chỉ trong danh bạ, chạy dondoc amend với tệp kế hoạch, rồi: ${retry}`,
  wait: (retry) => `không phải làm gì, thư tự gửi lại; khi đã khắc phục, muốn gửi ngay: ${retry}`,
  retried: (mails, name) => `${countOf(mails)} thư gửi ${name} được gửi lại ngay`,
};

const en: MailTroubleWording = {
  addresses: 'Address',
  noAddress: 'the directory has none',
  attempts: 'Tried',
  response: 'The mail server said',
  nextAttempt: 'Next attempt',
  toDo: 'What to do',
  heldBack: 'waits with an earlier mail, the mailbox takes nothing for now',
  times: (attempts) => `${attempts} ${attempts === 1 ? 'time' : 'times'}`,
  correct: (retry) =>
    `correct the address in the directory, run dondoc amend with the plan file, then: ${retry}`,
  wait: (retry) => `nothing, it is sent again by itself; at once, when it is mended: ${retry}`,
  retried: (mails, name) => `${mails} ${mails === 1 ? 'mail' : 'mails'} to ${name} sent again now`,
};

/** The same in a language. */
export function mailTroubleWordingFor(locale: Locale): MailTroubleWording {
  return locale === 'en' ? en : vi;
}
