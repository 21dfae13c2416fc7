import type * as CheckVrl from '../../../languages/vrl/compiler/check-vrl';
import type * as Compiler from '../../../languages/vrl/compiler/compiler';
import { Unreadable } from '../../../text/unspellable';
import type { BuiltInJudge, PlacedFinding } from '../../judge';
import { componentTypes } from './component-types';
import { knownVersion } from './known-version';
import { indexAt, isYaml, NativeConfig } from './native-config';
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
      // Those after the first are mostly its consequences.
      yaml.errors.slice(0, 1).map(({ index, message }) => notYaml(name, text.originOf(index), message)),
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
      notes: note === undefined ? [] : [{ said: note, summary: note }],
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

/** A file that is no YAML. */
export function notYaml(file: string, index: number, message: string): PlacedFinding {
  return {
    rule: 'vector/yaml',
    severity: 'error',
    at: file,
    got: message,
    message: 'the file must be YAML that Vector reads',
    remedy: 'mend the line: its indentation, its brackets, and quotes around what holds a colon or begins with a sign',
    summary: 'no YAML',
    file,
    index,
  };
}

function checkTypes({ components }: NativeConfig): readonly PlacedFinding[] {
  return components.flatMap((component): readonly PlacedFinding[] => {
    const { section, options, file, index } = component;
    const { type } = options;
    if (typeof type !== 'string') {
      const finding = {
        rule: 'vector/no-type',
        severity: 'error',
        at: pathOf(component),
        got: 'none',
        message: "'type' must say what the component is",
        remedy: "write Vector's word for it",
      } as const;
      return [{ ...finding, summary: 'no type', file: file.name, index }];
    }
    if (componentTypes[section].has(type)) return [];
    const elsewhere = Object.entries(componentTypes).flatMap(([other, types]) => (types.has(type) ? [other] : []));
    const finding = {
      rule: 'vector/unknown-type',
      severity: 'error',
      at: `${pathOf(component)}.type`,
      got: type,
      message: `'type' must be one of Vector's ${section}`,
      remedy:
        elsewhere.length === 0
          ? `write the name of one as in Vector's reference of ${section}`
          : `there is one among the ${elsewhere.join(' and ')}: move it there, or write another name`,
    } as const;
    return [{ ...finding, summary: 'a type that no Vector has', file: file.name, index: indexAt(component, ['type']) }];
  });
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
