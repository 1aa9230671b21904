import { type HolidayYear, labourCode, settled } from './holiday-year.ts';

const tetAndNationalDay =
  'ý kiến của Thủ tướng Chính phủ về nghỉ Tết Âm lịch và Quốc khánh năm 2024 (chưa đối chiếu số)';
const swap = 'Văn bản 2450/VPCP-KGVX ngày 12/4/2024';

export const year2024: HolidayYear = {
  year: 2024,
  off: [
    settled('2024-01-01', '2024-01-01', 'Tết Dương lịch', labourCode),
    settled('2024-02-08', '2024-02-14', 'Tết Giáp Thìn và nghỉ bù', tetAndNationalDay),
    settled('2024-04-18', '2024-04-18', 'Giỗ Tổ Hùng Vương', labourCode),
    settled('2024-04-29', '2024-04-29', 'Hoán đổi với ngày 04/5/2024', swap),
    settled('2024-04-30', '2024-05-01', 'Ngày Chiến thắng, Ngày Quốc tế lao động', labourCode),
    settled('2024-09-02', '2024-09-03', 'Quốc khánh', tetAndNationalDay),
  ],
  worked: [settled('2024-05-04', '2024-05-04', 'Làm bù cho ngày 29/4/2024', swap)],
};
