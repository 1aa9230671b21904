import { countOf } from '../../domain/written-numbers.ts';
import type { BoardState } from '../charts/board-state.ts';

/** What an office can do on the page of an assignment. */
export type OfficeActionName = 'instruct';

/** Words of the office's page and of the overview. */
export interface OverviewWording {
  readonly action: Readonly<
    Record<
      OfficeActionName,
      { readonly title: string; readonly send: string; readonly hint: string }
    >
  >;
  readonly office: {
    readonly title: string;
    readonly nothing: string;
    readonly count: (assignments: number) => string;
    readonly grouping: string;
    readonly byAgency: string;
    readonly byTask: string;
    readonly superior: (name: string) => string;
    readonly inGroup: (count: number) => string;
    readonly continued: string;
    readonly story: string;
    readonly noStory: string;
    readonly instruct: string;
    readonly toRole: (name: string, role: string) => string;
  };
  readonly overview: {
    readonly title: string;
    readonly whole: string;
    readonly curve: {
      readonly title: string;
      readonly due: string;
      readonly delivered: string;
      readonly accepted: string;
      readonly today: string;
      readonly axis: string;
      readonly explained: string;
      readonly summary: (facts: {
        readonly day: string;
        readonly total: number;
        readonly due: number;
        readonly delivered: number;
        readonly accepted: number;
      }) => string;
      readonly table: string;
      readonly day: string;
      readonly nothing: string;
    };
    readonly byLevel: string;
    readonly byAgency: string;
    readonly byTask: string;
    readonly done: string;
    readonly inTime: string;
    readonly waiting: string;
    readonly bar: string;
    readonly legend: string;
    readonly board: string;
    readonly boardExplained: string;
    /** The periodic report, short: the head of a narrow column. */
    readonly report: string;
    readonly letters: Readonly<Record<BoardState, string>>;
    readonly states: Readonly<Record<BoardState, string>>;
  };
  readonly list: {
    readonly title: string;
    readonly nothing: string;
    readonly back: string;
  };
}

/** As an official would write it. */
export const overviewVietnamese: OverviewWording = {
  action: {
    instruct: {
      title: 'Chuyển ý kiến chỉ đạo',
      send: 'Gửi ý kiến chỉ đạo',
      hint: 'Ý kiến chỉ đạo được gửi ngay đến cơ quan chủ trì, kèm số và ngày của văn bản; thời hạn không thay đổi.',
    },
  },
  office: {
    title: 'Nhiệm vụ quá hạn',
    nothing: 'Hiện không có nhiệm vụ nào quá hạn.',
    count: (assignments) =>
      `${countOf(assignments)} nhiệm vụ được giao quá hạn, quá hạn lâu nhất xếp trước.`,
    grouping: 'Cách xếp',
    byAgency: 'Theo cơ quan',
    byTask: 'Theo nhiệm vụ',
    superior: (name) => `Cơ quan cấp trên: ${name}`,
    inGroup: (count) => `${countOf(count)} quá hạn`,
    continued: '(tiếp theo)',
    story: 'Quá trình đôn đốc, thực hiện',
    noStory: 'Chưa có nội dung nào được ghi nhận.',
    instruct: 'Xem nhiệm vụ, chuyển ý kiến chỉ đạo',
    toRole: (name, role) => `${name} (${role})`,
  },
  overview: {
    title: 'Tổng quan thực hiện kế hoạch',
    whole: 'Kết quả chung',
    curve: {
      title: 'Tiến độ theo ngày so với kế hoạch',
      due: 'Đến hạn theo kế hoạch',
      delivered: 'Đã gửi kết quả',
      accepted: 'Đã xác nhận hoàn thành',
      today: 'Hôm nay',
      axis: 'Số nhiệm vụ được giao',
      explained:
        'Tính trên các nhiệm vụ đã giao, không kể nhiệm vụ đã chuyển giao, dừng thực hiện hoặc không áp dụng.',
      summary: ({ day, total, due, delivered, accepted }) =>
        `Đến hết ngày ${day}: ${countOf(due)}/${countOf(total)} nhiệm vụ được giao đã đến hạn, ${countOf(delivered)} đã gửi kết quả, trong đó ${countOf(accepted)} đã được xác nhận hoàn thành.`,
      table: 'Số liệu của biểu đồ',
      day: 'Hết ngày',
      nothing: 'Chưa có nhiệm vụ nào có thời hạn.',
    },
    byLevel: 'Theo cấp chính quyền',
    byAgency: 'Theo cơ quan chủ trì',
    byTask: 'Theo nhiệm vụ',
    done: 'Hoàn thành',
    inTime: 'Trong hạn',
    waiting: 'Chờ xác nhận',
    bar: 'Tỷ lệ',
    legend: 'Chú giải',
    board: 'Bảng nhiệm vụ của từng cơ quan',
    boardExplained:
      'Mỗi ô là một nhiệm vụ của một cơ quan; nhiệm vụ có nhiều kỳ được xếp theo kỳ có tình hình xấu nhất. Ô trống: cơ quan không chủ trì nhiệm vụ.',
    report: 'BC',
    letters: {
      overdue: 'Q',
      dueSoon: 'S',
      inTime: 'T',
      undated: 'C',
      waiting: 'X',
      notReported: 'K',
      acceptedLate: 'M',
      acceptedOnTime: 'H',
      waived: 'D',
      notApplicable: '–',
    },
    states: {
      overdue: 'quá hạn',
      dueSoon: 'sắp đến hạn',
      inTime: 'trong hạn',
      undated: 'chưa có thời hạn',
      waiting: 'chờ xác nhận',
      notReported: 'không báo cáo',
      acceptedLate: 'hoàn thành quá hạn',
      acceptedOnTime: 'hoàn thành đúng hạn',
      waived: 'dừng thực hiện',
      notApplicable: 'không áp dụng',
    },
  },
  list: {
    title: 'Nhiệm vụ được giao',
    nothing: 'Không có nhiệm vụ nào Quý cơ quan được xem.',
    back: 'Tổng quan',
  },
};

export const overviewEnglish: OverviewWording = {
  action: {
    instruct: {
      title: 'Pass on an instruction',
      send: 'Send the instruction',
      hint: 'The lead is told at once, with the number and date of the document; the deadline stays.',
    },
  },
  office: {
    title: 'Overdue',
    nothing: 'Nothing is overdue.',
    count: (assignments) => `${assignments} overdue assignments, the oldest first.`,
    grouping: 'Order',
    byAgency: 'By agency',
    byTask: 'By task',
    superior: (name) => `Superior: ${name}`,
    inGroup: (count) => `${count} overdue`,
    continued: '(continued)',
    story: 'What was said and done',
    noStory: 'Nothing is on record yet.',
    instruct: 'Look at the task, pass on an instruction',
    toRole: (name, role) => `${name} (${role})`,
  },
  overview: {
    title: 'How the plan stands',
    whole: 'All in all',
    curve: {
      title: 'Completion by day against the plan',
      due: 'Due by the plan',
      delivered: 'Handed in',
      accepted: 'Accepted',
      today: 'Today',
      axis: 'Assignments',
      explained:
        'Of what has been assigned; what was passed on, stopped or is not applicable is not counted.',
      summary: ({ day, total, due, delivered, accepted }) =>
        `By the end of ${day}: ${due} of ${total} assignments were due, ${delivered} stood as handed in, ${accepted} of them accepted.`,
      table: 'Figures of the chart',
      day: 'End of',
      nothing: 'Nothing has a deadline yet.',
    },
    byLevel: 'By level of government',
    byAgency: 'By lead',
    byTask: 'By task',
    done: 'Completed',
    inTime: 'In time',
    waiting: 'For review',
    bar: 'Share',
    legend: 'Key',
    board: 'Tasks of each agency',
    boardExplained:
      'Each cell is a task of an agency; of several periods it shows the one that stands worst. Empty: the agency does not lead the task.',
    report: 'Rep.',
    letters: {
      overdue: 'O',
      dueSoon: 'S',
      inTime: 'I',
      undated: 'U',
      waiting: 'R',
      notReported: 'N',
      acceptedLate: 'L',
      acceptedOnTime: 'C',
      waived: 'W',
      notApplicable: '–',
    },
    states: {
      overdue: 'overdue',
      dueSoon: 'due soon',
      inTime: 'in time',
      undated: 'no deadline yet',
      waiting: 'waiting for review',
      notReported: 'not reported',
      acceptedLate: 'completed late',
      acceptedOnTime: 'completed in time',
      waived: 'stopped',
      notApplicable: 'not applicable',
    },
  },
  list: {
    title: 'Assignments',
    nothing: 'There is nothing that you may see here.',
    back: 'Overview',
  },
};
