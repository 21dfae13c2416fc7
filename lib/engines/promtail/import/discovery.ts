import { Inexpressible } from './note';
import { Options } from './options';
import type { Selection } from './sources';

/** What discovery selects by itself. */
export function selected(discovery: Options): Selection {
  const selection: Selection = {};
  const namespaces = discovery.options('namespaces');
  const names = namespaces.list('names').map(String);
  if (namespaces.flag('own_namespace'))
    throw new Inexpressible(
      namespaces.path('own_namespace'),
      'is where the agent runs, which a pipeline does not know',
    );
  if (names.length > 0) selection.namespaces = names;
  for (const [index, value] of discovery.list('selectors').entries()) {
    const selector = Options.of(`${discovery.at}.selectors[${index}]`, value);
    const [label, field] = [selector.text('label'), selector.text('field')];
    selector.take('role');
    if (field !== undefined && !field.startsWith('spec.nodeName='))
      throw new Inexpressible(selector.path('field'), `is ${field}; a source finds pods by name and label`);
    for (const part of label?.split(',') ?? []) {
      const [, key, text] = /^([^=!\s]+)={1,2}([^=\s]+)$/.exec(part.trim()) ?? [];
      if (key === undefined || text === undefined)
        throw new Inexpressible(selector.path('label'), `is ${label ?? ''}; a source compares labels with values`);
      selection.labels = { ...selection.labels, [key]: text };
    }
  }
  return selection;
}

/** Whether the rules look where Kubernetes has the logs of pods. @throws Inexpressible where they do not */
export function checkPaths(paths: readonly string[], at: string): void {
  if (paths.length === 0) throw new Inexpressible(at, 'has no rule for __path__, so that Promtail reads nothing');
  const other = paths.find(
    (path) => !/^\/var\/log\/(?:pods|containers)\/[^{]*\.log$/.test(path.replace(/\$\{\d+\}/g, '$1')),
  );
  if (other !== undefined)
    throw new Inexpressible(at, `reads ${other}; a source of pods reads where Kubernetes has their logs`);
}
