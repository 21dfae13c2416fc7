import { imageParts } from '../../lib/delivery/agent-pod';

const digest = `sha256:${'a'.repeat(64)}`;

describe('imageParts', () => {
  test.each([
    ['grafana/alloy:v1', { repository: 'grafana/alloy', tag: 'v1' }],
    ['alloy:v1', { repository: 'library/alloy', tag: 'v1' }],
    [`a.example:5000/x/alloy@${digest}`, { registry: 'a.example:5000', repository: 'x/alloy', digest }],
    [`localhost/alloy:v1@${digest}`, { registry: 'localhost', repository: 'alloy', tag: 'v1', digest }],
  ])('knows the parts of %s', (image, parts) => {
    expect(imageParts(image)).toEqual(parts);
  });
});
