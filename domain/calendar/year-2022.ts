import { type HolidayYear, labourCodeInLieu, settled } from './holiday-year.ts';

const tetAndNationalDay = 'Công văn 245/VPCP-KGVX ngày 11/01/2022';

export const year2022: HolidayYear = {
  year: 2022,
  off: [
    settled('2022-01-01', '2022-01-03', 'Tết Dương lịch và nghỉ bù', labourCodeInLieu),
    settled('2022-01-31', '2022-02-04', 'Tết Nhâm Dần', tetAndNationalDay),
    settled('2022-04-10', '2022-04-11', 'Giỗ Tổ Hùng Vương và nghỉ bù', labourCodeInLieu),
    settled(
      '2022-04-30',
      '2022-05-03',
      'Ngày Chiến thắng, Ngày Quốc tế lao động và nghỉ bù',
      labourCodeInLieu,
    ),
    settled('2022-09-01', '2022-09-02', 'Quốc khánh', tetAndNationalDay),
  ],
  worked: [],
};
