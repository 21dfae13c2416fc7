import type { LokiProcess } from './loki-process';

/** How many lines a Loki was sent, by its own counters. */
export class Counts {
  private constructor(private readonly metrics: string) {}

  static async of(loki: LokiProcess): Promise<Counts> {
    return new Counts((await loki.get('/metrics')).body);
  }

  /** @param tenants - how the names of the tenants begin */
  sentBy(tenants: string): number {
    return this.samples('loki_distributor_lines_received_total')
      .filter(({ labels }) => labels.includes(`tenant="${tenants}`))
      .reduce((sum, { value }) => sum + value, 0);
  }

  /** Lines of a tenant that it was sent, and why it refused some; undefined where it took all. */
  tenant(name: string): { readonly sent: number; readonly refused: string | undefined } {
    const of = `tenant="${name}"`;
    const refused = this.samples('loki_discarded_samples_total').filter(
      ({ labels, value }) => labels.includes(of) && value > 0,
    );
    const sent = this.samples('loki_distributor_lines_received_total').filter(({ labels }) => labels.includes(of));
    const reasons = refused.map(({ labels, value }) => `${value} for ${/reason="([^"]*)"/.exec(labels)?.[1]}`);
    return {
      sent: sent.reduce((sum, { value }) => sum + value, 0),
      refused: reasons.length === 0 ? undefined : reasons.join(', '),
    };
  }

  private samples(metric: string): readonly { readonly labels: string; readonly value: number }[] {
    return this.metrics.split('\n').flatMap((line) => {
      const [, labels = '', value] = new RegExp(`^${metric}\\{(.*)\\} (\\S+)$`).exec(line) ?? [];
      return value === undefined ? [] : [{ labels, value: Number(value) }];
    });
  }
}
