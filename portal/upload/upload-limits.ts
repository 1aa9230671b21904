/** What one submission may bring. Larger products go by the official exchange, and are referred to by their document. */
export const uploadLimits = {
  /** Bytes; people read it as 50 MB. */
  fileBytes: 50 * 1024 * 1024,
  files: 20,
  /** Bytes of all files of a submission. */
  totalBytes: 200 * 1024 * 1024,
  /** Bytes of all that was ever handed in for one assignment: returned submissions stay on record. */
  assignmentBytes: 1024 * 1024 * 1024,
  /** Bytes of a request: more is not even read to its end, so that the page can say what was too much. */
  requestBytes: 1024 * 1024 * 1024,
  /** Bytes of all texts of a form. */
  textBytes: 512 * 1024,
  /** Without a byte for so long an upload is given up. */
  silenceMs: 120_000,
} as const;
