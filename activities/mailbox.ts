import addressparser from 'nodemailer/lib/addressparser';

/** `Tên <hop-thu@tinh.example>` in its two parts; throws when it names no single address. */
export function parseMailbox(text: string): { name: string; address: string } {
  const [first, ...rest] = addressparser(text, { flatten: true });
  if (first === undefined || rest.length > 0 || !first.address.includes('@')) {
    throw new TypeError(
      `expected one mailbox such as "Sở TTTT <nhacviec@tinh.example>", found "${text}"`,
    );
  }
  return { name: first.name, address: first.address };
}
