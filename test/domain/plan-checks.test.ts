import { describe, expect, it } from 'vitest';
import { agencies, groups, mistakes, type Plain, read, task } from './plan-example.ts';

const withTask = (changes: Plain): Plain => ({ tasks: [{ ...task, ...changes }] });
const withTasks = (...changes: Plain[]): Plain => ({
  tasks: changes.map((change) => ({ ...task, ...change })),
});
const withAgency = (changes: Plain) => ({
  agencies: [
    ...agencies,
    { id: 'new', name: 'Mới', level: 'other', email: 'n@x.example', ...changes },
  ],
});
const withGroup = (group: unknown) => ({ groups: { ...groups, g: group } });

describe('the example', () => {
  it('has no mistakes', () => {
    expect(mistakes()).toEqual([]);
  });
});

describe('a mistake in the head of a plan', () => {
  const id = 'an id of lower-case letters, digits and hyphens';
  const day = 'a day that exists, written YYYY-MM-DD';
  it.each<[Plain, string]>([
    [{ plan: 'Dong Thap' }, `plan plan: expected ${id}, found "Dong Thap"`],
    [{ plan: 'a/b' }, `plan plan: expected ${id}, found "a/b"`],
    [{ plan: 'a:b' }, `plan plan: expected ${id}, found "a:b"`],
    [{ plan: 'x'.repeat(101) }, `plan plan: expected ${id}, found "${'x'.repeat(101)}"`],
    [{ plan: undefined }, `plan plan: expected ${id}, found nothing`],
    [{ title: null }, 'plan title: expected a line of text, found nothing'],
    [{ title: '  ' }, 'plan title: expected a line of text, found "  "'],
    [{ title: 'a\u0007' }, 'plan title: expected a line of text, found "a\\u0007"'],
    [{ title: ['a'] }, 'plan title: expected a line of text, found a list'],
    [{ title: 5 }, 'plan title: expected a line of text, found 5'],
    [{ issued: '05/4/2023' }, `plan issued: expected ${day}, found "05/4/2023"`],
    [{ from: '2023-02-30' }, `plan from: expected ${day}, found "2023-02-30"`],
    [{ to: undefined }, `plan to: expected ${day}, found nothing`],
    [
      { issued: '2024-01-01' },
      'plan issued: expected a day of issue not after to (2023-12-31), found 2024-01-01',
    ],
    [
      { from: '2024-01-01' },
      'plan to: expected a day not before from (2024-01-01), found 2023-12-31',
    ],
    [
      { timezone: 'Asia/Hochiminh' },
      'plan timezone: expected an IANA time zone, found "Asia/Hochiminh"; did you mean "Asia/Ho_Chi_Minh"?',
    ],
    [{ locale: 'fr' }, 'plan locale: expected one of: vi, en, found "fr"'],
    [
      { before: 'exclusiv' },
      'plan before: expected one of: exclusive, inclusive, found "exclusiv"; did you mean "exclusive"?',
    ],
    [
      { rollover: 'nextWorkday' },
      'plan rollover: expected one of: none, nextWorkingDay, found "nextWorkday"; did you mean "nextWorkingDay"?',
    ],
    [
      { titel: 'x' },
      'plan titel: expected a known key, found the key "titel"; did you mean "title"?',
    ],
    [
      { monitor: 'so-c' },
      'plan monitor: expected an agency of the directory, found "so-c"; did you mean "so-a"?',
    ],
    [{ monitor: 'so' }, 'plan monitor: expected an agency of the directory, found the group "so"'],
    [
      { office: 'ofice' },
      'plan office: expected an agency of the directory, found "ofice"; did you mean "office"?',
    ],
    [
      { provincialOffice: 'Văn phòngg' },
      'plan provincialOffice: expected an agency of the directory, found "Văn phòngg"; did you mean "Văn phòng"?',
    ],
    [
      { obstaclesTo: 'qqqqq' },
      'plan obstaclesTo: expected an agency of the directory, found "qqqqq"',
    ],
    [
      { reviewer: 'so' },
      'plan reviewer: expected an agency of the directory, found the group "so"',
    ],
    [
      { reviewWithin: 'ba' },
      'plan reviewWithin: expected a number of days from 1 to 250, found "ba"',
    ],
    [
      { reviewWithin: '0' },
      'plan reviewWithin: expected a number of days from 1 to 250, found "0"',
    ],
    [
      { reporting: { every: 'quarter', due: 'Trong năm 2023' } },
      'plan reporting.due: expected a deadline that comes every quarter, as `every` says, found "Trong năm 2023"',
    ],
    [
      { reporting: { every: 'month', due: 'Hàng quý' } },
      'plan reporting.due: expected a deadline that comes every month, as `every` says, found "Hàng quý"',
    ],
    [
      { reporting: { every: 'month', due: { kind: 'standing' } } },
      'plan reporting.due: expected a deadline that comes every month, as `every` says, found standing',
    ],
    [
      { reporting: { every: 'once', due: 'Hàng quý' } },
      'plan reporting.every: expected one of: week, month, quarter, halfYear, year, found "once"',
    ],
    [
      { reminders: { sendAt: '8h00' } },
      'plan reminders.sendAt: expected a time written HH:mm, found "8h00"',
    ],
    [
      { reminders: { sendAt: '24:00' } },
      'plan reminders.sendAt: expected a time written HH:mm, found "24:00"',
    ],
    [
      { reminders: { leads: {} } },
      'plan reminders.leads: expected a known key, found the key "leads"; did you mean "lead"?',
    ],
    [
      { reminders: { lead: { month: ['3', '3'] } } },
      'plan reminders.lead.month[1]: expected each step once, found 3 a second time',
    ],
    [
      { reminders: { lead: { week: ['3'] } } },
      'plan reminders.lead.week: expected one of the keys: month, quarter, longer, found the key "week"',
    ],
    [
      { reminders: { coordinators: { month: ['-1'] } } },
      'plan reminders.coordinators.month[0]: expected a list of working days from 0 to 250, such as [3, 0], found "-1"',
    ],
    [{ reminders: 'none' }, 'plan reminders: expected a mapping of keys, found "none"'],
    [
      { escalation: [{ after: '5', to: ['lead'], repeatEvery: '5' }] },
      'plan escalation[0].repeatEvery: expected repeatEvery and times together, found repeatEvery without times',
    ],
    [
      { escalation: [{ after: '5', to: ['lead'], times: '2' }] },
      'plan escalation[0].times: expected repeatEvery and times together, found times without repeatEvery',
    ],
    [
      { escalation: [{ after: '5', to: [] }] },
      'plan escalation[0].to: expected a list of recipients, found an empty list',
    ],
    [
      { escalation: [{ after: '5' }] },
      'plan escalation[0].to: expected a list of recipients, found nothing',
    ],
    [
      { escalation: [{ after: '5', to: ['ofice'] }] },
      'plan escalation[0].to[0]: expected one of: lead, coordinators, superior, monitor, office, provincialOffice, found "ofice"; did you mean "office"?',
    ],
    [
      { escalation: [{ after: '0', to: ['lead'] }] },
      'plan escalation[0].after: expected a number of days from 1 to 250, found "0"',
    ],
    [
      { escalation: [{ to: ['lead'] }] },
      'plan escalation[0].after: expected a number of days from 1 to 250, found nothing',
    ],
    [{ escalation: ['x'] }, 'plan escalation[0]: expected a list of steps, found "x"'],
    [
      { escalation: [{ after: '5', to: ['lead', 'provincialOffice'] }] },
      'plan escalation[0].to[1]: expected the key `provincialOffice` in the plan, since this step tells it, found no provincialOffice',
    ],
    [{ tasks: [] }, 'plan tasks: expected a list of at least one task, found an empty list'],
    [{ tasks: undefined }, 'plan tasks: expected a list of at least one task, found nothing'],
    [{ tasks: ['x'] }, 'plan tasks[0]: expected a list of at least one task, found "x"'],
  ])('%j', (changes, expected) => {
    expect(mistakes(changes)).toEqual([expected]);
  });

  it('accepts times: 1 without repeatEvery, and cumulative reports as quarterly', () => {
    expect(mistakes({ escalation: [{ after: '5', to: ['lead'], times: '1' }] })).toEqual([]);
    const reporting = { every: 'quarter', due: 'Quý I, 6 tháng, 9 tháng, năm' };
    expect(mistakes({ reporting })).toEqual([]);
  });

  it('shows the nearest form of a phrase nobody understands', () => {
    expect(mistakes({ reporting: { every: 'quarter', due: 'Hàng qúy nhé' } })).toEqual([
      expect.stringMatching(
        /^plan reporting\.due: expected a known deadline phrase, a rule or none, found "Hàng qúy nhé"; did you mean ".+"\?$/,
      ),
    ]);
  });

  it('refuses years whose working days are not known', () => {
    expect(mistakes({ to: '2099-12-31' })).toContainEqual(
      expect.stringMatching(
        /^plan to: expected a day of a year whose working days are known, found 2099-12-31 \(/,
      ),
    );
  });
});

describe('a mistake in a task', () => {
  const number = 'a task number without spaces, "/" or ":"';
  const refs = 'agencies or groups of the directory';
  it.each<[Plain, string]>([
    [withTask({ task: 'a/b' }), `plan tasks[0].task: expected ${number}, found "a/b"`],
    [withTask({ task: 'a:b' }), `plan tasks[0].task: expected ${number}, found "a:b"`],
    [withTask({ task: 'a b' }), `plan tasks[0].task: expected ${number}, found "a b"`],
    [withTask({ task: undefined }), `plan tasks[0].task: expected ${number}, found nothing`],
    [
      withTask({ task: 'Report' }),
      'plan tasks[0].task: expected a task number other than "report" (it is the periodic report), found "Report"',
    ],
    [
      withTasks({ task: '6.1' }, { task: '6.10' }, { task: '6.1' }),
      'plan tasks[2].task: expected each task number once, found "6.1" a second time',
    ],
    [
      withTask({ lead: 'so-bb' }),
      `plan tasks[0].lead[0]: expected ${refs}, found "so-bb"; did you mean "so-b"?`,
    ],
    [withTask({ lead: [] }), 'plan tasks[0].lead: expected at least one lead, found an empty list'],
    [withTask({ lead: { a: 1 } }), `plan tasks[0].lead: expected ${refs}, found a mapping`],
    [withTask({ lead: ['so-b', 5] }), `plan tasks[0].lead[1]: expected ${refs}, found 5`],
    [withTask({ lead: undefined }), `plan tasks[0].lead: expected ${refs}, found nothing`],
    [
      withTask({ coordinators: ['so-a', 'sso'] }),
      `plan tasks[0].coordinators[1]: expected ${refs}, found "sso"; did you mean "so"?`,
    ],
    [
      withTask({ coordinators: [{ text: 'x', y: '1' }] }),
      'plan tasks[0].coordinators[0].y: expected one of the keys: text, found the key "y"',
    ],
    [
      withTask({ coordinators: [5] }),
      'plan tasks[0].coordinators[0]: expected agencies, groups or { text: … }, found 5',
    ],
    [
      withTask({ reviewer: 'so' }),
      'plan tasks[0].reviewer: expected an agency of the directory, found the group "so"',
    ],
    [
      withTasks({ task: '6.1' }, { task: '6.2', after: ['6.1', '6.l'] }),
      'plan tasks[1].after[1]: expected the number of a task of the plan, found "6.l"; did you mean "6.1"?',
    ],
    [
      withTask({ kind: 'raport' }),
      'plan tasks[0].kind: expected one of: product, report, found "raport"; did you mean "report"?',
    ],
    [
      withTask({ relation: 'request' }),
      'plan tasks[0].relation: expected one of: assigned, requested, found "request"; did you mean "requested"?',
    ],
    [
      withTask({ leads: 'so-a' }),
      'plan tasks[0].leads: expected a known key, found the key "leads"; did you mean "lead"?',
    ],
    [
      withTask({ due: [] }),
      'plan tasks[0].due: expected a deadline phrase, a rule, a list of them, or none, found an empty list',
    ],
    [
      withTask({ due: undefined }),
      'plan tasks[0].due: expected a deadline phrase, a rule, a list of them, or none, found nothing',
    ],
    [
      withTask({ due: ['Quý II năm 2023', 5] }),
      'plan tasks[0].due[1]: expected a deadline phrase, a rule, a list of them, or none, found 5',
    ],
    [
      withTask({ due: { kind: 'once', lastDay: '2023-02-30' } }),
      'plan tasks[0].due.lastDay: expected a day written YYYY-MM-DD that exists, found "2023-02-30"',
    ],
    [
      withTask({ due: { kind: 'recurring', cycles: [{ every: 'month', day: 45 }] } }),
      'plan tasks[0].due.cycles[0].day: expected a value that the deadline rule allows, found 45',
    ],
    [
      withTask({ due: [{ kind: 'standing', foo: 1 }] }),
      'plan tasks[0].due[0].foo: expected one of the keys: kind, until, start, lastDay, time, days, unit, cycles, since, found the key "foo"',
    ],
    [
      withTask({ due: { kind: 'recurring', cycles: [{ every: 'month', dayy: 5 }] } }),
      'plan tasks[0].due.cycles[0].dayy: expected a known key, found the key "dayy"; did you mean "day"?',
    ],
    [
      withTask({ due: { kind: 'sometimes' } }),
      'plan tasks[0].due.kind: expected a value that the deadline rule allows, found "sometimes"',
    ],
    [
      withTask({ due: 'Quý I/2025' }),
      'plan tasks[0].due: expected a deadline between 2023-01-01 and 2023-12-31, found "Quý I/2025"',
    ],
    [
      { reporting: undefined, ...withTask({ due: 'Thường xuyên' }) },
      'plan tasks[0].due: expected the key `reporting` in the plan: a standing or undated task is a line of the periodic report, found no reporting',
    ],
    [
      { reporting: undefined, ...withTask({ due: 'none' }) },
      'plan tasks[0].due: expected the key `reporting` in the plan: a standing or undated task is a line of the periodic report, found no reporting',
    ],
    [
      { monitor: 'office', ...withTask({ lead: ['office', 'so-a'] }) },
      'plan tasks[0].lead: expected somebody other than the lead to review (reviewer, office or its superior), found nobody for "office"',
    ],
    [
      { monitor: 'office', ...withTask({ lead: ['office'], reviewer: 'so-a', due: 'none' }) },
      'plan tasks[0].lead: expected somebody other than the lead to review (reviewer, office or its superior), found nobody for "office"',
    ],
  ])('%j', (changes, expected) => {
    expect(mistakes(changes)).toEqual([expected]);
  });

  it('shows the nearest form of a phrase nobody understands', () => {
    expect(mistakes(withTask({ due: 'Trước ngày 15 của tháng cuối mổi Quí' }))).toEqual([
      'plan tasks[0].due[0]: expected a known deadline phrase, a rule or none, found "Trước ngày 15 của tháng cuối mổi Quí"; did you mean "Trước ngày 15 của tháng cuối mỗi quý"?',
    ]);
  });

  it('reports every cycle of `after` once', () => {
    const tasks = withTasks(
      { task: '1', after: ['2'] },
      { task: '2', after: ['3'] },
      { task: '3', after: ['2', '4'] },
      { task: '4', after: ['4'] },
    );
    const chain = 'expected a chain of after that does not come back to itself, found';
    expect(mistakes(tasks)).toEqual([
      `plan tasks[1].after: ${chain} 2 → 3 → 2`,
      `plan tasks[3].after: ${chain} 4 → 4`,
    ]);
  });

  it('refuses leads that do not exist while the plan runs', () => {
    const expected = 'expected a lead that exists between 2023-01-01 and 2023-12-31, found "new"';
    expect(mistakes(withTask({ lead: 'new' }), withAgency({ validTo: '2022-12-31' }))).toEqual([
      `plan tasks[0].lead: ${expected}`,
    ]);
    expect(mistakes(withTask({ lead: 'new' }), withAgency({ validFrom: '2024-01-01' }))).toEqual([
      `plan tasks[0].lead: ${expected}`,
    ]);
    expect(mistakes(withTask({ lead: 'new' }), withAgency({ validTo: '2023-06-30' }))).toEqual([]);
  });

  it('refuses a name that several agencies bear', () => {
    expect(mistakes(withTask({ lead: 'Sở b' }), withAgency({ aliases: ['SỞ B'] }))).toEqual([
      'plan tasks[0].lead[0]: expected agencies or groups of the directory, found "Sở b", the name of several: so-b, new',
    ]);
  });
});

describe('a mistake in a directory', () => {
  const agency = 'an agency of the directory';
  it.each<[Parameters<typeof withAgency>[0], string]>([
    [
      { id: 'So_E' },
      'directory agencies[4].id: expected an id of lower-case letters, digits and hyphens, found "So_E"',
    ],
    [
      { id: 'superior' },
      'directory agencies[4].id: expected an id that is not a reserved word, found "superior"',
    ],
    [
      { id: 'so-a' },
      'directory agencies[4].id: expected each id once, for one agency or one group, found "so-a" a second time',
    ],
    [
      { level: 'distric' },
      'directory agencies[4].level: expected one of: central, province, district, commune, other, found "distric"; did you mean "district"?',
    ],
    [
      { email: 'nobody' },
      'directory agencies[4].email: expected an e-mail address, found "nobody"',
    ],
    [
      { email: ['n@x.example', 'x'] },
      'directory agencies[4].email[1]: expected an e-mail address, found "x"',
    ],
    [
      { email: undefined },
      'directory agencies[4]: expected either email or via (the agency whose mailbox it uses), found "new" with neither',
    ],
    [
      { email: [] },
      'directory agencies[4]: expected either email or via (the agency whose mailbox it uses), found "new" with neither',
    ],
    [
      { via: 'so-a' },
      'directory agencies[4].via: expected either email or via (the agency whose mailbox it uses), found "new" with both',
    ],
    [
      { superior: 'offic' },
      `directory agencies[4].superior: expected ${agency}, found "offic"; did you mean "office"?`,
    ],
    [
      { superior: 'so' },
      `directory agencies[4].superior: expected ${agency}, found the group "so"`,
    ],
    [
      { email: undefined, via: 'xaa' },
      `directory agencies[4].via: expected ${agency}, found "xaa"; did you mean "xa"?`,
    ],
    [
      { successor: 'xa' },
      'directory agencies[4].successor: expected validTo, the last day before the successor takes over, found successor without validTo',
    ],
    [
      { validFrom: '2023-02-01', validTo: '2023-01-31' },
      'directory agencies[4].validTo: expected a day not before validFrom (2023-02-01), found 2023-01-31',
    ],
    [
      { validTo: '30/6/2025' },
      'directory agencies[4].validTo: expected a day that exists, written YYYY-MM-DD, found "30/6/2025"',
    ],
    [
      { superior: 'new' },
      'directory agencies[4].superior: expected a chain of superior that does not come back to itself, found new → new',
    ],
    [
      { email: undefined, via: 'new' },
      'directory agencies[4].via: expected a chain of via that does not come back to itself, found new → new',
    ],
    [
      { validTo: '2025-06-30', successor: 'new' },
      'directory agencies[4].successor: expected a chain of successor that does not come back to itself, found new → new',
    ],
    [
      { superiors: 'x' },
      'directory agencies[4].superiors: expected a known key, found the key "superiors"; did you mean "superior"?',
    ],
    [{ name: undefined }, 'directory agencies[4].name: expected a line of text, found nothing'],
  ])('%j', (changes, expected) => {
    expect(mistakes({}, withAgency(changes))).toEqual([expected]);
  });

  it.each<[unknown, string]>([
    [{ members: [] }, 'g: expected a group of at least one agency, found the empty group "g"'],
    [
      { members: ['so-a'], level: 'district' },
      'g.level: expected a key that goes with the others, found the key "level"',
    ],
    [
      { level: 'district' },
      'g: expected a group of at least one agency, found the empty group "g"',
    ],
    [
      { level: 'distric' },
      'g.level: expected one of: central, province, district, commune, other, found "distric"; did you mean "district"?',
    ],
    [
      { members: ['so-aa', 'so'] },
      'g.members[0]: expected agencies or groups of the directory, found "so-aa"; did you mean "so-a"?',
    ],
    [
      { members: ['g', 'so'] },
      'g.members: expected a group that does not contain itself, found g → g',
    ],
    [{ members: 'so' }, 'g.members: expected a list of agencies or groups, found "so"'],
    [
      { members: ['so'], foo: 1 },
      'g.foo: expected one of the keys: members, level, found the key "foo"',
    ],
    ['so', 'g: expected a mapping of keys, found "so"'],
  ])('the group %j', (group, expected) => {
    expect(mistakes({}, withGroup(group))).toEqual([`directory groups.${expected}`]);
  });

  it('follows via to its end', () => {
    const [first, ...others] = agencies;
    const deaf = { id: 'deaf', name: 'D', level: 'other' };
    const chain = [
      { id: 'n-1', name: 'N1', level: 'other', via: 'n-2' },
      { id: 'n-2', name: 'N2', level: 'other', via: 'deaf' },
      { id: 'n-3', name: 'N3', level: 'other', via: 'n-4' },
      { id: 'n-4', name: 'N4', level: 'other', via: 'n-4' },
    ];
    const reaches =
      'expected a chain of via that reaches a mailbox, over at most 20 agencies, found';
    expect(mistakes({}, { agencies: [first, ...others, ...chain, deaf] })).toEqual([
      expect.stringContaining('agencies[8]: expected either email or via'),
      expect.stringContaining('agencies[7].via: expected a chain of via that does not come back'),
      `directory agencies[4].via: ${reaches} n-1 → n-2 → deaf`,
      `directory agencies[5].via: ${reaches} n-2 → deaf`,
    ]);
  });

  it('is an id that both an agency and a group bear, or a group with an improper id', () => {
    const odd = { 'so-a': { members: ['so-b'] }, 'G 1': { level: 'commune' } };
    expect(mistakes({}, { groups: { ...groups, ...odd } })).toEqual([
      'directory groups.so-a: expected each id once, for one agency or one group, found "so-a" a second time',
      'directory groups.G 1: expected an id of lower-case letters, digits and hyphens, found "G 1"',
    ]);
  });

  it('is a list of groups', () => {
    expect(mistakes({}, { groups: [] })).toEqual([
      'directory groups: expected a mapping of keys, found a list',
    ]);
  });

  it('is having no agencies at all', () => {
    expect(mistakes({}, { agencies: [], groups: {} })).toContain(
      'directory agencies: expected a list of at least one agency, found an empty list',
    );
    expect(mistakes({}, { agencies: 'x' })).toEqual([
      'directory agencies: expected a list of at least one agency, found "x"',
    ]);
  });
});

describe('several mistakes', () => {
  it('are all told at once, from both files, without what only follows from them', () => {
    const changes = {
      titel: 'x',
      from: '32/1/2023',
      reporting: { every: 'quarter', due: 5 },
      ...withTasks(
        { title: undefined, due: 'Thường xuyên' },
        { task: '2', lead: 'so-x', due: 'none' },
      ),
    };
    expect(
      mistakes(changes, withAgency({ email: 'x' })).map((text) => text.split(': ', 1)[0]),
    ).toEqual([
      'plan from',
      'plan reporting.due',
      'plan tasks[0].title',
      'plan titel',
      'plan tasks[1].lead[0]',
      'directory agencies[4].email',
    ]);
  });

  it('speak Vietnamese first', () => {
    const [finding] = read({ monitor: 'so-c' }).mistakes;
    expect(finding?.expected.vi).toBe('một cơ quan trong danh bạ');
  });
});
