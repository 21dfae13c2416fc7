import picomatch from 'picomatch';

/** A source's glob and the folder at which its wildcards begin. */
export class SourceGlob {
  /** The folder that all files of the source are in: `/opt/airflow/logs` of `/opt/airflow/logs/x*.log`. */
  readonly fixed: string;
  /** Whether a path, as the agent sees it, is one of the source's. */
  readonly matches: (path: string) => boolean;

  /** @param braces - whether `{a,b}` is one of two, as it is where Promtail and Alloy read a glob of the user's own */
  constructor(
    readonly glob: string,
    exclude: readonly string[] = [],
    braces = false,
  ) {
    const { base } = picomatch.scan(glob);
    // A glob without wildcards names one file.
    this.fixed = base === glob ? glob.slice(0, glob.lastIndexOf('/')) : base;
    // Pipelines know neither braces nor extended globs; a `*` matches names that begin with a dot as well.
    this.matches = picomatch(glob, { dot: true, noextglob: true, nobrace: !braces, ignore: [...exclude] });
  }
}
