import { parse } from 'yaml';
import { Duration } from 'cdk8s';
import { Filter, FluentBitConfig, Input, MultilineParser, Output, Parser } from '../../../lib/engines/fluent-bit';
import type { FluentBitConfigProps } from '../../../lib/engines/fluent-bit';
import { knownProperties } from '../../../lib/engines/fluent-bit/config/known-properties/known-properties';
import type { Section } from '../../../lib/engines/fluent-bit';
import { configs, everything } from './every-option';

const small: FluentBitConfigProps = {
  inputs: [Input.dummy({ tag: 'd' })],
  outputs: [Output.stdout({ match: 'd' })],
};

interface Written {
  readonly env?: Readonly<Record<string, string>>;
  readonly parsers?: readonly { readonly name: string }[];
  readonly pipeline: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

function written(changes: Partial<FluentBitConfigProps>): Written {
  return parse(new FluentBitConfig({ ...small, ...changes }).print() as string) as Written;
}

describe('a configuration of Fluent Bit', () => {
  it.each(Object.entries(configs))('prints every option (%s)', (_, config) => {
    expect(config.print()).toMatchSnapshot();
    expect(config.check().filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(Object.entries(configs))('prints properties that Fluent Bit has, and no others (%s)', (_, config) => {
    const { pipeline } = parse(config.print() as string) as Written;
    const unknown = Object.entries(pipeline).flatMap(([section, plugins]) =>
      plugins.flatMap(({ name, processors = {}, ...properties }) => [
        ...besides(section as Section, name as string, properties),
        ...Object.values(processors as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>)
          .flat()
          .flatMap(({ name: step, condition: _condition, ...own }) => besides('processors', step as string, own)),
      ]),
    );
    expect(unknown).toEqual([]);
  });

  it('says what must be given to it, secrets apart', () => {
    expect(configs.everything.variables).toEqual({
      env: ['HOST_NAME'],
      secrets: ['HEADER', 'PASSWORD', 'SHARED_KEY', 'TOKEN'],
    });
  });

  it('is the same as data', () => {
    const { everything: config } = configs;
    expect(config.tree?.()).toEqual(parse(config.print() as string));
  });

  it('keeps what looks like a variable as it is, by variables of its own', () => {
    const { env: own, pipeline } = written({ inputs: [Input.dummy({ tag: 'd', dummy: { log: '${HOME} {x} ${' } })] });
    expect(own).toEqual({ DOLLAR: '$', CLOSE_BRACE: '}' });
    expect(pipeline['inputs']?.[0]?.['dummy']).not.toContain('${HOME}');
  });

  it('has no env where nothing needs one', () => {
    expect(written({}).env).toBeUndefined();
  });

  it('finds parsers through what names them, once', () => {
    const parser = Parser.json('one');
    const within = Parser.logfmt('two');
    const joining = MultilineParser.endswith('three', { matchString: ';', parser: within });
    const { parsers } = written({
      filters: [
        Filter.parser({ match: 'd', keyName: 'log', parser: [parser] }),
        Filter.parser({ match: 'd', keyName: 'more', parser: [parser] }),
        Filter.multiline({ match: 'd', multilineParser: [joining] }),
      ],
    });
    expect(parsers?.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('delivers the scripts of filters', () => {
    const script = { file: 'run.lua', code: 'function run(t, s, r) return 0, s, r end' };
    const config = new FluentBitConfig({ ...small, filters: [Filter.lua({ match: 'd', script, call: 'run' })] });
    expect(config.files).toEqual({ 'run.lua': script.code });
    const other = Filter.lua({ match: 'd', script: { ...script, code: 'another' }, call: 'run' });
    expect(() => config.with({ filters: [...config.filters, other] })).toThrow(
      '\'script.file\' must be that of one script, got "run.lua"',
    );
  });

  it('is written in classic text on demand, with its parsers apart', () => {
    const config = new FluentBitConfig({
      ...small,
      format: 'classic',
      service: { flush: Duration.seconds(1) },
      inputs: [Input.dummy({ tag: 'd', dummy: { log: '${X}' } })],
      filters: [
        Filter.grep({
          match: 'd',
          regex: [
            { key: 'log', pattern: '^a b' },
            { key: 'log', pattern: 'c$' },
          ],
        }),
        Filter.parser({ match: 'd', keyName: 'log', parser: [Parser.regex('r', { regex: '^${a}' })] }),
      ],
      multilineParsers: [
        MultilineParser.regex('m', { rules: [{ state: 'start_state', regex: '/^a b/', nextState: 'cont' }] }),
      ],
    });
    expect(config.fileName).toBe('fluent-bit.conf');
    expect(config.tree).toBeUndefined();
    expect(config.print()).toMatchSnapshot();
    expect(config.files).toMatchSnapshot();
  });

  it('fails when classic text cannot say it', () => {
    const processors = { logs: [Filter.lua({ code: 'x', call: 'f' })] };
    const print = (changes: Partial<FluentBitConfigProps>) => (): unknown =>
      new FluentBitConfig({ ...small, ...changes, format: 'classic' }).print();
    expect(print({ inputs: [Input.dummy({ tag: 'd', processors })] })).toThrow(
      "'processors' must be left out of classic",
    );
    expect(print({ filters: [Filter.lua({ match: 'd', code: 'a\nb', call: 'f' })] })).toThrow(
      '\'code\' must be one line in classic configuration, got "a\\nb"; print YAML, the default, or keep a script in a file',
    );
  });

  it('can be changed into another', () => {
    const config = new FluentBitConfig(small);
    const changed = config.with({ outputs: [Output.stdout({ match: '*', format: 'json' })] });
    expect(changed.print()).toContain('format: json');
    expect(config.print()).not.toContain('format: json');
  });

  it('is frozen, and holds copies', () => {
    const rules: { key: string; pattern: string }[] = [{ key: 'a', pattern: 'b' }];
    const config = new FluentBitConfig({ ...small, filters: [Filter.grep({ match: 'd', regex: rules })] });
    rules.push({ key: 'c', pattern: 'd' });
    expect(config.print()).not.toContain('c d');
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(everything.inputs[0])).toBe(true);
  });
});

function besides(section: Section, type: string, properties: object): readonly string[] {
  const known = knownProperties(section, type);
  return Object.keys(properties).flatMap((name) => (known?.has(name) === true ? [] : [`${section} ${type} ${name}`]));
}
