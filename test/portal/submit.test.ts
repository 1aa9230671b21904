import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPortal } from '../../portal/serve.ts';
import type { EvidenceStore } from '../../register/evidence-store.ts';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { listEvidence } from '../../register/queries/list-evidence.ts';
import { readHistory } from '../../register/queries/read-history.ts';
import { verifyRegister } from '../../register/verify-register.ts';
import { buildPlan } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { docx, pdf, png, program, xlsx } from './evidence-files.ts';
import { openPortalStage, type PortalStage, testKeys } from './open-portal.ts';
import {
  buildForm,
  formTokenOf,
  handIn,
  keptFieldsOf,
  post,
  postRaw,
  writeRawForm,
} from './submit-form.ts';

/** Handing in evidence, with real servers and without a browser: each commune has its own test. */

const plan = 'kh-2023';
let open: PortalStage;

beforeAll(async () => {
  open = await openPortalStage(buildPlan({ plan, leads: 20 }));
  await eventually(async () => expect(await rows()).toHaveLength(20));
}, 60_000);
afterAll(() => open?.stop());

function rows() {
  return listAssignments(open.stage.register, { plan }, new Date().toISOString());
}

async function progressOf(agency: string) {
  return (await rows()).find((row) => row.agency === agency)?.progress;
}

async function pageOf(agency: string): Promise<string> {
  return `${await open.linkOf(agency)}/t/1/2023-Q2/${agency}`;
}

async function submissionsOf(agency: string) {
  const filter = { plan, task: '1', period: '2023-Q2', agency };
  const history = await readHistory(open.stage.register, filter);
  return history.flatMap((entry) =>
    entry.what === 'event' && entry.event.kind === 'submitted' ? [entry.event] : [],
  );
}

function filesOf(agency: string) {
  return listEvidence(open.stage.register, { plan, agency });
}

/** What lies in the store besides evidence. */
async function staged(): Promise<string[]> {
  return await readdir(`${open.evidenceFolder}/incoming`).catch(() => []);
}

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const readPage = async (address: string) => (await fetch(address)).text();

describe('handing in evidence', () => {
  it('takes files, a figure, a document and a note, and shows the receipt', async () => {
    const page = await pageOf('xa-001');
    const answer = await handIn(
      page,
      [
        ['note', 'Đã rà soát 125 dịch vụ.\nKèm phụ lục.'],
        ['number', '15/BC-UBND'],
        ['date', '06/6/2023'],
        ['issuer', ''],
        ['figure-name-1', 'Số dịch vụ công trực tuyến'],
        ['figure-value-1', '125'],
      ],
      [
        { name: 'Báo cáo quý II.docx', content: docx },
        { name: 'Phụ lục.PDF', content: pdf },
      ],
    );
    expect(answer.status).toBe(303);
    const receipt = await readPage(open.portal.url + answer.location);
    for (const said of [
      'Đã ghi nhận',
      'Báo cáo quý II.docx',
      sha256(docx),
      sha256(pdf),
      '15/BC-UBND, 06/6/2023',
      'Số dịch vụ công trực tuyến = 125',
      'Đã rà soát 125 dịch vụ.',
    ]) {
      expect(receipt).toContain(said);
    }
    expect(await progressOf('xa-001')).toBe('submitted');
    const [event] = await submissionsOf('xa-001');
    expect(event?.data).toMatchObject({
      files: [
        { name: 'Báo cáo quý II.docx', sha256: sha256(docx), size: docx.length },
        { name: 'Phụ lục.PDF', sha256: sha256(pdf), size: pdf.length },
      ],
      document: { number: '15/BC-UBND', date: '2023-06-06', issuer: null },
      values: { 'Số dịch vụ công trực tuyến': '125' },
    });
    expect(await staged()).toEqual([]);
    expect(await readdir(`${open.evidenceFolder}/pledges`)).toEqual([]);
    const { data: _data, requestId } = event ?? {};
    const mail = await open.stage.mails.waitFor(
      ({ subject, to }) =>
        to.includes('xa-001@tinh.example') && /tiếp nhận|ghi nhận/i.test(subject),
      20_000,
    );
    for (const said of [requestId ?? '?', 'Báo cáo quý II.docx', sha256(docx), sha256(pdf)]) {
      expect(mail.text).toContain(said);
    }
  });

  it('is one submission when the same form is sent twice, at the same moment and later', async () => {
    const page = await pageOf('xa-002');
    const form = formTokenOf(await readPage(page));
    const send = (content: Buffer) =>
      post(`${page}/submit`, buildForm([['form', form]], [{ name: 'a.pdf', content }]));
    const answers = [...(await Promise.all([send(pdf), send(pdf)])), await send(pdf)];
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    expect(await submissionsOf('xa-002')).toHaveLength(1);
    expect(await staged()).toEqual([]);
  });

  it('refuses a file that lies, keeps what was typed and what has arrived', async () => {
    const page = await pageOf('xa-003');
    const answer = await handIn(
      page,
      [['note', 'Kết quả "rà soát" <b>quý II</b>']],
      [
        { name: 'Biểu số liệu.xlsx', content: xlsx },
        { name: 'bao-cao.pdf', content: docx },
        { name: 'phan-mem.pdf', content: program },
        { name: 'trang.txt', content: Buffer.from('<html><script>alert(1)</script></html>') },
        { name: 'rong.pdf', content: Buffer.alloc(0) },
      ],
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('tên có đuôi .pdf nhưng nội dung là loại .docx');
    expect(answer.text).toContain('Tệp “phan-mem.pdf” thuộc loại không tiếp nhận');
    expect(answer.text).toContain('Tệp “trang.txt” thuộc loại không tiếp nhận');
    expect(answer.text).toContain('Tệp “rong.pdf” không có nội dung');
    expect(answer.text).toContain('Kết quả &quot;rà soát&quot; &lt;b&gt;quý II&lt;/b&gt;');
    expect(answer.text).toContain('Các tệp đã tải lên được giữ lại');
    expect(await staged()).toHaveLength(1);
    expect(await progressOf('xa-003')).toBe('open');

    const again = await post(
      `${page}/submit`,
      buildForm(
        [['form', formTokenOf(answer.text)], ...keptFieldsOf(answer.text)],
        [{ name: 'bao-cao.docx', content: docx }],
      ),
    );
    expect(again.status).toBe(303);
    expect((await filesOf('xa-003')).map(({ name }) => name)).toEqual([
      'Biểu số liệu.xlsx',
      'bao-cao.docx',
    ]);
    expect(await staged()).toEqual([]);
  });

  it('does not take a kept file of another form, nor one under a name that lies', async () => {
    const refused = await handIn(
      await pageOf('xa-004'),
      [],
      [
        { name: 'a.pdf', content: pdf },
        { name: 'b.pdf', content: program },
      ],
    );
    const kept = keptFieldsOf(refused.text);
    const other = await pageOf('xa-005');
    const foreign = await handIn(other, kept);
    expect(foreign.status).toBe(422);
    expect(foreign.text).toContain('Tệp “a.pdf” không còn được giữ');
    const renamed = kept.map(([field, value]): [string, string] => [
      field,
      value === 'a.pdf' ? 'a.exe' : value,
    ]);
    const page = await pageOf('xa-004');
    const lying = await post(
      `${page}/submit`,
      buildForm([['form', formTokenOf(refused.text)], ...renamed]),
    );
    expect(lying.status).toBe(422);
    expect(await filesOf('xa-004')).toEqual([]);
    expect(await filesOf('xa-005')).toEqual([]);
    for (const id of await staged()) await open.store.discard([id]);
  });

  it('says what is too large, and keeps nothing of it', async () => {
    const page = await pageOf('xa-006');
    const large = Buffer.concat([pdf, Buffer.alloc(50 * 1024 * 1024)]);
    const answer = await handIn(page, [['note', 'kèm tệp']], [{ name: 'lon.pdf', content: large }]);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Tệp “lon.pdf” lớn hơn 50 MB');
    expect(answer.text).toContain('kèm tệp');
    expect(await staged()).toEqual([]);
  });

  it('takes 20 files at most', async () => {
    const files = Array.from({ length: 21 }, (_, n) => ({
      name: `${n + 1}.txt`,
      content: Buffer.from(`tệp ${n}`),
    }));
    const answer = await handIn(await pageOf('xa-007'), [], files);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Từ tệp “21.txt” trở đi không được nhận');
    expect(keptFieldsOf(answer.text)).toHaveLength(40);
    await open.store.discard(await staged());
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const page = await pageOf('xa-008');
    const form = formTokenOf(await readPage(page));
    const body = writeRawForm(form, 'a.pdf', Buffer.concat([pdf, Buffer.alloc(300_000)]));
    await postRaw(`${page}/submit`, body.subarray(0, 200_000), { breakOff: true });
    await eventually(() => expect(open.logged.join('')).toContain('upload broke off'));
    expect(await staged()).toEqual([]);
    expect(await submissionsOf('xa-008')).toEqual([]);
  });

  it('reads no byte of a file without the form’s own token', async () => {
    const page = await pageOf('xa-009');
    const other = formTokenOf(await readPage(await pageOf('xa-010')));
    for (const token of ['', 'x', other]) {
      const answer = await postRaw(`${page}/submit`, writeRawForm(token, 'a.pdf', pdf));
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('không còn hiệu lực');
      expect(formTokenOf(answer.text)).not.toBe('');
    }
    expect(await staged()).toEqual([]);
    expect(await submissionsOf('xa-009')).toEqual([]);
  });

  it.each([
    ['../../../etc/cron.d/x.pdf', 'x.pdf'],
    ['a\u0000\u0007b.pdf', 'ab.pdf'],
    ['hoa don\u202Efdp.pdf', 'hoa donfdp.pdf'],
    [`${'dài '.repeat(80)}.pdf`, `${'dài '.repeat(29)}dài….pdf`],
    ['<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
    ['Báo cáo số 12 của xã Tân Hòa.pdf'.normalize('NFD'), 'Báo cáo số 12 của xã Tân Hòa.pdf'],
    ['Báo cáo số 13 của xã Tân Hòa.pdf', 'Báo cáo số 13 của xã Tân Hòa.pdf'],
    ['không đuôi', 'không đuôi.pdf'],
  ])('keeps the name %j as data', async (sent, name) => {
    const page = await pageOf('xa-011');
    const form = formTokenOf(await readPage(page));
    const answer = await postRaw(`${page}/submit`, writeRawForm(form, sent, pdf));
    expect(answer.status).toBe(303);
    const [newest] = await filesOf('xa-011');
    expect(newest?.name).toBe(name);
    const receipt = await readPage(open.portal.url + answer.location);
    expect(receipt).not.toContain('<img src=x');
  });

  it('says what is wrong with the texts, all at once', async () => {
    const answer = await handIn(await pageOf('xa-012'), [
      ['number', ''],
      ['date', '31/6/2023'],
      ['figure-name-1', 'Hồ sơ'],
      ['figure-value-1', ''],
      ['figure-name-2', ''],
      ['figure-value-2', '12'],
      ['note', 'x'.repeat(4_001)],
    ]);
    expect(answer.status).toBe(422);
    for (const said of [
      'đã có ngày nhưng chưa có số',
      'Ngày văn bản: chưa đúng',
      'Số liệu “Hồ sơ”: chưa có kết quả',
      'Số liệu “12”: chưa có tên chỉ tiêu',
      'dài quá 4000 ký tự',
    ]) {
      expect(answer.text).toContain(said);
    }
    const empty = await handIn(await pageOf('xa-012'), []);
    expect(empty.text).toContain('Chưa có nội dung nào để gửi');
    const later = await handIn(await pageOf('xa-012'), [
      ['number', '1/BC'],
      ['date', '08/6/2023'],
    ]);
    expect(later.text).toContain('không được sau hôm nay (07/6/2023)');
  });

  it('acknowledges nothing while the register cannot be written, and records it once afterwards', async () => {
    const page = await pageOf('xa-013');
    open.stage.plant('recordBatch', () => async () => {
      throw new Error('the register is down');
    });
    const answer = await handIn(page, [['note', 'Đã xong']], [{ name: 'a.pdf', content: pdf }]);
    open.stage.uproot();
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('chưa ghi xong');
    const again = buildForm([
      ['form', formTokenOf(answer.text)],
      ...keptFieldsOf(answer.text),
      ['note', 'Đã xong'],
    ]);
    await eventually(async () => {
      expect((await post(`${page}/submit`, again)).status).toBe(303);
    }, 60_000);
    expect(await submissionsOf('xa-013')).toHaveLength(1);
    expect(await filesOf('xa-013')).toHaveLength(1);
  }, 90_000);

  it('says that the disk is full, keeps what was typed, and logs it', async () => {
    const store: EvidenceStore = Object.create(open.store, {
      stage: {
        value: async (content: AsyncIterable<unknown>) => {
          for await (const _chunk of content) break;
          throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        },
      },
    });
    const { register, client } = open.stage;
    const logged: string[] = [];
    const { default: pino } = await import('pino');
    const full = await startPortal(
      {
        ...{ register, client, store, keys: testKeys, proxies: 0, now: Date.now },
        log: pino({}, { write: (line: string) => logged.push(line) }),
      },
      { host: '127.0.0.1', port: 0 },
    );
    const page = (await pageOf('xa-014')).replace(open.portal.url, full.url);
    const large = Buffer.concat([pdf, Buffer.alloc(2_000_000)]);
    const answer = await handIn(page, [['note', 'Đã xong']], [{ name: 'a.pdf', content: large }]);
    await full.stop();
    expect(answer.status).toBe(507);
    expect(answer.text).toContain('Máy chủ hiện hết chỗ lưu tệp');
    expect(answer.text).toContain('Đã xong');
    expect(logged.join('')).toContain('ENOSPC');
    expect(await progressOf('xa-014')).toBe('open');
  });
});

describe('a file that was handed in', () => {
  async function fileOf(agency: string, name: string, content: Uint8Array): Promise<string> {
    const answer = await handIn(await pageOf(agency), [], [{ name, content }]);
    expect(answer.status).toBe(303);
    const receipt = await readPage(open.portal.url + answer.location);
    return open.portal.url + (/href="([^"]*\/f\/[^"]*)"/.exec(receipt)?.[1] ?? '');
  }

  it('stands in the page when browsers show it, and nothing in it runs', async () => {
    const address = await fileOf('xa-015', 'Ảnh “hiện trường”.png', png);
    const answer = await fetch(address);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-length')).toBe(String(png.length));
    expect(answer.headers.get('content-disposition')).toBe(
      'inline; filename="Anh _hien truong_.png"; filename*=UTF-8\'\'%E1%BA%A2nh%20%E2%80%9Chi%E1%BB%87n%20tr%C6%B0%E1%BB%9Dng%E2%80%9D.png',
    );
    expect(answer.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    const head = await fetch(address, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(png.length));
  });

  it('is to be kept when browsers do not show it', async () => {
    const answer = await fetch(await fileOf('xa-016', 'số liệu.xlsx', xlsx));
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="so lieu.xlsx"/,
    );
    const xml = '<?xml version="1.0"?><x xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></x>';
    const data = await fetch(await fileOf('xa-016', 'a.xml', Buffer.from(xml)));
    expect(data.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is there for those who may see an assignment that it was handed in for, and nobody else', async () => {
    const own = Buffer.concat([pdf, Buffer.from('của xã 17')]);
    const address = await fileOf('xa-017', 'a.pdf', own);
    const path = address.slice(address.indexOf('/f/'));
    const status = async (link: string) => (await fetch(link + path)).status;
    expect(await status(await open.linkOf('xa-018'))).toBe(404);
    expect(await status(await open.linkOf('so-tttt', 'agency'))).toBe(404);
    expect(await status(await open.linkOf('so-tttt', 'monitor'))).toBe(200);
    expect(await status(await open.linkOf('vp-ubnd', 'office'))).toBe(200);
    // The same content, handed in by both.
    await fileOf('xa-018', 'b.pdf', own);
    const theirs = await fetch((await open.linkOf('xa-018')) + path);
    expect(theirs.status).toBe(200);
    expect(theirs.headers.get('content-disposition')).toContain('b.pdf');
    for (const wrong of [`/f/${'0'.repeat(64)}/1`, '/f/../1', '/f/x/1']) {
      expect((await fetch((await open.linkOf('xa-017')) + wrong)).status).toBe(404);
    }
  });
});

describe('after all that', () => {
  it('the register verifies, and every file in it', async () => {
    const result = await verifyRegister(open.stage.register, open.store);
    expect(result).toMatchObject({ faults: [] });
  });

  it('no token was logged', async () => {
    const token = (await open.linkOf('xa-001')).split('/v/')[1] ?? '';
    expect(open.logged.filter((line) => line.includes(token))).toEqual([]);
  });
});
