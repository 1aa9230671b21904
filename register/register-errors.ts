/** What the register refuses, each with a stable `name` and the facts that a caller may need. */
export class RegisterUnreachable extends Error {
  override readonly name = 'RegisterUnreachable';
}

/** The server is too old for the SQL that is used. */
export class PostgresTooOld extends Error {
  override readonly name = 'PostgresTooOld';
}

/** The database was migrated by newer code: writing to it could damage what that code relies upon. */
export class RegisterNewerThanCode extends Error {
  override readonly name = 'RegisterNewerThanCode';
  readonly databaseMigration: string;
  readonly codeMigration: string;

  constructor(databaseMigration: string, codeMigration: string) {
    super(
      `the register is newer than this code: the database has ${databaseMigration}, this code knows up to ${codeMigration}. Run the newer version of dondoc, or set DATABASE_URL to another database.`,
    );
    this.databaseMigration = databaseMigration;
    this.codeMigration = codeMigration;
  }
}

/** A batch that is neither the next one nor one that was applied already. */
export class BatchOutOfOrder extends Error {
  override readonly name = 'BatchOutOfOrder';
  readonly workflowId: string;
  readonly expectedSeq: number;
  readonly foundSeq: number;

  constructor(workflowId: string, expectedSeq: number, foundSeq: number) {
    super(
      `${workflowId}: expected batch ${expectedSeq}, found batch ${foundSeq}; nothing was written. An earlier batch is missing from the register (was the database restored from a backup?).`,
    );
    this.workflowId = workflowId;
    this.expectedSeq = expectedSeq;
    this.foundSeq = foundSeq;
  }
}

/** A batch that continues another chain than the one on record. */
export class HeadMismatch extends Error {
  override readonly name = 'HeadMismatch';
  readonly workflowId: string;
  readonly expectedHead: string;
  readonly foundHead: string;

  constructor(workflowId: string, seq: number, expectedHead: string, foundHead: string) {
    super(
      `${workflowId}, batch ${seq}: expected to continue the chain at "${expectedHead}", found "${foundHead}"; nothing was written. Run \`dondoc verify\`: the register or the workflow was changed.`,
    );
    this.workflowId = workflowId;
    this.expectedHead = expectedHead;
    this.foundHead = foundHead;
  }
}

/** A plan that was never started here. */
export class UnknownPlan extends Error {
  override readonly name = 'UnknownPlan';

  constructor(plan: string) {
    super(
      `expected a plan that was started, found no "${plan}" in the register; see \`dondoc list\`.`,
    );
  }
}

/** A version of a plan that was never saved. */
export class UnknownPlanVersion extends Error {
  override readonly name = 'UnknownPlanVersion';

  constructor(plan: string, version: number, newest: number | null) {
    const known = newest === null ? 'no version of it' : `versions 1 to ${newest}`;
    super(`expected version ${version} of plan "${plan}", found ${known} in the register.`);
  }
}

/** A backup that is not whole, not as it was written, or of a newer dondoc. */
export class UnusableBackup extends Error {
  override readonly name = 'UnusableBackup';
}

/** A backup goes into an empty register only: what is there already would be mixed with it. */
export class RegisterNotEmpty extends Error {
  override readonly name = 'RegisterNotEmpty';
  readonly tables: readonly string[];

  constructor(tables: readonly string[]) {
    super(
      `expected an empty register, found rows in ${tables.join(', ')}; nothing was changed. Restore into a new database (set DATABASE_URL to it), or, on the data folder of dondoc up, move its folder "postgres" away first.`,
    );
    this.tables = tables;
  }
}
