import { type HolidayYear, labourCode, settled } from './holiday-year.ts';

const tetAndNationalDay = 'Văn bản 8726/VPCP-KGVX ngày 26/11/2024';

export const year2025: HolidayYear = {
  year: 2025,
  off: [
    settled('2025-01-01', '2025-01-01', 'Tết Dương lịch', labourCode),
    settled('2025-01-27', '2025-01-31', 'Tết Ất Tỵ', tetAndNationalDay),
    settled('2025-04-07', '2025-04-07', 'Giỗ Tổ Hùng Vương', labourCode),
    settled('2025-04-30', '2025-05-01', 'Ngày Chiến thắng, Ngày Quốc tế lao động', labourCode),
    settled('2025-05-02', '2025-05-02', 'Hoán đổi với ngày 26/4/2025', tetAndNationalDay),
    settled('2025-09-01', '2025-09-02', 'Quốc khánh', tetAndNationalDay),
  ],
  worked: [settled('2025-04-26', '2025-04-26', 'Làm bù cho ngày 02/5/2025', tetAndNationalDay)],
};
