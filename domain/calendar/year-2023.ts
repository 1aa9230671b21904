import { type HolidayYear, labourCodeInLieu, settled } from './holiday-year.ts';

const tetAndNationalDay = 'Văn bản 8056/VPCP-KGVX ngày 01/12/2022';

export const year2023: HolidayYear = {
  year: 2023,
  off: [
    settled('2023-01-01', '2023-01-02', 'Tết Dương lịch và nghỉ bù', labourCodeInLieu),
    settled('2023-01-20', '2023-01-26', 'Tết Quý Mão và nghỉ bù', tetAndNationalDay),
    settled(
      '2023-04-29',
      '2023-05-03',
      'Giỗ Tổ Hùng Vương, Ngày Chiến thắng, Ngày Quốc tế lao động và nghỉ bù',
      labourCodeInLieu,
    ),
    settled('2023-09-01', '2023-09-04', 'Quốc khánh và nghỉ bù', tetAndNationalDay),
  ],
  worked: [],
};
