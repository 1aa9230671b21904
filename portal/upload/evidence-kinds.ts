/** The kinds of file that are taken as evidence, and what of them a browser may show. */

/** A kind of file, known by its content. */
export interface EvidenceKind {
  /** Endings of its names, without the dot; the first is the usual one. */
  readonly endings: readonly string[];
  readonly type: string;
  /** Whether browsers show it, and nothing in it runs. */
  readonly inline: boolean;
}

const office = 'application/vnd.openxmlformats-officedocument';

const known = {
  pdf: kind(['pdf'], 'application/pdf', true),
  docx: kind(['docx'], `${office}.wordprocessingml.document`),
  xlsx: kind(['xlsx'], `${office}.spreadsheetml.sheet`),
  pptx: kind(['pptx'], `${office}.presentationml.presentation`),
  doc: kind(['doc'], 'application/msword'),
  xls: kind(['xls'], 'application/vnd.ms-excel'),
  odt: kind(['odt'], 'application/vnd.oasis.opendocument.text'),
  ods: kind(['ods'], 'application/vnd.oasis.opendocument.spreadsheet'),
  jpg: kind(['jpg', 'jpeg', 'jfif'], 'image/jpeg', true),
  png: kind(['png'], 'image/png', true),
  webp: kind(['webp'], 'image/webp', true),
  tiff: kind(['tif', 'tiff'], 'image/tiff'),
  heic: kind(['heic', 'heif'], 'image/heic'),
  zip: kind(['zip'], 'application/zip'),
  rar: kind(['rar'], 'application/vnd.rar'),
  '7z': kind(['7z'], 'application/x-7z-compressed'),
  p7s: kind(['p7s', 'p7m'], 'application/pkcs7-signature'),
  text: kind(['txt', 'csv'], 'text/plain; charset=utf-8', true),
  /** A note may begin with an angle bracket. */
  xml: kind(['xml', 'txt'], 'application/xml'),
} as const;
export type KindName = keyof typeof known;

export const evidenceKinds: Readonly<Record<KindName, EvidenceKind>> = known;

/** Every ending that is taken. */
export const takenEndings: readonly string[] = [
  ...new Set(Object.values(evidenceKinds).flatMap(({ endings }) => endings)),
];

/** The ending of a file's name, in small letters and without the dot; empty when it has none. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** A file's name with an ending of its kind; null for one that claims another. Without an ending it gets the usual one. */
export function fitName(name: string, kind: KindName): string | null {
  const { endings } = evidenceKinds[kind];
  const ending = endingOf(name);
  if (ending === '') return `${name}.${endings[0] ?? ''}`;
  return endings.includes(ending) ? name : null;
}

/** The kind that a name claims to be; null for one that is not taken. */
export function kindOfName(name: string): EvidenceKind | null {
  const ending = endingOf(name);
  return Object.values(evidenceKinds).find(({ endings }) => endings.includes(ending)) ?? null;
}

function kind(endings: readonly string[], type: string, inline = false): EvidenceKind {
  return { endings, type, inline };
}
