#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { buildProcessIo } from './process-io.ts';
import { runProgram } from './run-program.ts';

// Node 20.12 brought `loadEnvFile`; before it, variables are set by the caller. What is set already
// wins over the file.
if (typeof loadEnvFile === 'function' && existsSync('.env')) loadEnvFile('.env');

// Not `process.exit`: whatever is still being written to a pipe must get through.
process.exitCode = await runProgram(buildProcessIo(), process.argv.slice(2));
