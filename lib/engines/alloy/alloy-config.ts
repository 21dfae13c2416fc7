import { FindingsError } from '../../findings/finding';
import type { Finding } from '../../findings/finding';
import type * as Checker from '../../languages/alloy/compiler/check-alloy';
import { Alloy } from '../../languages/alloy/alloy';
import { Code } from '../../languages/alloy/code';
import { printAlloy, variablesIn } from '../../languages/alloy/document';
import type { Statement } from '../../languages/alloy/document';
import { partsOf } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { refusal } from '../../pipeline/argument';
import type { NonEmpty } from '../../pipeline/non-empty';
import type { EngineConfig } from '../engine';
import { anything, checkAll, list, maybe } from '../option-check';
import { Component } from './config/component';
import type { HasComponent } from './config/component';
import { liveDebugging, logging } from './config/settings-blocks';
import type { LiveDebuggingOptions, LoggingOptions } from './config/settings-blocks';
import { besidesKept } from '../loki-stages/judged-labels';
import { inOrder } from './order';
import { checkComponents } from './rules';
import { checkVersion } from './versions';
import type { AlloyVersion } from './versions';

/** A configuration of Alloy. */
export interface AlloyConfigProps {
  /** What nothing else refers to, such as sources; what they refer to is found through their options. */
  readonly components: NonEmpty<HasComponent>;
  /** Of the Alloy that will read it. @default - the newest tested */
  readonly version?: AlloyVersion;
  /** @default - Alloy's own */
  readonly logging?: LoggingOptions;
  /** @default - off */
  readonly livedebugging?: LiveDebuggingOptions;
  /** Blocks of your own, which stand last and as they are. @default - none */
  readonly native?: readonly Alloy[];
}

/**
 * A configuration of Alloy, from the components that begin it. Components hold what they refer to, so there is no reference
 * to what there is none of, and no loop.
 */
export class AlloyConfig implements EngineConfig {
  readonly version: AlloyVersion;
  readonly fileName = 'config.alloy';
  /** No further files. */
  readonly files: Readonly<Record<string, Text>> = Object.freeze({});
  /** Alloy expands nothing, so nothing needs to be permitted. */
  readonly environment: Readonly<Record<string, string>> = Object.freeze({});
  /** All components, in the order in which entries pass them. */
  readonly components: readonly Component[];
  private readonly native: readonly Alloy[];

  /** @throws if the version is not one that is known */
  constructor(props: AlloyConfigProps) {
    const {
      components,
      version,
      native = [],
      ...blocks
    } = checkAll('props', props, {
      components: list(hasComponent, 1),
      version: anything,
      logging: anything,
      livedebugging: anything,
      native: maybe(list(isAlloy)),
    });
    this.version = checkVersion(version);
    this.native = Object.freeze([...native]);
    const settings = [
      ...(blocks.logging === undefined ? [] : [logging(blocks.logging)]),
      ...(blocks.livedebugging === undefined ? [] : [liveDebugging(blocks.livedebugging)]),
    ];
    this.components = inOrder([...settings, ...components.map(({ component }) => component)]);
    Object.freeze(this);
  }

  get variables(): { readonly env: readonly string[]; readonly secrets: readonly string[] } {
    const secrets = new Set(this.components.flatMap((component) => component.secrets));
    const env = new Set(variablesIn(this.statements).filter((name) => !secrets.has(name)));
    return { env: [...env].sort(), secrets: [...secrets].sort() };
  }

  /** What the rules find, and what Alloy's own parser says of what the user wrote and of all that is printed. */
  check(): readonly Finding[] {
    const found = [...besidesKept(this, checkComponents(this.components)), ...this.checkNative()];
    return found.some(({ severity }) => severity === 'error') ? found : [...found, ...this.checkWhole()];
  }

  /** The configuration as `alloy fmt` prints it. @throws FindingsError with all errors of {@link check} */
  print(): Text {
    FindingsError.throwIfAny(this.check());
    return printAlloy(this.statements);
  }

  private get statements(): readonly Statement[] {
    return [...this.components.map((component) => component.block()), ...this.native];
  }

  /** Whatever is of the user's own may refer to all the rest. */
  private checkNative(): readonly Finding[] {
    const stages = this.components.flatMap(({ id, settings }) =>
      ((settings['stages'] ?? []) as readonly unknown[]).flatMap((code, index) =>
        Code.is(code) ? [{ source: filledIn(code.print()), at: `${id}.stages[${index}]`, only: 'stage.' }] : [],
      ),
    );
    const native = this.native.map((code, index) => ({
      source: filledIn(code.print()),
      at: `native[${index}]`,
      only: '',
    }));
    if (stages.length + native.length === 0) return [];
    const { checkAlloy, declaredIn } = checker();
    const ids = this.components.map(({ id }) => id);
    return [...stages, ...native].flatMap((one) => {
      const others = native.filter((other) => other !== one).flatMap(({ source }) => declaredIn(source));
      return checkAlloy(one.source, one.at, { known: [...ids, ...others], only: one.only });
    });
  }

  private checkWhole(): readonly Finding[] {
    return checker().checkAlloy(filledIn(printAlloy(this.statements)), this.fileName);
  }
}

/** The parser is loaded when there is something to read. */
function checker(): typeof Checker {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  return require('../../languages/alloy/compiler/check-alloy') as typeof Checker;
}

/** A text with something in place of what is filled in later, which stands between backticks. */
function filledIn(text: Text): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : 'x'))
    .join('');
}

function hasComponent(at: string, value: unknown): void {
  if ((value as Partial<HasComponent> | null | undefined)?.component instanceof Component) return;
  throw refusal(at, 'be a component', value, 'give what loki.source.file(…) or another gives back');
}

function isAlloy(at: string, value: unknown): void {
  if (!Alloy.is(value)) throw refusal(at, 'be Alloy', value, 'write alloy`…`');
}
