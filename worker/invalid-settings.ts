/** Settings that are wrong: which, what was expected, what was found; one line each. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}
