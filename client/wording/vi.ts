import { toDay } from '../../domain/local-time.ts';
import {
  formatDay,
  formatDayAndWeekday,
  formatInstant,
  periodName,
} from '../../domain/written-dates.ts';
import { countOf } from '../../domain/written-numbers.ts';
import { amendmentVi } from './amendment-vi.ts';
import { localClock } from './local-clock.ts';
import type { CliWording } from './wording.ts';

const days = (count: number) => `${countOf(count)} ngày làm việc`;
const tasks = (count: number) => `${countOf(count)} nhiệm vụ`;
const agencies = (count: number) => `${countOf(count)} cơ quan`;
const assignments = (count: number) => `${countOf(count)} nhiệm vụ được giao`;
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

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
    reassigned: 'đã chuyển giao',
  },
  timeliness: {
    onTime: 'đúng hạn',
    onTimeAfterExtension: 'đúng hạn đã điều chỉnh',
    late: 'quá hạn',
    overdue: 'quá hạn',
  },
  planStatus: { running: 'đang theo dõi', paused: 'tạm dừng', closed: 'đã kết thúc' },
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
    reassign: 'chuyển giao (dondoc reassign)',
    reopen: 'mở lại (dondoc reopen)',
    contribute: 'ghi nhận kết quả phối hợp (dondoc contribute)',
    waitFor: 'chờ cơ quan khác (dondoc wait-for)',
    amend: 'điều chỉnh kế hoạch (dondoc amend)',
    setDeadline: 'ấn định thời hạn (dondoc set-deadline)',
    request: 'yêu cầu báo cáo (dondoc request)',
    pause: 'tạm dừng (dondoc pause)',
    resume: 'tiếp tục (dondoc resume)',
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
    reassigned: 'Chuyển giao nhiệm vụ',
    takenOver: 'Nhận nhiệm vụ chuyển giao',
    reopened: 'Mở lại nhiệm vụ',
    contributed: 'Kết quả phối hợp',
    waitingFor: 'Chờ cơ quan khác',
    amended: 'Điều chỉnh theo kế hoạch mới',
    leadAdded: 'Giao nhiệm vụ theo kế hoạch mới',
    periodAmended: 'Áp dụng kế hoạch mới',
    paused: 'Tạm dừng theo dõi',
    resumed: 'Tiếp tục theo dõi',
    planAmended: 'Điều chỉnh kế hoạch',
    deadlineSet: 'Ấn định thời hạn',
    reportRequested: 'Yêu cầu báo cáo',
    planPaused: 'Tạm dừng kế hoạch',
    planResumed: 'Tiếp tục kế hoạch',
    planClosed: 'Kết thúc kế hoạch',
  },

  day: (day) => formatDay(day, 'vi'),
  weekdayAndDay: (day) => formatDayAndWeekday(day, 'vi'),
  instant: (at, zone) => formatInstant(at, zone, 'vi'),
  shortInstant: (at, zone) => `${formatDay(toDay(at, zone), 'vi')} ${localClock(at, zone)}`,
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
      reassigned: 'Báo chuyển giao nhiệm vụ',
      reopened: 'Báo mở lại nhiệm vụ',
      contributed: 'Chuyển kết quả phối hợp',
      waitingFor: 'Đề nghị phối hợp',
      amended: 'Báo điều chỉnh theo kế hoạch mới',
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
    longUndated: (count) => `chưa có thời hạn trên 03 tháng ${countOf(count)}`,
    overdue: (count) => `quá hạn ${countOf(count)}`,
    longOverdue: (count) => `trên 30 ngày ${countOf(count)}`,
    waiting: (count) => `chờ xác nhận ${countOf(count)}`,
    extended: (count) => `được gia hạn ${countOf(count)}`,
    waived: (count) => `dừng thực hiện ${countOf(count)}`,
    notReported: (count) => `không báo cáo ${countOf(count)}`,
    notApplicable: (count) => `không áp dụng ${countOf(count)}`,
  },

  counted: {
    names: {
      total: 'Tổng số',
      acceptedOnTime: 'Hoàn thành đúng hạn',
      acceptedLate: 'Hoàn thành quá hạn',
      inTime: 'Đang thực hiện trong hạn',
      undated: 'Chưa có thời hạn',
      longUndated: 'Chưa có thời hạn trên 03 tháng',
      dueSoon: 'Sắp đến hạn',
      overdue: 'Quá hạn',
      longOverdue: 'Quá hạn trên 30 ngày',
      waiting: 'Chờ xác nhận',
      waived: 'Dừng thực hiện',
      notReported: 'Không báo cáo',
      notApplicable: 'Không áp dụng',
      extended: 'Được gia hạn',
    },
    ofWhich: (name) => `– trong đó: ${lowerFirst(name)}`,
    beside: (name) => `Ngoài ra, đã tính ở trên: ${lowerFirst(name)}`,
    tasks: 'Nhiệm vụ',
    assignments: 'Nhiệm vụ được giao',
    share: 'Tỷ lệ',
    asOfEnd: (day) => `Tính đến hết ngày ${day}`,
    level: 'Cấp',
    levels: {
      central: 'Trung ương',
      province: 'Cấp tỉnh',
      district: 'Cấp huyện',
      commune: 'Cấp xã',
      other: 'Khác',
    },
    unknownLevel: 'Không còn trong danh bạ',
    byLevel: 'Theo cấp chính quyền (tính theo nhiệm vụ được giao)',
    byAgency: 'Theo cơ quan chủ trì (tính theo nhiệm vụ được giao)',
    byTask: 'Theo nhiệm vụ (tính theo nhiệm vụ được giao)',
    explained: [
      'Nhiệm vụ: mỗi nhiệm vụ trong một kỳ tính một lần, theo cơ quan chủ trì có tình hình xấu nhất; nhiệm vụ chưa có thời hạn tính một lần.',
      'Nhiệm vụ được giao: tính cho từng cơ quan chủ trì trong từng kỳ.',
      'Tỷ lệ: trên tổng số, không kể không áp dụng.',
    ],
    undatedTasks: (numbers) =>
      `Chưa có thời hạn, chưa giao riêng cho cơ quan nào (chỉ tính vào số nhiệm vụ): ${numbers}`,
  },

  preview: {
    morning: (when, notices, recipients) => `${when}: ${notices} cho ${recipients}`,
    about: (owing) => `về ${owing}`,
    handovers: (when) => `${when}: chuyển giao nhiệm vụ chưa xong cho cơ quan kế thừa`,
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

  amendment: amendmentVi,

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
    version: 'Phiên bản',
    changes: 'Nhiệm vụ theo kỳ',
    from: 'Tiếp nhận từ',
    coordinator: 'Cơ quan phối hợp',
    waitsFor: 'Chờ',
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
  reported: {
    heading: (when) => `Nội dung báo cáo (gửi ${when})`,
    nothing: 'Nội dung báo cáo (chưa gửi)',
    rollUp: 'Tổng hợp theo nhiệm vụ (số cơ quan)',
    unanswered: 'chưa báo cáo',
    columns: {
      done: 'Xong',
      inProgress: 'Đang làm',
      notStarted: 'Chưa làm',
      unanswered: 'Chưa báo cáo',
    },
  },
  earlierHistory: (count, command) => `và ${countOf(count)} dòng trước đó: ${command}`,
  recentEvents: 'Diễn biến gần nhất',
  reviewer: 'Cơ quan xác nhận',
  phrase: 'Thời hạn theo kế hoạch',
  lines: 'Các nhiệm vụ trong báo cáo',
  reason: 'Lý do',
  authority: 'Cấp quyết định',
  answer: 'Trả lời',
  said: {
    version: (version) => `phiên bản ${version}`,
    passedTo: (name) => `chuyển giao cho ${name}`,
    takenOverFrom: (name) => `tiếp nhận từ ${name}`,
    waitsFor: (name) => `chờ ${name}`,
    was: (progress) => `trước đó: ${progress}`,
    replaced: (what, from, to) => `${what}: “${from}” thành “${to}”`,
    succession: 'bàn giao cho cơ quan kế thừa',
    merged: 'nhập vào nhiệm vụ mà cơ quan đó đang thực hiện',
    removed: 'không còn phải thực hiện',
    title: 'Tên nhiệm vụ',
    products: 'Sản phẩm',
  },
  planChanges: ({ opened, changed, stopped }) =>
    [
      ...(opened > 0 ? [`mở ${countOf(opened)}`] : []),
      ...(changed > 0 ? [`điều chỉnh ${countOf(changed)}`] : []),
      ...(stopped > 0 ? [`dừng ${countOf(stopped)}`] : []),
    ].join(', '),
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
    waitingFor: (name, on, text) => `đang chờ ${name} (từ ${formatDay(on, 'vi')}): ${text}`,
    takenOverFrom: (name) => `tiếp nhận từ ${name}`,
    passedTo: (name) => `đã chuyển giao cho ${name}`,
  },
  notFollowed: {
    beforeIssue: 'đến hạn trước ngày ban hành',
    beforeTracking: 'đến hạn trước ngày bắt đầu theo dõi',
  },
};
