import type { Context } from 'hono';
import type { Typed } from '../actions/field.ts';

/** What a form sent: its texts, and what was chosen of a list of boxes. */
export interface SentForm {
  readonly typed: Typed;
  /** Every value of a name, each once. */
  chosen(name: string): readonly string[];
}

/** The texts of a form; what is sent as a file is not one of ours. */
export async function readSentForm(c: Context): Promise<SentForm> {
  const body = await c.req.parseBody({ all: true });
  const textsOf = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const typed = Object.entries(body).flatMap(([name, value]) => {
    const [first] = textsOf(value);
    return first === undefined ? [] : [[name, first]];
  });
  return {
    typed: Object.fromEntries(typed),
    chosen: (name) => [...new Set<string>(textsOf(body[name]))],
  };
}
