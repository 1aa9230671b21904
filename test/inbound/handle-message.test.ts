import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../client/run-program.ts';
import { replyTokenLetters } from '../../links/reply-address.ts';
import { revokeLinks } from '../../register/queries/link-generations.ts';
import { listAssignments } from '../../register/queries/list-assignments.ts';
import { listMailed } from '../../register/queries/list-mailed.ts';
import { readHistory } from '../../register/queries/read-history.ts';
import { mailAttempts, mails, undelivered } from '../../register/schema.ts';
import { buildFakeIo } from '../client/fake-io.ts';
import { buildPlan, due } from '../rig/plans.ts';
import { eventually } from '../rig/stage.ts';
import { startImapServer } from './imap-server.ts';
import { asBounce, asGmail, asOutlook, asThunderbird, attached, pdf } from './mails.ts';
import { type Mailbox, openMailbox, replyAddress } from './open-mailbox.ts';

/** What comes in, with real servers: eight communes, of which the last three have two tasks. */

let box: Mailbox;
const plan = 'kh-2023';

beforeAll(async () => {
  const two = ['xa-006', 'xa-007', 'xa-008'];
  const tasks = [
    { task: '6.3' },
    { task: '6.4', title: 'Báo cáo <b>chữ ký số</b>', lead: two, due: due('Trong năm 2023') },
  ];
  box = await openMailbox(buildPlan({ leads: 8, tasks }));
  await eventually(async () => expect(await rows()).toHaveLength(11));
  // Every agency was written to.
  await eventually(async () =>
    expect((await listMailed(box.stage.register)).length).toBeGreaterThanOrEqual(8),
  );
}, 90_000);
afterAll(() => box?.stop());

function rows(agency?: string) {
  const filter = { plan, ...(agency === undefined ? {} : { agency }) };
  return listAssignments(box.stage.register, filter, new Date().toISOString());
}

async function progressOf(agency: string) {
  const listed = await rows(agency);
  return Object.fromEntries(listed.map(({ task, progress }) => [task, progress]));
}

async function handedIn(agency: string, task = '6.3') {
  const [row] = (await rows(agency)).filter((one) => one.task === task);
  const history = await readHistory(box.stage.register, { plan, task, period: row?.period ?? '' });
  const files = history.flatMap((entry) =>
    entry.what === 'evidence' && entry.evidence.agency === agency ? [entry.evidence] : [],
  );
  const events = history.flatMap((entry) =>
    entry.what === 'event' && entry.event.kind === 'submitted' && entry.event.agency === agency
      ? [entry.event]
      : [],
  );
  return { files, events };
}

/** The mails that answer replies of an agency. */
async function answersTo(agency: string) {
  const { db } = box.stage.register;
  const all = await db.select().from(mails).where(eq(mails.toAgency, agency));
  return all.filter(({ mailKey }) => mailKey.startsWith('reply/'));
}

describe('a mail of ours', () => {
  it('asks for replies at an address with a token, and says so', async () => {
    const mail = await box.stage.mails.waitFor(
      ({ to }) => to.includes('xa-001@tinh.example'),
      20_000,
    );
    expect(mail.headers['reply-to']).toContain(box.addressOf('xa-001'));
    expect(mail.text.replaceAll('\n', ' ')).toContain('trả lời thư này, kèm văn bản đã ký số');
  });
});

describe('a reply with files', () => {
  it('from Gmail becomes a submission with its own text as a note, and is answered with the receipt', async () => {
    const raw = asGmail({
      to: box.addressOf('xa-001'),
      text: 'Xã gửi báo cáo quý II.',
      files: [attached('Báo cáo quý II.pdf')],
      messageId: '<gmail-1@mail.example>',
    });
    expect(await box.receive(raw)).toMatchObject({ kind: 'submitted' });
    expect(await progressOf('xa-001')).toEqual({ '6.3': 'submitted' });
    const { files, events } = await handedIn('xa-001');
    expect(files.map(({ name, size }) => ({ name, size }))).toEqual([
      { name: 'Báo cáo quý II.pdf', size: pdf.length },
    ]);
    expect(events[0]?.data).toMatchObject({ note: 'Xã gửi báo cáo quý II.' });
    expect(await box.store.verify(files[0]?.sha256 ?? '')).toBe('ok');
    const receipt = await box.stage.mails.waitFor(
      ({ to, text }) =>
        to.includes('xa-001@tinh.example') && text.includes(files[0]?.sha256 ?? '-'),
      20_000,
    );
    expect(receipt.subject).toContain('6.3');
  });

  it('is handed in once, however often it is read, also at the same moment', async () => {
    const raw = asThunderbird({
      to: `"Nhắc việc" <${box.addressOf('xa-002').toUpperCase()}>`,
      files: [attached('a.pdf')],
      messageId: '<tb-1@mail.example>',
    });
    const both = await Promise.all([box.receive(raw), box.receive(raw)]);
    for (const { kind } of both) expect(['submitted', 'known']).toContain(kind);
    expect(await box.receive(raw)).toMatchObject({ kind: 'known' });
    expect((await handedIn('xa-002')).events).toHaveLength(1);
    expect(await answersTo('xa-002')).toEqual([]);
  });

  it('from Outlook hands in what is attached, not the logo', async () => {
    const files = [attached('=?windows-1258?Q?Quy=EA=EC=74_=F0i=2E.pdf?=')];
    const raw = asOutlook({ to: box.addressOf('xa-003'), files, messageId: '<o-1@mail.example>' });
    expect(await box.receive(raw)).toMatchObject({ kind: 'submitted' });
    const handed = await handedIn('xa-003');
    expect(handed.files).toHaveLength(1);
    expect(handed.files[0]?.name).toMatch(/^Quyết .*\.pdf$/);
    expect(handed.events[0]?.data).toMatchObject({ note: 'Kính gửi báo cáo.' });
  });

  it('is refused with all its files when one lies, and its agency is told which', async () => {
    const raw = asGmail({
      to: box.addressOf('xa-004'),
      from: 'ke.gian@evil.example',
      files: [attached('a.pdf'), attached('b.pdf', Buffer.from('MZ\u0000\u0001'))],
      messageId: '<lie-1@mail.example>',
    });
    const expected = { kind: 'rejected', why: 'files' };
    expect(await box.receive(raw)).toEqual({ ...expected, answer: 'owed' });
    expect(await box.receive(raw)).toEqual({ ...expected, answer: 'repeated' });
    expect(await progressOf('xa-004')).toEqual({ '6.3': 'open' });
    const answer = await box.stage.mails.waitFor(
      ({ subject }) => subject.startsWith('[Chưa ghi nhận]'),
      20_000,
    );
    expect(answer.to).toEqual(['xa-004@tinh.example']);
    expect(answer.headers['auto-submitted']).toBe('auto-replied');
    expect(answer.headers['in-reply-to']).toBe('<lie-1@mail.example>');
    expect(answer.text).toContain('b.pdf');
    expect(answer.text).not.toContain('a.pdf');
  });
});

describe('what a reply is about', () => {
  it('is asked when several may be meant: the answer has a link to each', async () => {
    const to = box.addressOf('xa-006');
    const raw = asGmail({ to, files: [attached('a.pdf')], messageId: '<which-1@mail.example>' });
    expect(await box.receive(raw)).toMatchObject({ kind: 'rejected', why: 'whichTask' });
    const [answer] = await answersTo('xa-006');
    const links = [...(answer?.html ?? '').matchAll(/href="([^"]+\/t\/[^"]+)"/g)];
    expect(
      links.map(([, url = '']) => new URL(url).pathname.replace(/^\/v\/[^/]+/, '')).sort(),
    ).toEqual(['/t/6.3/2023-Q2/xa-006', expect.stringMatching(/^\/t\/6\.4\/[^/]+\/xa-006$/)]);
    expect(answer?.text).toContain(links[0]?.[1]);
    expect(answer?.html).not.toContain('<b>chữ');
    expect(await progressOf('xa-006')).toEqual({ '6.3': 'open', '6.4': 'open' });
  });

  it.each([
    ['xa-006', '6.4', { subject: 'Re: [Trả lại] Nhiệm vụ 6.4 - Báo cáo' }],
    ['xa-006', '6.3', { text: 'Xã gửi kết quả task 6.3.' }],
    ['xa-007', '6.3', { text: 'NV số: 6.3' }],
  ])('is told by the number: %s, %s', async (agency, task, says) => {
    const messageId = `<${agency}-${task}@mail.example>`;
    const raw = asOutlook({ to: box.addressOf(agency), ...says, messageId });
    expect(await box.receive(raw)).toMatchObject({ kind: 'submitted' });
    expect(await progressOf(agency)).toMatchObject({ [task]: 'submitted' });
  });

  it('is not guessed when the number is somebody else’s', async () => {
    const raw = asGmail({
      to: box.addressOf('xa-005'),
      text: 'Nhiệm vụ 6.4 đã xong',
      messageId: '<n@x.example>',
    });
    expect(await box.receive(raw)).toMatchObject({ kind: 'rejected', why: 'whichTask' });
    expect(await progressOf('xa-005')).toEqual({ '6.3': 'open' });
  });

  it('is no result when it asks for an extension', async () => {
    const raw = asGmail({
      to: box.addressOf('xa-005'),
      text: 'Xã đề nghị gia hạn đến 30/6.',
      messageId: '<g@x.example>',
    });
    expect(await box.receive(raw)).toMatchObject({ kind: 'rejected', why: 'request' });
    expect(await progressOf('xa-005')).toEqual({ '6.3': 'open' });
  });
});

describe('what is not handed in', () => {
  it('is a forged, changed or revoked token: nobody is answered', async () => {
    const right = box.addressOf('xa-005');
    const [letter = ''] = right.split('+')[1] ?? '';
    const other = [...replyTokenLetters].find((one) => one !== letter) ?? '';
    for (const to of [
      right.replace(`+${letter}`, `+${other}`),
      `traloi+${'a'.repeat(20)}@tinh.example`,
      'traloi@tinh.example',
    ]) {
      const raw = asGmail({ to, from: 'xa-005@tinh.example', files: [attached('a.pdf')] });
      expect(await box.receive(raw)).toMatchObject({ kind: 'ignored' });
    }
    await revokeLinks(box.stage.register, plan, ['xa-008'], new Date().toISOString());
    const revoked = asGmail({ to: box.addressOf('xa-008'), text: 'nhiệm vụ 6.3' });
    expect(await box.receive(revoked)).toMatchObject({ kind: 'ignored' });
    expect(await progressOf('xa-008')).toEqual({ '6.3': 'open', '6.4': 'open' });
    expect(await answersTo('xa-008')).toEqual([]);
  });

  it('is a vacation notice: it is not answered either', async () => {
    const before = (await answersTo('xa-005')).length;
    const headers = ['Auto-Submitted: auto-replied'];
    const raw = asOutlook({ to: box.addressOf('xa-005'), text: 'Tôi đi vắng', headers });
    expect(await box.receive(raw)).toMatchObject({ kind: 'ignored' });
    expect((await answersTo('xa-005')).length).toBe(before);
  });

  it('is what the receiving server found to be forged; its agency is told', async () => {
    const headers = ['Authentication-Results: mx.tinh.example; dmarc=fail'];
    const raw = asGmail({ to: box.addressOf('xa-005'), headers, messageId: '<auth@x.example>' });
    expect(await box.receive(raw)).toMatchObject({
      kind: 'rejected',
      why: 'notGenuine',
      answer: 'owed',
    });
    expect(await progressOf('xa-005')).toEqual({ '6.3': 'open' });
  });

  it('stops a loop: an agency is answered five times a day', async () => {
    const answers: unknown[] = [];
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      const raw = asGmail({
        to: box.addressOf('xa-005'),
        text: 'Nhiệm vụ 9.9',
        messageId: `<loop-${n}@x.example>`,
      });
      const handled = await box.receive(raw);
      answers.push(handled.kind === 'rejected' ? handled.answer : handled.kind);
    }
    // Three were answered before.
    expect(answers).toEqual(['owed', 'owed', ...Array(5).fill('tooMany')]);
    expect(await answersTo('xa-005')).toHaveLength(5);
  });
});

describe('dondoc inbound', () => {
  it('reads the mailbox once: a reply is on record, and the mail away', async () => {
    const server = await startImapServer();
    const dataDir = await mkdtemp(join(tmpdir(), 'dondoc-inbound-command-'));
    vi.stubEnv('TEMPORAL_ADDRESS', box.stage.temporal.address);
    try {
      const files = [attached('kết quả.pdf')];
      const to = box.addressOf('xa-007');
      server.add(asGmail({ to, text: 'Nhiệm vụ 6.4', files, messageId: '<c@x.example>' }));
      const io = buildFakeIo({
        now: new Date().toISOString(),
        environment: {
          DATABASE_URL: box.stage.databaseUrl,
          DONDOC_DATA: dataDir,
          DONDOC_IMAP_URL: server.url,
          DONDOC_REPLY_ADDRESS: replyAddress,
          DONDOC_LINK_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
          DONDOC_LOG_LEVEL: 'fatal',
        },
      });
      expect([await runProgram(io, ['inbound', '--once']), io.err()]).toEqual([
        0,
        expect.stringMatching(/^inbound: imap:\/\/127\.0\.0\.1:\d+\/INBOX\n$/),
      ]);
      expect(server.mails).toMatchObject([{ seen: true, folder: 'dondoc-done' }]);
      expect(await progressOf('xa-007')).toMatchObject({ '6.4': 'submitted' });
    } finally {
      vi.unstubAllEnvs();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it('says what is missing', async () => {
    const io = buildFakeIo();
    expect(await runProgram(io, ['inbound', '--once'])).toBe(1);
    expect(io.err()).toContain('DONDOC_IMAP_URL=imaps://');
  });
});

describe('a mail that comes back', () => {
  async function sentTo(agency: string) {
    return await eventually(async () => {
      const { db } = box.stage.register;
      const [mail] = await db
        .select()
        .from(mails)
        .where(eq(mails.toAgency, agency))
        .orderBy(mails.mailId);
      expect(mail?.state).toBe('sent');
      if (mail === undefined || mail.messageId === null) throw new Error('expected a mail');
      return { mailId: mail.mailId, messageId: mail.messageId };
    });
  }

  const attemptsOf = (mailId: number) =>
    box.stage.register.db.select().from(mailAttempts).where(eq(mailAttempts.mailId, mailId));

  it('for a while only leaves a note', async () => {
    const { mailId, messageId } = await sentTo('xa-008');
    const raw = asBounce({
      original: messageId,
      recipient: 'xa-008@tinh.example',
      action: 'delayed',
    });
    expect(await box.receive(raw)).toEqual({ kind: 'bounce', mailId, outcome: 'delayed' });
    const [mail] = await box.stage.register.db.select().from(mails).where(eq(mails.mailId, mailId));
    expect(mail?.state).toBe('sent');
    expect((await attemptsOf(mailId))[0]?.response).toContain('delayed: 5.1.1');
  });

  it('for good is refused, and the monitor is owed the report once', async () => {
    const { mailId, messageId } = await sentTo('xa-008');
    const raw = asBounce({ original: messageId, recipient: 'XA-008@tinh.example' });
    expect(await box.receive(raw)).toEqual({ kind: 'bounce', mailId, outcome: 'refused' });
    expect(await box.receive(raw)).toEqual({ kind: 'bounce', mailId, outcome: 'settled' });
    const { db } = box.stage.register;
    const [mail] = await db.select().from(mails).where(eq(mails.mailId, mailId));
    expect(mail).toMatchObject({
      state: 'refused',
      response: expect.stringContaining('User unknown'),
    });
    expect((await attemptsOf(mailId))[0]).toMatchObject({
      outcome: 'refused',
      rejected: ['xa-008@tinh.example'],
    });
    const owed = await db.select().from(undelivered).where(eq(undelivered.mailId, mailId));
    expect(owed).toHaveLength(1);
    expect(owed[0]).toMatchObject({ reportTo: 'so-tttt', reportedIn: null });
    expect(owed[0]?.leavesAt).not.toBeNull();
  });

  it('from one of several addresses is refused once all have failed', async () => {
    const { mailId, messageId } = await sentTo('xa-004');
    const { db } = box.stage.register;
    const addresses = ['mot@tinh.example', 'hai@tinh.example'];
    await db.update(mails).set({ addresses }).where(eq(mails.mailId, mailId));
    const outcomes: unknown[] = [];
    for (const recipient of addresses) {
      const handled = await box.receive(asBounce({ original: messageId, recipient }));
      outcomes.push(handled.kind === 'bounce' ? handled.outcome : handled);
    }
    expect(outcomes).toEqual(['partly', 'refused']);
    const owed = await db.select().from(undelivered).where(eq(undelivered.mailId, mailId));
    expect(owed).toHaveLength(1);
  });

  it('and is none of ours is ignored', async () => {
    const raw = asBounce({ original: '<x@other.example>', recipient: 'xa-001@tinh.example' });
    expect(await box.receive(raw)).toMatchObject({ kind: 'ignored' });
  });
});
