import type {
  AcceptedModel,
  AmendedItem,
  ContributedModel,
  DigestItem,
  DigestModel,
  EscalationLetterModel,
  EscalationRow,
  ExtensionDecidedModel,
  ExtensionRequestedModel,
  HandedOverModel,
  InstructedModel,
  MailHead,
  ObstacleAnsweredModel,
  ObstacleReportedModel,
  ReceivedModel,
  ReopenedModel,
  ReturnedModel,
  ReviewAskedModel,
  TakenOverModel,
  WaitingForModel,
  WaitingReview,
  WaivedModel,
} from '../../mail/models.ts';

/** Mails of Đồng Tháp's plan of 2023, with an extension and an obstacle that the document does not have. */

const monitor = {
  id: 'so-tttt',
  name: 'Sở Thông tin và Truyền thông',
  address: 'tttt@dongthap.example',
};

export const head: MailHead = {
  locale: 'vi',
  plan: {
    id: 'dong-thap-2023',
    title: 'Nâng cao chất lượng dịch vụ công trực tuyến tỉnh Đồng Tháp năm 2023',
    number: null,
    issued: '2023-04-05',
    issuer: 'UBND tỉnh Đồng Tháp',
  },
  recipient: { id: 'so-noi-vu', name: 'Sở Nội vụ' },
  at: '2023-06-05T08:00:00.000+07:00',
  timezone: 'Asia/Ho_Chi_Minh',
  monitor,
  replyTo: 'sotttt@dongthap.example',
  respondTo: monitor,
  link: null,
};

const office = { id: 'vp-ubnd-tinh', name: 'Văn phòng UBND tỉnh Đồng Tháp' };
/** What the monitor itself is told: results of its own go to the office. */
export const monitorHead: MailHead = {
  ...head,
  recipient: head.monitor,
  respondTo: { ...office, address: null },
};

export function withLocale<T extends { readonly head: MailHead }>(
  model: T,
  locale: 'vi' | 'en',
): T {
  return { ...model, head: { ...model.head, locale } };
}

export const leadItem: DigestItem = {
  task: '6.1',
  title: 'Báo cáo công chức, viên chức nộp hồ sơ trực tuyến',
  period: '2023-Q2',
  cycle: 'quarter',
  role: 'lead',
  state: 'dueSoon',
  lastDay: '2023-06-14',
  originalLastDay: '2023-06-14',
  cutoffTime: null,
  workingDaysLeft: 7,
  workingDaysOver: null,
  phrase: 'Trước ngày 15 của tháng cuối mỗi Quý',
  products: ['Báo cáo'],
  coordinatorNames: ['Sở Thông tin và Truyền thông'],
  coordinatorTexts: [],
  leadNames: [],
  lines: [],
  missingInputs: [],
  returnReason: null,
  requested: false,
  undated: false,
  takenOverFrom: null,
  waits: [],
};

/** A digest of reminders alone. */
export function digestOf(...items: DigestItem[]): DigestModel {
  return { head, items, amended: [], reviews: [] };
}

export const overdueItem: DigestItem = {
  ...leadItem,
  task: '6.3',
  title: 'Báo cáo tiếp nhận hồ sơ và thanh toán trực tuyến',
  period: '2023-Q1',
  state: 'overdue',
  lastDay: '2023-05-31',
  originalLastDay: '2023-03-14',
  workingDaysLeft: null,
  workingDaysOver: 3,
};

export const coordinatorItem: DigestItem = {
  ...leadItem,
  task: '6.4',
  title: 'Tổng hợp tình hình thực hiện, trình UBND tỉnh',
  role: 'coordinator',
  lastDay: '2023-06-19',
  originalLastDay: '2023-06-19',
  workingDaysLeft: 10,
  phrase: 'Trước ngày 20 của tháng cuối mỗi Quý',
  products: [],
  coordinatorNames: [],
  leadNames: ['Sở Thông tin và Truyền thông'],
  missingInputs: [
    { task: '6.1', title: leadItem.title, agencyNames: ['Sở Nội vụ'] },
    {
      task: '6.3',
      title: overdueItem.title,
      agencyNames: ['Sở Nội vụ', 'Sở Tài chính', 'UBND huyện Cao Lãnh'],
    },
  ],
};

/** MAILS: one overdue, two due soon, one to coordinate. */
export const dongThapDigest: DigestModel = digestOf(
  coordinatorItem,
  {
    ...overdueItem,
    period: '2023-Q2',
    state: 'dueSoon',
    lastDay: '2023-06-14',
    originalLastDay: '2023-06-14',
    workingDaysLeft: 7,
    workingDaysOver: null,
  },
  leadItem,
  overdueItem,
);

/** Nothing is in time any more; one result was returned, and is late by now. */
export const overdueDigest: DigestModel = digestOf(overdueItem, {
  ...overdueItem,
  task: '4.2',
  title: 'Lập kênh giải đáp, Fanpage, tổng đài 1022',
  period: 'once',
  cycle: 'once',
  lastDay: '2023-06-01',
  originalLastDay: '2023-06-01',
  workingDaysOver: 2,
  phrase: 'Trước ngày 02/6/2023',
  coordinatorTexts: ['các cơ quan liên quan'],
  returnReason: 'Văn bản chưa ký số; phụ lục thiếu số liệu tháng 5.',
});

const lineTitles = [
  'Truyền thông lợi ích dịch vụ công trực tuyến qua báo, đài',
  'Tuyên truyền thanh toán phí, lệ phí trực tuyến',
  'Tập huấn VNeID cho Tổ công nghệ số cộng đồng',
  'Hướng dẫn mỗi hộ có ít nhất một người dùng VNeID',
  'Vận động người dân cài ứng dụng, nộp hồ sơ từ xa',
  'Rà soát, đánh giá, tái cấu trúc quy trình, cắt giảm thành phần hồ sơ trên cơ sở dữ liệu đã được số hóa',
] as const;

/** All five parts of reminders, with a periodic report of 24 lines. */
export const longDigest: DigestModel = {
  ...dongThapDigest,
  head: { ...head, plan: { ...head.plan, number: '142/KH-UBND' } },
  items: [
    ...dongThapDigest.items,
    {
      ...leadItem,
      task: 'report',
      title: 'Báo cáo định kỳ',
      phrase: null,
      coordinatorNames: [],
      lines: Array.from({ length: 24 }, (_, index) => ({
        task: `${1 + Math.floor(index / 6)}.${1 + (index % 6)}`,
        title: lineTitles[index % 6] ?? '',
      })),
    },
    {
      ...leadItem,
      task: '4.2',
      title: 'Lập kênh giải đáp, Fanpage, tổng đài 1022',
      period: 'once',
      cycle: 'once',
      state: 'returned',
      lastDay: '2023-06-30',
      originalLastDay: '2023-06-30',
      workingDaysLeft: 19,
      phrase: 'Quý II năm 2023',
      returnReason: 'Văn bản chưa ký số; phụ lục thiếu số liệu tháng 5.',
    },
    {
      ...leadItem,
      task: '2',
      title: 'Lập kho dữ liệu cá nhân trên hệ thống giải quyết TTHC',
      period: 'once',
      cycle: 'once',
      state: 'opened',
      lastDay: '2023-12-31',
      originalLastDay: '2023-12-31',
      workingDaysLeft: null,
      phrase: 'Trong năm 2023',
      requested: true,
      coordinatorNames: [
        'Sở Tài chính',
        'Sở Tư pháp',
        'Sở Y tế',
        'Sở Công Thương',
        'Sở Xây dựng',
        'Sở Giao thông vận tải',
        'Thanh tra tỉnh',
      ],
      missingInputs: [{ task: '1.1', title: 'Truyền thông', agencyNames: ['Sở Y tế'] }],
    },
  ],
};

export const escalationRow: EscalationRow = {
  task: '6.3',
  title: overdueItem.title,
  period: '2023-Q1',
  cycle: 'quarter',
  agencyName: 'Sở Nội vụ',
  lastDay: '2023-05-31',
  originalLastDay: '2023-03-14',
  workingDaysOver: 5,
  answered: null,
  phrase: 'Trước ngày 15 của tháng cuối mỗi Quý',
  remindedOn: ['2023-05-22', '2023-05-26', '2023-05-30', '2023-05-31', '2023-06-01', '2023-06-05'],
};

/** MAILS: two agencies, one of them silent. */
export const officeLetter: EscalationLetterModel = {
  head: {
    ...head,
    recipient: office,
    at: '2023-06-07T08:00:00.000+07:00',
  },
  role: 'office',
  rows: [
    {
      ...escalationRow,
      agencyName: 'UBND huyện Cao Lãnh',
      answered: {
        kind: 'returned',
        submittedOn: '2023-05-31',
        returnedOn: '2023-06-02',
        reason: 'Chưa ký số, thiếu số liệu tháng 3',
      },
    },
    escalationRow,
  ],
  nextLetterOn: '2023-06-14',
  affected: [
    { task: '6.4', title: 'Tổng hợp tình hình thực hiện, trình UBND tỉnh', missing: 2, of: 32 },
  ],
};

export const longLetter: EscalationLetterModel = {
  ...officeLetter,
  rows: Array.from({ length: 40 }, (_, index) => ({
    ...escalationRow,
    task: index < 24 ? '6.3' : '4.1',
    title: index < 24 ? escalationRow.title : 'Mở lớp phổ cập kỹ năng số cho người dân',
    period: index < 24 ? '2023-Q1' : 'once',
    cycle: index < 24 ? 'quarter' : 'once',
    agencyName:
      index % 3 === 0
        ? `UBND xã Tân Thuận Đông ${index + 1}, thành phố Cao Lãnh`
        : `Sở, ngành thứ ${index + 1}`,
    workingDaysOver: index < 24 ? 5 + (index % 2) * 5 : 3,
    answered: index % 7 === 0 ? { kind: 'acknowledged', on: '2023-05-22' } : null,
    remindedOn: index < 24 ? escalationRow.remindedOn : index % 2 ? ['2023-06-01'] : ['2023-06-02'],
  })),
};

const assignment = {
  task: '6.1',
  title: leadItem.title,
  period: '2023-Q2',
  cycle: 'quarter',
  agencyName: 'Sở Nội vụ',
  lastDay: '2023-06-14',
  originalLastDay: '2023-06-14',
  cutoffTime: null,
} as const;

export const received: ReceivedModel = {
  kind: 'received',
  head: { ...head, at: '2023-06-12T14:05:00.000+07:00' },
  assignment,
  submission: {
    requestId: '0b7c1f0e-6a52-4f3d-9d57-2f1f6d7a9c11',
    at: '2023-06-12T14:05:00.000+07:00',
    files: [
      {
        name: 'Báo cáo 6.1 quý II.pdf',
        size: 1_234_567,
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
      {
        name: 'phu-luc.xlsx',
        size: 48_200,
        sha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      },
    ],
    document: { number: '812/BC-SNV', date: '2023-06-12', issuer: 'Sở Nội vụ' },
    figures: [{ name: 'Tỷ lệ hồ sơ trực tuyến', value: '61,5%' }],
    lines: [],
    note: 'Số liệu tính đến hết ngày 10/6/2023.\nChưa gồm hồ sơ của Chi cục Văn thư.',
  },
  timeliness: 'onTime',
  reviewerName: 'Sở Thông tin và Truyền thông',
};

export const reviewAsked: ReviewAskedModel = {
  kind: 'reviewAsked',
  head: { ...monitorHead, at: received.head.at },
  assignment,
  submission: received.submission,
  timeliness: 'onTime',
  reviewBy: '2023-06-15',
};

export const returned: ReturnedModel = {
  kind: 'returned',
  head: { ...head, at: '2023-06-13T09:30:00.000+07:00' },
  assignment,
  returnedAt: '2023-06-13T09:30:00.000+07:00',
  reviewerName: 'Sở Thông tin và Truyền thông',
  reason: 'Văn bản chưa được ký số.\nPhụ lục 02 thiếu số liệu tháng 5.',
  workingDaysLeft: 1,
  workingDaysOver: null,
};

export const accepted: AcceptedModel = {
  kind: 'accepted',
  head: { ...head, at: '2023-06-14T10:00:00.000+07:00' },
  assignment,
  submittedAt: '2023-06-13T16:20:00.000+07:00',
  acceptedAt: '2023-06-14T10:00:00.000+07:00',
  reviewerName: 'Sở Thông tin và Truyền thông',
  timeliness: 'onTime',
};

/** To the reviewer: these lie too long. */
const waitingReviews: readonly WaitingReview[] = [
  {
    ...{ task: '6.1', title: leadItem.title, period: '2023-Q2', cycle: 'quarter' },
    agencyName: 'Sở Nội vụ',
    submittedAt: '2023-06-13T16:20:00.000+07:00',
    requestId: '7d9d3c52-7a6e-4c7f-8b8b-0d2c9a5ef001',
    workingDaysWaiting: 5,
  },
  {
    ...{ task: '6.2', period: '2023-Q2', cycle: 'quarter' },
    title: 'Báo cáo cài đặt và hồ sơ phát sinh qua VNeID',
    agencyName: 'Công an tỉnh',
    submittedAt: '2023-06-12T10:00:00.000+07:00',
    requestId: '7d9d3c52-7a6e-4c7f-8b8b-0d2c9a5ef002',
    workingDaysWaiting: 6,
  },
];

/** Nothing but results that wait for their reviewer. */
export const reviewDigest: DigestModel = {
  head: { ...monitorHead, at: '2023-06-20T08:00:00.000+07:00' },
  items: [],
  amended: [],
  reviews: waitingReviews,
};

export const extensionRequested: ExtensionRequestedModel = {
  kind: 'extensionRequested',
  isReminder: false,
  head: { ...monitorHead, at: '2023-06-08T15:20:00.000+07:00' },
  assignment,
  requestedAt: '2023-06-08T15:20:00.000+07:00',
  until: '2023-06-30',
  reason: 'Chưa có số liệu của Chi cục Văn thư.\nĐã có Công văn số 790/SNV-VP đề nghị cung cấp.',
};

const decision = {
  authority: 'Chủ tịch UBND tỉnh',
  document: { number: '415/UBND-KSTT', date: '2023-06-09', issuer: 'UBND tỉnh Đồng Tháp' },
} as const;

export const extensionGranted: ExtensionDecidedModel = {
  kind: 'extensionDecided',
  head: { ...head, at: '2023-06-09T16:00:00.000+07:00' },
  assignment: { ...assignment, lastDay: '2023-06-30' },
  decision,
  from: '2023-06-14',
  until: '2023-06-30',
  reason: null,
};

export const extensionRefused: ExtensionDecidedModel = {
  ...extensionGranted,
  assignment,
  until: null,
  reason: 'Số liệu phải có trong báo cáo 6 tháng đầu năm của UBND tỉnh.',
};

export const obstacleReported: ObstacleReportedModel = {
  kind: 'obstacleReported',
  isReminder: false,
  head: { ...head, recipient: office, at: '2023-06-07T10:15:00.000+07:00' },
  assignment,
  reportedAt: '2023-06-07T10:15:00.000+07:00',
  text: 'Hệ thống thông tin giải quyết thủ tục hành chính chưa cho kết xuất số liệu theo cán bộ.',
};

export const obstacleAnswered: ObstacleAnsweredModel = {
  kind: 'obstacleAnswered',
  head: { ...head, at: '2023-06-08T08:40:00.000+07:00' },
  assignment,
  answeredAt: '2023-06-08T08:40:00.000+07:00',
  text: obstacleReported.text,
  answer: 'Sở Thông tin và Truyền thông cung cấp số liệu trước ngày 10/6/2023.',
};

export const instructed: InstructedModel = {
  kind: 'instructed',
  head: { ...head, at: '2023-06-09T16:00:00.000+07:00' },
  assignment,
  decision,
  text: 'Giám đốc Sở Nội vụ trực tiếp chỉ đạo, gửi báo cáo đúng thời hạn.',
};

export const waived: WaivedModel = {
  kind: 'waived',
  head: { ...head, at: '2023-06-09T16:00:00.000+07:00' },
  assignment,
  decision,
  reason: 'Nội dung đã có trong báo cáo cải cách hành chính quý II.',
};

/** What leads have said that is neither a result nor a mere word that they know. */
export const answeredLetter: EscalationLetterModel = {
  ...officeLetter,
  rows: [
    {
      ...escalationRow,
      answered: {
        kind: 'obstacle',
        on: '2023-06-02',
        text: obstacleReported.text,
        answeredOn: null,
      },
    },
    {
      ...escalationRow,
      agencyName: 'Sở Tài chính',
      answered: {
        kind: 'obstacle',
        on: '2022-12-30',
        text: 'Thiếu biểu mẫu',
        answeredOn: '2023-06-05',
      },
    },
    {
      ...escalationRow,
      agencyName: 'UBND huyện Cao Lãnh',
      answered: { kind: 'extension', on: '2023-06-01', until: '2023-06-20' },
    },
    {
      ...escalationRow,
      agencyName: 'Sở Y tế',
      answered: {
        kind: 'waitingFor',
        on: '2023-06-01',
        agencyName: 'Công an tỉnh',
        text: 'Số liệu định danh mức 2 của các xã',
      },
    },
  ],
};

/** What the new version of the plan changes. */
export const amendedItem: AmendedItem = {
  task: '6.1',
  title: leadItem.title,
  period: '2023-Q2',
  cycle: 'quarter',
  removed: false,
  lastDay: { from: '2023-06-14', to: '2023-06-30' },
  oldTitle: 'Báo cáo nộp hồ sơ trực tuyến',
  products: { from: ['Báo cáo'], to: ['Báo cáo', 'Biểu số liệu'] },
  reviewer: { from: 'Sở Thông tin và Truyền thông', to: office.name },
  deadline: {
    lastDay: '2023-06-30',
    originalLastDay: '2023-06-14',
    cutoffTime: null,
    workingDaysLeft: 19,
    workingDaysOver: null,
  },
  decision: {
    authority: 'UBND tỉnh Đồng Tháp',
    document: { number: '198/KH-UBND', date: '2023-06-02', issuer: 'UBND tỉnh Đồng Tháp' },
  },
};

export const removedItem: AmendedItem = {
  ...amendedItem,
  task: '4.2',
  title: 'Lập kênh giải đáp, Fanpage, tổng đài 1022',
  period: 'once',
  cycle: 'once',
  removed: true,
  lastDay: null,
  oldTitle: null,
  products: null,
  reviewer: null,
  deadline: null,
};

/** Nothing but what the new version changes, and what it has no more. */
export const amendedDigest: DigestModel = {
  head,
  items: [],
  amended: [amendedItem, removedItem],
  reviews: [],
};

/** A lead that waits, a task taken over, a coordinator that is waited for, a new version, results to review. */
export const mixedDigest: DigestModel = {
  head: { ...head, recipient: { id: 'so-y-te', name: 'Sở Y tế' } },
  items: [
    {
      ...overdueItem,
      takenOverFrom: 'Sở Nội vụ',
      waits: [
        {
          leadName: 'Sở Y tế',
          on: { id: 'cong-an-tinh', name: 'Công an tỉnh' },
          since: '2023-06-01',
          text: 'Số liệu định danh mức 2 của các xã',
        },
      ],
    },
    {
      ...coordinatorItem,
      missingInputs: [],
      leadNames: ['Sở Nội vụ', 'Sở Tài chính'],
      waits: [
        {
          leadName: 'Sở Tài chính',
          on: { id: 'so-tu-phap', name: 'Sở Tư pháp' },
          since: '2023-06-02',
          text: 'Danh mục thủ tục đã rà soát',
        },
        {
          leadName: 'Sở Nội vụ',
          on: { id: 'so-y-te', name: 'Sở Y tế' },
          since: '2023-06-01',
          text: 'Danh sách cán bộ y tế có tài khoản dịch vụ công',
        },
      ],
    },
  ],
  amended: [
    {
      ...amendedItem,
      ...{ oldTitle: null, products: null, reviewer: null },
    },
    {
      ...removedItem,
      decision: {
        authority: decision.authority,
        document: { ...decision.document, number: '412/UBND-KSTT', date: '2023-06-02' },
      },
    },
  ],
  reviews: waitingReviews
    .slice(0, 1)
    .map((one) => ({ ...one, period: '2023-Q1', submittedAt: '2023-05-29T16:20:00.000+07:00' })),
};

export const handedOver: HandedOverModel = {
  kind: 'handedOver',
  head: { ...head, at: '2023-06-09T16:00:00.000+07:00' },
  assignment,
  decision,
  toName: 'Sở Tài chính',
  reason: 'Chức năng quản lý phí, lệ phí thuộc Sở Tài chính.',
};

const financeHead: MailHead = {
  ...handedOver.head,
  recipient: { id: 'so-tai-chinh', name: 'Sở Tài chính' },
};

export const takenOver: TakenOverModel = {
  kind: 'takenOver',
  head: financeHead,
  assignment: { ...assignment, agencyName: 'Sở Tài chính' },
  decision,
  fromName: 'Sở Nội vụ',
  reason: handedOver.reason,
  handedIn: {
    at: '2023-06-07T16:20:00.000+07:00',
    returnReason: 'Văn bản chưa ký số; phụ lục thiếu số liệu tháng 5.',
  },
  workingDaysLeft: 3,
  workingDaysOver: null,
};

export const reopened: ReopenedModel = {
  kind: 'reopened',
  head: { ...head, at: '2023-06-20T09:10:00.000+07:00' },
  assignment: { ...assignment, lastDay: '2023-06-30' },
  decision: { ...decision, document: { ...decision.document, date: '2023-06-19' } },
  was: 'accepted',
  from: '2023-06-14',
  until: '2023-06-30',
  reason: 'Số liệu tháng 5 trong báo cáo không khớp với Cổng dịch vụ công quốc gia.',
  workingDaysLeft: 8,
  workingDaysOver: null,
};

export const contributed: ContributedModel = {
  kind: 'contributed',
  head: { ...head, at: '2023-06-09T10:30:00.000+07:00' },
  assignment,
  byName: 'Sở Y tế',
  at: '2023-06-09T10:30:00.000+07:00',
  text: 'Danh sách 412 cán bộ y tế có tài khoản dịch vụ công.\nSố liệu đến hết ngày 31/5/2023.',
  document: { number: '1032/SYT-VP', date: '2023-06-09', issuer: 'Sở Y tế' },
  workingDaysLeft: 3,
  workingDaysOver: null,
};

export const waitingFor: WaitingForModel = {
  kind: 'waitingFor',
  head: {
    ...head,
    recipient: { id: 'so-y-te', name: 'Sở Y tế' },
    at: '2023-06-01T09:00:00.000+07:00',
  },
  assignment,
  askedAt: '2023-06-01T09:00:00.000+07:00',
  text: 'Danh sách cán bộ y tế có tài khoản dịch vụ công.',
  workingDaysLeft: 9,
  workingDaysOver: null,
};
