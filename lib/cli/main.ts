#!/usr/bin/env node
import { CommanderError } from 'commander';
import { FindingsError, printFinding } from '../findings/finding';
import { program } from './program';
import { UsageError } from './usage-error';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  // Whoever reads has seen enough, as `head` has.
  process.exit();
});

program()
  .parseAsync()
  .catch((error: unknown) => {
    // The parser has said what is wrong, or given help.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    if (error instanceof FindingsError) {
      for (const finding of error.findings) console.error(`${finding.severity} ${printFinding(finding)}`);
      process.exitCode = 1;
      return;
    }
    // What the user can put right needs no stack; anything else is ours, and does.
    console.error(error instanceof UsageError ? `cdk8s-logging: ${error.message}` : error);
    process.exitCode = 2;
  });
