import { Sink, Source } from '../../../../lib/engines/vector';
import { found, printed } from './printed';
import { byVector, complaints } from './vector-program';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const encoding = { codec: 'text' } as const;

/** Sinks by the template they are given, without and with the user's word that any event may decide. */
const sinks = {
  path: (template: string, dangerouslyAllowUnconfinedTemplateResolution: boolean, name = 's') =>
    Sink.file(name, { inputs, path: template, encoding, dangerouslyAllowUnconfinedTemplateResolution }),
  uri: (template: string, dangerouslyAllowUnconfinedTemplateResolution: boolean, name = 's') =>
    Sink.http(name, { inputs, uri: template, encoding, dangerouslyAllowUnconfinedTemplateResolution }),
  header: (template: string, dangerouslyAllowUnconfinedTemplateResolution: boolean, name = 's') =>
    Sink.http(name, {
      inputs,
      uri: 'http://s',
      encoding,
      request: { headers: { 'X-A': template } },
      dangerouslyAllowUnconfinedTemplateResolution,
    }),
} as const;

const templates: readonly (readonly [keyof typeof sinks, string, boolean])[] = [
  ['path', '/data/{{ a }}', true],
  ['path', '//data//{{ a }}', true],
  ['path', '/data-{{ a }}', false],
  ['path', '/{{ a }}', false],
  ['path', '//{{ a }}', false],
  ['path', '{{ a }}', false],
  ['path', 'data/{{ a }}', false],
  ['path', '/data/%F/{{ a }}', true],
  ['path', '%F/{{ a }}', false],
  ['path', '/%F/{{ a }}', false],
  ['path', '%F', true],
  ['path', '{{ a', true],
  ['uri', 'http://s/{{ a }}', true],
  ['uri', 'http://s:80{{ a }}', true],
  ['uri', 'HTTPS://s/{{ a }}', true],
  ['uri', 'http://{{ a }}/', false],
  ['uri', 'http://s/{{ a }}?b', false],
  ['uri', 'http://s/{{ a }}#b', false],
  ['uri', 'http://s/?b', true],
  ['uri', '{{ a }}', false],
  ['header', 'a{{ b }}', true],
  ['header', '{{ b }}', false],
  ['header', '%F{{ b }}', false],
  ['header', '/{{ b }}', false],
  ['header', '/b{{ b }}', true],
];

test.each(templates)('%s %j is started with by Vector 0.57: %p', (kind, template, isWell) => {
  expect(found(sinks[kind](template, false)).map((one) => one.split(':')[0])).toEqual(
    isWell ? [] : ['vector/unconfined-template'],
  );
});

test.each(['{{ a }}', '%F{{ a }}', '/{{ a }}'])('a label %j is printed with the opt-out', (label) => {
  const sink = Sink.loki('s', { inputs, endpoint: 'http://s', encoding, labels: { a: label } });
  expect(found(sink)).toEqual([]);
  expect(printed(sink)).toContain('dangerously_allow_unconfined_template_resolution: true');
});

byVector('the same templates are refused', ['file', 'http'], (folder) => {
  const [first, ...rest] = templates.map(([kind, template], index) => sinks[kind](template, true, `sink${index}`));
  if (first === undefined) throw new Error('no templates');
  // Printed with the opt-out, which is then taken away.
  const withoutWord = (text: string) => text.replace(/^.*dangerously_allow_unconfined.*\n/gm, '');
  const said = complaints(folder, { sinks: [first, ...rest] }, {}, withoutWord);
  const refused = new Set([...said.matchAll(/Sink "(sink\d+)"/g)].map(([, name]) => name));
  expect(templates.map(([, template], index) => [template, !refused.has(`sink${index}`)])).toEqual(
    templates.map(([, template, isWell]) => [template, isWell]),
  );
});
