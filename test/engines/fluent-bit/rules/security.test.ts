import { helm } from '../../../../lib';
import { found } from '../careful-config';

describe('a variable that the configuration sets', () => {
  const secrets: readonly (readonly [string, string, 'error' | 'warning'])[] = [
    ['DASH0_AUTH_TOKEN', 'hunter2', 'error'],
    ['password', 'hunter2', 'error'],
    ['dbPassword', 'hunter2', 'error'],
    ['API_KEY', 'hunter2', 'error'],
    ['CLIENT_SECRET', 'hunter2', 'error'],
    ['UPSTREAM', 'http://me:hunter2@proxy', 'error'],
    // What it often is, and need not be.
    ['KEY', 'hunter2', 'warning'],
    ['ROUTING_KEY', 'hunter2', 'warning'],
  ];

  it.each(secrets)('holds no secret: %s=%s', (name, text, severity) => {
    const findings = found({ env: { [name]: text } });
    expect(findings).toMatchObject([{ rule: 'fluent-bit/plain-secret', severity, at: `env.${name}`, got: 'a text' }]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  const fine = {
    CLUSTER: 'a',
    TOKEN_URL: 'http://idp:8080/token',
    TOKENS: '5',
    MONKEY: 'a',
    TOKEN: 'file:///run/secrets/token',
    PASSWORD: '',
    API_KEY: helm('.Values.key'),
  };

  it.each(Object.entries(fine))(
    'may hold other things, what a file has, and what a chart fills in: %s',
    (name, text) => {
      expect(found({ env: { [name]: text } })).toEqual([]);
    },
  );
});
