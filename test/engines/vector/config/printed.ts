import { Sink, VectorConfig } from '../../../../lib/engines/vector';
import type { Consumer, Output, VectorVersion } from '../../../../lib/engines/vector';
import { printFinding } from '../../../../lib/findings/finding';
import { settle } from '../../../../lib/text/reader';

/** The configuration of one sink, or of one that drops what an output emits, in one version. */
export function configOf(of: Consumer | Output, version: VectorVersion = '0.57.0'): VectorConfig {
  const sink = 'emits' in of ? Sink.blackhole('end', { inputs: [of] }) : of;
  return new VectorConfig({ sinks: [sink], version });
}

/** What a configuration prints of one component, or of that of an output. */
export function printed(of: Consumer | Output, version?: VectorVersion): string {
  const text = settle(configOf(of, version).print(), 'test');
  const lines = text.split('\n');
  const start = lines.indexOf(`  ${of.component.name}:`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('    '));
  return lines
    .slice(start, end < 0 ? undefined : end)
    .join('\n')
    .trimEnd();
}

/** Errors of it, for which it is not printed. */
export function found(of: Consumer | Output, version?: VectorVersion): readonly string[] {
  return configOf(of, version)
    .check()
    .filter(({ severity }) => severity === 'error')
    .map(printFinding);
}
