import {
  dayOf,
  formatDay,
  formatDayAndWeekday,
  formatInstant,
  periodName,
} from '../../domain/written-dates.ts';
import { countOf } from '../../domain/written-numbers.ts';
import { localClock } from './local-clock.ts';
import type { CliWording } from './wording.ts';

const days = (count: number) => `${countOf(count)} ngày làm việc`;
const tasks = (count: number) => `${countOf(count)} nhiệm vụ`;
const agencies = (count: number) => `${countOf(count)} cơ quan`;
const assignments = (count: number) => `${countOf(count)} nhiệm vụ được giao`;

export const vi: CliWording = {
  locale: 'vi',
  columns: {
    plan: 'Kế hoạch',
    planTitle: 'Tên kế hoạch',
    status: 'Trạng thái',
    task: 'Số',
    taskTitle: 'Nhiệm vụ',
    period: 'Kỳ',
    lastDay: 'Thời hạn',
    agency: 'Cơ quan',
    progress: 'Tiến độ',
    standing: 'Tình hình',
    delivered: 'Đã gửi',
    told: 'Đã nhắc',
    open: 'Trong hạn',
    overdue: 'Quá hạn',
    waiting: 'Chờ xác nhận',
    accepted: 'Hoàn thành',
    at: 'Thời điểm',
    to: 'Gửi tới',
    kind: 'Loại thư',
    subject: 'Tiêu đề',
    outcome: 'Kết quả',
    what: 'Việc',
    details: 'Nội dung',
    hash: 'Mã kiểm chứng',
  },
  progress: {
    open: 'đang thực hiện',
    submitted: 'chờ xác nhận',
    returned: 'bị trả lại',
    accepted: 'hoàn thành',
    waived: 'dừng thực hiện',
    notReported: 'không báo cáo',
    notApplicable: 'không áp dụng',
  },
  timeliness: {
    onTime: 'đúng hạn',
    onTimeAfterExtension: 'đúng hạn đã điều chỉnh',
    late: 'quá hạn',
    overdue: 'quá hạn',
  },
  planStatus: { running: 'đang theo dõi', closed: 'đã kết thúc' },
  mailState: {
    pending: 'chờ gửi',
    sending: 'đang gửi',
    sent: 'đã gửi',
    deferred: 'tạm hoãn, sẽ gửi lại',
    refused: 'bị từ chối',
    unknown: 'chưa rõ, sẽ gửi lại',
    withdrawn: 'không cần gửi nữa',
  },
  mailKind: { digest: 'thư nhắc việc', letter: 'báo cáo cấp trên', answer: 'thư trả lời' },
  noticeState: {
    owed: 'chờ gửi',
    superseded: 'được thay bằng lần nhắc sau',
    withdrawn: 'không cần gửi nữa',
    mailed: 'đã đưa vào thư',
  },
  lineState: { done: 'xong', inProgress: 'đang làm', notStarted: 'chưa làm' },
  role: {
    lead: 'cơ quan chủ trì',
    coordinator: 'cơ quan phối hợp',
    superior: 'cơ quan cấp trên',
    monitor: 'cơ quan đầu mối theo dõi',
    office: 'Văn phòng',
    provincialOffice: 'Văn phòng UBND tỉnh',
    reviewer: 'cơ quan xác nhận',
  },
  update: {
    acknowledge: 'tiếp nhận (dondoc acknowledge)',
    submitEvidence: 'gửi kết quả (dondoc submit)',
    review: 'xác nhận hoặc trả lại (dondoc review)',
    requestExtension: 'đề nghị gia hạn (dondoc extend --until)',
    decideExtension: 'gia hạn hoặc không gia hạn (dondoc extend --grant, --refuse)',
    reportObstacle: 'báo khó khăn, vướng mắc (dondoc obstacle --text)',
    answerObstacle: 'trả lời khó khăn, vướng mắc (dondoc obstacle --answer)',
    instruct: 'chỉ đạo (dondoc instruct)',
    waive: 'dừng thực hiện (dondoc waive)',
    close: 'kết thúc (dondoc close)',
  },
  event: {
    opened: 'Giao nhiệm vụ',
    notApplicable: 'Không áp dụng',
    acknowledged: 'Tiếp nhận nhiệm vụ',
    submitted: 'Gửi kết quả',
    returned: 'Trả lại, yêu cầu bổ sung',
    accepted: 'Xác nhận hoàn thành',
    extensionRequested: 'Đề nghị gia hạn',
    extensionGranted: 'Gia hạn',
    extensionRefused: 'Không gia hạn',
    obstacleReported: 'Báo khó khăn, vướng mắc',
    obstacleAnswered: 'Trả lời khó khăn, vướng mắc',
    instructed: 'Ý kiến chỉ đạo',
    waived: 'Dừng thực hiện',
    notReported: 'Khép lại: không báo cáo',
    closed: 'Kết thúc theo dõi',
    planClosed: 'Kết thúc kế hoạch',
  },

  day: (day) => formatDay(day, 'vi'),
  weekdayAndDay: (day) => formatDayAndWeekday(day, 'vi'),
  instant: (at, zone) => formatInstant(at, zone, 'vi'),
  shortInstant: (at, zone) => `${formatDay(dayOf(at, zone), 'vi')} ${localClock(at, zone)}`,
  period: (period) => periodName(period, 'vi') ?? '',
  notice: (kind, step) => {
    if (kind === 'dueSoon')
      return step === 0 ? 'Nhắc ngày cuối cùng' : `Nhắc trước hạn ${days(step)}`;
    if (kind === 'overdue') return `Đôn đốc quá hạn ${days(step)}`;
    if (kind === 'escalated') return `Báo cáo cấp trên: quá hạn ${days(step)}`;
    return {
      opened: 'Thông báo nhiệm vụ',
      received: 'Báo đã nhận kết quả',
      reviewAsked: 'Đề nghị xác nhận',
      returned: 'Báo trả lại',
      accepted: 'Báo xác nhận hoàn thành',
      extensionRequested: 'Chuyển đề nghị gia hạn',
      extensionDecided: 'Báo quyết định về gia hạn',
      obstacleReported: 'Chuyển khó khăn, vướng mắc',
      obstacleAnswered: 'Báo trả lời khó khăn, vướng mắc',
      instructed: 'Báo ý kiến chỉ đạo',
      waived: 'Báo dừng thực hiện',
      reviewOverdue: 'Nhắc xác nhận kết quả',
    }[kind];
  },

  overdueBy: (count) =>
    count === 0 ? 'quá hạn, chưa đến 01 ngày làm việc' : `quá hạn ${days(count)}`,
  daysLeft: (count) => `còn ${days(count)}`,
  dueToday: 'hết hạn hôm nay',
  dueNextWorkingDay: 'hết hạn trong ngày nghỉ này',
  undated: 'chưa có thời hạn',
  submittedOn: (day, timeliness) =>
    `gửi ${formatDay(day, 'vi')}, ${timeliness === 'late' ? 'quá hạn' : 'đúng hạn'}`,
  returnedOn: (day) => `trả lại ${formatDay(day, 'vi')}`,

  tasks,
  agencies,
  assignments,
  notices: (count) => `${countOf(count)} nội dung nhắc`,
  mails: (count) => `${countOf(count)} thư`,
  andMore: (count) => `và ${countOf(count)} cơ quan khác`,
  asOf: (instant) => `Tính đến ${instant}`,

  validFile: (file, facts) =>
    `${file}: hợp lệ – ${tasks(facts.tasks)}, ${agencies(facts.agencies)}, ${assignments(facts.assignments)}`,
  periodicReport: 'Báo cáo định kỳ',
  warning: 'cảnh báo',
  none: 'không có',

  summary: {
    acceptedOnTime: (count) => `hoàn thành đúng hạn ${countOf(count)}`,
    acceptedLate: (count) => `hoàn thành quá hạn ${countOf(count)}`,
    inTime: (count) => `đang thực hiện trong hạn ${countOf(count)}`,
    dueSoon: (count) => `sắp đến hạn ${countOf(count)}`,
    undated: (count) => `chưa có thời hạn ${countOf(count)}`,
    overdue: (count) => `quá hạn ${countOf(count)}`,
    longOverdue: (count) => `trên 30 ngày ${countOf(count)}`,
    waiting: (count) => `chờ xác nhận ${countOf(count)}`,
    extended: (count) => `được gia hạn ${countOf(count)}`,
    waived: (count) => `dừng thực hiện ${countOf(count)}`,
    notReported: (count) => `không báo cáo ${countOf(count)}`,
    notApplicable: (count) => `không áp dụng ${countOf(count)}`,
  },

  preview: {
    morning: (when, notices, recipients) => `${when}: ${notices} cho ${recipients}`,
    about: (owing) => `về ${owing}`,
    nothing: 'Không có nội dung nhắc nào.',
    notFollowed: (beforeIssue, beforeTracking) =>
      [
        ...(beforeIssue > 0 ? [`${assignments(beforeIssue)} đến hạn trước ngày ban hành`] : []),
        ...(beforeTracking > 0
          ? [`${assignments(beforeTracking)} đến hạn trước ngày bắt đầu theo dõi`]
          : []),
      ].join('; '),
  },

  start: {
    opening: 'Đang mở nhiệm vụ',
    opened: (openTasks, openAssignments) => `Đã mở ${openTasks}, ${openAssignments}.`,
    beforeIssue: (count) => `${count} đến hạn trước ngày ban hành: không áp dụng.`,
    beforeTracking: (count) =>
      `${count} đến hạn trước ngày bắt đầu theo dõi: ghi nhận, không nhắc ai (--include-past để theo dõi).`,
    announced: (recipients) => `Thư đầu tiên gửi ngay tới ${agencies(recipients)}.`,
    nextNotices: (when) => `Lần nhắc tiếp theo: ${when}.`,
    noMoreNotices: 'Không còn lần nhắc nào.',
    nextOpening: (day) => `Kỳ tiếp theo mở ngày ${day}.`,
    lookAt: 'Xem:',
  },

  receipt: {
    title: 'Giấy biên nhận',
    requestId: 'Mã biên nhận',
    task: 'Nhiệm vụ',
    agency: 'Cơ quan',
    at: 'Ghi nhận lúc',
    progress: 'Tiến độ',
    lastDay: 'Thời hạn',
    files: 'Tài liệu',
    document: 'Văn bản',
    note: 'Ghi chú',
    lines: 'Nội dung báo cáo',
    figures: 'Số liệu',
    repeated: 'Đã ghi nhận từ lần gửi trước.',
  },

  closed: (plan, workflows) =>
    `Đã kết thúc kế hoạch ${plan}: khép lại ${tasks(workflows)} theo kỳ.`,
  verified: ({ events, files, planVersions, faults }) =>
    `Đã kiểm tra ${countOf(events)} sự kiện, ${countOf(files)} tài liệu, ${countOf(planVersions)} phiên bản kế hoạch: ${faults === 0 ? 'không có sai lệch' : `${countOf(faults)} sai lệch`}.`,
  chainsCompared: (workflows) =>
    workflows === 0
      ? 'Chưa đối chiếu với Temporal.'
      : `Đã đối chiếu với ${countOf(workflows)} quy trình đang chạy.`,
  recentEvents: 'Diễn biến gần nhất',
  reviewer: 'Cơ quan xác nhận',
  phrase: 'Thời hạn theo kế hoạch',
  lines: 'Các nhiệm vụ trong báo cáo',
  reason: 'Lý do',
  authority: 'Cấp quyết định',
  answer: 'Trả lời',
  lastDayMoved: (from, until) =>
    `${from === null ? '' : `từ ${formatDay(from, 'vi')} `}đến ${formatDay(until, 'vi')}`,
  extensionAsked: 'Đề nghị gia hạn đến',
  remarks: {
    extended: (times, original) =>
      `đã gia hạn ${countOf(times)} lần${original === null ? '' : `, thời hạn ban đầu ${formatDay(original, 'vi')}`}`,
    extensionAsked: (until, on, reason) =>
      `đề nghị gia hạn đến ${formatDay(until, 'vi')} (gửi ${formatDay(on, 'vi')}, chờ quyết định): ${reason}`,
    obstacle: (on, text) =>
      `khó khăn, vướng mắc (báo ${formatDay(on, 'vi')}, chưa được trả lời): ${text}`,
  },
  notFollowed: {
    beforeIssue: 'đến hạn trước ngày ban hành',
    beforeTracking: 'đến hạn trước ngày bắt đầu theo dõi',
  },
};
