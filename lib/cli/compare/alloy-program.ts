import { tieBreakName } from '../../engines/loki-stages/translate/entry';
import { parseAlloy } from '../../languages/alloy/compiler/parser';
import type { AlloyStatement } from '../../languages/alloy/compiler/tree';
import { SourceGlob } from '../source-glob';
import { UsageError } from '../usage-error';
import type { AgentProgram, Redirected, Redirection } from './agent-program';
import { AlloyEdit } from './alloy-edit';
import { attribute, componentsWithin, objectsIn, textIn } from './alloy-nodes';
import { alloyText } from './alloy-text';
import { installed } from './installed';

const fileName = 'config.alloy';

/** Grafana Alloy. */
export const alloyProgram: AgentProgram = {
  name: 'alloy',
  variable: 'ALLOY',
  fileName,
  tieBreaks: (taken) => [tieBreakName(taken) ?? []].flat(),
  find: () => installed('ALLOY', 'alloy', ['--version'], /^alloy, version v?([^\s,(]+)/),
  args: (file, dataDir, port) => [
    ...['run', file, `--storage.path=${dataDir}`, `--server.http.listen-addr=127.0.0.1:${port}`],
    ...['--disable-reporting', '--stability.level=experimental'],
  ],
  expands: () => false,
  redirect,
  reads(config) {
    const blocks = componentsWithin(parsed(config));
    const targets = blocks.flatMap((block) => objectsIn(attribute(block, 'targets'), attribute(block, 'path_targets')));
    return {
      globs: targets.flatMap((target) => {
        const path = target.fields.find(({ name }) => name === '__path__')?.value;
        const glob = path === undefined ? undefined : textIn(path);
        return glob === undefined ? [] : [new SourceGlob(glob, [], true)];
      }),
      pods: blocks.some(({ name }) => name === 'discovery.kubernetes'),
    };
  },
};

function redirect(config: string, where: Redirection): Redirected {
  const edit = new AlloyEdit(where);
  const text = alloyText(edit.components(parsed(config)));
  const { targets, leftOut, notes, readers } = edit.found;
  if (Object.keys(targets).length === 0) {
    throw new UsageError(`${fileName} must have a loki.write, got none; compare shows what it sends`);
  }
  if (readers === 0) {
    throw new UsageError(`${fileName} must have a loki.source.file, got ${[...new Set(leftOut)].join('; ') || 'none'}`);
  }
  return { text, targets, leftOut: [...new Set(leftOut)], notes };
}

function parsed(config: string): readonly AlloyStatement[] {
  const { tree, diagnostics } = parseAlloy(config);
  const [first] = diagnostics;
  if (tree !== undefined && first === undefined) return tree;
  const said =
    first === undefined ? 'it cannot be read' : `${first.place.line}:${first.place.column}: ${first.message}`;
  throw new UsageError(`${fileName}: ${said}`);
}
