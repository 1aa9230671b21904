import { type HolidayYear, labourCode, labourCodeInLieu, settled } from './holiday-year.ts';

const tetAndNationalDay =
  'thông báo của Bộ Lao động - Thương binh và Xã hội về nghỉ Tết Âm lịch và Quốc khánh năm 2021 (chưa đối chiếu số)';

export const year2021: HolidayYear = {
  year: 2021,
  off: [
    settled('2021-01-01', '2021-01-01', 'Tết Dương lịch', labourCode),
    settled('2021-02-10', '2021-02-16', 'Tết Tân Sửu', tetAndNationalDay),
    settled('2021-04-21', '2021-04-21', 'Giỗ Tổ Hùng Vương', labourCode),
    settled('2021-04-30', '2021-04-30', 'Ngày Chiến thắng', labourCode),
    settled('2021-05-01', '2021-05-03', 'Ngày Quốc tế lao động và nghỉ bù', labourCodeInLieu),
    settled('2021-09-02', '2021-09-03', 'Quốc khánh', tetAndNationalDay),
  ],
  worked: [],
};
