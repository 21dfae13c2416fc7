import { Regex } from '../../languages/regex/regex';
import type { ConditionSpec } from '../../pipeline/condition-spec';
import type { RefSpec, ValueSpec } from '../../pipeline/ref-spec';
import { partsOf } from '../../text/live-text';
import type { Live, Text } from '../../text/live-text';
import type { SecretRef } from '../../text/secret-ref';
import { call, flatten, list, object, quoted } from './code';
import type { Code } from './code';

/** Names that a module imports, by where from. */
export class Imports {
  readonly values = new Map<string, Set<string>>();
  readonly types = new Map<string, Set<string>>();

  use(name: string, from = 'cdk8s-logging'): string {
    return add(this.values, name, from);
  }

  type(name: string, from = 'cdk8s-logging'): string {
    return add(this.types, name, from);
  }
}

function add(to: Map<string, Set<string>>, name: string, from: string): string {
  to.set(from, (to.get(from) ?? new Set()).add(name));
  return name;
}

/** Values, conditions and patterns as a user writes them. */
export class ValuePrinter {
  /** Names of values that have one, by their code. */
  readonly named = new Map<string, string>();

  constructor(readonly imports: Imports) {}

  text(text: Text): Code {
    if (typeof text === 'string') return quoted(text);
    const parts = partsOf(text);
    const [only] = parts;
    if (parts.length === 1 && typeof only === 'object') return this.live(only);
    return this.template(parts);
  }

  value(spec: ValueSpec): Code {
    return spec.of === 'constant' ? this.text(spec.text) : this.ref(spec);
  }

  ref(spec: RefSpec): Code {
    const code = this.written(spec);
    return this.named.get(flatten(code) ?? '') ?? code;
  }

  private written(spec: RefSpec): Code {
    switch (spec.of) {
      case 'line':
        return this.imports.use('line');
      case 'field':
        return call(
          this.imports.use('field'),
          ...spec.path.map((step) => (typeof step === 'number' ? String(step) : quoted(step))),
        );
      case 'origin':
        return `${this.imports.use('origin')}.${spec.name}`;
      case 'podLabel':
      case 'podAnnotation':
        return call(`${this.imports.use('origin')}.${spec.of}`, quoted(spec.key));
      case 'firstOf':
        return call(this.imports.use('firstOf'), ...spec.values.map((value) => this.value(value)));
      case 'text':
        return this.template(spec.parts);
    }
  }

  condition(spec: ConditionSpec): Code {
    switch (spec.test) {
      case 'is':
        return this.method(
          spec.ref,
          'is',
          spec.values.map((value) => (typeof value === 'string' ? quoted(value) : String(value))),
        );
      case 'contains':
      case 'startsWith':
        return this.method(spec.ref, spec.test, [quoted(spec.part)]);
      case 'matches':
        return this.method(spec.ref, 'matches', [this.pattern(spec.regex)]);
      case 'atLeast':
      case 'below':
        return this.method(spec.ref, spec.test, [String(spec.limit)]);
      case 'exists':
        return this.method(spec.ref, 'exists', []);
      case 'not':
        return call(this.imports.use('not'), this.condition(spec.condition));
      case 'allOf':
      case 'anyOf':
        return call(this.imports.use(spec.test), ...spec.conditions.map((one) => this.condition(one)));
    }
  }

  /** A literal where JavaScript's has the same meaning, else RE2's own syntax. */
  pattern(regex: Regex): Code {
    const [, written = '', source = ''] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(regex.source) ?? [];
    const literal = slashed(source.replace(/\(\?P</g, '(?<'));
    // The flags that a pattern was read with are not written in it.
    const flags = [...new Set([written, '', 'i', 's', 'm', 'is', 'im', 'ms', 'ims'])];
    const fits = flags.find((one) => isSame(literal, one, regex));
    if (fits !== undefined) return `/${literal}/${fits}`;
    const whole = flags
      .map((one) => (one === '' ? regex.source : `(?${one})${regex.source}`))
      .find((one) => isSame(one, '', regex));
    const re2 = whole ?? regex.toGo();
    if (!re2.includes('`') && !re2.includes('${')) return `${this.imports.use('re2')}\`${re2}\``;
    return object({ source: quoted(re2), flags: "''" });
  }

  secret(secret: SecretRef): Code {
    return call(this.imports.use('secret'), quoted(secret.variable));
  }

  strings(texts: readonly string[]): Code {
    return list(texts.map(quoted));
  }

  private method(ref: RefSpec, name: string, args: readonly Code[]): Code {
    const read = this.ref(ref);
    const flat = typeof read === 'string' ? read : this.flat(read);
    return call(`${flat}.${name}`, ...args);
  }

  private template(parts: readonly (string | Live | RefSpec)[]): string {
    const written = parts.map((part) => {
      if (typeof part === 'string') return part.replace(/[\\`]|\$\{/g, '\\$&');
      return `\${${'of' in part ? this.flat(this.ref(part)) : this.flat(this.live(part))}}`;
    });
    return `${this.imports.use('text')}\`${written.join('')}\``;
  }

  private live({ reader, name }: Live): Code {
    if (reader !== 'env') throw new TypeError(`'reader' must be env, got ${reader}`);
    return call(this.imports.use('env'), quoted(name));
  }

  private flat(code: Code): string {
    if (typeof code === 'string') return code;
    if (code.kind !== 'call') throw new TypeError("'code' must be a call");
    return `${code.callee}(${code.args.map((arg) => this.flat(arg)).join(', ')})`;
  }
}

/** With its slashes as a literal has them. */
function slashed(source: string): string {
  return source.replace(/\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\//g, (part) => {
    if (part === '/') return '\\/';
    return part.startsWith('[') ? part.replace(/(?<!\\)\//g, '\\/') : part;
  });
}

function isSame(source: string, flags: string, regex: Regex): boolean {
  try {
    // TypeScript looks into literals, too, and knows less of them than RE2.
    if (/\\x(?![0-9a-fA-F]{2})|\\[pPAzQEC]|\[\[:/.test(source)) return false;
    new RegExp(source, flags);
    return (
      source !== '' && !/[\n\r\u2028\u2029]/.test(source) && Regex.parse({ source, flags }).toGo() === regex.toGo()
    );
  } catch {
    return false;
  }
}
