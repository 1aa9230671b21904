import type { Connection } from '@temporalio/client';
import { searchAttributeTypes } from '../../domain/names.ts';
import { listSearchAttributes } from '../search-attributes.ts';
import { type Outcome, ok, warning, wrong } from './check.ts';

/**
 * Whether the namespace has dondoc's search attributes. A worker registers what is missing when it
 * starts, so in a new installation that is no fault.
 */
export async function checkSearchAttributes(
  connection: Pick<Connection, 'operatorService'>,
  namespace: string,
  isNew: boolean,
): Promise<Outcome> {
  const found = await listSearchAttributes(connection, namespace);
  const names = Object.keys(searchAttributeTypes);
  const mistyped = found.filter(({ is, expected }) => is !== null && is !== expected);
  if (mistyped.length > 0) {
    const said = mistyped.map(
      ({ name, is, expected }) => `${name}: expected ${expected}, found ${is}`,
    );
    const removed = mistyped.map(({ name }) => `--name ${name}`).join(' ');
    return wrong(
      said.join('; '),
      `temporal operator search-attribute remove --namespace ${namespace} ${removed}, then start a worker: it creates them`,
    );
  }
  const missing = found.filter(({ is }) => is === null);
  if (missing.length === 0) return ok(`all ${names.length}`);
  const said = `missing: ${missing.map(({ name }) => name).join(', ')}`;
  const create = missing.map(({ name, expected }) => `--name ${name} --type ${expected}`).join(' ');
  const fix = `temporal operator search-attribute create --namespace ${namespace} ${create}`;
  return isNew
    ? warning(said, `the first worker creates them, if its key may; else: ${fix}`)
    : wrong(`${said}: tasks do not start without them`, fix);
}
