import { Duration } from 'cdk8s';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import { line, origin } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { at, lines, pipeline } from './small-pipeline';

describe('sample and throttle', () => {
  test('a share is kept by line and time alone, so that agents agree', () => {
    const all = Array.from({ length: 2000 }, (_, index) => at(index % 60, `line ${index}`));
    const kept = (share: `${number}%`): readonly string[] => lines(pipeline([Stage.sample(share)]).run(all));
    const [few, more] = [kept('20%'), kept('60%')];
    expect(few.length).toBeGreaterThan(300);
    expect(few.length).toBeLessThan(500);
    expect(more).toEqual(expect.arrayContaining([...few]));
    expect(kept('20%')).toEqual(few);
  });

  test('the first of each value stays, again after its period', () => {
    const stages = [Stage.sample('0%', { first: { of: line, each: Duration.seconds(10) } })];
    const seen = pipeline(stages).run([
      at(0, 'a'),
      at(1, 'a'),
      at(9, 'b'),
      at(10, 'a'),
      at(11, 'b'),
      at(19, 'b'),
    ]) as LokiEntry[];
    expect(seen.map(({ line: all, time }) => `${time.slice(17, 19)} ${all}`)).toEqual(['00 a', '09 b', '10 a', '19 b']);
  });

  test('no second passes more than the limit, late lines not either', () => {
    const stages = [Stage.throttle({ linesPerSecond: 2, per: origin.path, unless: line.is('!') })];
    const read = [
      at(0, 'a'),
      at(0, 'b'),
      at(0, 'c'),
      at(0, '!'),
      at(1, 'd'),
      at(0, 'e'),
      at(0, 'f'),
      at(1, 'g'),
      at(2, 'h'),
    ];
    expect(lines(pipeline(stages).run(read))).toEqual(['a', 'b', '!', 'd', 'e', 'h']);
    const two = read.flatMap((record) => [
      { ...record, origin: { path: 'x' } },
      { ...record, origin: { path: 'y' } },
    ]);
    expect(pipeline(stages).run(two)).toHaveLength(12);
  });

  test('a time before 1970 has its seconds too', () => {
    const before = (all: string, fraction: string) => ({ line: all, time: `1969-12-31T23:59:59.${fraction}Z` });
    const after = { line: 'c', time: '1970-01-01T00:00:00.5Z' };
    const stages = [Stage.throttle({ linesPerSecond: 1 })];
    expect(lines(pipeline(stages).run([before('a', '2'), before('b', '7'), after]))).toEqual(['a', 'c']);
  });

  test('many values at once are each told apart, and forgotten when their time is over', () => {
    const many = Array.from({ length: 60_000 }, (_, index) => at(0, `line ${index}`));
    const first = [Stage.sample('0%', { first: { of: line, each: Duration.seconds(1) } })];
    const throttled = [Stage.throttle({ linesPerSecond: 1, per: line })];
    const late = [at(2, 'line 0'), at(2, 'line 0')];
    for (const stages of [first, throttled]) {
      expect(pipeline(stages).run([...many, ...many.slice(0, 9), ...late])).toHaveLength(many.length + 1);
    }
  });
});
