/**
 * Everything that the plan `plans/quy-iii-2023.yaml` must bring about when its agencies do what
 * `rehearsal-answers.test.ts` lets them do, written by hand from the rules of the plan and a calendar.
 *
 * Working days: Monday to Friday, 01/9 and 04/9/2023 are public holidays.
 * Task 2 and the report of August end on Sunday 03/9: steps before count from Thursday 31/8 (day 0), steps
 * after are 05/9 (1), 07/9 (3), 11/9 (5), 25/9 (15), 09/10 (25).
 * Task 1 ends on Thursday 14/9: 15/9, 19/9, 21/9, 05/10, 19/10. Task 3 ends on Tuesday 19/9.
 * The report of September ends on Tuesday 03/10: 04/10, 06/10, 10/10, 24/10, 07/11.
 */

/** Local time, address, subject in Vietnamese, subject in English. */
export type ExpectedMail = readonly [at: string, to: string, vi: string, en: string];

const office = 'vanphong@tinh.example';
const monitor = 'tttt@tinh.example';
const superior = 'laivung@tinh.example';
const interior = 'noivu@tinh.example';
const finance = 'taichinh@tinh.example';
const health = 'yte@tinh.example';
const tanHoa = 'tanhoa@tinh.example';
const longHau = 'longhau@tinh.example';

/** One line a mail: all that leave, and no other. */
// biome-ignore format: a table is read by its columns
export const expectedMails: readonly ExpectedMail[] = [
  // Monday, the day of issue: everything that is open by now is new. No step may lie before it: task 2's
  // 15 working days would be 10/8.
  ['2023-08-14 08:00', interior, '[Nhắc việc] Sở Nội vụ: 02 nhiệm vụ mới', '[Reminder] Sở Nội vụ: 2 new tasks'],
  ['2023-08-14 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ mới', '[Reminder] Sở Tài chính: 1 new task'],
  ['2023-08-14 08:00', health, '[Nhắc việc] Sở Y tế: 01 nhiệm vụ mới', '[Reminder] Sở Y tế: 1 new task'],
  ['2023-08-14 08:00', monitor, '[Nhắc việc] Sở Thông tin và Truyền thông: 01 nhiệm vụ mới', '[Reminder] Sở Thông tin và Truyền thông: 1 new task'],
  ['2023-08-14 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 02 nhiệm vụ mới', '[Reminder] UBND xã Tân Hòa: 2 new tasks'],
  ['2023-08-14 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ mới', '[Reminder] UBND xã Long Hậu: 1 new task'],
  // Task 2, 7 working days before; its coordinator too.
  ['2023-08-22 08:00', health, '[Nhắc việc] Sở Y tế: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] Sở Y tế: 1 task due on 3 September 2023'],
  ['2023-08-22 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] UBND xã Long Hậu: 1 task due on 3 September 2023'],
  ['2023-08-22 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ phối hợp', '[Reminder] Sở Nội vụ: 1 task to coordinate'],
  // Task 2 and the report of August, 3 before.
  ['2023-08-28 08:00', health, '[Nhắc việc] Sở Y tế: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] Sở Y tế: 1 task due on 3 September 2023'],
  ['2023-08-28 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] UBND xã Long Hậu: 1 task due on 3 September 2023'],
  ['2023-08-28 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] Sở Nội vụ: 1 task due on 3 September 2023'],
  ['2023-08-28 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 3 September 2023'],
  // Task 2, 1 before.
  ['2023-08-30 08:00', health, '[Nhắc việc] Sở Y tế: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] Sở Y tế: 1 task due on 3 September 2023'],
  ['2023-08-30 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] UBND xã Long Hậu: 1 task due on 3 September 2023'],
  ['2023-08-30 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ phối hợp', '[Reminder] Sở Nội vụ: 1 task to coordinate'],
  // Sở Nội vụ reports August.
  ['2023-08-30 09:30', interior, '[Đã tiếp nhận] Báo cáo định kỳ, kỳ tháng 8/2023, lúc 09 giờ 30 ngày 30/8/2023', '[Received] Periodic report (August 2023), at 09:30 on 30 August 2023'],
  ['2023-08-30 09:30', monitor, '[Đề nghị xác nhận] Báo cáo định kỳ, kỳ tháng 8/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Periodic report (August 2023): result from Sở Nội vụ'],
  // Step 0, on the working day before the Sunday; Sở Nội vụ owes nothing.
  ['2023-08-31 08:00', health, '[Nhắc việc] Sở Y tế: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] Sở Y tế: 1 task due on 3 September 2023'],
  ['2023-08-31 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] UBND xã Long Hậu: 1 task due on 3 September 2023'],
  ['2023-08-31 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 03/9/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 3 September 2023'],
  ['2023-08-31 15:00', interior, '[Đã xác nhận] Báo cáo định kỳ, kỳ tháng 8/2023: hoàn thành đúng hạn', '[Confirmed] Periodic report (August 2023): completed on time'],
  // Sở Y tế delivers on the last evening, a Sunday and a holiday: answers leave at once, on any day.
  ['2023-09-03 20:00', health, '[Đã tiếp nhận] Nhiệm vụ 2, lúc 20 giờ 00 ngày 03/9/2023', '[Received] Task 2, at 20:00 on 3 September 2023'],
  ['2023-09-03 20:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 2: Sở Y tế đã gửi kết quả', '[Please review] Task 2: result from Sở Y tế'],
  // Tuesday after the holidays: task 2 and the report of August 1 over, the report of September new, task 1 7 before.
  ['2023-09-05 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Long Hậu: 1 task overdue'],
  ['2023-09-05 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 14/9/2023, 01 nhiệm vụ mới, 01 nhiệm vụ phối hợp', '[Reminder] Sở Nội vụ: 1 task due on 14 September 2023, 1 new task, 1 task to coordinate'],
  ['2023-09-05 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] Sở Tài chính: 1 task due on 14 September 2023'],
  ['2023-09-05 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn, 01 nhiệm vụ đến hạn ngày 14/9/2023, 01 nhiệm vụ mới', '[Reminder] UBND xã Tân Hòa: 1 task overdue, 1 task due on 14 September 2023, 1 new task'],
  ['2023-09-05 10:00', health, '[Trả lại] Nhiệm vụ 2: đề nghị bổ sung, gửi lại ngay (đã quá hạn 01 ngày làm việc)', '[Returned] Task 2: please complete and resend now (1 working day overdue)'],
  // 3 over: the superior of both communes and the monitor hear of it; Sở Y tế has no superior here.
  ['2023-09-07 08:00', health, '[Nhắc việc] Sở Y tế: 01 nhiệm vụ quá hạn', '[Reminder] Sở Y tế: 1 task overdue'],
  ['2023-09-07 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Long Hậu: 1 task overdue'],
  ['2023-09-07 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-09-07 08:00', superior, '[Quá hạn] Đề nghị chỉ đạo 02 cơ quan cấp dưới chưa hoàn thành 02 nhiệm vụ', '[Overdue] Please direct 2 agencies under your authority to complete 2 tasks'],
  ['2023-09-07 08:00', monitor, '[Quá hạn] 03 cơ quan chưa hoàn thành 02 nhiệm vụ', '[Overdue] 3 agencies have not completed 2 tasks'],
  // Task 3, 7 before.
  ['2023-09-08 08:00', monitor, '[Nhắc việc] Sở Thông tin và Truyền thông: 01 nhiệm vụ đến hạn ngày 19/9/2023', '[Reminder] Sở Thông tin và Truyền thông: 1 task due on 19 September 2023'],
  // Sở Y tế delivers again, late.
  ['2023-09-08 16:00', health, '[Đã tiếp nhận] Nhiệm vụ 2, lúc 16 giờ 00 ngày 08/9/2023', '[Received] Task 2, at 16:00 on 8 September 2023'],
  ['2023-09-08 16:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 2: Sở Y tế đã gửi kết quả', '[Please review] Task 2: result from Sở Y tế'],
  // Accepted an hour before the letters of step 5, which say nothing of it.
  ['2023-09-11 07:00', health, '[Đã xác nhận] Nhiệm vụ 2: hoàn thành quá hạn', '[Confirmed] Task 2: completed late'],
  ['2023-09-11 08:00', interior, '[Nhắc việc] Sở Nội vụ: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] Sở Nội vụ: 1 task due on 14 September 2023'],
  ['2023-09-11 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] Sở Tài chính: 1 task due on 14 September 2023'],
  ['2023-09-11 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Long Hậu: 1 task overdue'],
  ['2023-09-11 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn, 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] UBND xã Tân Hòa: 1 task overdue, 1 task due on 14 September 2023'],
  ['2023-09-11 08:00', monitor, '[Nhắc việc] Sở Thông tin và Truyền thông: 01 nhiệm vụ phối hợp', '[Reminder] Sở Thông tin và Truyền thông: 1 task to coordinate'],
  ['2023-09-11 08:00', monitor, '[Quá hạn] 02 cơ quan chưa hoàn thành 02 nhiệm vụ', '[Overdue] 2 agencies have not completed 2 tasks'],
  ['2023-09-11 08:00', office, '[Quá hạn] Đề nghị đôn đốc 02 cơ quan chưa hoàn thành 02 nhiệm vụ', '[Overdue] Please urge 2 agencies to complete 2 tasks'],
  // Sở Nội vụ delivers task 1.
  ['2023-09-12 10:00', interior, '[Đã tiếp nhận] Nhiệm vụ 1, kỳ Quý III/2023, lúc 10 giờ 00 ngày 12/9/2023', '[Received] Task 1 (Q3 2023), at 10:00 on 12 September 2023'],
  ['2023-09-12 10:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Task 1 (Q3 2023): result from Sở Nội vụ'],
  // Task 1, 1 before.
  ['2023-09-13 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] Sở Tài chính: 1 task due on 14 September 2023'],
  ['2023-09-13 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 14 September 2023'],
  // Task 1's last day; task 3, 3 before, with its coordinator.
  ['2023-09-14 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] Sở Tài chính: 1 task due on 14 September 2023'],
  ['2023-09-14 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 14/9/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 14 September 2023'],
  ['2023-09-14 08:00', monitor, '[Nhắc việc] Sở Thông tin và Truyền thông: 01 nhiệm vụ đến hạn ngày 19/9/2023', '[Reminder] Sở Thông tin và Truyền thông: 1 task due on 19 September 2023'],
  ['2023-09-14 08:00', office, '[Nhắc việc] Văn phòng UBND tỉnh: 01 nhiệm vụ phối hợp', '[Reminder] Văn phòng UBND tỉnh: 1 task to coordinate'],
  ['2023-09-14 09:00', interior, '[Đã xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: hoàn thành đúng hạn', '[Confirmed] Task 1 (Q3 2023): completed on time'],
  // Task 1, 1 over, with its coordinator.
  ['2023-09-15 08:00', finance, '[Nhắc việc] Sở Tài chính: 01 nhiệm vụ quá hạn', '[Reminder] Sở Tài chính: 1 task overdue'],
  ['2023-09-15 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-09-15 08:00', monitor, '[Nhắc việc] Sở Thông tin và Truyền thông: 01 nhiệm vụ phối hợp', '[Reminder] Sở Thông tin và Truyền thông: 1 task to coordinate'],
  // Task 3, 1 before; Sở Tài chính delivers task 1, late.
  ['2023-09-18 08:00', monitor, '[Nhắc việc] Sở Thông tin và Truyền thông: 01 nhiệm vụ đến hạn ngày 19/9/2023', '[Reminder] Sở Thông tin và Truyền thông: 1 task due on 19 September 2023'],
  ['2023-09-18 09:00', finance, '[Đã tiếp nhận] Nhiệm vụ 1, kỳ Quý III/2023, lúc 09 giờ 00 ngày 18/9/2023', '[Received] Task 1 (Q3 2023), at 09:00 on 18 September 2023'],
  ['2023-09-18 09:00', monitor, '[Đề nghị xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: Sở Tài chính đã gửi kết quả', '[Please review] Task 1 (Q3 2023): result from Sở Tài chính'],
  ['2023-09-19 07:45', finance, '[Đã xác nhận] Nhiệm vụ 1, kỳ Quý III/2023: hoàn thành quá hạn', '[Confirmed] Task 1 (Q3 2023): completed late'],
  // Task 1, 3 over: one agency is left. Task 3's last day.
  ['2023-09-19 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-09-19 08:00', superior, '[Quá hạn] Đề nghị chỉ đạo 01 cơ quan cấp dưới chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] Please direct 1 agency under your authority to complete task 1 (Q3 2023)'],
  ['2023-09-19 08:00', monitor, '[Nhắc việc] Sở Thông tin và Truyền thông: 01 nhiệm vụ đến hạn ngày 19/9/2023', '[Reminder] Sở Thông tin và Truyền thông: 1 task due on 19 September 2023'],
  ['2023-09-19 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] 1 agency has not completed task 1 (Q3 2023)'],
  // The monitor leads task 3, so the office reviews it.
  ['2023-09-19 16:00', monitor, '[Đã tiếp nhận] Nhiệm vụ 3, kỳ Quý III/2023, lúc 16 giờ 00 ngày 19/9/2023', '[Received] Task 3 (Q3 2023), at 16:00 on 19 September 2023'],
  ['2023-09-19 16:00', office, '[Đề nghị xác nhận] Nhiệm vụ 3, kỳ Quý III/2023: Sở Thông tin và Truyền thông đã gửi kết quả', '[Please review] Task 3 (Q3 2023): result from Sở Thông tin và Truyền thông'],
  ['2023-09-20 09:00', monitor, '[Đã xác nhận] Nhiệm vụ 3, kỳ Quý III/2023: hoàn thành đúng hạn', '[Confirmed] Task 3 (Q3 2023): completed on time'],
  // Task 1, 5 over.
  ['2023-09-21 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-09-21 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] 1 agency has not completed task 1 (Q3 2023)'],
  ['2023-09-21 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] Please urge 1 agency to complete task 1 (Q3 2023)'],
  // Task 2 and the report of August, 15 over.
  ['2023-09-25 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Long Hậu: 1 task overdue'],
  ['2023-09-25 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-09-25 08:00', monitor, '[Quá hạn] 02 cơ quan chưa hoàn thành 02 nhiệm vụ', '[Overdue] 2 agencies have not completed 2 tasks'],
  ['2023-09-25 08:00', office, '[Quá hạn] Đề nghị đôn đốc 02 cơ quan chưa hoàn thành 02 nhiệm vụ', '[Overdue] Please urge 2 agencies to complete 2 tasks'],
  // Sở Nội vụ reports September before its first reminder.
  ['2023-09-27 14:00', interior, '[Đã tiếp nhận] Báo cáo định kỳ, kỳ tháng 9/2023, lúc 14 giờ 00 ngày 27/9/2023', '[Received] Periodic report (September 2023), at 14:00 on 27 September 2023'],
  ['2023-09-27 14:00', monitor, '[Đề nghị xác nhận] Báo cáo định kỳ, kỳ tháng 9/2023: Sở Nội vụ đã gửi kết quả', '[Please review] Periodic report (September 2023): result from Sở Nội vụ'],
  ['2023-09-28 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 03/10/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 3 October 2023'],
  ['2023-09-29 10:00', interior, '[Đã xác nhận] Báo cáo định kỳ, kỳ tháng 9/2023: hoàn thành đúng hạn', '[Confirmed] Periodic report (September 2023): completed on time'],
  // The last day of September's report; at its end August's closes as not reported, so 09/10 is silent about it.
  ['2023-10-03 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ đến hạn ngày 03/10/2023', '[Reminder] UBND xã Tân Hòa: 1 task due on 3 October 2023'],
  ['2023-10-04 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  // Task 1, 15 over.
  ['2023-10-05 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-10-05 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] 1 agency has not completed task 1 (Q3 2023)'],
  ['2023-10-05 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] Please urge 1 agency to complete task 1 (Q3 2023)'],
  // The report of September, 3 over.
  ['2023-10-06 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-10-06 08:00', superior, '[Quá hạn] Đề nghị chỉ đạo 01 cơ quan cấp dưới chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] Please direct 1 agency under your authority to complete the periodic report (September 2023)'],
  ['2023-10-06 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] 1 agency has not completed the periodic report (September 2023)'],
  // Task 2, 25 over.
  ['2023-10-09 08:00', longHau, '[Nhắc việc] UBND xã Long Hậu: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Long Hậu: 1 task overdue'],
  ['2023-10-09 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 2', '[Overdue] 1 agency has not completed task 2'],
  ['2023-10-09 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành nhiệm vụ 2', '[Overdue] Please urge 1 agency to complete task 2'],
  // The report of September, 5 over.
  ['2023-10-10 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-10-10 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] 1 agency has not completed the periodic report (September 2023)'],
  ['2023-10-10 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] Please urge 1 agency to complete the periodic report (September 2023)'],
  // Task 1, 25 over, for the last time.
  ['2023-10-19 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-10-19 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] 1 agency has not completed task 1 (Q3 2023)'],
  ['2023-10-19 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành nhiệm vụ 1, kỳ Quý III/2023', '[Overdue] Please urge 1 agency to complete task 1 (Q3 2023)'],
  // The report of September, 15 and 25 over; the plan ends with the second.
  ['2023-10-24 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-10-24 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] 1 agency has not completed the periodic report (September 2023)'],
  ['2023-10-24 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] Please urge 1 agency to complete the periodic report (September 2023)'],
  ['2023-11-07 08:00', tanHoa, '[Nhắc việc] UBND xã Tân Hòa: 01 nhiệm vụ quá hạn', '[Reminder] UBND xã Tân Hòa: 1 task overdue'],
  ['2023-11-07 08:00', monitor, '[Quá hạn] 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] 1 agency has not completed the periodic report (September 2023)'],
  ['2023-11-07 08:00', office, '[Quá hạn] Đề nghị đôn đốc 01 cơ quan chưa hoàn thành báo cáo định kỳ, kỳ tháng 9/2023', '[Overdue] Please urge 1 agency to complete the periodic report (September 2023)'],
];

/** Task, period, agency; progress, timeliness, and how often the lead was reminded. */
// biome-ignore format: a table is read by its columns
export const expectedAssignments = [
  ['1', '2023-Q3', 'so-noi-vu', 'accepted', 'onTime', 3],
  ['1', '2023-Q3', 'so-tai-chinh', 'accepted', 'late', 6],
  ['1', '2023-Q3', 'xa-tan-hoa', 'notReported', null, 10],
  ['2', 'once', 'so-y-te', 'accepted', 'late', 6],
  ['2', 'once', 'xa-long-hau', 'open', null, 10],
  ['3', '2023-Q3', 'so-tttt', 'accepted', 'onTime', 5],
  ['report', '2023-07', 'so-noi-vu', 'notApplicable', null, 0],
  ['report', '2023-07', 'xa-tan-hoa', 'notApplicable', null, 0],
  ['report', '2023-08', 'so-noi-vu', 'accepted', 'onTime', 2],
  ['report', '2023-08', 'xa-tan-hoa', 'notReported', null, 7],
  ['report', '2023-09', 'so-noi-vu', 'accepted', 'onTime', 1],
  ['report', '2023-09', 'xa-tan-hoa', 'notReported', null, 8],
] as const;

/** Task, period, agency (`*`: the workflow as a whole); what happened, in its order, at which local time. */
export const expectedEvents = [
  ['1', '2023-Q3', '*', 'closed 2023-11-08 00:00'],
  [
    ...['1', '2023-Q3', 'so-noi-vu'],
    ...['opened 2023-08-14 00:00', 'submitted 2023-09-12 10:00', 'accepted 2023-09-14 09:00'],
  ],
  [
    ...['1', '2023-Q3', 'so-tai-chinh'],
    ...['opened 2023-08-14 00:00', 'submitted 2023-09-18 09:00', 'accepted 2023-09-19 07:45'],
  ],
  ['1', '2023-Q3', 'xa-tan-hoa', 'opened 2023-08-14 00:00', 'notReported 2023-11-08 00:00'],
  ['2', 'once', '*', 'closed 2023-11-08 00:00'],
  [
    ...['2', 'once', 'so-y-te', 'opened 2023-08-14 00:00', 'submitted 2023-09-03 20:00'],
    ...['returned 2023-09-05 10:00', 'submitted 2023-09-08 16:00', 'accepted 2023-09-11 07:00'],
  ],
  ['2', 'once', 'xa-long-hau', 'opened 2023-08-14 00:00', 'acknowledged 2023-08-15 09:00'],
  [
    ...['3', '2023-Q3', 'so-tttt'],
    ...['opened 2023-08-14 00:00', 'submitted 2023-09-19 16:00', 'accepted 2023-09-20 09:00'],
  ],
  ['report', '2023-07', 'so-noi-vu', 'notApplicable 2023-08-14 00:00'],
  ['report', '2023-07', 'xa-tan-hoa', 'notApplicable 2023-08-14 00:00'],
  [
    ...['report', '2023-08', 'so-noi-vu'],
    ...['opened 2023-08-14 00:00', 'submitted 2023-08-30 09:30', 'accepted 2023-08-31 15:00'],
  ],
  ['report', '2023-08', 'xa-tan-hoa', 'opened 2023-08-14 00:00', 'notReported 2023-10-04 00:00'],
  ['report', '2023-09', '*', 'closed 2023-11-08 00:00'],
  [
    ...['report', '2023-09', 'so-noi-vu'],
    ...['opened 2023-09-01 00:00', 'submitted 2023-09-27 14:00', 'accepted 2023-09-29 10:00'],
  ],
  ['report', '2023-09', 'xa-tan-hoa', 'opened 2023-09-01 00:00', 'notReported 2023-11-08 00:00'],
];

/** When a lead was done, its mailbox, and the words by which a mail would still name what it owed. */
export const doneAt = [
  { at: '2023-08-31 15:00', to: interior, vi: 'kỳ tháng 8/2023', en: '(August 2023)' },
  { at: '2023-09-11 07:00', to: health, vi: 'Nhiệm vụ 2 ', en: 'Task 2 ' },
  { at: '2023-09-14 09:00', to: interior, vi: 'Nhiệm vụ 1 ', en: 'Task 1 ' },
  { at: '2023-09-19 07:45', to: finance, vi: 'Nhiệm vụ 1 ', en: 'Task 1 ' },
  { at: '2023-09-20 09:00', to: monitor, vi: 'Nhiệm vụ 3 ', en: 'Task 3 ' },
  { at: '2023-09-29 10:00', to: interior, vi: 'kỳ tháng 9/2023', en: '(September 2023)' },
];
