/** PUBLIC_URL without what may be secret in an address: user, password and query. */
export function describePublicUrl(publicUrl: string): string {
  const { origin, pathname } = new URL(publicUrl);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
