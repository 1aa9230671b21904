import type { ReplyScope } from '../domain/link.ts';
import { buildReplyAddress } from '../links/reply-address.ts';
import { buildReplyToken } from '../links/reply-token.ts';
import { type LinkSettings, requireLinkKeys } from './link-keys.ts';
import type { Settings } from './settings.ts';

/**
 * What writes the addresses that an agency's replies go to, as the settings have it; undefined where nobody reads them.
 * @throws InvalidSettings for an address without keys
 */
export async function findReplyWriter(
  settings: LinkSettings & Pick<Settings, 'replyAddress'>,
): Promise<((scope: ReplyScope) => string) | undefined> {
  const { replyAddress } = settings;
  if (replyAddress === null) return undefined;
  const keys = await requireLinkKeys(settings, 'DONDOC_REPLY_ADDRESS', 'addresses');
  return (scope) => buildReplyAddress(replyAddress, buildReplyToken(keys, scope));
}
