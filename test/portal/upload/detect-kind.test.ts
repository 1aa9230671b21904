import { describe, expect, it } from 'vitest';
import { detectKind } from '../../../portal/upload/detect-kind.ts';
import { compound, docx, pdf, png, program, xlsx, zip } from '../evidence-files.ts';

function detect(content: Buffer | string) {
  const bytes = Buffer.from(content);
  return detectKind({
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => undefined,
  });
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the kind of a file by its content', () => {
  it.each([
    ['pdf', pdf],
    ['png', png],
    ['docx', docx],
    ['xlsx', xlsx],
    ['pptx', zip({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' })],
    ['odt', zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' })],
    ['ods', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })],
    ['zip', zip({ 'báo cáo/1.pdf': 'x' })],
    ['doc', compound('WordDocument')],
    ['xls', compound('Workbook')],
    ['xls', compound('Book\0')],
    ['jpg', hex('ffd8ffe000104a46494600010100000100010000')],
    ['tiff', Buffer.concat([hex('49492a0008000000'), Buffer.alloc(60)])],
    ['webp', Buffer.from('RIFF\u0024\0\0\0WEBPVP8 ', 'latin1')],
    ['heic', Buffer.concat([hex('00000018'), Buffer.from('ftypheic\0\0\0\0mif1heic')])],
    ['7z', Buffer.concat([hex('377abcaf271c0004'), Buffer.alloc(40)])],
    ['rar', Buffer.concat([hex('526172211a070100'), Buffer.alloc(40)])],
    ['p7s', hex('3082 0a3c 0609 2a864886f70d010702 a082 0a2d')],
    ['p7s', hex('3080 0609 2a864886f70d010702 a080 3080')],
    ['p7s', '-----BEGIN PKCS7-----\nMIIKPAYJKoZIhvcNAQcC\n-----END PKCS7-----\n'],
    ['text', 'BM01: biểu mẫu tổng hợp số liệu\r\n'],
    ['text', '\ufeffTT;Cơ quan;Số hồ sơ\r\n1;UBND xã Tân Hòa;125\r\n'],
    ['xml', '<?xml version="1.0" encoding="UTF-8"?>\n<!-- số liệu -->\n<baocao/>'],
  ])('knows %s', async (kind, content) => {
    expect(await detect(content)).toBe(kind);
  });

  it.each([
    ['a program', program],
    ['a program of another system', Buffer.concat([hex('7f454c4602010100'), Buffer.alloc(90)])],
    ['a page', '<!DOCTYPE html><html><script>alert(1)</script></html>'],
    ['a page without its frame', ' <!-- x --><script>alert(1)</script>'],
    [
      'a page that says it is XML',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    ],
    ['a picture with scripts', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    [
      'the same with a prefix',
      '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
    ],
    [
      'an office file with macros',
      zip({ '[Content_Types].xml': '', 'word/document.xml': '', 'word/vbaProject.bin': '' }),
    ],
    ['a package of programs', zip({ 'META-INF/MANIFEST.MF': '', 'a.class': '' })],
    ['an archive that is cut off', docx.subarray(0, docx.length - 30)],
    ['an installer in the frame of old office files', compound('Property')],
    ['text with control characters', 'số liệu\u0000\u0001'],
    ['text in no Unicode', Buffer.from('B\xe1o c\xe1o', 'latin1')],
    ['text that ends inside a letter', Buffer.from('báo cáo á').subarray(0, -1)],
  ])('does not take %s', async (_what, content) => {
    expect(await detect(content)).toBeNull();
  });

  it('reads text to its end, also where a letter lies across two pieces', async () => {
    expect(await detect('á'.repeat(100_000))).toBe('text');
    expect(await detect(`${'a'.repeat(200_000)}\u0007`)).toBeNull();
  });
});
