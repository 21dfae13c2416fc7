import type * as CheckVrl from '../../../languages/vrl/compiler/check-vrl';
import type * as Compiler from '../../../languages/vrl/compiler/compiler';
import { Unreadable } from '../../../text/unspellable';
import type { BuiltInJudge, PlacedFinding } from '../../judge';
import { knownVersion } from './known-version';
import { isYaml, NativeConfig } from './native-config';
import { programsIn } from './native-programs';
import type { NativeProgram } from './native-programs';
import { checkRules } from './native-rules';
import { checkTopology, pathOf } from './native-topology';

/** Vector's configuration, as far as it can be judged without Vector. */
export const builtIn: BuiltInJudge = {
  name: "VRL's compiler and the rules for Vector",
  judge(config) {
    const unread = Object.keys(config.files).filter((name) => !isYaml(name));
    if (unread.length > 0) return { cannot: `${unread.join(', ')} is read by Vector itself only` };
    let native: NativeConfig;
    try {
      native = new NativeConfig(config);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { findings: [unreadable(error)], notes: [] };
    }
    const faults = native.files.flatMap(({ name, text, yaml }) =>
      yaml.errors.map(({ index, message }) => fault(name, text.originOf(index), message)),
    );
    if (faults.length > 0) return { findings: faults, notes: [] };
    const { rules, vrl, note } = knownVersion(config.version);
    return {
      findings: [
        ...checkTypes(native),
        ...checkTopology(native),
        ...checkRules(native, rules),
        ...checkPrograms(native, vrl),
      ],
      notes: note === undefined ? [] : [note],
    };
  },
};

function unreadable({ message }: Unreadable): PlacedFinding {
  return {
    rule: 'vector/interpolation',
    severity: 'error',
    at: 'the file',
    got: message,
    message: 'variables must be such that Vector can expand them',
    remedy: 'write $$ for a dollar that is none',
    summary: 'a variable that Vector cannot expand',
  };
}

function fault(file: string, index: number, message: string): PlacedFinding {
  return {
    rule: 'vector/yaml',
    severity: 'error',
    at: file,
    got: message,
    message: 'the file must be YAML that Vector reads',
    remedy: 'see the place',
    summary: 'no YAML',
    file,
    index,
  };
}

function checkTypes({ components }: NativeConfig): readonly PlacedFinding[] {
  return components
    .filter(({ options }) => typeof options['type'] !== 'string')
    .map((component) => ({
      rule: 'vector/no-type',
      severity: 'error',
      at: pathOf(component),
      got: 'none',
      message: "'type' must say what the component is",
      remedy: "write Vector's word for it",
      summary: 'no type',
      file: component.file.name,
      index: component.index,
    }));
}

/** The VRL in all components, by VRL's compiler, which is loaded where there is some. */
function checkPrograms(config: NativeConfig, vector: string): readonly PlacedFinding[] {
  const programs = config.components.flatMap(programsIn);
  if (programs.length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is VRL
  const { compileVrl } = require('../../../languages/vrl/compiler/compiler') as typeof Compiler;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is VRL
  const { vrlFindings } = require('../../../languages/vrl/compiler/check-vrl') as typeof CheckVrl;
  const tables = config.names('enrichment_tables');
  return programs.flatMap(({ component, at, text, condition }: NativeProgram) => {
    const { source, diagnostics } = compileVrl(text.text, { vector, condition, tables });
    return diagnostics.flatMap((diagnostic) =>
      vrlFindings({ source, diagnostics: [diagnostic] }, at, vector).map((finding) => ({
        ...finding,
        summary: diagnostic.code === 0 ? diagnostic.message : `E${diagnostic.code} ${diagnostic.message}`,
        file: component.file.name,
        index: text.originOf(diagnostic.place?.start ?? 0),
      })),
    );
  });
}
