import { concat, env, helm, LiveText, livesOf, mapLiterals, partsOf } from '../../lib/text/live-text';

describe('a live text', () => {
  it('cannot be joined with +, formatted or made JSON of', () => {
    const text = concat('a-', env('REGION'));
    const message =
      'a live text (env REGION) has no value before its reader runs; join it with the tag text, not with +';
    expect(() => String(text)).toThrow(message);
    expect(() => 'b' + (text as string)).toThrow(message);
    expect(() => JSON.stringify({ text })).toThrow('print it instead of JSON.stringify');
  });

  it('merges literals and leaves empty ones out', () => {
    expect(partsOf(concat('a', '', 'b', env('X'), '', concat('c', 'd')))).toEqual([
      'ab',
      { reader: 'env', name: 'X' },
      'cd',
    ]);
    expect(concat('a', new LiveText(['b']), '')).toBe('ab');
    expect(partsOf('')).toEqual([]);
  });

  it('cannot be changed', () => {
    const parts = [{ reader: 'env', name: 'X' }];
    const text = new LiveText(parts);
    parts[0]!.name = 'Y';
    expect(livesOf(text)).toEqual([{ reader: 'env', name: 'X' }]);
    expect(Object.isFrozen(text) && Object.isFrozen(text.parts) && Object.isFrozen(text.parts[0])).toBe(true);
  });

  it('shows an encoder each literal with what stands beside it', () => {
    const seen: unknown[] = [];
    const text = mapLiterals(concat('a', env('X'), 'b'), (literal, at) => {
      seen.push(at);
      return literal.toUpperCase();
    });
    const X = { reader: 'env', name: 'X' };
    expect(partsOf(text)).toEqual(['A', X, 'B']);
    expect(seen).toEqual([{ after: X }, { before: X }]);
  });
});

describe('names', () => {
  it('fails when a variable is no name', () => {
    // @ts-expect-error: the compiler says so too
    expect(() => env('a-b')).toThrow(
      '\'variable\' must be letters, digits and _, and not begin with a digit, got "a-b"',
    );
    expect(() => env(['1', 'a'].join(''))).toThrow('not begin with a digit');
  });

  it.each(['.Release.Name', ' .Values.x | quote ', 'include "a.b" .', 'default `x` .Values.y'])(
    'takes the action %j',
    (action) => {
      expect(livesOf(helm(action))).toEqual([{ reader: 'helm', name: action.trim() }]);
    },
  );

  it.each([
    ['', 'name what the template prints'],
    ['a\nb', 'be one line of printable ASCII'],
    ['{{ .x }}', 'be without braces of its own'],
    ['- .x', 'not trim the text around it'],
    ['if .x', 'print a value'],
    ['$x := 1', 'print a value'],
    ['.x /* y */', 'print a value'],
    ['print "x', 'close its quotes'],
  ])('fails for the action %j', (action, rule) => {
    expect(() => helm(action)).toThrow(`'action' must ${rule}`);
  });
});
