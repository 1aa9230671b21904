/**
 * True when mail must not be handed over without encryption: to every server but one on this machine,
 * unless the address says otherwise (`?ignoreTLS=true`, or `?requireTLS=false` to encrypt where it is
 * offered). Without it, somebody in between could take the server's offer of STARTTLS away unnoticed.
 */
export function mustEncrypt(smtpUrl: string): boolean {
  const { hostname, searchParams } = new URL(smtpUrl);
  if (searchParams.has('requireTLS') || searchParams.has('ignoreTLS')) return false;
  return !isLoopbackHost(hostname);
}

/** True for the names and addresses of this machine itself, as a URL has them. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
