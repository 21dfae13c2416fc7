import { JudgingProgress } from '../../../lib/cli/check/judging-progress';
import { sideBySide } from '../../../lib/cli/check/side-by-side';

test('two are done at a time at most, and stand in their order', async () => {
  let open = 0;
  let most = 0;
  const done = await sideBySide([3, 1, 2, 0], async (value) => {
    most = Math.max(most, ++open);
    for (let turn = 0; turn < value; turn++) await Promise.resolve();
    open -= 1;
    return value * 2;
  });
  expect(done).toEqual([6, 2, 4, 0]);
  expect(most).toBeLessThanOrEqual(2);
});

test('a failure of one is that of all', async () => {
  await expect(sideBySide([1], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test.each([
  [true, ['\r2 of 3 configurations judged', '\r\u001b[K']],
  [false, []],
])('progress shows after a while, on a terminal: %s', (isTTY, expected) => {
  const written: string[] = [];
  const now = jest.spyOn(Date, 'now').mockReturnValue(0);
  try {
    const progress = new JudgingProgress(3, {
      isTTY,
      write: (text: string | Uint8Array) => written.push(String(text)) > 0,
    });
    progress.add();
    now.mockReturnValue(4000);
    progress.add();
    progress.end();
  } finally {
    now.mockRestore();
  }
  expect(written).toEqual(expected);
});
