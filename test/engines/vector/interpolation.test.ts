import { vectorInterpolation } from '../../../lib/engines/vector/interpolation';
import { Unreadable } from '../../../lib/text/unspellable';
import { keepsTheLaw } from '../../text/reader.contract';

keepsTheLaw(vectorInterpolation, { share: 1, spellings: { '^a$b': '^a$$b', '${X:-y}': '$${X:-y}' } });

describe('vector interpolation', () => {
  it.each([
    ['$A.B', { 'A.B': 'dotted', A: 'no' }, 'dotted'],
    ['${A:-b c}', { A: '' }, 'b c'],
    ['${A-b}', { A: '' }, ''],
    ['${} $ ', {}, '${} $ '],
  ])('reads %j as Vector does', (text, values, read) => {
    expect(vectorInterpolation.read(text, values)).toBe(read);
  });

  it.each([
    ['$A', {}, 'A is not set'],
    ['${A:?no}', { A: '' }, 'A is not set'],
    ['$A', { A: 'x\ny' }, 'A holds an end of line'],
  ])('fails on %j as Vector does', (text, values, message) => {
    expect(() => vectorInterpolation.read(text, values)).toThrow(Unreadable);
    expect(() => vectorInterpolation.read(text, values)).toThrow(message);
  });
});
