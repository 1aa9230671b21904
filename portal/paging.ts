/** One page of a long list. */
export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** Rows of one page: what somebody can look through, and accept at once. */
export const rowsPerPage = 100;

/** Which page an address asks for; the first for anything that is none. */
export function readPage(text: string | undefined): number {
  const page = Number(text ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

/** Where in a list a page begins. */
export function sliceOf(page: number): { readonly limit: number; readonly offset: number } {
  return { limit: rowsPerPage, offset: (page - 1) * rowsPerPage };
}

/** A page among all pages of so many rows. */
export function placeOf(page: number, rows: number): Paging {
  return { page, pages: Math.max(1, Math.ceil(rows / rowsPerPage)) };
}
