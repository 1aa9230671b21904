import type { CliWording } from '../../client/wording/wording.ts';
import { countOf } from '../../domain/written-numbers.ts';
import { overviewVietnamese } from './overview-wording.ts';
import type { PortalWording } from './portal-wording.ts';
import { reviewVietnamese } from './review-wording.ts';
import { submitVietnamese } from './submit-wording.ts';

/** The portal in Vietnamese, as an official would write it. */
export function buildVietnamese(shared: CliWording): PortalWording {
  return {
    shared,
    product: 'Đôn đốc thực hiện kế hoạch',
    skip: 'Đến nội dung chính',
    otherLanguage: 'English',
    backToList: 'Danh sách nhiệm vụ',
    automatic:
      'Trang theo dõi, đôn đốc tự động; không thay thế văn bản chính thức của cơ quan có thẩm quyền.',
    planOf: (number, issuer) =>
      number === null ? `Kế hoạch của ${issuer}` : `Kế hoạch số ${number} của ${issuer}`,
    planPaused:
      'Kế hoạch đang tạm dừng nhắc việc; thời hạn không thay đổi, kết quả vẫn được tiếp nhận.',
    planClosed: 'Kế hoạch đã kết thúc theo dõi; trang này chỉ còn để tra cứu.',
    home: {
      title: 'Nhiệm vụ của Quý cơ quan',
      nothing: 'Hiện không có nhiệm vụ nào của Quý cơ quan trong kế hoạch này.',
      sections: {
        overdue: 'Quá hạn',
        returned: 'Bị trả lại, cần bổ sung',
        dueSoon: 'Sắp đến hạn',
        open: 'Đang thực hiện',
        submitted: 'Đã gửi, chờ xác nhận',
        coordinate: 'Phối hợp thực hiện',
        done: 'Đã kết thúc',
      },
      done: (count) => `${countOf(count)} nhiệm vụ đã kết thúc`,
      leads: (done, all) => `${countOf(done)}/${countOf(all)} cơ quan chủ trì đã gửi kết quả`,
      awaited: (lead) => `${lead} đang chờ Quý cơ quan`,
    },
    assignment: {
      product: 'Sản phẩm, kết quả',
      phrase: 'Thời hạn ghi trong kế hoạch',
      lastDay: 'Ngày cuối cùng',
      originally: (day) => `ban đầu: ${day}`,
      coordinators: 'Cơ quan phối hợp',
      lead: 'Cơ quan chủ trì',
      reviewer: 'Cơ quan xác nhận',
      progress: 'Tiến độ',
      acknowledged: 'Đã tiếp nhận',
      returned: 'Lý do trả lại',
      obstacle: 'Khó khăn, vướng mắc đã báo',
      obstacleAnswer: 'Trả lời',
      extensionAsked: 'Đã đề nghị gia hạn',
      waitingFor: 'Đang chờ',
      takenOverFrom: 'Tiếp nhận từ',
      passedTo: 'Đã chuyển giao cho',
      lines: 'Nội dung báo cáo',
      source: 'Mục trong văn bản',
      history: 'Quá trình thực hiện',
      noHistory: 'Chưa có nội dung nào được ghi nhận.',
      actions: 'Quý cơ quan có thể',
      asked: (until, reason) => `đến ${until}; lý do: ${reason}`,
      waits: (on, text) => `${on}: ${text}`,
    },
    action: {
      acknowledge: {
        title: 'Tiếp nhận nhiệm vụ',
        send: 'Xác nhận đã tiếp nhận',
        hint: 'Việc tiếp nhận không làm thay đổi thời hạn.',
      },
      obstacle: {
        title: 'Báo khó khăn, vướng mắc',
        send: 'Gửi',
        hint: 'Nội dung được chuyển ngay đến cơ quan đầu mối theo dõi; thời hạn không thay đổi.',
      },
      extend: {
        title: 'Đề nghị gia hạn',
        send: 'Gửi đề nghị',
        hint: 'Thời hạn chỉ thay đổi khi cấp có thẩm quyền đồng ý bằng văn bản.',
      },
      wait: {
        title: 'Báo đang chờ cơ quan khác',
        send: 'Gửi',
        hint: 'Cơ quan được chọn nhận thông báo đề nghị phối hợp.',
      },
      ...overviewVietnamese.action,
      accept: {
        title: 'Xác nhận hoàn thành',
        send: 'Xác nhận hoàn thành',
        hint: 'Cơ quan chủ trì được thông báo ngay; nhiệm vụ kết thúc.',
      },
      return: {
        title: 'Trả lại, yêu cầu bổ sung',
        send: 'Trả lại',
        hint: 'Lý do được gửi ngay đến cơ quan chủ trì.',
      },
      grant: {
        title: 'Đồng ý gia hạn',
        send: 'Ghi nhận việc đồng ý gia hạn',
        hint: 'Cần ghi rõ cấp quyết định và văn bản; thời hạn mới có hiệu lực ngay.',
      },
      refuse: {
        title: 'Không đồng ý gia hạn',
        send: 'Ghi nhận việc không đồng ý',
        hint: 'Cần ghi rõ cấp quyết định và văn bản; thời hạn không thay đổi.',
      },
      answer: {
        title: 'Trả lời khó khăn, vướng mắc',
        send: 'Gửi trả lời',
        hint: 'Câu trả lời được gửi ngay đến cơ quan chủ trì; thời hạn không thay đổi.',
      },
    },
    field: {
      text: 'Nội dung',
      reason: 'Lý do',
      until: 'Thời hạn đề nghị (ngày/tháng/năm)',
      on: 'Cơ quan phải chờ',
      newDay: 'Thời hạn mới (ngày/tháng/năm)',
      authority: 'Cấp quyết định',
      number: 'Số, ký hiệu văn bản',
      date: 'Ngày văn bản (ngày/tháng/năm)',
      issuer: 'Cơ quan ban hành văn bản',
    },
    review: reviewVietnamese,
    overview: overviewVietnamese,
    optional: 'không bắt buộc',
    submit: submitVietnamese,
    mistakes: {
      title: 'Chưa gửi được, đề nghị Quý cơ quan xem lại:',
      missing: (field) => `${field}: chưa có nội dung.`,
      tooLong: (field, most) => `${field}: dài quá ${most} ký tự; đề nghị rút gọn.`,
      notADay: (field) => `${field}: chưa đúng; ví dụ 15/12/2026.`,
      notChosen: (field) => `${field}: chưa chọn.`,
      stale:
        'Trang đã mở quá lâu hoặc không còn hiệu lực; nội dung đã nhập được giữ lại, đề nghị gửi lại.',
      changed:
        'Trang đã mở quá lâu, hoặc cơ quan chủ trì vừa gửi nội dung mới. Đề nghị xem lại nội dung hiện nay rồi bấm gửi.',
      unwritten:
        'Hệ thống đã nhận nhưng chưa ghi xong. Đề nghị bấm gửi lại sau ít phút; nội dung không bị ghi hai lần.',
      busy: 'Hệ thống đang bận, chưa ghi nhận được. Đề nghị gửi lại sau ít phút.',
      ended: 'Nhiệm vụ này đã kết thúc theo dõi, không ghi nhận thêm được.',
    },
    refusal: {
      UnknownAgency: 'Quý cơ quan không chủ trì nhiệm vụ này.',
      AlreadyFinal: 'Nhiệm vụ này đã kết thúc, không ghi nhận thêm được.',
      NothingToReview: 'Hiện không có kết quả nào chờ xác nhận.',
      NotTheReviewer: 'Quý cơ quan không phải là cơ quan xác nhận của nhiệm vụ này.',
      ReasonNeeded: 'Cần nêu rõ lý do.',
      NothingSubmitted:
        'Chưa có nội dung nào để gửi: cần ít nhất một tệp, một văn bản, số liệu hoặc ghi chú.',
      UnknownLine: 'Có nội dung không thuộc báo cáo này.',
      TooMuch: 'Nội dung quá dài; đề nghị đưa vào tệp đính kèm.',
      NothingToExtend: 'Nhiệm vụ này không có thời hạn để gia hạn.',
      NotLater: 'Thời hạn mới phải sau thời hạn hiện nay.',
      NothingAsked: 'Hiện không có đề nghị gia hạn nào.',
      NoObstacle: 'Hiện không có khó khăn, vướng mắc nào chờ trả lời.',
      NothingSaid: 'Chưa có nội dung.',
      NothingOwed: 'Cơ quan đã gửi kết quả; không còn nội dung để nhắc.',
      AlreadyReminded: 'Hôm nay cơ quan này đã được nhắc thêm một lần.',
      NotFinal: 'Nhiệm vụ chưa kết thúc.',
      SameAgency: 'Cơ quan được chọn trùng với cơ quan chủ trì.',
      VersionChanged: 'Kế hoạch vừa được điều chỉnh; đề nghị tải lại trang.',
      AlreadyPaused: 'Kế hoạch đang tạm dừng.',
      NotPaused: 'Kế hoạch không tạm dừng.',
      PlanClosed: 'Kế hoạch đã kết thúc.',
      NotWellFormed: 'Nội dung gửi lên không đúng mẫu.',
    },
    receipt: {
      title: 'Đã ghi nhận',
      number: 'Mã biên nhận',
      at: 'Thời điểm',
      task: 'Nhiệm vụ',
      agency: 'Cơ quan',
      progress: 'Tiến độ',
      what: 'Nội dung',
      kept: 'Đề nghị lưu mã biên nhận để tra cứu khi cần.',
      repeated: 'Nội dung này đã được ghi nhận trước đó, không ghi nhận lần nữa.',
    },
    errors: {
      notFound: {
        title: 'Không tìm thấy trang',
        text: 'Đề nghị mở lại liên kết trong thư nhắc việc mới nhất.',
      },
      noLink: {
        title: 'Liên kết không còn hiệu lực',
        text: 'Liên kết đã hết hạn, đã được thay thế hoặc bị chép thiếu. Đề nghị mở liên kết trong thư nhắc việc mới nhất, hoặc liên hệ cơ quan đầu mối theo dõi để được cấp lại.',
      },
      failed: {
        title: 'Hệ thống gặp sự cố',
        text: 'Nội dung chưa được ghi nhận. Đề nghị thử lại sau ít phút.',
      },
      tooLarge: {
        title: 'Nội dung gửi lên quá lớn',
        text: 'Đề nghị rút gọn nội dung, hoặc gửi tài liệu bằng tệp.',
      },
    },
  };
}
