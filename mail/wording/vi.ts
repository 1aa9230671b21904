import {
  formatDay,
  formatDayAndWeekday,
  formatDayOfYear,
  formatInstant,
  formatTime,
  periodName,
} from '../../domain/written-dates.ts';
import { countOf } from '../../domain/written-numbers.ts';
import type { AnsweredAssignment, LeadAnswer, MailHead, TaskPeriod } from '../models.ts';
import type {
  DeadlineWords,
  DigestCounts,
  DigestPart,
  DigestStage,
  DigestTopic,
  EscalationCounts,
  EscalationRole,
  MailSort,
  Wording,
  WorkToDo,
} from './wording.ts';

const report = 'report';

const sorts: Record<MailSort, string> = {
  digest: 'Thư nhắc việc',
  amended: 'Thông báo điều chỉnh nhiệm vụ',
  reviewOverdue: 'Nhắc xác nhận kết quả',
  escalation: 'Thư báo cáo nhiệm vụ quá hạn',
  received: 'Thông báo tiếp nhận kết quả',
  reviewAsked: 'Đề nghị xác nhận kết quả',
  returned: 'Thông báo trả lại, yêu cầu bổ sung',
  accepted: 'Thông báo xác nhận hoàn thành',
  extensionRequested: 'Đề nghị điều chỉnh thời hạn',
  extensionDecided: 'Thông báo về điều chỉnh thời hạn',
  obstacleReported: 'Báo cáo khó khăn, vướng mắc',
  obstacleAnswered: 'Trả lời khó khăn, vướng mắc',
  instructed: 'Thông báo ý kiến chỉ đạo',
  waived: 'Thông báo dừng thực hiện nhiệm vụ',
  handedOver: 'Thông báo chuyển giao nhiệm vụ',
  takenOver: 'Thông báo nhận chuyển giao nhiệm vụ',
  reopened: 'Thông báo mở lại nhiệm vụ',
  contributed: 'Kết quả phối hợp',
  waitingFor: 'Đề nghị phối hợp',
};

const parts: Record<DigestPart, string> = {
  overdue: 'QUÁ HẠN',
  returned: 'BỊ TRẢ LẠI, YÊU CẦU BỔ SUNG',
  dueSoon: 'SẮP ĐẾN HẠN',
  opened: 'NHIỆM VỤ MỚI',
  amended: 'ĐIỀU CHỈNH THEO KẾ HOẠCH MỚI',
  review: 'KẾT QUẢ CHỜ XÁC NHẬN',
  coordination: 'PHỐI HỢP',
};

const lineStates = {
  done: 'đã hoàn thành',
  inProgress: 'đang thực hiện',
  notStarted: 'chưa thực hiện',
} as const;

const timeliness = {
  onTime: 'đúng hạn',
  onTimeAfterExtension: 'đúng hạn (sau gia hạn)',
  late: 'quá hạn',
} as const;

/** A title goes on inside a sentence: its first letter is lowered unless it may be a name. */
function aboutTitle(title: string): string {
  const bare = title.replace(/^Kế hoạch\s+/u, '');
  return /^\p{Lu}\p{Ll}*\s\p{Ll}/u.test(bare)
    ? bare.charAt(0).toLocaleLowerCase('vi') + bare.slice(1)
    : bare;
}

function planShort(plan: MailHead['plan']): string {
  const number = plan.number === null ? '' : ` số ${plan.number}`;
  return `Kế hoạch${number} ngày ${formatDay(plan.issued, 'vi')} của ${plan.issuer}`;
}

function planReference(plan: MailHead['plan']): string {
  return `${planShort(plan)} về ${aboutTitle(plan.title)}`;
}

function periodOf(task: TaskPeriod): string {
  const name = periodName(task.period, 'vi');
  return name === null ? '' : `, kỳ ${name}`;
}

function taskName(task: TaskPeriod): string {
  const title = task.task === report ? task.title : `${task.task} - ${task.title}`;
  return title + periodOf(task);
}

function taskTitle(task: TaskPeriod): string {
  return task.task === report ? taskName(task) : `Nhiệm vụ ${taskName(task)}`;
}

function taskShort(task: TaskPeriod): string {
  return (task.task === report ? 'báo cáo định kỳ' : `nhiệm vụ ${task.task}`) + periodOf(task);
}

/** For a subject: "Nhiệm vụ 6.1, kỳ Quý II/2023". */
function taskFirst(task: TaskPeriod): string {
  const short = taskShort(task);
  return short.charAt(0).toLocaleUpperCase('vi') + short.slice(1);
}

function deadline({ lastDay, originalLastDay, cutoffTime, undated }: DeadlineWords): string {
  if (lastDay === null) return 'chưa ấn định';
  const day = formatDayAndWeekday(lastDay, 'vi');
  const end =
    cutoffTime === null ? `hết ngày ${day}` : `trước ${formatTime(cutoffTime, 'vi')} ngày ${day}`;
  const extended = originalLastDay !== null && originalLastDay !== lastDay;
  const history = extended
    ? `, đã gia hạn (thời hạn ban đầu: ${formatDay(originalLastDay, 'vi')})`
    : '';
  return `${undated ? 'chưa ấn định, tạm tính ' : ''}${end}${history}`;
}

const workingDays = (count: number): string => `${countOf(count)} ngày làm việc`;
const tasks = (count: number): string => `${countOf(count)} nhiệm vụ`;
const agencies = (count: number): string => `${countOf(count)} cơ quan`;

function dueSoonInSubject({ dueSoon, nextLastDay, sameLastDay }: DigestCounts): string {
  if (nextLastDay === null) return `${tasks(dueSoon)} sắp đến hạn`;
  const day = formatDay(nextLastDay, 'vi');
  if (sameLastDay) return `${tasks(dueSoon)} đến hạn ngày ${day}`;
  return `${tasks(dueSoon)} sắp đến hạn, sớm nhất ngày ${day}`;
}

const digestTags: Record<DigestTopic, string> = {
  digest: 'Nhắc việc',
  amended: 'Điều chỉnh',
  reviewOverdue: 'Chờ xác nhận',
};

function digestSubject(recipient: string, topic: DigestTopic, counts: DigestCounts): string {
  const byPlan = topic === 'amended' ? ' theo kế hoạch mới' : '';
  const longest =
    topic === 'reviewOverdue' ? `, lâu nhất ${workingDays(counts.longestReview)}` : '';
  const said = [
    counts.overdue > 0 ? `${tasks(counts.overdue)} quá hạn` : '',
    counts.returned > 0 ? `${tasks(counts.returned)} bị trả lại` : '',
    counts.dueSoon > 0 ? dueSoonInSubject(counts) : '',
    counts.opened > 0 ? `${tasks(counts.opened)} mới` : '',
    counts.amended > 0 ? `${tasks(counts.amended)} điều chỉnh${byPlan}` : '',
    counts.removed > 0 ? `${tasks(counts.removed)} không còn phải thực hiện` : '',
    counts.reviews > 0 ? `${countOf(counts.reviews)} kết quả chờ xác nhận${longest}` : '',
    counts.coordination > 0 ? `${tasks(counts.coordination)} phối hợp` : '',
  ].filter((part) => part !== '');
  return `[${digestTags[topic]}] ${recipient}: ${said.join(', ')}`;
}

/** "02 cơ quan chưa hoàn thành nhiệm vụ 6.3, kỳ Quý I/2023". */
function unfinished(counts: EscalationCounts, whose = ''): string {
  const what = counts.only === null ? tasks(counts.tasks) : taskShort(counts.only);
  return `${agencies(counts.agencies)}${whose} chưa hoàn thành ${what}`;
}

function escalationSubject(role: EscalationRole, counts: EscalationCounts): string {
  if (role === 'monitor') return `[Quá hạn] ${unfinished(counts)}`;
  if (role === 'superior') return `[Quá hạn] Đề nghị chỉ đạo ${unfinished(counts, ' cấp dưới')}`;
  return `[Quá hạn] Đề nghị đôn đốc ${unfinished(counts)}`;
}

function escalationOpening(head: MailHead, role: EscalationRole, counts: EscalationCounts): string {
  const at = formatInstant(head.at, head.timezone, 'vi');
  const plan = planReference(head.plan);
  if (role === 'monitor')
    return `Thực hiện ${plan}, tính đến ${at}, ${unfinished(counts)} đã quá hạn.`;
  const monitor = `${head.monitor.name} (cơ quan đầu mối theo dõi)`;
  const reports =
    role === 'superior'
      ? `trân trọng thông báo nhiệm vụ quá hạn của các cơ quan, đơn vị cấp dưới của Quý cơ quan`
      : 'trân trọng báo cáo nhiệm vụ quá hạn';
  return `Theo phân công tại ${plan}, ${monitor} ${reports}, tính đến ${at}: ${unfinished(counts)}.`;
}

const asks: Record<EscalationRole, string> = {
  superior:
    'Kính đề nghị Quý cơ quan chỉ đạo, đôn đốc các cơ quan, đơn vị nêu trên hoàn thành nhiệm vụ và báo cáo rõ nguyên nhân chậm trễ.',
  monitor:
    'Đề nghị Quý cơ quan đôn đốc các cơ quan nêu trên, trả lời khó khăn, vướng mắc (nếu có) và ghi nhận kết quả đã nhận qua trục liên thông văn bản.',
  office:
    'Kính đề nghị Quý cơ quan xem xét, tham mưu lãnh đạo UBND có văn bản đôn đốc, yêu cầu các cơ quan nêu trên hoàn thành nhiệm vụ và giải trình nguyên nhân chậm trễ.',
  provincialOffice:
    'Kính đề nghị Quý cơ quan xem xét, tham mưu Chủ tịch UBND tỉnh có văn bản đôn đốc, yêu cầu các cơ quan nêu trên hoàn thành nhiệm vụ và giải trình nguyên nhân chậm trễ.',
};

/** The name and, where there is one, the mailbox. */
function reach({ name, address }: MailHead['respondTo']): string {
  return address === null ? name : `${name} (${address})`;
}

function answerTo({ replyTo, respondTo, takesReplies = false }: MailHead): string {
  if (takesReplies)
    return 'Cách gửi kết quả: trả lời thư này, kèm văn bản đã ký số; nếu có nhiều nhiệm vụ, mỗi nhiệm vụ một thư, ghi “nhiệm vụ” kèm số của nhiệm vụ đó. Hệ thống tự ghi nhận và gửi thư xác nhận đã nhận.';
  const sent = `Nếu đã gửi văn bản qua trục liên thông, xin cho biết số, ký hiệu, ngày văn bản để ${respondTo.name} ghi nhận.`;
  return replyTo === null
    ? `Cách gửi kết quả: gửi văn bản đã ký số đến ${reach(respondTo)}. ${sent}`
    : `Cách gửi kết quả: trả lời thư này, kèm văn bản đã ký số. ${sent}`;
}

function respondBy({ replyTo, respondTo }: MailHead): string {
  return replyTo === null
    ? `gửi ${reach(respondTo)}`
    : `trả lời thư này hoặc gửi ${respondTo.name}`;
}

/** The monitor keeps the record: it sends its own decision to nobody, and everybody else sends theirs to it. */
function decideBy(head: MailHead): string {
  if (head.recipient.id !== head.monitor.id) return respondBy({ ...head, respondTo: head.monitor });
  const record = 'ghi trực tiếp vào hồ sơ theo dõi nhiệm vụ';
  return head.replyTo === null ? record : `trả lời thư này hoặc ${record}`;
}

function digestClosing(head: MailHead, stage: DigestStage): string[] {
  if (stage === 'coordination')
    return [`Khó khăn, vướng mắc trong phối hợp thực hiện: ${respondBy(head)}.`];
  const where = head.takesReplies === true ? respondBy(head) : 'gửi cùng địa chỉ trên';
  const obstacles = `Khó khăn, vướng mắc hoặc đề nghị gia hạn: ${where},`;
  return [
    answerTo(head),
    stage === 'inTime'
      ? `${obstacles} trước khi hết hạn.`
      : `${obstacles} nêu rõ lý do, thời gian dự kiến hoàn thành. Nhiệm vụ vẫn tính quá hạn cho đến khi cấp có thẩm quyền quyết định gia hạn.`,
  ];
}

function answered(answer: LeadAnswer | null, year: string): string {
  if (answer === null) return 'chưa phản hồi';
  const say = (day: string) =>
    day.startsWith(year) ? formatDayOfYear(day, 'vi') : formatDay(day, 'vi');
  switch (answer.kind) {
    case 'acknowledged':
      return `đã tiếp nhận ngày ${say(answer.on)}, chưa gửi kết quả`;
    case 'returned':
      return `đã gửi ngày ${say(answer.submittedOn)}, trả lại ngày ${say(answer.returnedOn)} (lý do: “${answer.reason}”), đang bổ sung`;
    case 'extension':
      return `ngày ${say(answer.on)} đề nghị gia hạn đến hết ngày ${say(answer.until)}, chưa có quyết định`;
    case 'obstacle': {
      const then =
        answer.answeredOn === null
          ? 'chưa được trả lời'
          : `đã trả lời ngày ${say(answer.answeredOn)}`;
      return `báo cáo khó khăn, vướng mắc ngày ${say(answer.on)} (“${answer.text}”), ${then}`;
    }
    case 'waitingFor':
      return `ngày ${say(answer.on)} báo đang chờ ${answer.agencyName} phối hợp (“${answer.text}”)`;
  }
}

function extensionDecidedSubject(
  assignment: AnsweredAssignment,
  { from, until }: { from: string | null; until: string | null },
): string {
  const task = taskFirst(assignment);
  if (until !== null)
    return `[Đã gia hạn] ${task}: thời hạn mới hết ngày ${formatDay(until, 'vi')}`;
  const kept = from === null ? '' : ` hết ngày ${formatDay(from, 'vi')}`;
  return `[Không gia hạn] ${task}: giữ nguyên thời hạn${kept}`;
}

function returnedSubject(
  assignment: AnsweredAssignment,
  over: { isOver: boolean; days: number },
): string {
  const start = `[Trả lại] ${taskFirst(assignment)}: đề nghị bổ sung, gửi lại`;
  if (over.isOver) return `${start} ngay (đã quá hạn ${workingDays(over.days)})`;
  if (assignment.lastDay === null) return start;
  return `${start} trước khi hết ngày ${formatDay(assignment.lastDay, 'vi')}`;
}

function takenOverClosing(head: MailHead, work: WorkToDo): string[] {
  if (work === 'reviewed')
    return [
      'Kết quả đã gửi đang chờ xác nhận; Quý cơ quan chưa phải gửi lại. Nếu kết quả bị trả lại, đề nghị Quý cơ quan bổ sung và gửi lại.',
      answerTo(head),
    ];
  const when =
    work === 'overdue'
      ? 'Nhiệm vụ đã quá hạn: đề nghị Quý cơ quan khẩn trương hoàn thành, gửi kết quả hoặc báo cáo rõ thời gian hoàn thành.'
      : 'Đề nghị Quý cơ quan tổ chức thực hiện, gửi kết quả trước khi hết hạn.';
  return [when, answerTo(head)];
}

function handedIn(at: string | null, returnReason: string | null): string {
  if (at === null) return 'chưa có';
  return returnReason === null
    ? `lúc ${at}, đang chờ xác nhận`
    : `lúc ${at}, bị trả lại, yêu cầu bổ sung (lý do: “${returnReason}”)`;
}

/** Vietnamese as officials write it: the forms of address and the order of Decree 30/2020/NĐ-CP. */
export const vi: Wording = {
  locale: 'vi',
  label: {
    task: 'Nhiệm vụ',
    agency: 'Cơ quan chủ trì',
    deadline: 'Thời hạn',
    inThePlan: 'Theo Kế hoạch',
    coordinators: 'Phối hợp',
    leads: 'Chủ trì',
    products: 'Sản phẩm',
    asked: 'Đề nghị',
    missingInputs: 'Đầu vào còn thiếu',
    reason: 'Lý do trả lại',
    lines: 'Nội dung báo cáo',
    remindedOn: 'Các lần nhắc',
    receiptNumber: 'Mã biên nhận',
    receivedAt: 'Thời điểm tiếp nhận',
    submittedAt: 'Thời điểm gửi',
    returnedAt: 'Thời điểm trả lại',
    acceptedAt: 'Thời điểm xác nhận',
    reviewer: 'Cơ quan xác nhận',
    document: 'Văn bản',
    figures: 'Số liệu',
    reviewBy: 'Thời hạn xác nhận',
    askedUntil: 'Đề nghị điều chỉnh đến',
    askedAt: 'Thời điểm đề nghị',
    oldDeadline: 'Thời hạn cũ',
    newDeadline: 'Thời hạn mới',
    authority: 'Cấp có thẩm quyền',
    reportedAt: 'Thời điểm báo cáo',
    answeredAt: 'Thời điểm trả lời',
    takenOverFrom: 'Tiếp nhận từ',
    handedOverTo: 'Cơ quan tiếp nhận',
    handedIn: 'Kết quả đã gửi',
    stateBefore: 'Tình trạng trước đây',
    coordinator: 'Cơ quan phối hợp',
    waitingFor: 'Đang chờ',
    waitingForYou: 'Đang chờ Quý cơ quan',
    change: 'Điều chỉnh',
    oldTitle: 'Tên trước đây',
  },
  sort: (sort) => sorts[sort],
  greeting: (recipient) => `Kính gửi: ${recipient}`,
  planShort,
  taskTitle,
  taskName,
  taskLine: ({ task, title }) => `Nhiệm vụ ${task} - ${title}`,
  deadline,
  deadlineShort(lastDay, originalLastDay) {
    const end = `hết ngày ${formatDay(lastDay, 'vi')}`;
    return originalLastDay === null || originalLastDay === lastDay
      ? end
      : `${end} (gia hạn từ ${formatDay(originalLastDay, 'vi')})`;
  },
  daysLeft(count, isLastDay) {
    if (isLastDay) return 'đến hạn trong ngày hôm nay';
    return count === 0
      ? 'hôm nay là ngày làm việc cuối cùng trước khi hết hạn'
      : `còn ${workingDays(count)}`;
  },
  daysOver: (count) => (count === 0 ? 'đã quá hạn' : `quá hạn ${workingDays(count)}`),
  quoted: (phrase) => `“${phrase}”`,
  names(shown, more) {
    return more === 0 ? shown.join(', ') : `${shown.join(', ')} và ${agencies(more)} khác`;
  },
  document({ number, date, issuer }) {
    const day = date === null ? '' : ` ngày ${formatDay(date, 'vi')}`;
    return `số ${number}${day}${issuer === null ? '' : ` của ${issuer}`}`;
  },
  timeliness: (value) => timeliness[value],
  lineLabel: (task, state) => `${task} (${lineStates[state]})`,
  page: ({ link }) =>
    link === null
      ? null
      : {
          label: 'Xem nhiệm vụ, gửi kết quả tại trang của Quý cơ quan',
          url: link,
          note: 'Liên kết dành riêng cho Quý cơ quan; đề nghị không chuyển tiếp ra ngoài cơ quan.',
        },
  footer: ({ monitor }) => [
    `Cơ quan đầu mối theo dõi: ${monitor.name}.`,
    'Thư tự động, không thay thế văn bản hành chính.',
  ],

  digest: {
    subject: digestSubject,
    opening(head) {
      const at = formatInstant(head.at, head.timezone, 'vi');
      return `Thực hiện ${planReference(head.plan)}, tính đến ${at}, Quý cơ quan có:`;
    },
    heading: (part, number, count) => `${number}. ${parts[part]} (${countOf(count)})`,
    roleOf({ role, requested }) {
      if (role === 'coordinator') return 'phối hợp';
      return requested ? 'đề nghị thực hiện' : 'chủ trì';
    },
    askOverdue(isReport, requested) {
      const what = isReport ? 'báo cáo' : 'sản phẩm, kết quả';
      return requested
        ? `Quý cơ quan quan tâm, sớm gửi ${what} hoặc cho biết thời gian dự kiến hoàn thành`
        : `gửi ${what} trong ngày hôm nay hoặc báo cáo rõ lý do, thời gian hoàn thành`;
    },
    askReturned: 'bổ sung theo lý do nêu trên và gửi lại',
    askReturnedOverdue: (requested) =>
      requested
        ? 'Quý cơ quan quan tâm, sớm bổ sung theo lý do nêu trên và gửi lại hoặc cho biết thời gian dự kiến hoàn thành'
        : 'bổ sung theo lý do nêu trên và gửi lại trong ngày hôm nay hoặc báo cáo rõ thời gian hoàn thành',
    missingFrom: ({ task }, names) => `nhiệm vụ ${task} của ${names}`,
    awaitedFromYou: (numbers) =>
      `cơ quan chủ trì đang chờ kết quả nhiệm vụ ${numbers.join(', ')} của Quý cơ quan để tổng hợp`,
    linesIntro: (count) => `${tasks(count)}, mỗi nhiệm vụ một câu và tình trạng thực hiện`,
    waitsFor: (name, since, text) => `${name}, từ ngày ${formatDay(since, 'vi')} (“${text}”)`,
    leadWaitsFor: (lead, on, text) => `${on}, theo đề nghị của ${lead} (“${text}”)`,
    moreWait: (count) => `và ${agencies(count)} khác`,
    noLongerOwed: 'Quý cơ quan không còn phải thực hiện',
    changed(from, to) {
      const now = to ?? 'không yêu cầu';
      return from === null ? now : `${now} (trước đây: ${from})`;
    },
    waited: (days) => (days === 0 ? 'chờ chưa đến 01 ngày làm việc' : `chờ ${workingDays(days)}`),
    closing: digestClosing,
    removedClosing: [
      'Đối với nhiệm vụ không còn phải thực hiện: Quý cơ quan không phải gửi kết quả và không bị nhắc việc, đôn đốc thêm.',
    ],
    reviewClosing: (head) => [
      'Kính đề nghị Quý cơ quan xem xét kết quả chờ xác nhận: xác nhận hoàn thành, hoặc trả lại và nêu rõ lý do.',
      `Ý kiến xác nhận của Quý cơ quan: ${decideBy(head)}, ghi rõ mã tiếp nhận.`,
    ],
    calendar: (task) => `Hạn: ${task}`,
  },

  escalation: {
    subject: escalationSubject,
    opening: escalationOpening,
    heading: (number, task, count) => `${number}. ${taskTitle(task)} (${agencies(count)})`,
    columns: ['TT', 'Cơ quan chủ trì', 'Thời hạn', 'Đã nhắc, phản hồi'],
    told: (times) => `${countOf(times)} lần`,
    lastTold: (times, day) => `${countOf(times)} lần, gần nhất ngày ${formatDay(day, 'vi')}`,
    answered,
    consequenceHeading: 'ẢNH HƯỞNG',
    inputsMissing: (missing, of) => `thiếu ${countOf(missing)}/${countOf(of)} kết quả đầu vào`,
    ask: (role) => asks[role],
    answer: (head, role) =>
      role === 'monitor' || head.recipient.id === head.monitor.id
        ? 'Kết quả nhận được và ý kiến trả lời của Quý cơ quan được ghi vào hồ sơ theo dõi nhiệm vụ.'
        : `Ý kiến chỉ đạo của Quý cơ quan: ${respondBy(head)}, để ghi vào hồ sơ theo dõi.`,
    nextLetter: (day) => `Nếu chưa hoàn thành, thư sau gửi ngày ${formatDay(day, 'vi')}.`,
  },

  answer: {
    detailsHeading: 'THÔNG TIN',
    submissionHeading: 'KẾT QUẢ ĐÃ GỬI',
    noteHeading: 'GHI CHÚ CỦA CƠ QUAN GỬI',
    reasonHeading: 'LÝ DO TRẢ LẠI',
    receivedSubject: (assignment, at, timezone) =>
      `[Đã tiếp nhận] ${taskFirst(assignment)}, lúc ${formatInstant(at, timezone, 'vi')}`,
    receivedOpening: (head) =>
      `Kết quả thực hiện nhiệm vụ của Quý cơ quan theo ${planReference(head.plan)} đã được tiếp nhận như sau:`,
    receivedClosing: (reviewer) => [
      'Đề nghị Quý cơ quan lưu thư này làm căn cứ đã gửi kết quả; không cần gửi lại.',
      `${reviewer ?? 'Cơ quan xác nhận'} sẽ xem xét, xác nhận hoàn thành hoặc trả lại, yêu cầu bổ sung; Quý cơ quan được báo ngay khi có kết quả.`,
    ],
    reviewAskedSubject: (assignment) =>
      `[Đề nghị xác nhận] ${taskFirst(assignment)}: ${assignment.agencyName} đã gửi kết quả`,
    reviewAskedOpening: (head, agency) =>
      `Thực hiện ${planReference(head.plan)}, ${agency} đã gửi kết quả sau, đề nghị Quý cơ quan xem xét, xác nhận:`,
    reviewAskedClosing: (head) => [
      `Ý kiến của Quý cơ quan (xác nhận hoàn thành, hoặc trả lại và nêu rõ lý do): ${decideBy(head)}.`,
    ],
    returnedSubject,
    returnedOpening: (head, reviewer) =>
      `Kết quả của Quý cơ quan theo ${planReference(head.plan)} được ${reviewer} trả lại, yêu cầu bổ sung:`,
    returnedClosing: (head, isOver) => [
      isOver
        ? 'Đề nghị Quý cơ quan bổ sung theo lý do nêu trên và gửi lại trong ngày hôm nay, hoặc báo cáo rõ thời gian hoàn thành.'
        : 'Đề nghị Quý cơ quan bổ sung theo lý do nêu trên và gửi lại trước khi hết hạn.',
      answerTo(head),
    ],
    acceptedSubject: (assignment, value) =>
      `[Đã xác nhận] ${taskFirst(assignment)}: hoàn thành${value === null ? '' : ` ${timeliness[value]}`}`,
    acceptedOpening: (head, reviewer) =>
      `${reviewer} xác nhận Quý cơ quan đã hoàn thành nhiệm vụ sau theo ${planReference(head.plan)}:`,
    acceptedClosing: [
      'Quý cơ quan không phải làm gì thêm đối với nhiệm vụ này. Trân trọng cảm ơn Quý cơ quan.',
    ],
  },

  decision: {
    requestReasonHeading: 'LÝ DO ĐỀ NGHỊ',
    reasonHeading: 'LÝ DO',
    obstacleHeading: 'KHÓ KHĂN, VƯỚNG MẮC',
    answerHeading: 'Ý KIẾN TRẢ LỜI',
    instructionHeading: 'Ý KIẾN CHỈ ĐẠO',
    again: (subject) => `Nhắc lại: ${subject}`,
    extensionRequestedSubject: (assignment, until) =>
      `[Đề nghị gia hạn] ${taskFirst(assignment)}: ${assignment.agencyName} đề nghị điều chỉnh thời hạn đến hết ngày ${formatDay(until, 'vi')}`,
    extensionRequestedOpening: (head, agency) =>
      `Thực hiện ${planReference(head.plan)}, ${agency} đề nghị điều chỉnh thời hạn hoàn thành nhiệm vụ sau:`,
    extensionRequestedClosing: (head) => [
      'Kính đề nghị Quý cơ quan xem xét, báo cáo cấp có thẩm quyền quyết định. Thời hạn hiện tại giữ nguyên cho đến khi có quyết định.',
      `Quyết định của cấp có thẩm quyền (số, ngày văn bản; thời hạn mới, hoặc lý do không đồng ý): ${decideBy(head)}.`,
    ],
    extensionDecidedSubject,
    extensionDecidedOpening: (head, authority, isGranted) =>
      `${authority} ${isGranted ? 'đồng ý điều chỉnh (gia hạn)' : 'không đồng ý điều chỉnh'} thời hạn hoàn thành nhiệm vụ sau của Quý cơ quan theo ${planReference(head.plan)}:`,
    extensionDecidedClosing: (head, isGranted) => [
      isGranted
        ? 'Đề nghị Quý cơ quan hoàn thành nhiệm vụ, gửi kết quả trước khi hết thời hạn mới.'
        : 'Thời hạn giữ nguyên. Đề nghị Quý cơ quan khẩn trương hoàn thành nhiệm vụ, gửi kết quả.',
      answerTo(head),
    ],
    obstacleReportedSubject: (assignment) =>
      `[Vướng mắc] ${taskFirst(assignment)}: ${assignment.agencyName} báo cáo khó khăn, vướng mắc`,
    obstacleReportedOpening: (head, agency) =>
      `Thực hiện ${planReference(head.plan)}, ${agency} báo cáo khó khăn, vướng mắc đối với nhiệm vụ sau:`,
    obstacleReportedClosing: (head) => [
      'Kính đề nghị Quý cơ quan xem xét, trả lời hoặc báo cáo cấp có thẩm quyền giải quyết. Thời hạn hoàn thành nhiệm vụ không thay đổi.',
      `Ý kiến trả lời của Quý cơ quan: ${decideBy(head)}.`,
    ],
    obstacleAnsweredSubject: (assignment) =>
      `[Trả lời vướng mắc] ${taskFirst(assignment)}: ý kiến trả lời khó khăn, vướng mắc của Quý cơ quan`,
    obstacleAnsweredOpening: (head) =>
      `Khó khăn, vướng mắc của Quý cơ quan trong thực hiện ${planReference(head.plan)} được trả lời như sau:`,
    obstacleAnsweredClosing: [
      'Đề nghị Quý cơ quan căn cứ ý kiến trả lời nêu trên để thực hiện. Thời hạn hoàn thành nhiệm vụ không thay đổi.',
    ],
    instructedSubject: (assignment, authority) =>
      `[Chỉ đạo] ${taskFirst(assignment)}: ý kiến chỉ đạo của ${authority}`,
    instructedOpening: (head, authority) =>
      `${authority} có ý kiến chỉ đạo đối với nhiệm vụ sau của Quý cơ quan theo ${planReference(head.plan)}:`,
    instructedClosing: (head) => [
      'Đề nghị Quý cơ quan nghiêm túc thực hiện ý kiến chỉ đạo nêu trên.',
      answerTo(head),
    ],
    waivedSubject: (assignment) =>
      `[Dừng thực hiện] ${taskFirst(assignment)}: theo quyết định của cấp có thẩm quyền`,
    waivedOpening: (head, authority) =>
      `Theo quyết định của ${authority}, Quý cơ quan dừng thực hiện nhiệm vụ sau thuộc ${planReference(head.plan)}:`,
    waivedClosing: [
      'Quý cơ quan không phải gửi kết quả của nhiệm vụ này và không bị nhắc việc, đôn đốc thêm.',
    ],
  },

  cooperation: {
    contributionHeading: 'NỘI DUNG PHỐI HỢP',
    requestHeading: 'NỘI DUNG ĐỀ NGHỊ PHỐI HỢP',
    handedOverSubject: (assignment, to) =>
      `[Chuyển giao] ${taskFirst(assignment)}: chuyển cho ${to} chủ trì`,
    handedOverOpening: (head, authority, to) =>
      `Theo quyết định của ${authority}, nhiệm vụ sau của Quý cơ quan thuộc ${planReference(head.plan)} được chuyển cho ${to} chủ trì thực hiện:`,
    handedOverClosing: (to) => [
      `Nhiệm vụ đã chuyển cho ${to}; Quý cơ quan không còn phải thực hiện, không phải gửi kết quả và không bị nhắc việc, đôn đốc thêm.`,
      `Kết quả Quý cơ quan đã gửi (nếu có) được chuyển theo nhiệm vụ.`,
    ],
    takenOverSubject(assignment, from) {
      const start = `[Giao nhiệm vụ] ${taskFirst(assignment)}: tiếp nhận từ ${from}`;
      return assignment.lastDay === null
        ? start
        : `${start}, thời hạn hết ngày ${formatDay(assignment.lastDay, 'vi')}`;
    },
    takenOverOpening: (head, authority, from) =>
      `Theo quyết định của ${authority}, Quý cơ quan tiếp nhận từ ${from} và chủ trì thực hiện nhiệm vụ sau thuộc ${planReference(head.plan)}:`,
    takenOverClosing,
    handedIn,
    reopenedSubject(assignment) {
      const start = `[Mở lại] ${taskFirst(assignment)}: tiếp tục thực hiện`;
      return assignment.lastDay === null
        ? start
        : `${start}, thời hạn hết ngày ${formatDay(assignment.lastDay, 'vi')}`;
    },
    reopenedOpening: (head, authority) =>
      `Theo quyết định của ${authority}, nhiệm vụ sau của Quý cơ quan thuộc ${planReference(head.plan)} được mở lại để tiếp tục thực hiện:`,
    reopenedClosing: (head, isOver) => [
      isOver
        ? 'Đề nghị Quý cơ quan khẩn trương hoàn thành nhiệm vụ, gửi kết quả hoặc báo cáo rõ thời gian hoàn thành.'
        : 'Đề nghị Quý cơ quan hoàn thành nhiệm vụ, gửi kết quả trước khi hết hạn.',
      answerTo(head),
    ],
    contributedSubject: (assignment, by) =>
      `[Phối hợp] ${taskFirst(assignment)}: ${by} đã gửi kết quả phối hợp`,
    contributedOpening: (head, by) =>
      `Thực hiện ${planReference(head.plan)}, ${by} (cơ quan phối hợp) đã gửi kết quả phối hợp đối với nhiệm vụ sau do Quý cơ quan chủ trì:`,
    contributedClosing: (head) => [
      'Đề nghị Quý cơ quan sử dụng kết quả phối hợp nêu trên để hoàn thành nhiệm vụ. Thời hạn hoàn thành nhiệm vụ không thay đổi.',
      answerTo(head),
    ],
    waitingForSubject: (assignment) =>
      `[Đề nghị phối hợp] ${taskFirst(assignment)}: ${assignment.agencyName} đang chờ Quý cơ quan phối hợp`,
    waitingForOpening: (head, agency) =>
      `Thực hiện ${planReference(head.plan)}, ${agency} (cơ quan chủ trì) đang chờ Quý cơ quan phối hợp để hoàn thành nhiệm vụ sau:`,
    waitingForClosing: (head, agency) => [
      `Đề nghị Quý cơ quan sớm phối hợp, gửi kết quả cho ${agency}. Thời hạn hoàn thành nhiệm vụ không thay đổi.`,
      `Kết quả phối hợp (kèm số, ký hiệu, ngày văn bản, nếu có) hoặc khó khăn, vướng mắc: ${decideBy(head)}.`,
    ],
  },
};
