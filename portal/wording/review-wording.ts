import { countOf } from '../../domain/written-numbers.ts';
import type { PageName } from '../pages/navigation.ts';

/** What those who review, decide and urge can do on the page of an assignment. */
export type ReviewActionName = 'accept' | 'return' | 'grant' | 'refuse' | 'answer';

/** Why one of several was not recorded, beside the refusals of the workflow. */
export type Obstruction = 'changed' | 'gone';

/** Words of the pages of monitors and reviewers, of what coordinators bring, and of the way between pages. */
export interface ReviewWording {
  readonly navigation: { readonly label: string } & Readonly<Record<PageName, string>>;
  readonly waiting: {
    readonly title: string;
    readonly nothing: string;
    readonly submissions: string;
    readonly extensions: string;
    readonly obstacles: string;
    readonly since: (instant: string) => string;
    readonly asks: (day: string) => string;
    readonly acceptChosen: string;
    readonly acceptHint: string;
    readonly choose: (title: string, agency: string) => string;
    readonly nothingChosen: string;
  };
  readonly submission: {
    readonly title: string;
    readonly at: string;
    readonly files: string;
    readonly look: (name: string) => string;
  };
  readonly owes: {
    readonly title: string;
    readonly nothing: string;
    readonly byAgency: string;
    readonly byTask: string;
    readonly overdue: (count: number) => string;
    readonly owed: (count: number) => string;
    readonly firstDay: (day: string) => string;
    readonly remind: string;
    /** For those who hear the page: whom the button reminds. */
    readonly remindWhom: (agency: string) => string;
    readonly reminded: string;
    readonly remindHint: string;
    readonly ofAgency: (agency: string) => string;
    readonly ofTask: (title: string) => string;
  };
  readonly contribution: {
    readonly title: string;
    readonly leads: string;
    readonly none: string;
    readonly send: string;
    readonly hint: string;
    readonly waits: (text: string) => string;
  };
  readonly outcome: {
    readonly accepted: (count: number) => string;
    readonly contributed: (count: number) => string;
    readonly reminded: (count: number) => string;
    readonly none: string;
    readonly refused: (count: number) => string;
    readonly receipt: string;
    readonly why: Readonly<Record<Obstruction, string>>;
  };
  readonly paging: {
    readonly label: string;
    readonly newer: string;
    readonly older: string;
    readonly place: (page: number, pages: number) => string;
  };
}

/** As an official would write it. */
export const reviewVietnamese: ReviewWording = {
  navigation: {
    label: 'Các trang',
    work: 'Nhiệm vụ của cơ quan',
    review: 'Chờ ý kiến',
    owes: 'Chưa hoàn thành',
    office: 'Quá hạn, chỉ đạo',
    overview: 'Tổng quan',
  },
  waiting: {
    title: 'Nội dung chờ ý kiến của Quý cơ quan',
    nothing: 'Hiện không có nội dung nào chờ ý kiến của Quý cơ quan.',
    submissions: 'Kết quả chờ xác nhận',
    extensions: 'Đề nghị gia hạn',
    obstacles: 'Khó khăn, vướng mắc chờ trả lời',
    since: (instant) => `gửi ${instant}`,
    asks: (day) => `đề nghị đến ${day}`,
    acceptChosen: 'Xác nhận hoàn thành các nhiệm vụ đã chọn',
    acceptHint:
      'Chỉ chọn những kết quả đã xem. Để trả lại kết quả, đề nghị mở trang của từng nhiệm vụ.',
    choose: (title, agency) => `Chọn: ${title} – ${agency}`,
    nothingChosen: 'Chưa chọn nội dung nào.',
  },
  submission: {
    title: 'Kết quả đã gửi',
    at: 'Thời điểm gửi',
    files: 'Tệp kèm theo',
    look: (name) => `Xem tại trang: ${name}`,
  },
  owes: {
    title: 'Nhiệm vụ chưa hoàn thành',
    nothing: 'Hiện không có nhiệm vụ nào chưa hoàn thành.',
    byAgency: 'Theo cơ quan',
    byTask: 'Theo nhiệm vụ',
    overdue: (count) => `trong đó quá hạn ${countOf(count)}`,
    owed: (count) => `chưa gửi kết quả ${countOf(count)}`,
    firstDay: (day) => `thời hạn sớm nhất ${day}`,
    remind: 'Gửi thư nhắc',
    remindWhom: (agency) => ` ${agency}`,
    reminded: 'Hôm nay đã nhắc',
    remindHint:
      'Thư nhắc gửi thêm nêu mọi nhiệm vụ cơ quan chưa gửi kết quả; mỗi cơ quan nhiều nhất một lần trong ngày.',
    ofAgency: (agency) => `${agency}: nhiệm vụ chưa hoàn thành`,
    ofTask: (title) => `${title}: cơ quan chưa hoàn thành`,
  },
  contribution: {
    title: 'Ghi nhận nội dung đã phối hợp',
    leads: 'Cơ quan chủ trì được phối hợp',
    none: 'Các cơ quan chủ trì đã kết thúc nhiệm vụ này.',
    send: 'Gửi nội dung phối hợp',
    hint: 'Cơ quan chủ trì được thông báo ngay.',
    waits: (text) => `đang chờ Quý cơ quan: ${text}`,
  },
  outcome: {
    accepted: (count) => `Đã xác nhận hoàn thành ${countOf(count)} nhiệm vụ`,
    contributed: (count) => `Đã ghi nhận nội dung phối hợp với ${countOf(count)} cơ quan chủ trì`,
    reminded: (count) => `Đã gửi thư nhắc về ${countOf(count)} nhiệm vụ`,
    none: 'Chưa ghi nhận được nội dung nào',
    refused: (count) => `Chưa ghi nhận ${countOf(count)} nội dung:`,
    receipt: 'Biên nhận',
    why: {
      changed: 'Cơ quan chủ trì vừa gửi kết quả mới; đề nghị xem lại.',
      gone: 'Không tìm thấy nhiệm vụ này.',
    },
  },
  paging: {
    label: 'Trang',
    newer: '← Trang trước',
    older: 'Trang sau →',
    place: (page, pages) => `Trang ${page}/${pages}`,
  },
};

export const reviewEnglish: ReviewWording = {
  navigation: {
    label: 'Pages',
    work: 'Own tasks',
    review: 'Waiting for your word',
    owes: 'Still owed',
    office: 'Overdue, instructions',
    overview: 'Overview',
  },
  waiting: {
    title: 'What waits for your word',
    nothing: 'Nothing is waiting for your word at present.',
    submissions: 'Results awaiting review',
    extensions: 'Extensions asked for',
    obstacles: 'Obstacles awaiting an answer',
    since: (instant) => `handed in ${instant}`,
    asks: (day) => `asks for ${day}`,
    acceptChosen: 'Accept those chosen',
    acceptHint: 'Choose only what you have looked at. To return one, open its page.',
    choose: (title, agency) => `Choose: ${title} – ${agency}`,
    nothingChosen: 'Nothing was chosen.',
  },
  submission: {
    title: 'What was handed in',
    at: 'Handed in',
    files: 'Files',
    look: (name) => `Look at it here: ${name}`,
  },
  owes: {
    title: 'Still owed',
    nothing: 'Nothing is owed at present.',
    byAgency: 'By agency',
    byTask: 'By task',
    overdue: (count) => `${count} of them overdue`,
    owed: (count) => `${count} not handed in`,
    firstDay: (day) => `first last day ${day}`,
    remind: 'Send a reminder',
    remindWhom: (agency) => ` to ${agency}`,
    reminded: 'Reminded today',
    remindHint:
      'The extra reminder names everything that the agency has not handed in; one per agency and day at most.',
    ofAgency: (agency) => `${agency}: still owed`,
    ofTask: (title) => `${title}: who still owes it`,
  },
  contribution: {
    title: 'Note a contribution',
    leads: 'Leads that it was for',
    none: 'Every lead has ended this task.',
    send: 'Send',
    hint: 'The leads are told at once.',
    waits: (text) => `is waiting for you: ${text}`,
  },
  outcome: {
    accepted: (count) => (count === 1 ? '1 task was accepted' : `${count} tasks were accepted`),
    contributed: (count) =>
      count === 1
        ? 'The contribution was noted for 1 lead'
        : `The contribution was noted for ${count} leads`,
    reminded: (count) =>
      count === 1 ? 'A reminder of 1 task was sent' : `A reminder of ${count} tasks was sent`,
    none: 'Nothing was recorded',
    refused: (count) => (count === 1 ? '1 was not recorded:' : `${count} were not recorded:`),
    receipt: 'Receipt',
    why: {
      changed: 'The lead has just handed in something new; please look again.',
      gone: 'There is no such task.',
    },
  },
  paging: {
    label: 'Pages',
    newer: '← Previous page',
    older: 'Next page →',
    place: (page, pages) => `Page ${page} of ${pages}`,
  },
};
