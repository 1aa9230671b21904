import { type DkimSettings, loadDkimKey } from '../dkim-key.ts';
import { InvalidSettings } from '../invalid-settings.ts';
import { type Outcome, ok, wrong } from './check.ts';

/** Whether the key with which mails are signed can be read; DNS is not asked for its public half. */
export async function checkDkimKey(dkim: DkimSettings | null): Promise<Outcome> {
  if (dkim === null) return ok('not set: the mail server signs, or nobody');
  try {
    await loadDkimKey(dkim);
    return ok(`can be read; signs as ${dkim.selector}._domainkey.${dkim.domain}`);
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return wrong(
      error.message,
      `let the user that runs dondoc read ${dkim.keyFile} (chmod 600, chown), or name another file in DONDOC_DKIM_KEY_FILE; a worker does not start without it`,
    );
  }
}
