import { secret, SecretRef } from '../../lib/text/secret-ref';
import type { Text } from '../../lib/text/live-text';

it('fits nowhere but where a secret belongs', () => {
  const token = secret('TOKEN');
  expect(token.held).toEqual({ reader: 'env', name: 'TOKEN' });
  expect(() => 'a' + (token as unknown as string)).toThrow('secret TOKEN is no text');
  expect(() => JSON.stringify({ token })).toThrow('secret TOKEN is no text');
  // @ts-expect-error: a secret is no text
  const text: Text = token;
  expect(SecretRef.is(text)).toBe(true);
  expect(SecretRef.is({ held: token.held })).toBe(false);
});

it('fails when the variable is no name', () => {
  // @ts-expect-error: the compiler says so too
  expect(() => secret('my token')).toThrow("'variable' must be letters, digits and _");
});
