import type { HolidayYear } from './holiday-year.ts';
import { labourCode, labourCodeInLieu, settled } from './holiday-year.ts';
import { cultureDay } from './provisional-year.ts';

const tetAndNationalDay =
  'văn bản của Văn phòng Chính phủ tháng 10/2025 về nghỉ Tết Âm lịch và Quốc khánh năm 2026 (chưa đối chiếu số)';
const swap = 'Văn bản 12729/VPCP-KGVX ngày 25/12/2025';

export const year2026: HolidayYear = {
  year: 2026,
  off: [
    settled('2026-01-01', '2026-01-01', 'Tết Dương lịch', labourCode),
    settled('2026-01-02', '2026-01-02', 'Hoán đổi với ngày 10/01/2026', swap),
    settled('2026-02-16', '2026-02-20', 'Tết Bính Ngọ', tetAndNationalDay),
    settled('2026-04-26', '2026-04-27', 'Giỗ Tổ Hùng Vương và nghỉ bù', labourCodeInLieu),
    settled('2026-04-30', '2026-05-01', 'Ngày Chiến thắng, Ngày Quốc tế lao động', labourCode),
    settled('2026-08-31', '2026-08-31', 'Hoán đổi với ngày 22/8/2026', tetAndNationalDay),
    settled('2026-09-01', '2026-09-02', 'Quốc khánh', tetAndNationalDay),
    cultureDay(2026),
  ],
  worked: [
    settled('2026-01-10', '2026-01-10', 'Làm bù cho ngày 02/01/2026', swap),
    settled('2026-08-22', '2026-08-22', 'Làm bù cho ngày 31/8/2026', tetAndNationalDay),
  ],
};
