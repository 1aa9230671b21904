import { describe, expect, it } from 'vitest';
import { codeOf, messageOf, ok } from '../../worker/doctor/check.ts';
import { computeAheadMs, judgeClock, judgeTemporalClock } from '../../worker/doctor/clocks.ts';
import { judgeRetention } from '../../worker/doctor/namespace.ts';
import { findWorkers, judgeWorkers, type Poller } from '../../worker/doctor/pollers.ts';
import { judgeConnections, judgeVersion } from '../../worker/doctor/postgres-server.ts';
import { judgeRefusal, judgeTls } from '../../worker/doctor/reach-temporal.ts';
import { runChecks } from '../../worker/doctor/run-checks.ts';
import { judgeMailDomain, judgeReplyTo, judgeSender } from '../../worker/doctor/sender.ts';
import { judgeTimeZone, nodeTimeData } from '../../worker/doctor/time-zone.ts';
import { examineSettings } from '../../worker/settings.ts';

/** What `dondoc doctor` makes of what it sees; with real servers: test/e2e/doctor.test.ts. */

describe('checks', () => {
  it('stop no other, whether they throw or say nothing', async () => {
    const findings = await runChecks(
      [
        { name: 'namespace', run: () => new Promise(() => undefined) },
        { name: 'rights', run: () => Promise.reject(new Error('torn')) },
        { name: 'sender', run: async () => [ok('one'), ok('two')] },
      ],
      20,
    );
    expect(findings).toMatchObject([
      { check: 'namespace', verdict: 'wrong', found: 'no answer within 0.02 s' },
      { check: 'rights', verdict: 'wrong', found: 'the check failed: torn' },
      { check: 'sender', verdict: 'ok', found: 'one' },
      { check: 'sender', verdict: 'ok', found: 'two' },
    ]);
  });

  it('name the cause of an error, and its code', () => {
    const cause = Object.assign(new Error('permission denied'), { code: '42501' });
    const error = new Error('Failed query: select …', { cause });
    expect(messageOf(error)).toBe('permission denied');
    expect(codeOf(error)).toBe('42501');
    expect([messageOf('text'), codeOf('text'), codeOf(new Error('no code'))]).toEqual([
      'text',
      null,
      null,
    ]);
  });
});

describe('settings', () => {
  it('that are wrong count as not set, all mistakes are kept', () => {
    const { settings, mistakes } = examineSettings({
      DONDOC_DATA: '/var/lib/dondoc',
      DONDOC_SMTP_CONNECTIONS: 'many',
      SMTP_URL: 'http://me:secret@mail',
      DONDOC_MAIL: '',
    });
    expect(settings).toMatchObject({
      dataDir: '/var/lib/dondoc',
      smtpConnections: 5,
      smtpUrl: null,
    });
    expect(mistakes.map(({ name }) => name).sort()).toEqual([
      'DONDOC_MAIL',
      'DONDOC_SMTP_CONNECTIONS',
      'SMTP_URL',
    ]);
    expect(JSON.stringify(mistakes)).not.toContain('secret');
  });
});

describe('Temporal', () => {
  const certificate = 'TEMPORAL_TLS_SERVER_CA_CERT_PATH';
  it.each([
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TEMPORAL_TLS_SERVER_NAME='],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', certificate],
    ['SELF_SIGNED_CERT_IN_CHAIN', certificate],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', certificate],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', certificate],
    ['CERT_HAS_EXPIRED', 'renew it on the server'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TEMPORAL_TLS_CLIENT_CERT_PATH'],
    [null, 'TEMPORAL_TLS_CLIENT_CERT_PATH'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TEMPORAL_TLS=false'],
    ['ECONNRESET', 'TEMPORAL_TLS=false'],
  ])('whose handshake ends with %s is mended by %s', (code, fix) => {
    expect(judgeTls('temporal:7233', code)).toMatchObject({
      verdict: 'wrong',
      fix: expect.stringContaining(fix),
    });
  });

  it.each([
    ['16', 'Request unauthorized.'],
    ['7', 'Request unauthorized.'],
  ])('that refuses the key (gRPC %s) is told from one that is out of reach', (code, said) => {
    const cause = Object.assign(new Error(said), { code: Number(code) });
    expect(judgeRefusal(new Error('Failed to connect', { cause }))).toMatchObject({
      verdict: 'wrong',
      found: 'the server refused who we are: Request unauthorized.',
      fix: expect.stringContaining('set TEMPORAL_API_KEY'),
    });
    expect(judgeRefusal(Object.assign(new Error('x'), { code: 14 }))).toBeNull();
  });

  it('should keep histories for a week', () => {
    const judge = (days: number) =>
      judgeRetention('dondoc', { retentionMs: days * 86_400_000, takesUpdates: true });
    expect(judge(7)).toEqual(ok('7 days'));
    expect(judge(6.5)).toMatchObject({
      verdict: 'warning',
      found: expect.stringMatching(/^6\.5 days: .*\(the register keeps/),
    });
  });

  it('has workers while they ask for both kinds of work', () => {
    const now = Date.parse('2026-11-23T01:00:00Z');
    const poller = (identity: string, kind: Poller['kind'], ageMs: number): Poller => ({
      identity,
      kind,
      lastAccessMs: now - ageMs,
    });
    const pollers = [
      poller('1@a', 'workflow', 1_000),
      poller('1@a', 'activity', 60_000),
      poller('2@gone', 'workflow', 120_000),
      poller('2@gone', 'activity', 120_000),
      poller('3@half', 'workflow', 1_000),
    ];
    expect(findWorkers(pollers, now)).toEqual(['1@a']);
    expect(judgeWorkers(['1@a'], false)).toEqual(ok('1 worker on task queue dondoc'));
    expect(judgeWorkers([], true).verdict).toBe('warning');
    expect(judgeWorkers([], false).verdict).toBe('wrong');
  });
});

describe('clocks', () => {
  it.each([
    [0, 'ok'],
    [2_000, 'ok'],
    [-2_000, 'ok'],
    [2_001, 'warning'],
    [-30_000, 'warning'],
    [30_001, 'wrong'],
    [-30_001, 'wrong'],
  ])('%i ms apart are %s', (aheadMs, verdict) => {
    expect(judgeClock(aheadMs).verdict).toBe(verdict);
  });

  it('are compared with the middle of the question', () => {
    expect(computeAheadMs(1_500, 1_000, 1_200)).toBe(400);
  });

  it('of Temporal are seen by the newest thing that it has heard', () => {
    expect(judgeTemporalClock([1_000, 50_000], 10_000)).toMatchObject({
      verdict: 'wrong',
      found: expect.stringContaining('40.0 s ahead'),
    });
    expect(judgeTemporalClock([1_000], 60_000).verdict).toBe('ok');
    expect(judgeTemporalClock([], 60_000).verdict).toBe('notChecked');
  });
});

describe('PostgreSQL', () => {
  const server = { version: '13.9', major: 13, encoding: 'UTF8', limit: 97, others: 40 };

  it('should be as new as the register needs', () => {
    expect(judgeVersion(server)).toMatchObject({
      verdict: 'wrong',
      found: 'expected PostgreSQL 14 or newer, found 13.9',
    });
    expect(judgeVersion({ ...server, version: '14.1', major: 14 })).toEqual(ok('14.1'));
  });

  it.each([
    [10, 1, 'ok'],
    [10, 4, 'ok'],
    [10, 5, 'warning'],
    [30, 1, 'warning'],
    [60, 1, 'wrong'],
  ])(
    'should have connections: %i for each of %i workers and a command: %s',
    (each, workers, verdict) => {
      expect(judgeConnections(server, each, workers).verdict).toBe(verdict);
    },
  );
});

describe('who sends', () => {
  it.each([
    'Nhắc việc <dondoc@localhost.example>',
    'dondoc@tinh.test',
    'dondoc@example.com',
    'dondoc@localhost',
  ])('is nobody: %s', (mailFrom) => {
    expect(judgeSender({ mailFrom }, false)).toMatchObject({
      verdict: 'wrong',
      fix: 'DONDOC_MAIL_FROM="Nhắc việc <nhacviec@YOUR-DOMAIN>", with a domain of your own',
    });
    expect(judgeSender({ mailFrom }, true).verdict).toBe('warning');
  });

  it('is somebody, and one only', () => {
    expect(judgeSender({ mailFrom: 'a@examples.internal' }, false).verdict).toBe('ok');
    expect(judgeSender({ mailFrom: 'a@b.internal, c@d.internal' }, false).verdict).toBe('wrong');
  });

  it('gets replies, or asks for none', () => {
    const judge = (mailReplyTo: string | null, replyAddress: string | null = null) =>
      judgeReplyTo({ mailReplyTo, replyAddress });
    expect(judge(null)).toEqual(ok('not set: letters ask to write to the monitor instead'));
    for (const other of [null, 'a@b.internal']) {
      expect(judge(other, 'traloi@b.internal')).toEqual(
        ok('replies go to traloi@b.internal, and are handed in'),
      );
    }
    expect(judge('a@b.internal')).toEqual(ok('a@b.internal'));
    expect(judge('a@b.invalid').verdict).toBe('wrong');
  });

  it('lends its domain to Message-IDs', () => {
    const mailFrom = 'Nhắc việc <a@tinh.internal>';
    expect(judgeMailDomain({ mailDomain: 'tinh.internal', mailFrom }).verdict).toBe('ok');
    expect(judgeMailDomain({ mailDomain: 'dondoc.example', mailFrom })).toMatchObject({
      verdict: 'warning',
      fix: expect.stringContaining('DONDOC_MAIL_DOMAIN=tinh.internal'),
    });
  });
});

describe('time zone data', () => {
  it('of this Node are whole', () => {
    expect(judgeTimeZone(nodeTimeData)).toMatchObject({
      verdict: 'ok',
      found: expect.stringContaining('Asia/Ho_Chi_Minh is +07:00'),
    });
  });

  it('that are wrong or missing are named', () => {
    const moved = { ...nodeTimeData, offsetOf: () => 'GMT+8' };
    const none = {
      ...nodeTimeData,
      offsetOf: () => new Intl.DateTimeFormat('en', { timeZone: 'X/Y' }).format(),
    };
    const small = { ...nodeTimeData, knowsLanguage: () => false };
    expect(judgeTimeZone(moved).found).toContain('expected +07:00, found GMT+8');
    expect(judgeTimeZone(none).found).toContain('no such zone');
    expect(judgeTimeZone(small)).toMatchObject({
      verdict: 'wrong',
      fix: expect.stringContaining('full ICU'),
    });
  });
});
