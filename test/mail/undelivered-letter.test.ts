import { describe, expect, it } from 'vitest';
import { renderUndeliveredLetter, type UnreachedAgency } from '../../mail/undelivered-letter.ts';
import { head } from './samples.ts';

const agency: UnreachedAgency = {
  id: 'so-noi-vu',
  name: 'Sở Nội vụ',
  addresses: ['sonoivu@dongthap.example', 'vanthu.snv@dongthap.example'],
  mails: 2,
  response: "Can't send mail - all recipients were rejected: 550 5.1.1 <b>no such user</b>",
};

function lines(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe('the letter about mail that was refused', () => {
  it('lists each agency with its addresses, what the server said and what to do', () => {
    const mail = renderUndeliveredLetter({ head, agencies: [agency] });
    expect(mail.subject).toBe('[Không gửi được] 01 cơ quan không nhận được thư nhắc việc');
    const text = lines(mail.text);
    expect(text).toContain('1. Sở Nội vụ');
    expect(text).toContain('Địa chỉ: sonoivu@dongthap.example, vanthu.snv@dongthap.example.');
    expect(text).toContain('Thư không gửi được: 02 thư.');
    expect(text).toContain('Máy chủ thư trả lời: Can’t send mail'.replace('’', "'"));
    expect(text).toContain(`“dondoc mails retry ${head.plan.id} --agency so-noi-vu”`);
    expect(mail.html).toContain('&lt;b&gt;no such user');
    expect(mail.html).not.toContain('<b>no such user');
  });

  it('says the same in English', () => {
    const english = { ...head, locale: 'en' } as const;
    const mail = renderUndeliveredLetter({ head: english, agencies: [agency] });
    expect(mail.subject).toBe('[Not delivered] 1 agency gets no reminders');
    expect(lines(mail.text)).toContain('What to do: correct the address in the directory');
  });

  it('says so when the directory has no address', () => {
    const mail = renderUndeliveredLetter({ head, agencies: [{ ...agency, addresses: [] }] });
    expect(lines(mail.text)).toContain('Địa chỉ: danh bạ không có địa chỉ nào.');
  });

  it('names a hundred agencies, and counts the rest', () => {
    const agencies = Array.from({ length: 130 }, (_, n) => ({
      ...agency,
      name: `Xã số ${n + 1}.`,
    }));
    const mail = renderUndeliveredLetter({ head, agencies });
    expect(mail.subject).toContain('130 cơ quan');
    expect(mail.text).toContain('Xã số 100.');
    expect(mail.text).not.toContain('Xã số 101.');
    expect(lines(mail.text)).toContain('và 30 cơ quan khác.');
  });

  it('is not written about nobody', () => {
    expect(() => renderUndeliveredLetter({ head, agencies: [] })).toThrow(RangeError);
  });
});
