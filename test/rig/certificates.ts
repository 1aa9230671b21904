import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its private key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of a test. */
export interface Authority {
  /** Its own certificate, PEM: who has it trusts what it issued. */
  readonly cert: string;
  /** Issues a certificate for names and IPv4 addresses, of a server or a client. */
  issue(...names: readonly [string, ...string[]]): Certificate;
}

/**
 * Makes an authority that nobody knows yet. Certificates are written down here byte by byte (RFC 5280,
 * DER), since Node makes none and not every machine has a program that does.
 */
export function createAuthority(name: string): Authority {
  const keys = generateKeys();
  const build = (subject: string, publicKey: KeyObject, extensions: readonly Buffer[]) =>
    buildCertificate({ issuer: name, subject, publicKey, signer: keys.privateKey, extensions });
  return {
    cert: build(name, keys.publicKey, [extension(oids.basicConstraints, sequence(isAuthority))]),
    issue: (...names) => {
      const own = generateKeys();
      const alternatives = extension(oids.subjectAltName, sequence(...names.map(alternativeName)));
      return {
        cert: build(names[0], own.publicKey, [alternatives]),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

const oids = {
  commonName: '550403',
  basicConstraints: '551d13',
  subjectAltName: '551d11',
  ecdsaWithSha256: '2a8648ce3d040302',
} as const;

function generateKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

let lastSerial = 0;

function buildCertificate(of: {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
}): string {
  lastSerial += 1;
  const algorithm = sequence(oid(oids.ecdsaWithSha256));
  const content = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1, lastSerial])),
    algorithm,
    distinguishedName(of.issuer),
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    distinguishedName(of.subject),
    of.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...of.extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', content, of.signer)]);
  const der = sequence(content, algorithm, tagged(0x03, signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const isAuthority = tagged(0x01, Buffer.from([0xff]));

function distinguishedName(name: string): Buffer {
  const text = tagged(0x0c, Buffer.from(name));
  return sequence(tagged(0x31, sequence(oid(oids.commonName), text)));
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 4
    ? tagged(0x87, Buffer.from(name.split('.').map(Number)))
    : tagged(0x82, Buffer.from(name));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tagged(0x04, value));
}

function utcTime(text: string): Buffer {
  return tagged(0x17, Buffer.from(text));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}
