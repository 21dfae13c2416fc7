import type { Finding } from '../../../findings/finding';
import { isFrom } from '../versions';
import type { ConfigRule } from './rule';

/** The folders of checkpoints and buffers. */
export const absoluteDataDir: ConfigRule = ({ dataDir, components }) => {
  const folders = [
    { at: 'data_dir', folder: dataDir },
    ...components.map(({ section, name, options }) => ({
      at: `${section}.${name}.dataDir`,
      folder: options['dataDir'],
    })),
  ];
  return folders.flatMap(({ at, folder }): readonly Finding[] =>
    typeof folder !== 'string' || folder.startsWith('/')
      ? []
      : [
          {
            rule: 'vector/data-dir',
            severity: 'error',
            at,
            got: folder,
            message: "'dataDir' must be an absolute path",
            remedy: 'begin it with /',
          },
        ],
  );
};

/** Vector's own program speaks GraphQL up to 0.54, and gRPC from 0.55 on. */
export const apiOptions: ConfigRule = ({ globals: { api = {} }, version }) =>
  (['graphql', 'playground'] as const)
    .filter((option) => api[option] !== undefined && isFrom(version, '0.55.0'))
    .map((option) => ({
      rule: 'vector/api-option',
      severity: 'error',
      at: `api.${option}`,
      got: `version ${version}`,
      message: `'${option}' must go to a Vector before 0.55, whose api is gRPC since then`,
      remedy: 'leave it out',
    }));
