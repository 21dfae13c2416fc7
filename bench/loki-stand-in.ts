import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What a Loki was sent: the stream's labels, and the entries as they came. */
export interface Stream {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [time: string, line: string, metadata?: Readonly<Record<string, string>>])[];
}

/** Takes pushes and keeps their bodies, so that it is no burden while they come. */
export class LokiStandIn {
  /** When the last push came, by `performance.now()`. */
  lastPushAt = 0;
  readonly #bodies: { readonly body: Buffer; readonly gzip: boolean }[] = [];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(204).end();
      if (request.method !== 'POST') return;
      this.#bodies.push({ body: Buffer.concat(chunks), gzip: request.headers['content-encoding'] === 'gzip' });
      this.lastPushAt = performance.now();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** All that came since it was asked last. */
  take(): readonly Stream[] {
    return this.#bodies.splice(0).flatMap(({ body, gzip }) => {
      const text = (gzip ? gunzipSync(body) : body).toString('utf8');
      return (JSON.parse(text) as { readonly streams: readonly Stream[] }).streams;
    });
  }
}
