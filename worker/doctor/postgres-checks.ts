import { listPlans } from '../../register/plan-records.ts';
import type { Register } from '../../register/register.ts';
import { type Check, codeOf, notChecked } from './check.ts';
import { checkMailQueue } from './mail-queue-check.ts';
import { checkPlanYears } from './plan-years.ts';
import {
  checkPostgresClock,
  describePostgres,
  judgeConnections,
  judgeEncoding,
  judgeVersion,
} from './postgres-server.ts';
import { checkRights, judgeSchema, readSchema } from './register-schema.ts';

/** PostgreSQL: no such table, no such column, not permitted. */
const notReadable = ['42P01', '42703', '42501'];

/** What the checks of a register ask. */
export interface RegisterToCheck {
  readonly register: Register;
  /** What each process of dondoc may open. */
  readonly connections: number;
  /** How many workers there are. */
  readonly workers: Promise<number>;
  /** This machine's clock, ms since 1970. */
  now(): number;
}

/** Checks that need a connection to PostgreSQL. */
export function listPostgresChecks(to: RegisterToCheck): readonly Check[] {
  const { register, connections, workers, now } = to;
  const server = describePostgres(register);
  const schema = readSchema(register);
  return [
    { name: 'PostgreSQL version', run: async () => judgeVersion(await server) },
    { name: 'encoding', run: async () => judgeEncoding(await server) },
    { name: 'rights', run: async () => await checkRights(register, await schema) },
    { name: 'register schema', run: async () => judgeSchema(await schema) },
    {
      name: 'connections',
      run: async () => judgeConnections(await server, connections, await workers),
    },
    { name: 'clock of PostgreSQL', run: () => checkPostgresClock(register, now) },
    readingTables({ name: 'plan years', run: () => checkPlanYears(register) }),
    readingTables({ name: 'mail queue', run: () => checkMailQueue(register, now()) }),
  ];
}

/** Whether no plan was ever started here. False when nobody can tell: "rights" says why not. */
export async function isNewRegister(register: Register): Promise<boolean> {
  try {
    return (await listPlans(register)).length === 0;
  } catch (error) {
    const code = codeOf(error);
    if (code === null || !notReadable.includes(code)) throw error;
    return code === '42P01';
  }
}

/** A check of tables that may not be there yet, or not as this code knows them. */
function readingTables(check: Check): Check {
  return {
    name: check.name,
    run: async () => {
      try {
        return await check.run();
      } catch (error) {
        if (!notReadable.includes(codeOf(error) ?? '')) throw error;
        return notChecked('see "register schema" and "rights"');
      }
    },
  };
}
