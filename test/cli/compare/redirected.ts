import { parse } from 'yaml';
import type { AgentProgram, Redirection } from '../../../lib/cli/compare/agent-program';
import { alloyProgram } from '../../../lib/cli/compare/alloy-program';
import { PodObjects } from '../../../lib/cli/compare/pod-objects';

const web = PodObjects.read(undefined).find({ namespace: 'shop', pod: 'web-1', container: 'web' });
const db = PodObjects.read(undefined).find({ namespace: 'data', pod: 'db-1', container: 'db' });
const where: Redirection = {
  root: '/run/node',
  dataDir: '/run/data',
  url: (to) => `http://127.0.0.1:9/${to}`,
  containers: [web, db],
  version: undefined,
};

/** A configuration, edited for a run with two pods. */
export function redirected(program: AgentProgram, config: string, more: Partial<Redirection> = {}) {
  const { text, ...rest } = program.redirect(config, { ...where, ...more });
  return { text, ...rest, value: program === alloyProgram ? undefined : (parse(text) as Record<string, unknown>) };
}
