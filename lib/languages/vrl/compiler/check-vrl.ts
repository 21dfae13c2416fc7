import type { Finding } from '../../../findings/finding';
import { compileVrl } from './compiler';
import type { CompiledVrl, VrlCompileOptions } from './compiler';
import type { VrlDiagnostic } from './diagnostic';

/**
 * What VRL's own compiler says of a program of the user's.
 *
 * @param at - the program's place in the user's terms: `airflow-tasks: stages[2]`
 */
export function checkVrl(source: string, at: string, options: VrlCompileOptions = {}): readonly Finding[] {
  const { vector, condition, tables } = options;
  const key = JSON.stringify([source, vector, condition, tables]);
  let judged = known.get(key);
  if (judged === undefined) {
    const { diagnostics } = compileVrl(source, options);
    judged = { source, diagnostics };
    known.set(key, judged);
  }
  return vrlFindings(judged, at, vector);
}

type Judged = Pick<CompiledVrl, 'source' | 'diagnostics'>;

/** A text is judged once for each version, however many pipelines hold it and however often they are checked. */
const known = new Map<string, Judged>();

/** What the compiler said of a program, as findings. */
export function vrlFindings(program: Judged, at: string, vector?: string): readonly Finding[] {
  const reader = vector === undefined ? 'Vector' : `Vector ${vector}`;
  return program.diagnostics.flatMap((diagnostic) => {
    const { severity, place } = diagnostic;
    if (severity === 'note') return [];
    return [
      {
        rule: 'vector/vrl',
        severity,
        at: place === undefined ? at : `${at}, line ${place.line}, column ${place.column}`,
        got: said(diagnostic, program.source),
        message: severity === 'error' ? `'vrl' must compile for ${reader}` : `'vrl' should compile without warnings`,
        remedy: explained(diagnostic),
      },
    ];
  });
}

/** `E103 unhandled fallible assignment: parse_json(.x)` */
function said({ code, message, place }: VrlDiagnostic, source: string): string {
  const [line = ''] = source.slice(place?.start, place?.end).split('\n');
  const words = (code === 0 ? message : `E${code} ${message}`).trim();
  return place === undefined || line.trim() === '' ? words : `${words}: ${line}`;
}

/** The labels, which say why and what would do. */
function explained({ labels, code, notes }: VrlDiagnostic): string {
  const texts = [...labels.map(({ message }) => message), ...(labels.length === 0 ? notes : [])];
  if (texts.length === 0) return code === 0 ? 'see the reference of VRL' : `see code ${code} in the reference of VRL`;
  return texts.join('; ').replaceAll(':; ', ': ');
}
