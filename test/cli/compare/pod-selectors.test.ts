import { selected } from '../../../lib/cli/compare/pod-selectors';
import { PodObjects } from '../../../lib/cli/compare/pod-objects';

const pod = {
  ...PodObjects.read(undefined).find({ namespace: 'shop', pod: 'web-1', container: 'web' }),
  labels: { app: 'web', tier: 'front' },
};

describe('discovery', () => {
  it.each([
    ['app=web', true],
    ['app==web,tier', true],
    ['app = web, !beta', true],
    ['app!=web', false],
    ['tier in (front,back),app', true],
    ['tier notin (front,back)', false],
    ['beta', false],
    ['beta!=yes', true],
    ['', true],
  ])('selects by labels %j as Kubernetes does', (label, expected) => {
    expect(selected(pod, [], [{ label, field: 'spec.nodeName=elsewhere' }])).toBe(expected);
  });

  it('selects by namespace, as a list and as a field', () => {
    expect(selected(pod, ['shop', 'b'], [])).toBe(true);
    expect(selected(pod, ['b'], [])).toBe(false);
    expect(selected(pod, [], [{ label: '', field: 'metadata.namespace!=shop' }])).toBe(false);
  });
});
