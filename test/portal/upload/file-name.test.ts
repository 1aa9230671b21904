import { describe, expect, it } from 'vitest';
import { cleanFileName } from '../../../portal/upload/file-name.ts';

describe('the name of a file that was sent', () => {
  it.each([
    ['Báo cáo quý II.docx', 'Báo cáo quý II.docx'],
    ['Báo cáo quý II.docx'.normalize('NFD'), 'Báo cáo quý II.docx'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\xa\\so lieu.xlsx', 'so lieu.xlsx'],
    ['baocao\u202Efdp.exe', 'baocaofdp.exe'],
    ['a\u0000b\r\nc.pdf', 'ab c.pdf'],
    ['Công văn %22hỏa tốc%22.pdf', 'Công văn "hỏa tốc".pdf'],
    ['', 'tep'],
    ['.pdf', 'tep.pdf'],
    ['..', '..'],
  ])('%j is %j', (sent, name) => {
    expect(cleanFileName(sent)).toBe(name);
  });

  it('is cut when it is long, and keeps its ending', () => {
    const name = cleanFileName(`${'á'.repeat(300)}.PDF`);
    expect(name).toBe(`${'á'.repeat(119)}….PDF`);
    expect(cleanFileName(`${'e\u0323\u0302\u0323'.repeat(300)}.pdf`).length).toBeLessThan(256);
  });
});
