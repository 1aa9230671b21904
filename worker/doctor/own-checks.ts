import type { RunningUp } from '../running-up.ts';
import type { SettingMistake, Settings } from '../settings.ts';
import { type Check, notChecked, wrong } from './check.ts';
import { checkDkimKey } from './dkim-key-check.ts';
import { checkEvidenceFolder } from './evidence-folder.ts';
import { checkMailServer } from './mail-server.ts';
import { checkPayloadKeys } from './payload-keys-check.ts';
import { judgeMailDomain, judgeReplyTo, judgeSender } from './sender.ts';
import { judgeSettings } from './settings-check.ts';
import { judgeTimeZone, nodeTimeData } from './time-zone.ts';

/** The settings, and the `dondoc up` that stands in for servers they do not name. */
export interface OwnSurroundings {
  readonly settings: Settings;
  readonly mistakes: readonly SettingMistake[];
  readonly running: RunningUp | null;
}

/** Checks that need neither Temporal nor PostgreSQL. */
export function listOwnChecks({ settings, mistakes, running }: OwnSurroundings): readonly Check[] {
  const unless = (name: string, check: Check): Check =>
    isWrong(mistakes, name)
      ? { name: check.name, run: async () => notChecked(`${name} is wrong, see "settings"`) }
      : check;
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
    unless('DONDOC_MAIL_REPLY_TO', { name: 'reply-to', run: async () => judgeReplyTo(settings) }),
    unless('DONDOC_MAIL_DOMAIN', {
      name: 'Message-IDs',
      run: async () => judgeMailDomain(settings),
    }),
    unless('DONDOC_DKIM_KEY_FILE', {
      name: 'DKIM key',
      run: () => checkDkimKey(settings.dkim),
    }),
    unless('DONDOC_DATA', { name: 'evidence folder', run: () => checkEvidenceFolder(settings) }),
  ];
}

export function isWrong(mistakes: readonly SettingMistake[], name: string): boolean {
  return mistakes.some((mistake) => mistake.name === name);
}
