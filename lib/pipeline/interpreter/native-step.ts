import { FindingsError } from '../../findings/finding';
import { vrlFindings } from '../../languages/vrl/compiler/check-vrl';
import { compileVrl, VrlUnsupportedError } from '../../languages/vrl/compiler/compiler';
import type { CompiledVrl, VrlOutcome, VrlSurroundings } from '../../languages/vrl/compiler/compiler';
import type { VrlValue } from '../../languages/vrl/compiler/vrl-value';
import type { StageOf } from '../stage-spec';
import { livePlaceholder } from './live-placeholder';
import { eventOf, metadataOf, takeEvent } from './native-event';
import type { Step, StepContext } from './stage-step';

/**
 * A program of Vector's, run by VRL itself. `abort` drops the record; an error that the program does not handle leaves the
 * record as it was, as a `remap` does where nothing else is said.
 *
 * @throws if it is another engine's code, or does not compile
 */
export function nativeStep({ language, source }: StageOf<'native'>, context: StepContext, place: string): Step {
  if (language !== 'vector') {
    throw new TypeError(
      `'${place}' must be a stage that every engine has, or VRL, got native ${language} code, which run cannot read yet; ` +
        `run the pipeline in ${language} itself, or run one without that stage`,
    );
  }
  const program = compileVrl(source);
  FindingsError.throwIfAny(vrlFindings(program, place));
  const [stage, environment] = [`${place} native`, environmentOf(source)];
  return (record) => {
    const outcome = run(program, eventOf(record), { metadata: metadataOf(record), environment }, place);
    if (outcome.kind === 'failed') {
      context.onFail(stage, outcome.message);
      return true;
    }
    context.use.applied += 1;
    if (outcome.kind === 'aborted') return false;
    takeEvent(record, outcome.event, outcome.metadata, place);
    return true;
  };
}

function run(program: CompiledVrl, event: VrlValue, surroundings: VrlSurroundings, place: string): VrlOutcome {
  try {
    return program.run(event, surroundings);
  } catch (error) {
    if (!(error instanceof VrlUnsupportedError)) throw error;
    throw new TypeError(error.message.replace("'vrl'", `'${place}'`), { cause: error });
  }
}

/** What variables hold is not known here: each shows as its reader writes it. */
function environmentOf(source: string): Readonly<Record<string, string>> {
  const names = [...source.matchAll(/get_env_var!?\(\s*"([A-Za-z_]\w*)"/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, livePlaceholder({ reader: 'env', name })]));
}
