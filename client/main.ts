#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { buildProcessIo } from './process-io.ts';
import { runProgram } from './run-program.ts';

// Node has read such files since 20.12; before it, the caller sets the variables. What is set already
// wins over the file.
if (typeof process.loadEnvFile === 'function' && existsSync('.env')) process.loadEnvFile('.env');

// Not `process.exit`: whatever is still being written to a pipe must get through.
process.exitCode = await runProgram(buildProcessIo(), process.argv.slice(2));
