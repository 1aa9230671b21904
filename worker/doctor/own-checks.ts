import type { RunningUp } from '../running-up.ts';
import type { SettingMistake, Settings } from '../settings.ts';
import { type Check, notChecked, wrong } from './check.ts';
import { checkDkimKey } from './dkim-key-check.ts';
import { checkEvidenceFolder } from './evidence-folder.ts';
import { checkLinks } from './links-check.ts';
import { checkMailServer } from './mail-server.ts';
import { checkMailbox, type LookIntoMailbox } from './mailbox-check.ts';
import { checkPayloadKeys } from './payload-keys-check.ts';
import { checkPortal } from './portal-check.ts';
import { checkReplies } from './replies-check.ts';
import { judgeMailDomain, judgeReplyTo, judgeSender } from './sender.ts';
import { judgeSettings } from './settings-check.ts';
import { judgeTimeZone, nodeTimeData } from './time-zone.ts';

/** The settings, and the `dondoc up` that stands in for servers they do not name. */
export interface OwnSurroundings {
  readonly settings: Settings;
  readonly mistakes: readonly SettingMistake[];
  readonly running: RunningUp | null;
  readonly lookIntoMailbox: LookIntoMailbox;
  /** This machine's clock, ms since 1970. */
  now(): number;
}

/** Checks that need neither Temporal nor PostgreSQL. */
export function listOwnChecks(own: OwnSurroundings): readonly Check[] {
  const { settings, mistakes, running } = own;
  const unless = buildUnless(mistakes);
  const smtpUrl = settings.smtpUrl ?? running?.smtpUrl ?? null;
  const caught = settings.smtpUrl === null && running !== null;
  return [
    { name: 'settings', run: async () => judgeSettings(mistakes) },
    unless('DONDOC_PAYLOAD_KEYS', {
      name: 'payload keys',
      run: () => checkPayloadKeys(settings, running),
    }),
    { name: 'time zone data', run: async () => judgeTimeZone(nodeTimeData) },
    unless('SMTP_URL', {
      name: 'mail server',
      run: async () =>
        smtpUrl === null
          ? wrong(
              'SMTP_URL is not set, and no dondoc up runs here: a worker does not start without it',
              'SMTP_URL=smtps://user:password@host:465, or start everything on this machine: dondoc up',
            )
          : await checkMailServer(smtpUrl),
    }),
    unless('DONDOC_MAIL_FROM', { name: 'sender', run: async () => judgeSender(settings, caught) }),
    unless(['DONDOC_MAIL_REPLY_TO', 'DONDOC_REPLY_ADDRESS'], {
      name: 'reply-to',
      run: async () => judgeReplyTo(settings),
    }),
    unless('DONDOC_MAIL_DOMAIN', {
      name: 'Message-IDs',
      run: async () => judgeMailDomain(settings),
    }),
    unless('DONDOC_DKIM_KEY_FILE', {
      name: 'DKIM key',
      run: () => checkDkimKey(settings.dkim),
    }),
    ...listAnswerChecks(own),
    unless('DONDOC_DATA', { name: 'evidence folder', run: () => checkEvidenceFolder(settings) }),
  ];
}

/** Checks of the two ways in which agencies answer from their mail. */
function listAnswerChecks(own: OwnSurroundings): readonly Check[] {
  const { settings, mistakes, running } = own;
  const unless = buildUnless(mistakes);
  return [
    unless(['PUBLIC_URL', 'DONDOC_LINK_KEYS'], {
      name: 'links',
      run: () => checkLinks(settings, running),
    }),
    unless('PUBLIC_URL', {
      name: 'portal',
      run: () => checkPortal(settings.publicUrl ?? running?.portalUrl ?? null),
    }),
    unless(['DONDOC_REPLY_ADDRESS', 'DONDOC_IMAP_URL', 'DONDOC_LINK_KEYS'], {
      name: 'replies',
      run: () => checkReplies(settings),
    }),
    unless('DONDOC_IMAP_URL', {
      name: 'mailbox',
      run: () => checkMailbox(settings.imapUrl, own.lookIntoMailbox, own.now()),
    }),
  ];
}

/** Puts off a check until the settings that it reads are right. */
function buildUnless(mistakes: readonly SettingMistake[]) {
  return (read: string | readonly string[], check: Check): Check => {
    const found = [read].flat().find((name) => isWrong(mistakes, name));
    if (found === undefined) return check;
    return { name: check.name, run: async () => notChecked(`${found} is wrong, see "settings"`) };
  };
}

export function isWrong(mistakes: readonly SettingMistake[], name: string): boolean {
  return mistakes.some((mistake) => mistake.name === name);
}
