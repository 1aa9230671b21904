import nodemailer from 'nodemailer';
import { isLoopbackHost, mustEncrypt } from '../../activities/smtp-encryption.ts';
import { codeOf, messageOf, type Outcome, ok, warning, wrong } from './check.ts';

/** For each step of the conversation; two conversations stay below a check's limit. */
const limitMs = 2_000;

/** Connects, encrypts where the server offers it, and logs in; sends nothing. */
export async function checkMailServer(url: string): Promise<Outcome> {
  const { protocol, hostname, host, username } = new URL(url);
  // As the worker does it.
  const refusal = await converse(url, mustEncrypt(url) ? { requireTLS: true } : {});
  if (refusal !== null) return judgeMailRefusal(host, refusal);
  const login = username === '' ? 'no login' : `login as ${decodeURIComponent(username)} accepted`;
  if (protocol === 'smtps:') return ok(`${host}, TLS, ${login}`);
  if ((await converse(url, { requireTLS: true })) === null) {
    return ok(`${host}, STARTTLS, ${login}`);
  }
  const said = `${host}, not encrypted, ${login}`;
  if (isLoopbackHost(hostname)) return ok(said);
  return warning(
    `${said}: letters and password can be read on the way`,
    'SMTP_URL=smtps://user:password@host:465, or a port of the server that offers STARTTLS (587)',
  );
}

/** Null when the server took us. */
async function converse(url: string, options: { readonly requireTLS?: boolean }): Promise<unknown> {
  const transport = nodemailer.createTransport({
    url,
    ...options,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    dnsTimeout: limitMs,
  });
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return error;
  } finally {
    transport.close();
  }
}

/** What a failed conversation means; codes are nodemailer's and Node's. */
function judgeMailRefusal(host: string, error: unknown): Outcome {
  const said = messageOf(error);
  switch (codeOf(error)) {
    case 'EAUTH':
    case 'ENOAUTH':
      return wrong(
        `${host} refused the login: ${said}`,
        'correct user and password in SMTP_URL (special characters percent-encoded: @ is %40), and let the mail server permit SMTP logins of this account',
      );
    case 'ETLS':
    case 'ESOCKET':
      if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(said)) return outOfReach(host, said);
      return wrong(
        `${host}: no encrypted connection: ${said}`,
        'smtps:// for a port that begins with TLS (465), smtp:// for STARTTLS (587, 25); for a certificate of your own authority NODE_EXTRA_CA_CERTS=its file; ?ignoreTLS=true at the end for a server of your own network that cannot encrypt',
      );
    default:
      return outOfReach(host, said);
  }
}

function outOfReach(host: string, said: string): Outcome {
  return wrong(
    `no mail server answers at ${host}: ${said}`,
    'correct host and port in SMTP_URL, and let the firewall pass this machine to it; mail waits meanwhile and is not lost',
  );
}
