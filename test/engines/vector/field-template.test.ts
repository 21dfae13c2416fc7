import { fieldTemplate, vectorTemplate } from '../../../lib/engines/vector/field-template';
import { concat } from '../../../lib/text/live-text';
import { settle, through } from '../../../lib/text/reader';
import { keepsTheLaw } from '../../text/reader.contract';

keepsTheLaw(vectorTemplate, {
  share: 0.3,
  without: /\{|%/,
  // Without a date beside it, Vector keeps `%%` as it is.
  spellings: { '{ x }': '{ x }', '50%%': '50%%', 'a}}b': 'a}}b', '{{}}': '{{}}' },
  refused: ['{{ x }}', '100%', '%F', '%%%'],
});

it('names a field of the event', () => {
  const label = through(concat('app-', fieldTemplate('kubernetes.pod_labels.app'), '-x'), vectorTemplate);
  expect(settle(label, 'labels.app')).toBe('app-{{ kubernetes.pod_labels.app }}-x');
  expect(vectorTemplate.read(settle(label, 'labels.app'), { 'kubernetes.pod_labels.app': 'web' })).toBe('app-web-x');
});

it('fails when a brace would join those of a field', () => {
  expect(() => through(concat('{', fieldTemplate('a')), vectorTemplate)).toThrow('a brace before a field');
  expect(() => through(concat(fieldTemplate('a'), '}'), vectorTemplate)).toThrow('a brace after a field');
});
