import type { Locale } from '../../domain/plan.ts';
import { countOf } from '../../domain/written-numbers.ts';

/** What `backup`, `restore` and `reconcile` say when they have done their work. */
export interface BackupWording {
  backedUp(facts: Contents & { readonly copied: number; readonly sha256: string }): string[];
  restored(facts: Contents & { readonly takenAt: string; readonly inDoubt: number }): string[];
  /** What comes after a restore. */
  readonly next: string;
  refilled(workflows: number, applied: number): string;
  started(workflows: number): string;
  settled(facts: {
    readonly notices: number;
    readonly mails: number;
    readonly until: string;
    readonly by: 'history' | 'decision';
  }): string;
  readonly inAgreement: string;
  readonly dryRun: string;
}

/** What a backup holds, and where it is. */
export interface Contents {
  readonly folder: string;
  readonly plans: number;
  readonly rows: number;
  readonly files: number;
}

const vi: BackupWording = {
  backedUp: ({ folder, plans, rows, files, copied, sha256 }) => [
    `Đã sao lưu vào ${folder}: ${countOf(plans)} kế hoạch, ${countOf(rows)} dòng, ${countOf(files)} tài liệu (${countOf(copied)} tài liệu mới).`,
    `SHA-256 của manifest.json: ${sha256}`,
  ],
  restored: ({ folder, takenAt, plans, rows, files, inDoubt }) => [
    `Đã khôi phục từ ${folder} (sao lưu lúc ${takenAt}): ${countOf(plans)} kế hoạch, ${countOf(rows)} dòng, ${countOf(files)} tài liệu.`,
    ...(inDoubt === 0
      ? []
      : [`${countOf(inDoubt)} thư đang gửi dở khi sao lưu: không rõ đã đi chưa, sẽ gửi lại.`]),
  ],
  next: 'Tiếp theo, trước khi chạy worker: dondoc reconcile --dry-run, rồi dondoc reconcile.',
  refilled: (workflows, applied) =>
    `bổ sung vào sổ từ Temporal: ${countOf(applied)} lần ghi của ${countOf(workflows)} quy trình`,
  started: (workflows) =>
    `chạy lại từ sổ: ${countOf(workflows)} quy trình mà Temporal không còn giữ`,
  settled: ({ notices, mails, until, by }) =>
    `coi là đã gửi đến ${until} (${by === 'history' ? 'theo lịch sử của Temporal' : 'theo quyết định của người khôi phục'}): ${countOf(notices)} nội dung nhắc, ${countOf(mails)} thư`,
  inAgreement: 'sổ và Temporal khớp nhau',
  dryRun: 'Chỉ xem trước: chưa thay đổi gì.',
};

const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

const en: BackupWording = {
  backedUp: ({ folder, plans, rows, files, copied, sha256 }) => [
    `Backed up to ${folder}: ${many(plans, 'plan')}, ${many(rows, 'row')}, ${many(files, 'file')} (${copied} new).`,
    `SHA-256 of manifest.json: ${sha256}`,
  ],
  restored: ({ folder, takenAt, plans, rows, files, inDoubt }) => [
    `Restored from ${folder} (taken at ${takenAt}): ${many(plans, 'plan')}, ${many(rows, 'row')}, ${many(files, 'file')}.`,
    ...(inDoubt === 0
      ? []
      : [
          `${many(inDoubt, 'mail')} being sent when the backup was taken: nobody knows whether they went out, they are sent again.`,
        ]),
  ],
  next: 'Next, before any worker runs: dondoc reconcile --dry-run, then dondoc reconcile.',
  refilled: (workflows, applied) =>
    `put on record again from Temporal: ${many(applied, 'batch').replace('batchs', 'batches')} of ${many(workflows, 'workflow')}`,
  started: (workflows) => `started anew: ${many(workflows, 'workflow')} that Temporal has no more`,
  settled: ({ notices, mails, until, by }) =>
    `taken as sent until ${until} (${by === 'history' ? "by Temporal's history" : 'by decision'}): ${many(notices, 'notice')}, ${many(mails, 'mail')}`,
  inAgreement: 'the register and Temporal agree',
  dryRun: 'Only looked: nothing was changed.',
};

/** The words of a language. */
export function backupWordingFor(locale: Locale): BackupWording {
  return locale === 'en' ? en : vi;
}
