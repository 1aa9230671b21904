/**
 * Everything that the plan `plans/nua-cuoi-nam-2023.yaml` must bring about when what
 * `rehearsal-life.test.ts` plays happens to it, written by hand from the rules of the plan and a calendar.
 *
 * Working days: Monday to Friday, 01/9 and 04/9/2023 are public holidays. Leads are reminded 3 working days
 * before a quarterly deadline, 5 and 1 before any other; coordinators 5 before any but a quarterly one.
 * Task 5 ends on Thursday 31/8: 24/8 (5), 30/8 (1). Task 1 on Thursday 14/9: 11/9 (3); 14/12: 11/12 (3).
 * The report ends on Tuesday 19/9: 14/9 (3), 20/9 (1 after), 22/9 (3), 26/9 (5); 19/12: 14/12 (3), 20/12 (1 after).
 * Task 2 ends on Friday 29/9: 22/9 (5), 28/9 (1), 02/10 (1 after), 04/10 (3), 06/10 (5).
 * Tasks 2 and 7 are led by communes: their superior reviews; of a department that takes over, the office.
 * Task 6, amended, ends on Friday 08/12: 01/12 (5), 07/12 (1), 11/12 (1 after), 13/12 (3), 15/12 (5).
 */

/** Local time, address, subject in Vietnamese, subject in English; what it tells: task, period, lead, kind, step. */
export type ExpectedMail = readonly [
  at: string,
  to: string,
  vi: string,
  en: string,
  notices: readonly string[],
];

const office = 'vanphong@tinh.example';
const monitor = 'tttt@tinh.example';
const superior = 'laivung@tinh.example';
const interior = 'noivu@tinh.example';
const finance = 'taichinh@tinh.example';
const tanHoa = 'tanhoa@tinh.example';
const longHau = 'longhau@tinh.example';
const phongHoa = 'phonghoa@tinh.example';
const dinhHoa = 'dinhhoa@tinh.example';

/** One line a mail: all that leave, and no other. */
// biome-ignore format: a table is read by its columns
export const expectedMails: readonly ExpectedMail[] = [
  // Monday, the day of issue: everything is new.
  ['2023-07-03 08:00', interior, '[Nhắc việc] Sở Nội vụ: 03 nhiệm vụ mới', '[Reminder] Sở Nội vụ: 3 new tasks', ['1 2023-Q3 so-noi-vu opened 0', '6 once so-noi-vu opened 0', 'report 2023-Q3 so-noi-vu opened 0']],
  ['2023-07-03 08:00', finance, '[Nhắc việc] Sở Tài chính: 03 nhiệm vụ mới', '[Reminder] Sở Tài chính: 3 new tasks', ['1 2023-Q3 so-tai-chinh opened 0', '5 once so-tai-chinh opened 0', 'report 2023-Q3 so-tai-chinh opened 0']],
  ['2023-07-03 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 02 nhiệm vụ mới', '[Reminder] UBND xã Tân Hòa: 2 new tasks', ['2 once xa-tan-hoa opened 0', 'report 2023-Q3 xa-tan-hoa opened 0']],
  ['2023-07-03 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ mới', '[Reminder] UBND xã Long Hậu: 1 new task', ['2 once xa-long-hau opened 0']],
  ['2023-07-03 08:00', phongHoa, '[Nhắc việc] UBND xã Phong Hòa: 01 nhiệm vụ mới', '[Reminder] UBND xã Phong Hòa: 1 new task', ['2 once xa-phong-hoa opened 0']],
  // Acknowledging tells nobody. Task 5: Sở Tài chính waits for Sở Nội vụ, which helps; it meets an obstacle, is refused
  // more time, and is instructed.
  ['2023-07-10 09:00', interior, '[Đề nghị phối hợp] Nhiệm vụ 5: Sở Tài chính đang chờ Quý cơ quan phối hợp', '[Contribution asked for] Task 5: Sở Tài chính is waiting for your agency', ['5 once so-tai-chinh waitingFor 0']],
  ['2023-07-12 09:00', finance, '[Phối hợp] Nhiệm vụ 5: Sở Nội vụ đã gửi kết quả phối hợp', '[Contribution] Task 5: from Sở Nội vụ', ['5 once so-tai-chinh contributed 0']],
  ['2023-07-14 09:00', monitor, '[Vướng mắc] Nhiệm vụ 5: Sở Tài chính báo cáo khó khăn, vướng mắc', '[Obstacle] Task 5: reported by Sở Tài chính', ['5 once so-tai-chinh obstacleReported 0']],
  ['2023-07-17 09:00', finance, '[Trả lời vướng mắc] Nhiệm vụ 5: ý kiến trả lời khó khăn, vướng mắc của Quý cơ quan', '[Obstacle answered] Task 5: answer to the obstacle of your agency', ['5 once so-tai-chinh obstacleAnswered 0']],
  ['2023-07-19 09:00', monitor, '[Đề nghị gia hạn] Nhiệm vụ 5: Sở Tài chính đề nghị điều chỉnh thời hạn đến hết ngày 15/9/2023', '[Extension requested] Task 5: Sở Tài chính asks for an extension to the end of 15 September 2023', ['5 once so-tai-chinh extensionRequested 0']],
  ['2023-07-20 09:00', finance, '[Không gia hạn] Nhiệm vụ 5: giữ nguyên thời hạn hết ngày 31/8/2023', '[Not extended] Task 5: the deadline stays as it was, the end of 31 August 2023', ['5 once so-tai-chinh extensionDecided 0']],
  ['2023-07-25 09:00', finance, '[Chỉ đạo] Nhiệm vụ 5: ý kiến chỉ đạo của Chủ tịch UBND tỉnh', '[Instruction] Task 5: instruction of Chủ tịch UBND tỉnh', ['5 once so-tai-chinh instructed 0']],
  // Task 5, 5 before.
  ['2023-08-24 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 31/8/2023', '[Reminder] Sở Tài chính: 1 task due on 31 August 2023', ['5 once so-tai-chinh dueSoon 5']],
  ['2023-08-24 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ phối hợp', '[Reminder] Sở Nội vụ: 1 task to coordinate', ['5 once * dueSoon 5']],
  // Handed in on Friday 25/8; it lies for 4, then for 7 working days, is returned, completed and accepted an hour before
  // the fifth day after the deadline.
  ['2023-08-25 10:00', finance, '[Đã tiếp nhận] Nhiệm vụ 5, lúc 10 giờ 00 ngày 25/8/2023', '[Received] Task 5, at 10:00 on 25 August 2023', ['5 once so-tai-chinh received 0']],
  ['2023-08-25 10:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 5: Sở Tài chính đã gửi kết quả', '[Please review] Task 5: result from Sở Tài chính', ['5 once so-tai-chinh reviewAsked 0']],
  ['2023-08-31 08:00', monitor, '[Chờ xác nhận] Sở Thông tin và Truyền thông: 01 kết quả chờ xác nhận, lâu nhất 04 ngày làm việc', '[Review waiting] Sở Thông tin và Truyền thông: 1 result waiting for your review, up to 4 working days', ['5 once so-tai-chinh reviewOverdue 4']],
  ['2023-09-07 08:00', monitor, '[Chờ xác nhận] Sở Thông tin và Truyền thông: 01 kết quả chờ xác nhận, lâu nhất 07 ngày làm việc', '[Review waiting] Sở Thông tin và Truyền thông: 1 result waiting for your review, up to 7 working days', ['5 once so-tai-chinh reviewOverdue 7']],
  ['2023-09-07 10:00', finance, '[Trả lại] Nhiệm vụ 5: đề nghị bổ sung, gửi lại ngay (đã quá hạn 03 ngày làm việc)', '[Returned] Task 5: please complete and resend now (3 working days overdue)', ['5 once so-tai-chinh returned 0']],
  ['2023-09-08 15:00', finance, '[Đã tiếp nhận] Nhiệm vụ 5, lúc 15 giờ 00 ngày 08/9/2023', '[Received] Task 5, at 15:00 on 8 September 2023', ['5 once so-tai-chinh received 0']],
  ['2023-09-08 15:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 5: Sở Tài chính đã gửi kết quả', '[Please review] Task 5: result from Sở Tài chính', ['5 once so-tai-chinh reviewAsked 0']],
  ['2023-09-11 07:00', finance, '[Đã xác nhận] Nhiệm vụ 5: hoàn thành quá hạn', '[Confirmed] Task 5: completed late', ['5 once so-tai-chinh accepted 0']],
  // Task 1, 3 before; Sở Nội vụ delivers, Sở Tài chính is granted more time.
  ['2023-09-11 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] Sở Nội vụ: 1 task due on 14 September 2023', ['1 2023-Q3 so-noi-vu dueSoon 3']],
  ['2023-09-11 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] Sở Tài chính: 1 task due on 14 September 2023', ['1 2023-Q3 so-tai-chinh dueSoon 3']],
  ['2023-09-12 09:00', interior, '[Đã tiếp nhận] Nhiệm vụ 1, kỳ Quý III/2023, lúc 09 giờ 00 ngày 12/9/2023', '[Received] Task 1 (Q3 2023), at 09:00 on 12 September 2023', ['1 2023-Q3 so-noi-vu received 0']],
  ['2023-09-12 09:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Task 1 (Q3 2023): result from Sở Nội vụ', ['1 2023-Q3 so-noi-vu reviewAsked 0']],
  ['2023-09-12 10:00', monitor, '[Đề nghị gia hạn] Nhiệm vụ 1, kỳ Quý III/2023: Sở Tài chính đề nghị điều chỉnh thời hạn đến hết ngày 22/9/2023', '[Extension requested] Task 1 (Q3 2023): Sở Tài chính asks for an extension to the end of 22 September 2023', ['1 2023-Q3 so-tai-chinh extensionRequested 0']],
  ['2023-09-13 09:00', interior, '[Đã xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: hoàn thành đúng hạn', '[Confirmed] Task 1 (Q3 2023): completed on time', ['1 2023-Q3 so-noi-vu accepted 0']],
  ['2023-09-13 10:00', finance, '[Đã gia hạn] Nhiệm vụ 1, kỳ Quý III/2023: thời hạn mới hết ngày 22/9/2023', '[Extended] Task 1 (Q3 2023): now due by the end of 22 September 2023', ['1 2023-Q3 so-tai-chinh extensionDecided 0']],
  // The report, 3 before; that of Sở Tài chính is stopped.
  ['2023-09-14 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 19/9/2023', '[Reminder] Sở Nội vụ: 1 task due on 19 September 2023', ['report 2023-Q3 so-noi-vu dueSoon 3']],
  ['2023-09-14 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 19/9/2023', '[Reminder] Sở Tài chính: 1 task due on 19 September 2023', ['report 2023-Q3 so-tai-chinh dueSoon 3']],
  ['2023-09-14 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 19/9/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 19 September 2023', ['report 2023-Q3 xa-tan-hoa dueSoon 3']],
  ['2023-09-14 10:00', finance, '[Dừng thực hiện] Báo cáo định kỳ, kỳ Quý III/2023: theo quyết định của cấp có thẩm quyền', '[Stopped] Periodic report (Q3 2023): by decision of the competent authority', ['report 2023-Q3 so-tai-chinh waived 0']],
  ['2023-09-15 09:00', interior, '[Đã tiếp nhận] Báo cáo định kỳ, kỳ Quý III/2023, lúc 09 giờ 00 ngày 15/9/2023', '[Received] Periodic report (Q3 2023), at 09:00 on 15 September 2023', ['report 2023-Q3 so-noi-vu received 0']],
  ['2023-09-15 09:00', monitor, '[Đề nghị xác nhận] Báo cáo định kỳ, kỳ Quý III/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Periodic report (Q3 2023): result from Sở Nội vụ', ['report 2023-Q3 so-noi-vu reviewAsked 0']],
  // On Saturday 16/9 two communes are no more. UBND xã Tân Hòa has task 2 already and is told nothing.
  ['2023-09-18 08:00', dinhHoa, '[Nhắc việc] UBND xã Định Hòa: 01 nhiệm vụ mới', '[Reminder] UBND xã Định Hòa: 1 new task', ['2 once xa-dinh-hoa opened 0']],
  ['2023-09-18 09:00', interior, '[Đã xác nhận] Báo cáo định kỳ, kỳ Quý III/2023: hoàn thành đúng hạn', '[Confirmed] Periodic report (Q3 2023): completed on time', ['report 2023-Q3 so-noi-vu accepted 0']],
  // The stop was a mistake: the report is owed again, and delivered on its last day.
  ['2023-09-18 10:00', finance, '[Mở lại] Báo cáo định kỳ, kỳ Quý III/2023: tiếp tục thực hiện, thời hạn hết ngày 19/9/2023', '[Reopened] Periodic report (Q3 2023): to be continued, due by the end of 19 September 2023', ['report 2023-Q3 so-tai-chinh reopened 0']],
  // Task 1 as extended, 3 before 22/9.
  ['2023-09-19 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 22/9/2023', '[Reminder] Sở Tài chính: 1 task due on 22 September 2023', ['1 2023-Q3 so-tai-chinh dueSoon 3']],
  ['2023-09-19 10:00', finance, '[Đã tiếp nhận] Báo cáo định kỳ, kỳ Quý III/2023, lúc 10 giờ 00 ngày 19/9/2023', '[Received] Periodic report (Q3 2023), at 10:00 on 19 September 2023', ['report 2023-Q3 so-tai-chinh received 0']],
  ['2023-09-19 10:00', monitor, '[Đề nghị xác nhận] Báo cáo định kỳ, kỳ Quý III/2023: Sở Tài chính đã gửi kết quả', '[Please review] Periodic report (Q3 2023): result from Sở Tài chính', ['report 2023-Q3 so-tai-chinh reviewAsked 0']],
  ['2023-09-20 07:30', finance, '[Đã xác nhận] Báo cáo định kỳ, kỳ Quý III/2023: hoàn thành đúng hạn', '[Confirmed] Periodic report (Q3 2023): completed on time', ['report 2023-Q3 so-tai-chinh accepted 0']],
  // The report, 1 over: UBND xã Tân Hòa never answers.
  ['2023-09-20 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue', ['report 2023-Q3 xa-tan-hoa overdue 1']],
  ['2023-09-21 10:00', finance, '[Đã tiếp nhận] Nhiệm vụ 1, kỳ Quý III/2023, lúc 10 giờ 00 ngày 21/9/2023', '[Received] Task 1 (Q3 2023), at 10:00 on 21 September 2023', ['1 2023-Q3 so-tai-chinh received 0']],
  ['2023-09-21 10:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: Sở Tài chính đã gửi kết quả', '[Please review] Task 1 (Q3 2023): result from Sở Tài chính', ['1 2023-Q3 so-tai-chinh reviewAsked 0']],
  // The report, 3 over; task 2, 5 before, of the two that have it now.
  ['2023-09-22 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn, 01 nhiệm vụ đến hạn ngày 29/9/2023', '[Reminder] UBND xã Tân Hòa: 1 task overdue, 1 task due on 29 September 2023', ['2 once xa-tan-hoa dueSoon 5', 'report 2023-Q3 xa-tan-hoa overdue 3']],
  ['2023-09-22 08:00', dinhHoa, '[Nhắc việc] UBND xã Định Hòa: 01 nhiệm vụ đến hạn ngày 29/9/2023', '[Reminder] UBND xã Định Hòa: 1 task due on 29 September 2023', ['2 once xa-dinh-hoa dueSoon 5']],
  ['2023-09-22 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ phối hợp', '[Reminder] Sở Nội vụ: 1 task to coordinate', ['2 once * dueSoon 5']],
  ['2023-09-22 08:00', superior, '[Quá hạn] Đề nghị chỉ đạo 01 cơ quan cấp dưới chưa hoàn thành báo cáo định kỳ, kỳ Quý III/2023', '[Overdue] Please direct 1 agency under your authority to complete the periodic report (Q3 2023)', ['report 2023-Q3 xa-tan-hoa escalated 3']],
  ['2023-09-22 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ Quý III/2023', '[Overdue] 1 agency has not completed the periodic report (Q3 2023)', ['report 2023-Q3 xa-tan-hoa escalated 3']],
  ['2023-09-22 09:00', finance, '[Đã xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: hoàn thành đúng hạn (sau gia hạn)', '[Confirmed] Task 1 (Q3 2023): completed on time (after extension)', ['1 2023-Q3 so-tai-chinh accepted 0']],
  // Task 4 has a date from now on; it is after eight o'clock, and nothing was told to its lead this morning.
  ['2023-09-25 09:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ mới', '[Reminder] Sở Tài chính: 1 new task', ['4 once so-tai-chinh opened 0']],
  ['2023-09-25 14:00', tanHoa, '[Đã tiếp nhận] Nhiệm vụ 2, lúc 14 giờ 00 ngày 25/9/2023', '[Received] Task 2, at 14:00 on 25 September 2023', ['2 once xa-tan-hoa received 0']],
  ['2023-09-25 14:00', superior, '[Đề nghị xác nhận] Nhiệm vụ 2: UBND xã Tân Hòa đã gửi kết quả', '[Please review] Task 2: result from UBND xã Tân Hòa', ['2 once xa-tan-hoa reviewAsked 0']],
  // The report, 5 over.
  ['2023-09-26 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue', ['report 2023-Q3 xa-tan-hoa overdue 5']],
  ['2023-09-26 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ Quý III/2023', '[Overdue] 1 agency has not completed the periodic report (Q3 2023)', ['report 2023-Q3 xa-tan-hoa escalated 5']],
  ['2023-09-26 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ Quý III/2023', '[Overdue] Please urge 1 agency to complete the periodic report (Q3 2023)', ['report 2023-Q3 xa-tan-hoa escalated 5']],
  ['2023-09-27 09:00', tanHoa, '[Đã xác nhận] Nhiệm vụ 2: hoàn thành đúng hạn', '[Confirmed] Task 2: completed on time', ['2 once xa-tan-hoa accepted 0']],
  ['2023-09-28 08:00', dinhHoa, '[Nhắc việc] UBND xã Định Hòa: 01 nhiệm vụ đến hạn ngày 29/9/2023', '[Reminder] UBND xã Định Hòa: 1 task due on 29 September 2023', ['2 once xa-dinh-hoa dueSoon 1']],
  // Quarter IV opened on Sunday; Sở Tài chính has no report to write, since task 4 has a date. Task 2, 1 over.
  ['2023-10-02 08:00', interior, '[Nhắc việc] Sở Nội vụ: 02 nhiệm vụ mới, 01 nhiệm vụ phối hợp', '[Reminder] Sở Nội vụ: 2 new tasks, 1 task to coordinate', ['1 2023-Q4 so-noi-vu opened 0', '2 once * overdue 1', 'report 2023-Q4 so-noi-vu opened 0']],
  ['2023-10-02 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ mới', '[Reminder] Sở Tài chính: 1 new task', ['1 2023-Q4 so-tai-chinh opened 0']],
  ['2023-10-02 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ mới', '[Reminder] UBND xã Tân Hòa: 1 new task', ['report 2023-Q4 xa-tan-hoa opened 0']],
  ['2023-10-02 08:00', dinhHoa, '[Nhắc việc] UBND xã Định Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Định Hòa: 1 task overdue', ['2 once xa-dinh-hoa overdue 1']],
  // The plan is amended in the afternoon: both have had their mail of that morning.
  ['2023-10-03 08:00', interior, '[Điều chỉnh] Sở Nội vụ: 01 nhiệm vụ điều chỉnh theo kế hoạch mới', '[Changed] Sở Nội vụ: 1 task changed by the new plan', ['6 once so-noi-vu amended 0']],
  ['2023-10-03 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ mới', '[Reminder] UBND xã Tân Hòa: 1 new task', ['7 once xa-tan-hoa opened 0']],
  // Task 2 passes on, overdue as it is, and with it the next step.
  ['2023-10-03 10:00', dinhHoa, '[Chuyển giao] Nhiệm vụ 2: chuyển cho Sở Tài chính chủ trì', '[Passed on] Task 2: now led by Sở Tài chính', ['2 once xa-dinh-hoa reassigned 0']],
  ['2023-10-03 10:00', finance, '[Giao nhiệm vụ] Nhiệm vụ 2: tiếp nhận từ UBND xã Định Hòa, thời hạn hết ngày 29/9/2023', '[Taken over] Task 2: from UBND xã Định Hòa, due by the end of 29 September 2023', ['2 once so-tai-chinh reassigned 0']],
  ['2023-10-04 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ quá hạn', '[Reminder] Sở Tài chính: 1 task overdue', ['2 once so-tai-chinh overdue 3']],
  ['2023-10-04 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 2', '[Overdue] 1 agency has not completed task 2', ['2 once so-tai-chinh escalated 3']],
  ['2023-10-05 10:00', finance, '[Đã tiếp nhận] Nhiệm vụ 2, lúc 10 giờ 00 ngày 05/10/2023', '[Received] Task 2, at 10:00 on 5 October 2023', ['2 once so-tai-chinh received 0']],
  ['2023-10-05 10:00', office, '[Đề nghị xác nhận] Nhiệm vụ 2: Sở Tài chính đã gửi kết quả', '[Please review] Task 2: result from Sở Tài chính', ['2 once so-tai-chinh reviewAsked 0']],
  ['2023-10-05 16:00', finance, '[Đã xác nhận] Nhiệm vụ 2: hoàn thành quá hạn', '[Confirmed] Task 2: completed late', ['2 once so-tai-chinh accepted 0']],
  // Task 5, over since 11/9, is owed again until 31/10.
  ['2023-10-10 09:00', finance, '[Mở lại] Nhiệm vụ 5: tiếp tục thực hiện, thời hạn hết ngày 31/10/2023', '[Reopened] Task 5: to be continued, due by the end of 31 October 2023', ['5 once so-tai-chinh reopened 0']],
  // The plan rests from 20/10 to 30/10: answers are answered, nobody is reminded. Task 5 would have been 5 before on 24/10
  // and 1 before on 30/10: its lead is told the latter, its coordinator what it missed.
  ['2023-10-26 10:00', tanHoa, '[Đã tiếp nhận] Nhiệm vụ 7, lúc 10 giờ 00 ngày 26/10/2023', '[Received] Task 7, at 10:00 on 26 October 2023', ['7 once xa-tan-hoa received 0']],
  ['2023-10-26 10:00', superior, '[Đề nghị xác nhận] Nhiệm vụ 7: UBND xã Tân Hòa đã gửi kết quả', '[Please review] Task 7: result from UBND xã Tân Hòa', ['7 once xa-tan-hoa reviewAsked 0']],
  ['2023-10-30 09:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 31/10/2023', '[Reminder] Sở Tài chính: 1 task due on 31 October 2023', ['5 once so-tai-chinh dueSoon 1']],
  ['2023-10-30 09:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ phối hợp', '[Reminder] Sở Nội vụ: 1 task to coordinate', ['5 once * dueSoon 5']],
  ['2023-10-31 09:00', tanHoa, '[Đã xác nhận] Nhiệm vụ 7: hoàn thành đúng hạn', '[Confirmed] Task 7: completed on time', ['7 once xa-tan-hoa accepted 0']],
  ['2023-10-31 10:00', finance, '[Đã tiếp nhận] Nhiệm vụ 5, lúc 10 giờ 00 ngày 31/10/2023', '[Received] Task 5, at 10:00 on 31 October 2023', ['5 once so-tai-chinh received 0']],
  ['2023-10-31 10:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 5: Sở Tài chính đã gửi kết quả', '[Please review] Task 5: result from Sở Tài chính', ['5 once so-tai-chinh reviewAsked 0']],
  ['2023-11-01 08:30', finance, '[Đã xác nhận] Nhiệm vụ 5: hoàn thành đúng hạn (sau gia hạn)', '[Confirmed] Task 5: completed on time (after extension)', ['5 once so-tai-chinh accepted 0']],
  // An extra report of task 1 is asked for, until Friday 10/11.
  ['2023-11-01 09:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ mới', '[Reminder] Sở Nội vụ: 1 new task', ['1 2023-11-10 so-noi-vu opened 0']],
  ['2023-11-01 09:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ mới', '[Reminder] Sở Tài chính: 1 new task', ['1 2023-11-10 so-tai-chinh opened 0']],
  ['2023-11-03 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 10/11/2023', '[Reminder] Sở Nội vụ: 1 task due on 10 November 2023', ['1 2023-11-10 so-noi-vu dueSoon 5']],
  ['2023-11-03 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 10/11/2023', '[Reminder] Sở Tài chính: 1 task due on 10 November 2023', ['1 2023-11-10 so-tai-chinh dueSoon 5']],
  ['2023-11-03 10:00', interior, '[Đã tiếp nhận] Nhiệm vụ 1, kỳ 10/11/2023, lúc 10 giờ 00 ngày 03/11/2023', '[Received] Task 1 (10 November 2023), at 10:00 on 3 November 2023', ['1 2023-11-10 so-noi-vu received 0']],
  ['2023-11-03 10:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 1, kỳ 10/11/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Task 1 (10 November 2023): result from Sở Nội vụ', ['1 2023-11-10 so-noi-vu reviewAsked 0']],
  ['2023-11-06 09:00', interior, '[Đã xác nhận] Nhiệm vụ 1, kỳ 10/11/2023: hoàn thành đúng hạn', '[Confirmed] Task 1 (10 November 2023): completed on time', ['1 2023-11-10 so-noi-vu accepted 0']],
  // Task 4 ends on Wednesday 15/11.
  ['2023-11-08 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 15/11/2023', '[Reminder] Sở Tài chính: 1 task due on 15 November 2023', ['4 once so-tai-chinh dueSoon 5']],
  ['2023-11-09 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 10/11/2023', '[Reminder] Sở Tài chính: 1 task due on 10 November 2023', ['1 2023-11-10 so-tai-chinh dueSoon 1']],
  ['2023-11-09 10:00', finance, '[Đã tiếp nhận] Nhiệm vụ 4, lúc 10 giờ 00 ngày 09/11/2023', '[Received] Task 4, at 10:00 on 9 November 2023', ['4 once so-tai-chinh received 0']],
  ['2023-11-09 10:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 4: Sở Tài chính đã gửi kết quả', '[Please review] Task 4: result from Sở Tài chính', ['4 once so-tai-chinh reviewAsked 0']],
  ['2023-11-10 09:00', finance, '[Đã xác nhận] Nhiệm vụ 4: hoàn thành đúng hạn', '[Confirmed] Task 4: completed on time', ['4 once so-tai-chinh accepted 0']],
  // The extra report is missing: 1, 3 and 5 over.
  ['2023-11-13 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ quá hạn', '[Reminder] Sở Tài chính: 1 task overdue', ['1 2023-11-10 so-tai-chinh overdue 1']],
  ['2023-11-15 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ quá hạn', '[Reminder] Sở Tài chính: 1 task overdue', ['1 2023-11-10 so-tai-chinh overdue 3']],
  ['2023-11-15 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ 10/11/2023', '[Overdue] 1 agency has not completed task 1 (10 November 2023)', ['1 2023-11-10 so-tai-chinh escalated 3']],
  ['2023-11-17 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ quá hạn', '[Reminder] Sở Tài chính: 1 task overdue', ['1 2023-11-10 so-tai-chinh overdue 5']],
  ['2023-11-17 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ 10/11/2023', '[Overdue] 1 agency has not completed task 1 (10 November 2023)', ['1 2023-11-10 so-tai-chinh escalated 5']],
  ['2023-11-17 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ 10/11/2023', '[Overdue] Please urge 1 agency to complete task 1 (10 November 2023)', ['1 2023-11-10 so-tai-chinh escalated 5']],
  // Task 6 by its new last day; its old one, 30/11, would have been 5 before on 23/11.
  ['2023-12-01 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 08/12/2023', '[Reminder] Sở Nội vụ: 1 task due on 8 December 2023', ['6 once so-noi-vu dueSoon 5']],
  ['2023-12-07 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 08/12/2023', '[Reminder] Sở Nội vụ: 1 task due on 8 December 2023', ['6 once so-noi-vu dueSoon 1']],
  ['2023-12-11 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ quá hạn, 01 nhiệm vụ đến hạn ngày 14/12/2023', '[Reminder] Sở Nội vụ: 1 task overdue, 1 task due on 14 December 2023', ['1 2023-Q4 so-noi-vu dueSoon 3', '6 once so-noi-vu overdue 1']],
  ['2023-12-11 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 14/12/2023', '[Reminder] Sở Tài chính: 1 task due on 14 December 2023', ['1 2023-Q4 so-tai-chinh dueSoon 3']],
  ['2023-12-12 09:00', interior, '[Đã tiếp nhận] Nhiệm vụ 1, kỳ Quý IV/2023, lúc 09 giờ 00 ngày 12/12/2023', '[Received] Task 1 (Q4 2023), at 09:00 on 12 December 2023', ['1 2023-Q4 so-noi-vu received 0']],
  ['2023-12-12 09:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 1, kỳ Quý IV/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Task 1 (Q4 2023): result from Sở Nội vụ', ['1 2023-Q4 so-noi-vu reviewAsked 0']],
  ['2023-12-13 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ quá hạn', '[Reminder] Sở Nội vụ: 1 task overdue', ['6 once so-noi-vu overdue 3']],
  ['2023-12-13 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 6', '[Overdue] 1 agency has not completed task 6', ['6 once so-noi-vu escalated 3']],
  ['2023-12-13 09:00', interior, '[Đã xác nhận] Nhiệm vụ 1, kỳ Quý IV/2023: hoàn thành đúng hạn', '[Confirmed] Task 1 (Q4 2023): completed on time', ['1 2023-Q4 so-noi-vu accepted 0']],
  ['2023-12-14 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 19/12/2023', '[Reminder] Sở Nội vụ: 1 task due on 19 December 2023', ['report 2023-Q4 so-noi-vu dueSoon 3']],
  ['2023-12-14 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 19/12/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 19 December 2023', ['report 2023-Q4 xa-tan-hoa dueSoon 3']],
  // Task 6, 5 over; task 1, 1 over: the extra report closed at the end of 14/12 and is asked for no more.
  ['2023-12-15 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ quá hạn', '[Reminder] Sở Nội vụ: 1 task overdue', ['6 once so-noi-vu overdue 5']],
  ['2023-12-15 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ quá hạn', '[Reminder] Sở Tài chính: 1 task overdue', ['1 2023-Q4 so-tai-chinh overdue 1']],
  ['2023-12-15 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 6', '[Overdue] 1 agency has not completed task 6', ['6 once so-noi-vu escalated 5']],
  ['2023-12-15 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành nhiệm vụ 6', '[Overdue] Please urge 1 agency to complete task 6', ['6 once so-noi-vu escalated 5']],
  ['2023-12-15 09:00', interior, '[Đã tiếp nhận] Báo cáo định kỳ, kỳ Quý IV/2023, lúc 09 giờ 00 ngày 15/12/2023', '[Received] Periodic report (Q4 2023), at 09:00 on 15 December 2023', ['report 2023-Q4 so-noi-vu received 0']],
  ['2023-12-15 09:00', monitor, '[Đề nghị xác nhận] Báo cáo định kỳ, kỳ Quý IV/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Periodic report (Q4 2023): result from Sở Nội vụ', ['report 2023-Q4 so-noi-vu reviewAsked 0']],
  ['2023-12-18 09:00', interior, '[Đã xác nhận] Báo cáo định kỳ, kỳ Quý IV/2023: hoàn thành đúng hạn', '[Confirmed] Periodic report (Q4 2023): completed on time', ['report 2023-Q4 so-noi-vu accepted 0']],
  // Task 1, 3 over; the report of quarter III closes at the end of the day.
  ['2023-12-19 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ quá hạn', '[Reminder] Sở Tài chính: 1 task overdue', ['1 2023-Q4 so-tai-chinh overdue 3']],
  ['2023-12-19 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý IV/2023', '[Overdue] 1 agency has not completed task 1 (Q4 2023)', ['1 2023-Q4 so-tai-chinh escalated 3']],
  // The last mail: two hours later the plan is closed, and what would come on 21/12 and 22/12 does not.
  ['2023-12-20 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue', ['report 2023-Q4 xa-tan-hoa overdue 1']],
];

/** What nobody was told, because the plan rested: its next step was told instead. */
export const expectedSuperseded = ['5 once so-tai-chinh dueSoon 5'];

/** Task, period, agency; progress, timeliness, last day, and how often the lead was reminded. */
// biome-ignore format: a table is read by its columns
export const expectedAssignments = [
  ['1', '2023-11-10', 'so-noi-vu', 'accepted', 'onTime', '2023-11-10', 2],
  ['1', '2023-11-10', 'so-tai-chinh', 'notReported', null, '2023-11-10', 6],
  ['1', '2023-Q3', 'so-noi-vu', 'accepted', 'onTime', '2023-09-14', 2],
  ['1', '2023-Q3', 'so-tai-chinh', 'accepted', 'onTimeAfterExtension', '2023-09-22', 3],
  ['1', '2023-Q4', 'so-noi-vu', 'accepted', 'onTime', '2023-12-14', 2],
  ['1', '2023-Q4', 'so-tai-chinh', 'notReported', null, '2023-12-14', 4],
  ['2', 'once', 'so-tai-chinh', 'accepted', 'late', '2023-09-29', 1],
  ['2', 'once', 'xa-dinh-hoa', 'reassigned', null, '2023-09-29', 4],
  ['2', 'once', 'xa-long-hau', 'reassigned', null, '2023-09-29', 1],
  ['2', 'once', 'xa-phong-hoa', 'reassigned', null, '2023-09-29', 1],
  ['2', 'once', 'xa-tan-hoa', 'accepted', 'onTime', '2023-09-29', 2],
  ['4', 'once', 'so-tai-chinh', 'accepted', 'onTime', '2023-11-15', 2],
  ['5', 'once', 'so-tai-chinh', 'accepted', 'onTimeAfterExtension', '2023-10-31', 3],
  ['6', 'once', 'so-noi-vu', 'open', null, '2023-12-08', 6],
  ['7', 'once', 'xa-tan-hoa', 'accepted', 'onTime', '2023-11-30', 1],
  ['report', '2023-Q3', 'so-noi-vu', 'accepted', 'onTime', '2023-09-19', 2],
  ['report', '2023-Q3', 'so-tai-chinh', 'accepted', 'onTime', '2023-09-19', 2],
  ['report', '2023-Q3', 'xa-tan-hoa', 'notReported', null, '2023-09-19', 5],
  ['report', '2023-Q4', 'so-noi-vu', 'accepted', 'onTime', '2023-12-19', 2],
  ['report', '2023-Q4', 'xa-tan-hoa', 'notReported', null, '2023-12-19', 3],
] as const;

/** Task, period, who has passed it on to whom. */
export const expectedPassings = [
  ['2', 'once', 'xa-dinh-hoa', 'so-tai-chinh'],
  ['2', 'once', 'xa-long-hau', 'xa-tan-hoa'],
  ['2', 'once', 'xa-phong-hoa', 'xa-dinh-hoa'],
] as const;

const rested = ['paused 2023-10-20 10:00', 'resumed 2023-10-30 09:00'] as const;
const begun = 'opened 2023-07-03 00:00';
const closed = 'closed 2023-12-20 10:00';

/** Task, period, agency (`*`: the workflow as a whole); what happened, in its order, at which local time. */
// biome-ignore format: a table is read by its columns
export const expectedEvents: readonly (readonly string[])[] = [
  ['', '', '*', 'deadlineSet 2023-09-25 09:00', 'planAmended 2023-10-02 14:00', 'planPaused 2023-10-20 10:00', 'planResumed 2023-10-30 09:00', 'reportRequested 2023-11-01 09:00', 'planClosed 2023-12-20 10:00'],
  ['1', '2023-11-10', 'so-noi-vu', 'opened 2023-11-01 09:00', 'submitted 2023-11-03 10:00', 'accepted 2023-11-06 09:00'],
  ['1', '2023-11-10', 'so-tai-chinh', 'opened 2023-11-01 09:00', 'notReported 2023-12-15 00:00'],
  ['1', '2023-Q3', 'so-noi-vu', begun, 'submitted 2023-09-12 09:00', 'accepted 2023-09-13 09:00'],
  ['1', '2023-Q3', 'so-tai-chinh', begun, 'extensionRequested 2023-09-12 10:00', 'extensionGranted 2023-09-13 10:00', 'submitted 2023-09-21 10:00', 'accepted 2023-09-22 09:00'],
  ['1', '2023-Q4', '*', ...rested, closed],
  ['1', '2023-Q4', 'so-noi-vu', 'opened 2023-10-01 00:00', 'submitted 2023-12-12 09:00', 'accepted 2023-12-13 09:00'],
  ['1', '2023-Q4', 'so-tai-chinh', 'opened 2023-10-01 00:00', 'notReported 2023-12-20 10:00'],
  ['2', 'once', 'so-tai-chinh', 'takenOver 2023-10-03 10:00', 'submitted 2023-10-05 10:00', 'accepted 2023-10-05 16:00'],
  ['2', 'once', 'xa-dinh-hoa', 'takenOver 2023-09-16 00:00', 'reassigned 2023-10-03 10:00'],
  ['2', 'once', 'xa-long-hau', begun, 'reassigned 2023-09-16 00:00'],
  ['2', 'once', 'xa-phong-hoa', begun, 'acknowledged 2023-07-06 09:00', 'reassigned 2023-09-16 00:00'],
  ['2', 'once', 'xa-tan-hoa', begun, 'acknowledged 2023-07-05 09:00', 'submitted 2023-09-25 14:00', 'accepted 2023-09-27 09:00'],
  ['4', 'once', '*', ...rested],
  ['4', 'once', 'so-tai-chinh', 'opened 2023-09-25 09:00', 'submitted 2023-11-09 10:00', 'accepted 2023-11-10 09:00'],
  ['5', 'once', '*', ...rested],
  [
    ...['5', 'once', 'so-tai-chinh', begun, 'waitingFor 2023-07-10 09:00', 'contributed 2023-07-12 09:00'],
    ...['obstacleReported 2023-07-14 09:00', 'obstacleAnswered 2023-07-17 09:00', 'extensionRequested 2023-07-19 09:00', 'extensionRefused 2023-07-20 09:00', 'instructed 2023-07-25 09:00'],
    ...['submitted 2023-08-25 10:00', 'returned 2023-09-07 10:00', 'submitted 2023-09-08 15:00', 'accepted 2023-09-11 07:00'],
    ...['reopened 2023-10-10 09:00', 'submitted 2023-10-31 10:00', 'accepted 2023-11-01 08:30'],
  ],
  ['6', 'once', '*', 'periodAmended 2023-10-02 14:00', ...rested, closed],
  ['6', 'once', 'so-noi-vu', begun, 'amended 2023-10-02 14:00'],
  ['7', 'once', '*', ...rested],
  ['7', 'once', 'xa-tan-hoa', 'opened 2023-10-02 14:00', 'acknowledged 2023-10-25 09:00', 'submitted 2023-10-26 10:00', 'accepted 2023-10-31 09:00'],
  ['report', '2023-Q3', '*', ...rested],
  ['report', '2023-Q3', 'so-noi-vu', begun, 'submitted 2023-09-15 09:00', 'accepted 2023-09-18 09:00'],
  ['report', '2023-Q3', 'so-tai-chinh', begun, 'waived 2023-09-14 10:00', 'reopened 2023-09-18 10:00', 'submitted 2023-09-19 10:00', 'accepted 2023-09-20 07:30'],
  ['report', '2023-Q3', 'xa-tan-hoa', begun, 'notReported 2023-12-20 00:00'],
  ['report', '2023-Q4', '*', ...rested, closed],
  ['report', '2023-Q4', 'so-noi-vu', 'opened 2023-10-01 00:00', 'submitted 2023-12-15 09:00', 'accepted 2023-12-18 09:00'],
  ['report', '2023-Q4', 'xa-tan-hoa', 'opened 2023-10-01 00:00', 'notReported 2023-12-20 10:00'],
];
