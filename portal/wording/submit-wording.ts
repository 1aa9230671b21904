import { countOf } from '../../domain/written-numbers.ts';

/** Words of handing in evidence, and of the files that were handed in. */
export interface SubmitWording {
  readonly title: string;
  readonly send: string;
  readonly hint: string;
  /** Instead of the hint, when something waits for review already. */
  readonly again: string;
  readonly note: string;
  readonly document: string;
  readonly documentHint: string;
  readonly figures: string;
  readonly figuresHint: string;
  readonly figureName: (n: number) => string;
  readonly figureValue: (n: number) => string;
  readonly moreFigures: string;
  readonly lines: string;
  readonly linesHint: string;
  readonly state: string;
  readonly unsaid: string;
  readonly text: string;
  readonly files: string;
  readonly filesHint: (mostFiles: number, mostEach: string, mostTogether: string) => string;
  readonly kept: string;
  readonly mistakes: {
    readonly noNumber: string;
    readonly noDate: string;
    readonly badDate: string;
    readonly laterDate: (today: string) => string;
    readonly noFigureValue: (name: string) => string;
    readonly noFigureName: (value: string) => string;
    readonly figureTwice: (name: string) => string;
    readonly noState: (task: string) => string;
    readonly tooLong: (label: string, most: number) => string;
    readonly unread: string;
    readonly diskFull: string;
    readonly unknown: string;
    readonly assignmentFull: (most: string) => string;
  };
  readonly fileFaults: {
    readonly tooLarge: (name: string, most: string) => string;
    readonly empty: (name: string) => string;
    readonly notTaken: (name: string) => string;
    readonly lies: (name: string, ending: string, really: string) => string;
    readonly tooMany: (name: string, most: number) => string;
    readonly tooMuch: (name: string, most: string) => string;
    readonly gone: (name: string) => string;
  };
  /** A file that stands in the register and not in the store. */
  readonly fileLost: { readonly title: string; readonly text: string };
}

/** Names of the kinds that are taken, in the words of those who have them. */
const taken =
  'PDF, Word (.doc, .docx), Excel (.xls, .xlsx), PowerPoint (.pptx), OpenDocument (.odt, .ods), JPG, PNG, TIFF, WebP, HEIC, ZIP, RAR, 7z, p7s, XML, .txt, .csv';

/** As an official would write it. */
export const submitVietnamese: SubmitWording = {
  title: 'Gửi kết quả thực hiện',
  send: 'Gửi kết quả',
  hint: 'Cần ít nhất một trong các nội dung: tệp, văn bản, số liệu, ghi chú.',
  again:
    'Kết quả đã gửi đang chờ xác nhận. Nếu gửi lại, lần gửi sau thay thế lần gửi trước; cần gửi lại đầy đủ tệp.',
  note: 'Ghi chú',
  document: 'Văn bản đã phát hành',
  documentHint: 'Ghi số, ngày của văn bản, kể cả khi đã gửi qua trục liên thông văn bản.',
  figures: 'Số liệu',
  figuresHint: 'Ví dụ: “Số dịch vụ công trực tuyến toàn trình” – “125”.',
  figureName: (n) => `Chỉ tiêu ${n}`,
  figureValue: (n) => `Kết quả của chỉ tiêu ${n}`,
  moreFigures: 'Thêm chỉ tiêu',
  lines: 'Nội dung báo cáo',
  linesHint: 'Mỗi nhiệm vụ: chọn tình trạng và ghi kết quả trong một, hai câu.',
  state: 'Tình trạng',
  unsaid: 'chưa báo cáo',
  text: 'Kết quả',
  files: 'Tệp đính kèm',
  filesHint: (mostFiles, mostEach, mostTogether) =>
    `Nhiều nhất ${countOf(mostFiles)} tệp, mỗi tệp không quá ${mostEach}, tổng cộng không quá ${mostTogether}. Nhận: ${taken}.`,
  kept: 'Các tệp đã tải lên được giữ lại, không phải chọn lại; bỏ dấu chọn nếu không gửi nữa:',
  mistakes: {
    noNumber: 'Văn bản: đã có ngày nhưng chưa có số, ký hiệu.',
    noDate: 'Văn bản: đã có số, ký hiệu nhưng chưa có ngày.',
    badDate: 'Ngày văn bản: chưa đúng; ví dụ 15/12/2026.',
    laterDate: (today) => `Ngày văn bản: không được sau hôm nay (${today}).`,
    noFigureValue: (name) => `Số liệu “${name}”: chưa có kết quả.`,
    noFigureName: (value) => `Số liệu “${value}”: chưa có tên chỉ tiêu.`,
    figureTwice: (name) => `Số liệu “${name}”: ghi hai lần.`,
    noState: (task) => `Nhiệm vụ ${task}: chưa chọn tình trạng.`,
    tooLong: (label, most) => `${label}: dài quá ${most} ký tự; đề nghị rút gọn hoặc đưa vào tệp.`,
    unread: 'Nội dung gửi lên không đọc được trọn vẹn; đề nghị tải lại trang và gửi lại.',
    diskFull:
      'Máy chủ hiện hết chỗ lưu tệp; kết quả chưa được ghi nhận. Người quản trị đã được báo; đề nghị gửi lại sau.',
    unknown:
      'Chưa rõ hệ thống đã ghi nhận hay chưa. Đề nghị bấm gửi lại sau ít phút; nội dung không bị ghi hai lần.',
    assignmentFull: (most) =>
      `Các tệp đã gửi cho nhiệm vụ này, qua các lần, vượt quá ${most}; đề nghị gửi qua trục liên thông văn bản và ghi số, ngày của văn bản.`,
  },
  fileFaults: {
    tooLarge: (name, most) =>
      `Tệp “${name}” lớn hơn ${most}: đề nghị giảm dung lượng hoặc tách thành nhiều tệp; hoặc gửi qua trục liên thông văn bản và ghi số, ngày của văn bản.`,
    empty: (name) => `Tệp “${name}” không có nội dung (0 byte): đề nghị kiểm tra và chọn lại.`,
    notTaken: (name) =>
      `Tệp “${name}” thuộc loại không tiếp nhận, có macro hoặc đã hỏng. Các loại được tiếp nhận: ${taken}.`,
    lies: (name, ending, really) =>
      `Tệp “${name}”: tên có đuôi .${ending} nhưng nội dung là loại .${really}. Đề nghị mở tệp bằng phần mềm đã soạn, lưu lại đúng loại rồi chọn lại.`,
    tooMany: (name, most) =>
      `Từ tệp “${name}” trở đi không được nhận: mỗi lần gửi nhiều nhất ${countOf(most)} tệp; đề nghị nén chung thành một tệp ZIP.`,
    tooMuch: (name, most) =>
      `Từ tệp “${name}” trở đi không được nhận: tổng dung lượng mỗi lần gửi không quá ${most}.`,
    gone: (name) => `Tệp “${name}” không còn được giữ; đề nghị chọn lại.`,
  },
  fileLost: {
    title: 'Không đọc được tệp',
    text: 'Tệp có trong sổ theo dõi nhưng không còn trong kho lưu trữ. Đề nghị báo cơ quan đầu mối theo dõi.',
  },
};

export const submitEnglish: SubmitWording = {
  title: 'Hand in the result',
  send: 'Hand in',
  hint: 'At least one is needed: a file, a document, a figure, a note.',
  again:
    'What you handed in awaits review. Handing in again replaces it; all files have to be sent again.',
  note: 'Note',
  document: 'Document that was issued',
  documentHint: 'Its number and date, also when it was sent by the official exchange.',
  figures: 'Figures',
  figuresHint: 'For example: “Online services, complete” – “125”.',
  figureName: (n) => `Indicator ${n}`,
  figureValue: (n) => `Value of indicator ${n}`,
  moreFigures: 'More indicators',
  lines: 'Lines of the report',
  linesHint: 'For each task: choose its state, and say the result in a sentence or two.',
  state: 'State',
  unsaid: 'nothing reported',
  text: 'Result',
  files: 'Files',
  filesHint: (mostFiles, mostEach, mostTogether) =>
    `At most ${mostFiles} files, ${mostEach} each, ${mostTogether} together. Taken: ${taken}.`,
  kept: 'These files have arrived and need not be chosen again; clear the box of one that is not to be sent:',
  mistakes: {
    noNumber: 'Document: there is a date and no number.',
    noDate: 'Document: there is a number and no date.',
    badDate: 'Date of the document: expected a day such as 15/12/2026.',
    laterDate: (today) => `Date of the document: it cannot be after today (${today}).`,
    noFigureValue: (name) => `Figure “${name}”: there is no value.`,
    noFigureName: (value) => `Figure “${value}”: there is no name.`,
    figureTwice: (name) => `Figure “${name}”: entered twice.`,
    noState: (task) => `Task ${task}: no state was chosen.`,
    tooLong: (label, most) =>
      `${label}: longer than ${most} letters; please shorten it or put it into a file.`,
    unread: 'What was sent could not be read to its end; please reload the page and send it again.',
    diskFull:
      'The server has no room for files at present; nothing was recorded. The administrator has been told; please send it again later.',
    unknown:
      'It is not known whether this was recorded. Please send again in a few minutes; nothing is recorded twice.',
    assignmentFull: (most) =>
      `All files handed in for this task come to more than ${most}; please use the official exchange and enter the number and date of the document.`,
  },
  fileFaults: {
    tooLarge: (name, most) =>
      `File “${name}” is larger than ${most}: please make it smaller or split it; or use the official exchange and enter the number and date of the document.`,
    empty: (name) => `File “${name}” is empty (0 bytes): please check it and choose it again.`,
    notTaken: (name) =>
      `File “${name}” is of a kind that is not taken, has macros, or is damaged. Taken: ${taken}.`,
    lies: (name, ending, really) =>
      `File “${name}”: its name ends in .${ending}, its content is .${really}. Please open it in the program that made it, save it as what it is, and choose it again.`,
    tooMany: (name, most) =>
      `From file “${name}” on nothing was taken: at most ${most} files at a time; please pack them into one ZIP file.`,
    tooMuch: (name, most) => `From file “${name}” on nothing was taken: at most ${most} at a time.`,
    gone: (name) => `File “${name}” is no longer kept; please choose it again.`,
  },
  fileLost: {
    title: 'The file cannot be read',
    text: 'The file is on record, and no longer in the store. Please tell the monitor.',
  },
};
