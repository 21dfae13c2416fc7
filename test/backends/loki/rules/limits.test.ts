import { Size } from 'cdk8s';
import { checkLimits } from '../../../../lib/backends/loki/rules/limits';
import { LokiSchema } from '../../../../lib/backends/loki/loki-schema';
import { printFinding } from '../../../../lib/findings/finding';

it('a burst under the largest line is told with both', () => {
  const schema = LokiSchema.since('2024-04-01');
  const limitsConfig = { maxLineSize: Size.mebibytes(8), ingestionBurstSizeMb: 6 };
  const [finding] = checkLimits({ schema, objectStore: 's3', limitsConfig });
  expect(finding && printFinding(finding)).toBe(
    "loki/burst: 'ingestionBurstSizeMb' must be at least the largest line, 8 MiB: such a line would never be taken, got 6 MiB; " +
      "raise it, or lower 'maxLineSize' (at limitsConfig.ingestionBurstSizeMb)",
  );
});
