import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createJiti } from 'jiti';
import * as library from '../index';
import { LogPipeline } from '../pipeline/log-pipeline';
import type { EngineName } from '../pipeline/engine-name';
import type { LokiTarget } from '../pipeline/sink-spec';
import { reasonOf } from './reason';
import { UsageError } from './usage-error';

/** What a pipeline that is a function of its Loki gets where nothing is sent. */
const someLoki: LokiTarget = Object.freeze({ url: 'http://loki:3100' });

/**
 * The pipelines that a module exports, TypeScript or JavaScript: the export named `pipeline` or `pipelines`, the default
 * export (of CommonJS `module.exports` itself), or else every export that is one. Each is a `LogPipeline`, a function from a Loki target to one, or a list.
 *
 * @param loki - given to functions. Without it, one whose parameter has a default is asked for what that makes
 * @param onFixed - told where one of them is no function, so that `loki` does not reach it
 * @throws UsageError if there is no such module, it fails, or it exports no pipeline
 */
export async function loadPipelines(
  path: string,
  loki?: LokiTarget,
  onFixed: () => void = () => undefined,
): Promise<readonly LogPipeline<EngineName>[]> {
  const file = resolve(path);
  if (!existsSync(file)) throw new UsageError(`no module at ${path}`);
  const exported = await importModule(file);
  const all = Object.values(exported).flat();
  const ready = all.filter((value) => value instanceof LogPipeline);
  // Functions beside pipelines are helpers.
  const others = ready.length > 0 ? [...new Set(ready)] : all;
  const chosen = exported['pipeline'] ?? exported['pipelines'] ?? exported['default'] ?? others;
  const values = [chosen].flat(2) as readonly unknown[];
  if (values.some((value) => value instanceof LogPipeline)) onFixed();
  const pipelines = values.flatMap((value) => pipelinesOf(value, loki, path));
  if (pipelines.length === 0) {
    const names = Object.keys(exported).join(', ') || 'nothing';
    throw new UsageError(
      `${path} must export a LogPipeline, or a function from a Loki target to one, as 'pipeline', got ${names}`,
    );
  }
  return pipelines;
}

async function importModule(file: string): Promise<Record<string, unknown>> {
  // The module must meet this copy of the library, wherever its own would be found: classes are told by identity.
  const virtualModules = {
    'cdk8s-logging': library,
    get 'cdk8s-logging/alloy'(): unknown {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- only for a module that imports it
      return require('../engines/alloy/index') as unknown;
    },
    get 'cdk8s-logging/fluent-bit'(): unknown {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- only for a module that imports it
      return require('../engines/fluent-bit/index') as unknown;
    },
    get 'cdk8s-logging/promtail'(): unknown {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- only for a module that imports it
      return require('../engines/promtail/index') as unknown;
    },
    get 'cdk8s-logging/vector'(): unknown {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- only for a module that imports it
      return require('../engines/vector/index') as unknown;
    },
  };
  const jiti = createJiti(__filename, { interopDefault: false, virtualModules });
  try {
    const imported = await jiti.import<object>(file);
    // `module.exports = …` of CommonJS.
    const whole = imported instanceof LogPipeline || typeof imported === 'function' || Array.isArray(imported);
    return whole ? { default: imported } : { ...imported };
  } catch (error) {
    throw new UsageError(`${file} could not be loaded: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

function pipelinesOf(value: unknown, loki: LokiTarget | undefined, path: string): readonly LogPipeline<EngineName>[] {
  if (value instanceof LogPipeline) return [value as LogPipeline<EngineName>];
  // A class or a helper among the exports is no pipeline; a function that takes more than a target neither.
  if (typeof value !== 'function' || value.length > 1 || /^class\b/.test(Function.prototype.toString.call(value)))
    return [];
  let made: unknown;
  try {
    const make = value as (loki?: LokiTarget) => unknown;
    made = loki === undefined && make.length === 0 ? make() : make(loki ?? someLoki);
  } catch (error) {
    throw new UsageError(`${path}: the exported function failed: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  return [made].flat().flatMap((one) => (one instanceof LogPipeline ? [one as LogPipeline<EngineName>] : []));
}
