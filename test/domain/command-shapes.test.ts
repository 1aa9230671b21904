import { describe, expect, it } from 'vitest';
import { commandLimits, findCommandProblem } from '../../domain/command-shapes.ts';
import { updateNames } from '../../domain/messages.ts';

const document = { number: '12/QĐ', date: '2023-06-05', issuer: null };
const decision = { authority: 'Chủ tịch UBND tỉnh', document };
const base = { requestId: 'r-1', agency: 'so-noi-vu' };
const file = { sha256: 'a'.repeat(64), name: 'bao-cao.pdf', size: 12 };
const line = { task: 'A.1', state: 'done', text: 'xong' };
const submission = {
  ...base,
  files: [file],
  document,
  note: null,
  lines: [line],
  values: { 'hồ sơ': '12' },
};
const version = { requestId: 'r-1', ...decision, base: 1, version: 2 };
const wellFormed: Readonly<Record<keyof typeof updateNames, object>> = {
  acknowledge: base,
  submitEvidence: submission,
  review: { ...base, by: 'so-tttt', decision: 'return', reason: 'Chưa ký số' },
  requestExtension: { ...base, until: '2023-06-30', reason: 'Chờ số liệu' },
  decideExtension: { ...base, ...decision, decision: 'grant', until: '2023-06-30', reason: null },
  reportObstacle: { ...base, text: 'Thiếu kinh phí' },
  answerObstacle: { ...base, by: 'so-tttt', text: 'Đã bố trí' },
  instruct: { ...base, ...decision, text: 'Khẩn trương' },
  remind: { ...base, by: 'so-tttt', at: '2023-06-12T09:00:00.000+07:00' },
  waive: { ...base, ...decision, reason: 'Dừng' },
  reassign: { ...base, ...decision, to: 'so-y-te', reason: 'Sáp nhập' },
  reopen: { ...base, ...decision, until: null, reason: 'Nhầm' },
  contribute: { ...base, by: 'so-y-te', text: 'Đã gửi', document: null },
  waitFor: { ...base, on: 'so-y-te', text: 'Số liệu' },
  amend: version,
  setDeadline: { ...version, task: '4.2', lastDay: '2023-09-30' },
  request: { ...version, task: '4.2', lastDay: '2023-09-30' },
  pause: { requestId: 'r-1', reason: 'Lũ lụt' },
  resume: { requestId: 'r-1', reason: 'Hết lũ' },
  close: { requestId: 'r-1', reason: 'Hết hạn' },
};

describe('the argument of an update', () => {
  it.each(Object.values(updateNames))('%s: is taken as the command line sends it', (name) => {
    expect(findCommandProblem(name, wellFormed[name])).toBeNull();
  });

  it.each(Object.values(updateNames))('%s: needs its request id', (name) => {
    const { requestId: _left, ...rest } = { requestId: '', ...wellFormed[name] };
    expect(findCommandProblem(name, rest)).toMatchObject({
      code: 'NotWellFormed',
      message: `${name}, requestId: expected text of 1 to 200 letters, found nothing; nothing was changed: correct it and send it again`,
    });
  });

  it.each([
    [null, 'acknowledge: expected an object, found nothing'],
    [[], 'acknowledge: expected an object, found a list of 0'],
    ['x', 'acknowledge: expected an object, found "x"'],
    [
      { ...base, agency: 7 },
      'acknowledge, agency: expected the id of an agency of at most 100 letters, found 7',
    ],
    [
      { ...base, agency: {} },
      'acknowledge, agency: expected the id of an agency of at most 100 letters, found an',
    ],
  ])('says where something else stands: %j', (command, message) => {
    expect(findCommandProblem('acknowledge', command)?.message).toContain(message);
  });

  it.each(['constructor', '__proto__', 'hasOwnProperty', 'Sở Nội vụ', '', 'x'.repeat(101)])(
    'names no agency that a directory cannot have: %s',
    (to) => {
      const command = { ...wellFormed.reassign, to };
      expect(findCommandProblem('reassign', command)?.message).toContain('reassign, to: expected');
    },
  );

  it.each([
    [{ note: 'x'.repeat(10_001) }, 'note: expected text of at most 10000 letters, found 10001'],
    [{ files: 'x' }, 'files: expected a list of at most 100 entries, found "x"'],
    [{ files: Array(101).fill(file) }, 'files: expected a list of at most 100 entries, found a'],
    [{ files: [file, { ...file, sha256: '../x' }] }, 'files[1].sha256: expected a SHA-256'],
    [{ files: [{ ...file, size: -1 }] }, 'files[0].size: expected a whole number, found -1'],
    [
      { files: [{ ...file, name: 'x'.repeat(256) }] },
      'files[0].name: expected text of at most 255',
    ],
    [{ lines: [{ ...line, state: 'gone' }] }, 'lines[0].state: expected one of done, inProgress'],
    [{ lines: [null] }, 'lines[0]: expected an object, found nothing'],
    [{ document: { ...document, date: '2023-02-30' } }, 'document.date: expected a day YYYY-MM-DD'],
    [{ document: { ...document, date: 5 } }, 'document.date: expected a day YYYY-MM-DD'],
    [{ values: { a: 1 } }, 'values: expected at most 500 names with texts, found an object'],
    [{ values: { a: 'x'.repeat(10_001) } }, 'values: expected at most 500 names with texts'],
    [{ values: null }, 'values: expected at most 500 names with texts, found nothing'],
  ])('has a limit in every part: %#', (changes, message) => {
    const problem = findCommandProblem('submitEvidence', { ...submission, ...changes });
    expect(problem?.message).toContain(`submitEvidence, ${message}`);
  });

  it('has no more names of values than can be read', () => {
    const names = Array.from({ length: commandLimits.values + 1 }, (_, n) => [`n${n}`, 'x']);
    const values = Object.fromEntries(names);
    expect(findCommandProblem('submitEvidence', { ...submission, values })).not.toBeNull();
  });
});
