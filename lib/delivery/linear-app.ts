import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';

/**
 * An `App` whose synth costs the same for each chart, however many there are. It writes what an `App` writes: the same files,
 * in the same order, and the same errors.
 *
 * A plain `App` has each chart walk the whole app once more, to find dependencies and to validate, so that its synth grows with
 * the square of the charts. Here that is done once at the beginning and once for the first chart. What is added to the app while
 * it is being written, by a `Lazy` or a resolver, is therefore neither validated nor put in order.
 *
 *     const app = new LinearApp();
 *     for (const team of teams) new TeamLogs(app, team.name, team);
 *     app.synth();
 */
export class LinearApp extends App {
  #synth: Synth | undefined;

  override synth(): void {
    this.whole(() => super.synth());
  }

  override synthYaml(): string {
    return this.whole(() => super.synthYaml());
  }

  /** All charts, each after those it depends on. */
  override get charts(): Chart[] {
    const charts = super.charts;
    // A synth asks for them when dependencies are known, and then each for its objects.
    for (const chart of charts) this.#synth?.shorten(chart);
    return charts;
  }

  private whole<T>(synth: () => T): T {
    // Something that is written may ask for the whole as text.
    if (this.#synth !== undefined) return synth();
    this.#synth = new Synth();
    try {
      return synth();
    } finally {
      this.#synth.end();
      this.#synth = undefined;
    }
  }
}

/** While it lasts, only the first chart that is asked for its objects goes cdk8s's way. */
class Synth {
  readonly #shortened = new Set<Chart>();
  #walked = false;

  shorten(chart: Chart): void {
    // A chart with a way of its own to its objects keeps it, and so does one of another copy of cdk8s.
    if (chart.toJson !== Chart.prototype.toJson || !Object.isExtensible(chart)) return;
    Object.defineProperty(chart, 'toJson', { value: () => this.toJson(chart), configurable: true });
    this.#shortened.add(chart);
  }

  end(): void {
    for (const chart of this.#shortened) Reflect.deleteProperty(chart, 'toJson');
  }

  private toJson(chart: Chart): unknown[] {
    if (this.#walked) return objectsOf(chart).map((object) => object.toJson() as unknown);
    const objects: unknown[] = Chart.prototype.toJson.call(chart);
    this.#walked = true;
    return objects;
  }
}

/** In the order in which they depend on each other; those of a chart inside are that chart's own. */
function objectsOf(chart: Chart): readonly ApiObject[] {
  return new DependencyGraph(chart.node)
    .topology()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart);
}
