import { accessOf } from '../../lib/engines/kubernetes-access';

const verbs = ['get', 'list', 'watch'];

describe('accessOf', () => {
  test('reads pods in the named namespaces, and nodes everywhere', () => {
    expect(accessOf({ role: 'pod', namespaces: { names: ['a'] }, attachMetadata: { node: true } })).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs, namespaces: ['a'] },
      { apiGroups: [''], resources: ['nodes'], verbs },
    ]);
    expect(accessOf({ role: 'node', namespaces: { names: ['a'] } })).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs },
    ]);
  });

  test('reads everywhere where a namespace is known in the cluster only', () => {
    const everywhere = [{ apiGroups: [''], resources: ['pods'], verbs }];
    expect(accessOf({ role: 'pod', namespaces: { names: ['a', {}] } })).toEqual(everywhere);
    expect(accessOf({ role: 'pod', namespaces: { names: ['a'], ownNamespace: true } })).toEqual(everywhere);
    expect(accessOf({ role: 'ingress' })).toMatchObject([{ apiGroups: ['networking.k8s.io'] }]);
  });
});
