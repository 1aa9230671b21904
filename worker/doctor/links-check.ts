import { isLoopbackHost } from '../../activities/smtp-encryption.ts';
import { InvalidSettings } from '../invalid-settings.ts';
import { findLinkKeys, type LinkSettings } from '../link-keys.ts';
import type { RunningUp } from '../running-up.ts';
import type { Settings } from '../settings.ts';
import { type Outcome, ok, warning, wrong } from './check.ts';
import { describeKeyFix, warnOfReaders } from './key-file.ts';
import { describePublicUrl } from './public-url.ts';
import { isPlaceholder } from './sender.ts';

type Given = LinkSettings & Pick<Settings, 'publicUrl' | 'replyAddress'>;

/** Whether mails carry links, and such as recipients can open: the address and the keys belong together. */
export async function checkLinks(
  settings: Given,
  running: RunningUp | null,
): Promise<readonly Outcome[]> {
  const { linkKeysFile: file } = settings;
  try {
    const hasKeys = (await findLinkKeys(settings)).length > 0;
    const publicUrl = settings.publicUrl ?? running?.portalUrl ?? null;
    const outcome =
      publicUrl === null ? judgeWithoutAddress(settings) : judgeAddress(publicUrl, hasKeys);
    const open = await warnOfReaders(file);
    return open === null ? [outcome] : [outcome, open];
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return [wrong(error.message, describeKeyFix('DONDOC_LINK_KEYS', file))];
  }
}

function judgeWithoutAddress({ linkKeys, linkKeysFile, replyAddress }: Given): Outcome {
  const found = 'PUBLIC_URL is not set: mails carry no link';
  // The keys sign reply addresses as well.
  if (replyAddress !== null) return ok(`${found}, agencies reply to them`);
  if (linkKeys.length === 0 && linkKeysFile === null) {
    return ok(`${found}, a coordinator hands in what agencies answer`);
  }
  return warning(
    `DONDOC_LINK_KEYS is set, PUBLIC_URL is not: mails carry no link`,
    'PUBLIC_URL=https://dondoc.YOUR-DOMAIN, for every worker (docs/portal.md), or remove DONDOC_LINK_KEYS',
  );
}

function judgeAddress(publicUrl: string, hasKeys: boolean): Outcome {
  const { protocol, hostname } = new URL(publicUrl);
  const shown = describePublicUrl(publicUrl);
  if (!hasKeys) {
    return wrong(
      `PUBLIC_URL is set (${shown}), keys to sign links with are not: a worker does not start`,
      'DONDOC_LINK_KEYS="2026-1:$(openssl rand -base64 32)", the same for workers and portals; or remove PUBLIC_URL: mails then carry no link',
    );
  }
  if (isLoopbackHost(hostname)) return ok(`${shown}: opens on this machine only`);
  if (isPlaceholder(hostname)) {
    return wrong(
      `${shown}: ${hostname} is a placeholder, the links in mails open nothing`,
      'PUBLIC_URL=https://dondoc.YOUR-DOMAIN, the address of the proxy before the portal',
    );
  }
  if (protocol === 'https:') return ok(shown);
  return warning(
    `${shown}: not encrypted; whoever reads a link on the way can answer for its agency`,
    `PUBLIC_URL=https://${new URL(publicUrl).host}, behind a proxy that ends TLS (docs/portal.md)`,
  );
}
