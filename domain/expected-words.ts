import type { Words } from './finding.ts';

const agency: Words = {
  vi: 'một cơ quan trong danh bạ',
  en: 'an agency of the directory',
};
const day: Words = {
  vi: 'một ngày có thật, viết YYYY-MM-DD',
  en: 'a day that exists, written YYYY-MM-DD',
};
const id: Words = {
  vi: 'mã gồm chữ thường không dấu, chữ số và dấu gạch nối',
  en: 'an id of lower-case letters, digits and hyphens',
};
const line: Words = { vi: 'một dòng chữ', en: 'a line of text' };
const taskNumbers: Words = { vi: 'số nhiệm vụ hoặc danh sách số', en: 'task numbers' };
const mapping: Words = { vi: 'một nhóm khóa', en: 'a mapping of keys' };
const steps: Words = {
  vi: 'danh sách số ngày làm việc từ 0 đến 250, ví dụ [3, 0]',
  en: 'a list of working days from 0 to 250, such as [3, 0]',
};

const ruleValue: Words = {
  vi: 'giá trị mà quy tắc thời hạn cho phép',
  en: 'a value that the deadline rule allows',
};

/** What stands under a key, for people. Keys whose values are a closed set name the set instead. */
const wordsByKey: Readonly<Record<string, Words>> = {
  plan: id,
  id,
  title: line,
  number: line,
  name: line,
  aliases: { vi: 'danh sách tên gọi khác', en: 'a list of other names' },
  group: line,
  issuer: line,
  source: line,
  text: line,
  product: { vi: 'một sản phẩm hoặc danh sách sản phẩm', en: 'a product or a list of them' },
  issued: day,
  from: day,
  to: day,
  validFrom: day,
  validTo: day,
  timezone: { vi: 'múi giờ IANA', en: 'an IANA time zone' },
  directory: {
    vi: 'đường dẫn tương đối tới tệp danh bạ',
    en: 'the relative path of the directory file',
  },
  monitor: agency,
  office: agency,
  provincialOffice: agency,
  obstaclesTo: agency,
  superior: agency,
  via: agency,
  successor: agency,
  reviewer: { vi: 'một cơ quan trong danh bạ, hoặc superior', en: 'an agency, or superior' },
  lead: {
    vi: 'cơ quan hoặc nhóm cơ quan trong danh bạ',
    en: 'agencies or groups of the directory',
  },
  coordinators: {
    vi: 'cơ quan, nhóm cơ quan hoặc { text: … }',
    en: 'agencies, groups or { text: … }',
  },
  members: {
    vi: 'danh sách cơ quan hoặc nhóm',
    en: 'a list of agencies or groups',
  },
  after: taskNumbers,
  task: {
    vi: 'số nhiệm vụ không có khoảng trắng, "/" hay ":"',
    en: 'a task number without spaces, "/" or ":"',
  },
  due: {
    vi: 'cụm từ chỉ thời hạn, quy tắc, danh sách các mục ấy, hoặc none',
    en: 'a deadline phrase, a rule, a list of them, or none',
  },
  email: { vi: 'địa chỉ thư điện tử', en: 'an e-mail address' },
  sendAt: { vi: 'giờ viết HH:mm', en: 'a time written HH:mm' },
  reviewWithin: { vi: 'số ngày từ 1 đến 250', en: 'a number of days from 1 to 250' },
  repeatEvery: { vi: 'số ngày từ 1 đến 250', en: 'a number of days from 1 to 250' },
  times: { vi: 'số lần từ 1 đến 100', en: 'a number of times from 1 to 100' },
  month: steps,
  quarter: steps,
  longer: steps,
  reporting: { vi: 'nhóm khóa { every, due }', en: 'a mapping { every, due }' },
  reminders: mapping,
  escalation: { vi: 'danh sách các bước', en: 'a list of steps' },
  tasks: { vi: 'danh sách ít nhất một nhiệm vụ', en: 'a list of at least one task' },
  agencies: { vi: 'danh sách ít nhất một cơ quan', en: 'a list of at least one agency' },
  groups: mapping,
};

/** Words that depend on where the key stands. */
const wordsByPlace: Readonly<Record<string, Words>> = {
  'escalation.after': { vi: 'số ngày từ 1 đến 250', en: 'a number of days from 1 to 250' },
  'escalation.to': { vi: 'danh sách bên nhận', en: 'a list of recipients' },
  'reminders.lead': mapping,
  'reminders.coordinators': mapping,
};

/** What is expected at a path whose keys (without indexes) are `keys`; a mapping where no words are known. */
export function expectedAt(keys: readonly string[]): Words {
  const key = String(keys.at(-1));
  if (keys.slice(0, -1).includes('due')) return ruleValue;
  return wordsByPlace[keys.slice(-2).join('.')] ?? wordsByKey[key] ?? mapping;
}

/** One of a closed set of values. */
export function oneOf(values: readonly string[]): Words {
  const list = values.join(', ');
  return { vi: `một trong: ${list}`, en: `one of: ${list}` };
}
