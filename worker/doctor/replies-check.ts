import { InvalidSettings } from '../invalid-settings.ts';
import { findLinkKeys, type LinkSettings } from '../link-keys.ts';
import type { Settings } from '../settings.ts';
import { notChecked, type Outcome, ok, wrong } from './check.ts';
import { domainOf, isPlaceholder } from './sender.ts';

type Given = LinkSettings & Pick<Settings, 'replyAddress' | 'imapUrl'>;

/** Whether what agencies reply has a way in: mails that ask for replies which nobody reads lose results. */
export async function checkReplies(settings: Given): Promise<readonly Outcome[]> {
  const { replyAddress, imapUrl } = settings;
  if (replyAddress === null) {
    const found = 'DONDOC_REPLY_ADDRESS is not set: nothing is handed in by reply';
    return [ok(imapUrl === null ? found : `${found}; mail that comes back is read`)];
  }
  const troubles = [
    isPlaceholder(domainOf(replyAddress)) && fromNowhere(replyAddress),
    imapUrl === null && unread(replyAddress),
    await findMissingKeys(settings),
  ].filter((outcome) => outcome !== false && outcome !== null);
  return troubles.length > 0 ? troubles : [ok(replyAddress)];
}

function fromNowhere(replyAddress: string): Outcome {
  return wrong(
    `${replyAddress}: ${domainOf(replyAddress)} is a placeholder, replies reach nobody`,
    'DONDOC_REPLY_ADDRESS=traloi@YOUR-DOMAIN, a mailbox that takes plus-addresses (docs/inbound.md)',
  );
}

function unread(replyAddress: string): Outcome {
  return wrong(
    `mails ask for replies to ${replyAddress}, and nothing reads them: DONDOC_IMAP_URL is not set`,
    'DONDOC_IMAP_URL=imaps://user:password@host/INBOX (here too where another machine reads it), then docker compose --profile inbound up --detach; or remove DONDOC_REPLY_ADDRESS',
  );
}

async function findMissingKeys(settings: Given): Promise<Outcome | null> {
  try {
    if ((await findLinkKeys(settings)).length > 0) return null;
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return notChecked('the keys of reply addresses cannot be read, see "links"');
  }
  return wrong(
    'DONDOC_REPLY_ADDRESS is set, keys to sign reply addresses with are not: a worker does not start',
    'DONDOC_LINK_KEYS="2026-1:$(openssl rand -base64 32)", the same for workers and dondoc inbound',
  );
}
