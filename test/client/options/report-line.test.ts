import { describe, expect, it } from 'vitest';
import { collectFigure } from '../../../client/options/figure.ts';
import { collectReportLine, parseReportLine } from '../../../client/options/report-line.ts';

describe('--line', () => {
  it.each([
    ['A.1.1=done: đã ban hành', 'A.1.1', 'done', 'đã ban hành'],
    ['A.1.1=xong: đã ban hành', 'A.1.1', 'done', 'đã ban hành'],
    ['A.1.1=Đang làm : 3/5 xã', 'A.1.1', 'inProgress', '3/5 xã'],
    ['6.10=chưa làm', '6.10', 'notStarted', ''],
    ['6.1=notStarted: chờ kinh phí', '6.1', 'notStarted', 'chờ kinh phí'],
    ['6.1=đã họp: thống nhất 3 nội dung', '6.1', 'inProgress', 'đã họp: thống nhất 3 nội dung'],
    ['6.1=a=b', '6.1', 'inProgress', 'a=b'],
    ['6.1=đang làm: mới'.normalize('NFD'), '6.1', 'inProgress', 'mới'.normalize('NFD')],
  ])('understands %j', (text, task, state, said) => {
    expect(parseReportLine(text)).toEqual({ task, state, text: said });
  });

  it.each(['A.1.1', '=xong', 'A.1.1=', 'A.1.1= '])('refuses %j', (text) => {
    expect(() => parseReportLine(text)).toThrow(/^--line: expected TASK=/);
  });

  it('takes each task once', () => {
    const first = collectReportLine('6.1=xong');
    expect(collectReportLine('6.2=xong', first).map(({ task }) => task)).toEqual(['6.1', '6.2']);
    expect(() => collectReportLine('6.1=chưa làm', first)).toThrow(/each task once/);
  });
});

describe('--value', () => {
  it('gathers figures as text, each name once', () => {
    const first = collectFigure('hồ sơ = 1.250');
    expect(collectFigure('tỷ lệ=83,5%', first)).toEqual({ 'hồ sơ': '1.250', 'tỷ lệ': '83,5%' });
    expect(() => collectFigure('hồ sơ=2', first)).toThrow(/each name once/);
  });

  it.each(['hồ sơ', '=1', 'hồ sơ='])('refuses %j', (text) => {
    expect(() => collectFigure(text)).toThrow(/^--value: expected NAME=VALUE/);
  });
});
