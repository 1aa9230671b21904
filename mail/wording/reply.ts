import type { IsoDay, Locale } from '../../domain/plan.ts';
import { formatDay } from '../../domain/written-dates.ts';

/** Why nothing was recorded of what an agency replied. */
export type ReplyRejection =
  /** Several assignments may be meant, or one that is not the agency's. */
  | 'whichTask'
  | 'nothingOwed'
  /** The files; each with what is wrong. */
  | 'files'
  /** By the state that the assignment is in. */
  | 'refused'
  /** The receiving server says that the sender is not who it claims to be. */
  | 'notGenuine'
  | 'tooLarge'
  | 'nothingSaid'
  /** It asks for an extension, or reports an obstacle. */
  | 'request';

/** What a letter says that answers a reply. */
export interface ReplyWording {
  readonly sort: string;
  subject(theirs: string): string;
  opening(theirs: string, why: ReplyRejection): string;
  readonly heading: { readonly details: string; readonly assignments: string };
  readonly deadline: string;
  day(lastDay: IsoDay | null): string;
  readonly page: { readonly label: string; readonly text: string };
  more(count: number): string;
  closing(why: ReplyRejection): readonly string[];
}

const viReason: Readonly<Record<ReplyRejection, string>> = {
  whichTask: 'chưa rõ Quý cơ quan gửi kết quả của nhiệm vụ nào.',
  nothingOwed: 'hiện Quý cơ quan không có nhiệm vụ nào chờ kết quả trong kế hoạch này.',
  files: 'có tệp đính kèm không tiếp nhận được.',
  refused: 'nhiệm vụ hiện không nhận thêm kết quả.',
  notGenuine:
    'máy chủ thư xác định thư không thực sự được gửi từ địa chỉ ghi trong thư. Nếu đúng là thư của Quý cơ quan, đề nghị gửi kết quả tại trang của Quý cơ quan và báo người quản trị thư kiểm tra SPF, DKIM.',
  tooLarge: 'thư vượt quá 60 MB.',
  nothingSaid: 'thư không có nội dung và không có tệp đính kèm.',
  request:
    'thư có nội dung đề nghị gia hạn hoặc báo cáo khó khăn, vướng mắc và không kèm tệp; nội dung này không được ghi nhận là kết quả thực hiện.',
};

const viTodo: Readonly<Record<ReplyRejection, string>> = {
  whichTask:
    'Đề nghị Quý cơ quan mở trang của nhiệm vụ ở trên để gửi; hoặc trả lời lại thư này kèm đầy đủ tệp, mỗi nhiệm vụ một thư, ghi “nhiệm vụ” kèm số của nhiệm vụ đó.',
  nothingOwed: 'Nếu cần bổ sung kết quả đã gửi, đề nghị ghi rõ số nhiệm vụ trong thư.',
  files: 'Đề nghị Quý cơ quan gửi lại thư với đầy đủ các tệp sau khi đã chỉnh sửa.',
  refused: 'Đề nghị Quý cơ quan xem tình hình của nhiệm vụ tại trang của Quý cơ quan.',
  notGenuine: 'Nếu Quý cơ quan không gửi thư này thì không phải làm gì thêm.',
  tooLarge:
    'Đề nghị gửi từng tệp (mỗi tệp không quá 50 MB) tại trang của Quý cơ quan; hoặc gửi qua trục liên thông văn bản và ghi số, ngày của văn bản.',
  nothingSaid: 'Đề nghị Quý cơ quan gửi lại, kèm văn bản đã ký số.',
  request:
    'Đề nghị Quý cơ quan chọn “Đề nghị gia hạn” hoặc “Báo cáo khó khăn, vướng mắc” tại trang của nhiệm vụ, hoặc gửi cơ quan đầu mối theo dõi.',
};

const vi: ReplyWording = {
  sort: 'Trả lời tự động',
  subject: (theirs) => `[Chưa ghi nhận] ${theirs === '' ? 'Thư trả lời của Quý cơ quan' : theirs}`,
  opening: (theirs, why) =>
    `Thư trả lời${theirs === '' ? '' : ` “${theirs}”`} của Quý cơ quan chưa được ghi nhận: ${viReason[why]}`,
  heading: { details: 'LÝ DO', assignments: 'NHIỆM VỤ CỦA QUÝ CƠ QUAN' },
  deadline: 'Thời hạn',
  day: (lastDay) => (lastDay === null ? 'chưa ấn định' : `hết ngày ${formatDay(lastDay, 'vi')}`),
  page: { label: 'Gửi kết quả', text: 'Mở trang của nhiệm vụ' },
  more: (count) => `… và ${String(count).padStart(2, '0')} nhiệm vụ khác.`,
  closing: (why) => [viTodo[why]],
};

const enReason: Readonly<Record<ReplyRejection, string>> = {
  whichTask: 'it is not clear which task it is the result of.',
  nothingOwed: 'no result is awaited from you in this plan at present.',
  files: 'there are attachments that cannot be taken.',
  refused: 'the task takes no results at present.',
  notGenuine:
    'the mail server found that it was not truly sent from the address that it names. If it was yours, please hand in the result on your page, and have your mail administrator check SPF and DKIM.',
  tooLarge: 'it is larger than 60 MB.',
  nothingSaid: 'it has neither text nor attachments.',
  request:
    'it asks for an extension or reports an obstacle, without any file; that is not recorded as a result.',
};

const enTodo: Readonly<Record<ReplyRejection, string>> = {
  whichTask:
    'Please hand it in on the page of the task above; or reply to this e-mail with all files, one e-mail for each task, with the word “task” and its number.',
  nothingOwed: 'To add to a result that you have sent, please give the number of its task.',
  files: 'Please send the e-mail again with all its files once they are mended.',
  refused: 'Please see your page for where the task stands.',
  notGenuine: 'If you did not send it, there is nothing to do.',
  tooLarge:
    'Please send the files one by one (50 MB each at most) on your page; or by the official document exchange, giving the number and date of the document.',
  nothingSaid: 'Please send it again with the digitally signed document.',
  request:
    'Please choose “ask for an extension” or “report an obstacle” on the page of the task, or write to the monitoring agency.',
};

const en: ReplyWording = {
  sort: 'Automatic answer',
  subject: (theirs) => `[Not recorded] ${theirs === '' ? 'Your reply' : theirs}`,
  opening: (theirs, why) =>
    `Your reply${theirs === '' ? '' : ` “${theirs}”`} was not recorded: ${enReason[why]}`,
  heading: { details: 'REASON', assignments: 'YOUR TASKS' },
  deadline: 'Deadline',
  day: (lastDay) => (lastDay === null ? 'not set yet' : formatDay(lastDay, 'en')),
  page: { label: 'Hand in', text: 'Open the page of the task' },
  more: (count) => `… and ${count} more.`,
  closing: (why) => [enTodo[why]],
};

/** The same in the language of a plan. */
export function replyWordingFor(locale: Locale): ReplyWording {
  return locale === 'en' ? en : vi;
}
