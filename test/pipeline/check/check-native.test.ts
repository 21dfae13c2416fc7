import { alloy } from '../../../lib/languages/alloy';
import { vrl } from '../../../lib/languages/vrl';
import { checkNative } from '../../../lib/pipeline/check/check-native';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import { line } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';

const found = (stages: readonly Stage<EngineName>[], vector?: string): readonly string[] =>
  checkNative({ name: 'p', stages }, vector).map(
    ({ severity, rule, at, got, message }) => `${severity} ${rule} at ${at}: ${message}, got ${got}`,
  );

test('VRL is judged by its own compiler, at its place', () => {
  const stages = [
    Stage.parseJson(),
    Stage.native(vrl`.a = upcase!("a")`),
    Stage.when(line.exists(), Stage.parseJson(), Stage.native({ language: 'vector', source: '.a = "é"; .b = foo()' })),
  ];
  expect(found(stages)).toEqual([
    "warning vector/vrl at p: stages[1], line 1, column 6: 'vrl' should compile without warnings, got E620 can't abort infallible function: upcase",
    "error vector/vrl at p: stages[2].stages[1], line 1, column 16: 'vrl' must compile for Vector, got E105 call to undefined function: foo",
  ]);
});

test('what a version lacks is refused for it', () => {
  const stages = [Stage.native(vrl`.a = pop([1])`)];
  expect(found(stages, '0.57.0')).toEqual([]);
  expect(found(stages, '0.43.1')).toEqual([
    "error vector/vrl at p: stages[0], line 1, column 6: 'vrl' must compile for Vector 0.43.1, got E105 call to undefined function: pop",
  ]);
});

test("Alloy is read by Alloy's own parser, at its place, and must be stages", () => {
  const stages = [
    Stage.native(alloy`
      stage.drop {
        expression = "\d"
      }
    `),
    Stage.when(line.exists(), Stage.native(alloy`stage.decolorize { }`)),
    Stage.native(alloy`loki.echo "x" { }`),
  ];
  expect(found(stages)).toEqual([
    "error alloy/syntax at p: stages[0], line 2, column 18: 'alloy' must be what Alloy's parser reads, got unknown escape sequence",
    'error alloy/misplaced at p: stages[2], line 1, column 1: what stands here must be blocks stage.…, got loki.echo',
  ]);
});

test('code of others is not read', () => {
  expect(found([Stage.native({ language: 'fluent-bit', source: 'function f(' })])).toEqual([]);
});
