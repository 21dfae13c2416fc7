import type { SourceOf } from '../../../pipeline/source-spec';
import { systemd } from '../config/systemd';
import { lua } from './code';
import type { Place, Reader } from './reader';
import { Scope } from './scope';
import type { Needs } from './scope';
import { stored } from './stored';

/** Reads the system's journal, where Fluent Bit finds it: in `/var/log/journal`, else in `/run/log/journal`. */
export function readJournal(
  name: string,
  { units, maxLineBytes }: SourceOf<'journal'>,
  { dataDir }: Place,
  needs: Needs,
): Reader {
  const scope = new Scope(needs);
  return {
    tag: name,
    inputs: [
      systemd({
        ...stored,
        tag: name,
        ...(units.length === 0
          ? {}
          : { systemdFilter: units.map((unit) => `_SYSTEMD_UNIT=${unit}`), systemdFilterType: 'or' as const }),
        db: `${dataDir}/${name}.db`,
      }),
    ],
    filters: [],
    read: scope.around(lua`${scope.of('journal', 'entries')}(${maxLineBytes})`),
  };
}
