import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../client/commands/preview.ts';
import { validateFiles } from '../../client/commands/validate.ts';
import { buildFakeIo } from './fake-io.ts';

let folder = '';
let file = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-preview-'));
  await mkdir(join(folder, 'agencies'));
  file = join(folder, 'p.yaml');
  await writeFile(file, planText);
  await writeFile(join(folder, 'agencies/a.yaml'), directoryText);
});
afterAll(() => rm(folder, { recursive: true }));

/** A process whose clock must not be asked. */
function buildIo() {
  const io = buildFakeIo({ columns: 100 });
  return {
    ...io,
    now: () => {
      throw new Error('preview and validate read no clock');
    },
  };
}

describe('preview', () => {
  it('lists the mornings up to a day: who is told what', async () => {
    const io = buildIo();
    await previewFile(io, file, { to: '2023-06-19' });
    expect(io.err()).toBe('');
    expect(`\n${io.out()}`).toBe(`
Nâng cao chất lượng dịch vụ công (12/KH-UBND)
02 nhiệm vụ được giao, 20 nội dung nhắc, 18 thư

05/4/2023 (thứ Tư), 08 giờ 00: 02 nội dung nhắc cho 02 cơ quan
  Thông báo nhiệm vụ
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở B; Sở C

05/6/2023 (thứ Hai), 08 giờ 00: 02 nội dung nhắc cho 02 cơ quan
  Nhắc trước hạn 07 ngày làm việc
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở B; Sở C

09/6/2023 (thứ Sáu), 08 giờ 00: 03 nội dung nhắc cho 03 cơ quan
  Nhắc trước hạn 03 ngày làm việc
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở B; Sở C
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở A (cơ quan
      phối hợp)

13/6/2023 (thứ Ba), 08 giờ 00: 02 nội dung nhắc cho 02 cơ quan
  Nhắc trước hạn 01 ngày làm việc
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở B; Sở C

14/6/2023 (thứ Tư), 08 giờ 00: 02 nội dung nhắc cho 02 cơ quan
  Nhắc ngày cuối cùng
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở B; Sở C

15/6/2023 (thứ Năm), 08 giờ 00: 03 nội dung nhắc cho 03 cơ quan
  Đôn đốc quá hạn 01 ngày làm việc
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở B; Sở C
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở A (cơ quan
      phối hợp)

19/6/2023 (thứ Hai), 08 giờ 00: 06 nội dung nhắc cho 04 cơ quan
  Báo cáo cấp trên: quá hạn 03 ngày làm việc
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Văn phòng (cơ
      quan cấp trên, về 02 cơ quan)
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở A (cơ quan
      đầu mối theo dõi, về 02 cơ quan)
  Đôn đốc quá hạn 03 ngày làm việc
    6.3 Báo cáo tiếp nhận và thanh toán trực tuyến, Quý II/2023, thời hạn 14/6/2023: Sở B; Sở C
`);
  });

  it('prints the contract as JSON, for one agency', async () => {
    const io = buildIo();
    await previewFile(io, file, { json: true, agency: 'so-b', to: '2023-06-05' });
    const preview = JSON.parse(io.out());
    expect(Object.keys(preview)).toEqual(['plan', 'assignments', 'notices', 'handovers']);
    expect(preview.assignments[0]).toEqual({
      task: '6.3',
      period: '2023-Q2',
      cycle: 'quarter',
      agency: 'so-b',
      phrase: 'Trước ngày 15 của tháng cuối mỗi Quý',
      opensAt: '2023-04-05T00:00:00.000+07:00',
      lastDay: '2023-06-14',
      cutoff: '2023-06-14T23:59:59.999+07:00',
      applicable: true,
      reason: null,
      lines: [],
    });
    expect(preview.notices).toEqual([
      expect.objectContaining({ at: '2023-04-05T08:00:00.000+07:00', kind: 'opened', to: 'so-b' }),
      expect.objectContaining({ at: '2023-06-05T08:00:00.000+07:00', kind: 'dueSoon', step: 7 }),
    ]);
  });

  it('names the nearest agency', async () => {
    await expect(previewFile(buildIo(), file, { agency: 'so-bb' })).rejects.toMatchObject({
      exitCode: 2,
      message: '--agency: expected an agency of the directory, found no so-bb; did you mean so-b?',
    });
  });
});

describe('validate', () => {
  it('prints a line for each valid file', async () => {
    const io = buildIo();
    await validateFiles(io, [file, file], { lang: 'en' });
    expect(io.err()).toBe('');
    expect(io.out()).toBe(`${file}: valid – 1 task, 4 agencies, 6 assignments\n`.repeat(2));
  });

  it('tells every mistake on stderr and fails with exit code 2, the valid files still shown', async () => {
    const broken = join(folder, 'broken.yaml');
    await writeFile(
      broken,
      planText.replace('lead: [so]', 'lead: [sso]').replace('2023-12-31', 'x'),
    );
    const io = buildIo();
    await expect(validateFiles(io, [broken, file], {})).rejects.toMatchObject({
      exitCode: 2,
      message: '1 of 2 plan files is invalid',
    });
    expect(io.out().split('\n')).toHaveLength(2);
    expect(io.err()).toMatch(/broken\.yaml:7:5: to: /);
    expect(io.err()).toMatch(/broken\.yaml:15:\d+: tasks\[0\]\.lead.*"so"\?/);
  });

  it('prints JSON of all files, mistakes included', async () => {
    const io = buildIo();
    await expect(validateFiles(io, ['/nowhere/p.yaml', file], { json: true })).rejects.toThrow();
    expect(JSON.parse(io.out())).toMatchObject([
      { file: '/nowhere/p.yaml', valid: false, mistakes: [{ line: 1, column: 1 }] },
      { file, valid: true, plan: 'p-1', tasks: 1, mistakes: [] },
    ]);
  });
});

const directoryText = `agencies:
  - { id: office, name: Văn phòng, level: province, email: office@x.example }
  - { id: so-a, name: Sở A, level: province, superior: office, email: a@x.example }
  - { id: so-b, name: Sở B, level: province, superior: office, email: b@x.example }
  - { id: so-c, name: Sở C, level: province, superior: office, email: c@x.example }
groups:
  so: { members: [so-b, so-c] }
`;
const planText = `plan: p-1
title: Nâng cao chất lượng dịch vụ công
number: 12/KH-UBND
issued: 2023-04-05
issuer: UBND tỉnh
from: 2023-04-01
to: 2023-12-31
directory: agencies/a.yaml
monitor: so-a
office: office
tasks:
  - task: "6.3"
    kind: report
    title: Báo cáo tiếp nhận và thanh toán trực tuyến
    lead: [so]
    coordinators: [so-a]
    due: Trước ngày 15 của tháng cuối mỗi Quý
`;
