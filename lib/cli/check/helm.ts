import { join, resolve } from 'node:path';
import { PlacedText } from '../../text/placed-text';
import { inOwnFolder, InstalledProgram, writeFiles } from './installed-program';
import { readObjects } from './manifests';
import type { ManifestObject } from './manifests';
import { printTree } from './printed-tree';
import type { Release } from './releases';
import { startOf } from '../../languages/yaml/document';

/** What rendering a release gave: its objects, or the reason why it could not be done. */
export type Rendered = { readonly objects: readonly ManifestObject[] } | { readonly cannot: string };

/** Where charts come from. */
export interface ChartPlaces {
  /** Folders or archives of charts, by their names. */
  readonly local: ReadonlyMap<string, string>;
  /** Whether others may be pulled from their repositories. */
  readonly pull: boolean;
}

/** Renders releases by `helm template`, where there is a helm and the chart can be had. */
export class Helm {
  readonly #program: InstalledProgram | undefined;

  constructor(private readonly places: ChartPlaces) {
    this.#program = places.local.size > 0 || places.pull ? InstalledProgram.find('HELM', 'helm') : undefined;
  }

  /** The objects of a release, or nothing where no one asked for them. */
  render(release: Release): Rendered | undefined {
    const chart = this.chartOf(release);
    if (chart === undefined) return undefined;
    const program = this.#program;
    if (program === undefined) return { cannot: 'there is no helm on the PATH, and HELM names none' };
    const last = release.values.at(-1);
    return inOwnFolder((folder) => {
      const files = Object.fromEntries(
        release.values.map((values, index) => [
          `values-${index}.yaml`,
          printTree(values, values.node, [], (text) => values.read(text)).text,
        ]),
      );
      writeFiles(folder, files);
      const given = Object.keys(files).flatMap((name) => ['--values', join(folder, name)]);
      const namespace = release.namespace === undefined ? [] : ['--namespace', release.namespace];
      const args = ['template', release.name, ...chart, ...namespace, ...given];
      // Helm keeps what it pulls in a folder of its user's.
      const environment = { HOME: folder, PATH: process.env['PATH'] ?? '' };
      const { said, code } = program.run(args, folder, environment);
      if (code !== 0) return { cannot: `helm could not render it: ${said.trim().split('\n').at(-1) ?? ''}` };
      if (last === undefined) return { objects: [] };
      const start = last.text.originOf(startOf(last.node));
      return {
        objects: readObjects(
          last.file,
          PlacedText.from(said, () => start),
        ).objects,
      };
    });
  }

  private chartOf({ chart, repository, version }: Release): readonly string[] | undefined {
    const local = this.places.local.get(chart);
    if (local !== undefined) return [resolve(local)];
    if (!this.places.pull || repository === undefined) return undefined;
    const exact = version === undefined ? [] : ['--version', version];
    if (repository.startsWith('https://')) return [chart, '--repo', repository, ...exact];
    return [`oci://${repository.replace(/^oci:\/\//, '')}/${chart}`, ...exact];
  }
}
