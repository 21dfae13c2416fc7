/** What a container wrote. */
export interface WrittenLine {
  readonly line: string;
  readonly time: string;
  readonly stream: 'stdout' | 'stderr';
}

/** Makes lines of what a container runtime wrote: parts of a line are marked `P`, its end `F`. */
export class CriLines {
  private readonly parts = new Map<string, string>();

  /** @returns undefined for a part, after which more comes */
  push(written: string): WrittenLine | 'part' | 'no line of a runtime' {
    const [, time, stream, marks, part = ''] = /^(\S+) (stdout|stderr) (\S+) (.*)$/s.exec(written) ?? [];
    if (time === undefined || stream === undefined || marks === undefined) return 'no line of a runtime';
    const line = (this.parts.get(stream) ?? '') + part;
    const isPart = marks.split(':')[0] === 'P';
    this.parts.set(stream, isPart ? line : '');
    return isPart ? 'part' : { line, time, stream: stream as 'stdout' | 'stderr' };
  }
}
