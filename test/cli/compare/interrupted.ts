// Starts a stubborn program in a scope, and waits: the test interrupts it.
import { spawn } from 'node:child_process';
import { RunScope } from '../../../lib/cli/compare/run-scope';

void RunScope.within(async (scope) => {
  const child = spawn(process.execPath, [
    '-e',
    "process.on('SIGTERM', () => undefined); setTimeout(() => undefined, 60_000)",
  ]);
  scope.add(child);
  process.stdout.write(`${JSON.stringify({ folder: scope.folder, pid: child.pid })}\n`);
  await new Promise(() => undefined);
});
