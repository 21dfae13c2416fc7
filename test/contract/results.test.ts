import { engines } from '../../lib/engines/engines';
import { allCases } from './all-cases';
import { nameOf, outcomeOf, readResults, recordedEngines } from './results';
import { runners } from './runners';

const results = readResults();
const remedy = 'run npm run conformance, with VECTOR, ALLOY, FLUENT_BIT and PROMTAIL';

test.each(recordedEngines)('each case has been run by %s as it is now', (engine) => {
  const stale = allCases.filter((each) => outcomeOf(results, engine, each) === undefined).map(nameOf);
  expect({ remedy, stale }).toEqual({ remedy, stale: [] });
});

test.each(recordedEngines)('%s agrees with each case that it was asked', (engine) => {
  const differing = allCases.filter((each) => outcomeOf(results, engine, each) === 'differs').map(nameOf);
  expect(differing).toEqual([]);
});

test.each(recordedEngines)('it was the newest %s that is known', (engine) => {
  const [newest] = engines[engine]().versions;
  expect({ remedy, version: results.programs[engine] }).toEqual({ remedy, version: newest });
});

test('what was left out of a run is what would be left out now, for the same reason', () => {
  const changed = recordedEngines.flatMap((engine) => {
    const runner = runners.find(({ name }) => name.split(' ')[0] === engine);
    return allCases.flatMap((each) => {
      const outcome = outcomeOf(results, engine, each);
      const [then, now] = [typeof outcome === 'object' ? outcome.leftOut : undefined, runner?.leavesOut(each)];
      return then === now ? [] : [`${engine}, ${nameOf(each)}: ${then} became ${now}`];
    });
  });
  expect({ remedy, changed }).toEqual({ remedy, changed: [] });
});

test('there are results of no other cases', () => {
  const names = new Set(allCases.map(nameOf));
  expect(Object.keys(results.cases).filter((name) => !names.has(name))).toEqual([]);
});
