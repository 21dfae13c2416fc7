#!/usr/bin/env node
import { program } from './program';
import { UsageError } from './usage-error';

program()
  .parseAsync()
  .catch((error: unknown) => {
    // What the user can put right needs no stack; anything else is ours, and does.
    console.error(error instanceof UsageError ? `cdk8s-logging: ${error.message}` : error);
    process.exitCode = 2;
  });
