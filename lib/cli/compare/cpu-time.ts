import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Of Linux' clock ticks, whatever the machine. */
const ticksPerSecond = 100;

/** Milliseconds of a CPU that a program has used so far; undefined where that cannot be known. */
export function cpuTime(pid: number): number | undefined {
  try {
    // What follows the name, which may hold anything but its last parenthesis.
    const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    const values = fields.split(' ').map(Number);
    return (((values[11] ?? 0) + (values[12] ?? 0)) * 1000) / ticksPerSecond;
  } catch {
    return byPs(pid);
  }
}

/** `1:02.50`, or `01:01:02`. */
function byPs(pid: number): number | undefined {
  const { stdout, status } = spawnSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const parts = stdout.trim().split(/[:-]/).map(Number);
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
