import { checkExposure } from '../../../../lib/backends/loki/rules/exposure';

it.each([
  [
    { authEnabled: false, hasPassword: false, by: 'LoadBalancer' },
    'error',
    'reached by LoadBalancer, with no authentication',
  ],
  [
    { authEnabled: true, hasPassword: false, by: 'Ingress' },
    'error',
    'reached by Ingress, with a tenant that anybody can name',
  ],
  [
    { authEnabled: false, hasPassword: false, by: 'NodePort' },
    'warning',
    'reached by NodePort, with no authentication',
  ],
] as const)('a Loki that is open to the outside is found: %j', (exposure, severity, got) => {
  expect(checkExposure(exposure, 'loki')).toMatchObject([
    { rule: 'loki/public-without-auth', severity, got, at: 'loki' },
  ]);
});

it.each([
  { authEnabled: false, hasPassword: false, by: undefined },
  { authEnabled: true, hasPassword: true, by: 'LoadBalancer' },
] as const)('one that is inside, or asks for a password, is right: %j', (exposure) => {
  expect(checkExposure(exposure, 'loki')).toEqual([]);
});
