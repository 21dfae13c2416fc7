import { printBytes } from '../../lib/constructs/print-bytes';

test.each([
  [10 * 1024 ** 3, '10Gi'],
  [1536 * 1024 ** 2, '1536Mi'],
  [2048, '2Ki'],
  [1e9, '1000000000'],
  [1500, '1500'],
])('%d bytes are %s', (bytes, printed) => expect(printBytes(bytes)).toBe(printed));
