/**
 * A text as the inbox searches it: lower case, without marks and in one Unicode form, so that
 * "don doc" and "DON DOC" find "Đôn đốc".
 */
export function foldText(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
