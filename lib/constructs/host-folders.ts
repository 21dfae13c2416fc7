import type { SourceSpec } from '../pipeline/source-spec';
import { globRoot } from './vector-glob';

/** What container runtimes write, and Docker's folder, to which the files in the first are links where Docker runs. */
const podFolders = ['/var/log/pods', '/var/lib/docker/containers'];
// By its id a reader of the journal knows which of the journals on the disk is the machine's own: without it it reads none.
const journalFolders = ['/var/log/journal', '/run/log/journal', '/etc/machine-id'];
// What an image cannot do without.
const systemFolders = ['/', '/bin', '/dev', '/etc', '/lib', '/lib64', '/proc', '/run', '/sbin', '/sys', '/usr', '/var'];

/** The folders of the node that a source reads, and a file. */
export function foldersOf(source: SourceSpec): readonly string[] {
  switch (source.kind) {
    case 'pods':
      return podFolders;
    case 'journal':
      return journalFolders;
    case 'docker':
      return [];
    case 'files': {
      const folder = folderOf(source.glob);
      // These are links to the files of pods.
      return isWithin(folder, '/var/log/containers') ? [folder, ...podFolders] : [folder];
    }
  }
}

/** The outermost of the folders, in order. */
export function outermost(folders: readonly string[]): readonly string[] {
  const once = [...new Set(folders)];
  return once.filter((folder) => !once.some((other) => other !== folder && isWithin(folder, other))).sort();
}

/** Whether a node's folder would stand in the way of what the container has of its own. */
export function hides(folder: string, own: readonly string[]): boolean {
  return systemFolders.includes(folder) || own.some((path) => isWithin(path, folder));
}

/** The folder under which all that a glob finds lies. */
export function folderOf(glob: string): string {
  const root = globRoot(glob);
  // A glob without wildcards is a file, which is another one once it was rotated.
  return root === glob ? root.slice(0, root.lastIndexOf('/')) || '/' : root;
}

function isWithin(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`);
}
