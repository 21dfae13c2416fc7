import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { OtlpEntry } from '../../../lib/pipeline/entry';
import { ExportLogsServiceRequest, ExportLogsServiceResponse } from './otlp-proto';
import { recordsOf } from './otlp-records';
import type { OtlpRecord } from './otlp-records';

/** A request that was answered 200. */
export interface OtlpRequest {
  /** Milliseconds since 1970, with a fraction: when its last byte had come. */
  readonly at: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent, compressed or not. */
  readonly bytes: number;
  readonly records: readonly OtlpRecord[];
}

/** What the next requests are answered: a status, with seconds of `Retry-After` if need be, or nothing at all. */
export type Answer =
  200 | 400 | 403 | 429 | 500 | 503 | { readonly status: 429 | 503; readonly retryAfter: number } | 'hang';

/** Stands in for an OpenTelemetry receiver, such as Dash0's: takes logs over HTTP by the official protocol. */
export class OtlpReceiver {
  /** Can be changed at any time; what is not 200 keeps nothing. */
  answer: Answer = 200;
  readonly requests: OtlpRequest[] = [];
  /** How often each status was answered; 0 is none at all. */
  readonly answers = new Map<number, number>();
  /** Bodies that it could not read, and what a receiver would refuse. */
  readonly refusals: string[] = [];
  /** Records that were taken. */
  count = 0;

  /** The port that it had when it was closed. */
  private last = 0;

  private constructor(
    private readonly server: Server,
    private readonly scheme: string,
  ) {}

  /**
   * A receiver on a port of this machine; a free one where none is given.
   *
   * @param options - `tls`: its certificate and key as PEM. @default - plain HTTP
   */
  static async start(
    options: { readonly port?: number; readonly tls?: { readonly key: string; readonly cert: string } } = {},
  ): Promise<OtlpReceiver> {
    const server = options.tls === undefined ? createServer() : createTlsServer(options.tls);
    const receiver = new OtlpReceiver(server, options.tls === undefined ? 'http' : 'https');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      readBody(request).then(
        (body) => receiver.respond(request, body, response),
        () => response.destroy(),
      );
    });
    await listen(server, options.port ?? 0);
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Where logs are taken. */
  get url(): string {
    return `${this.scheme}://127.0.0.1:${this.port}/v1/logs`;
  }

  /** What arrived, in the order of arrival. */
  entries(): readonly OtlpEntry[] {
    return this.requests.flatMap(({ records }) => records.map(({ entry }) => entry));
  }

  /** Refuses connections, and ends those that are open; {@link open} takes them again. */
  close(): Promise<void> {
    this.last = this.port;
    return this.stop();
  }

  /** Takes connections again, on the same port. */
  open(): Promise<void> {
    return listen(this.server, this.last);
  }

  /** Closes it at once, connections too. */
  stop(): Promise<void> {
    if (!this.server.listening) return Promise.resolve();
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private respond(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const at = performance.timeOrigin + performance.now();
    const { answer } = this;
    if (answer === 'hang') {
      this.tally(0);
      return;
    }
    const status = typeof answer === 'number' ? answer : answer.status;
    if (typeof answer !== 'number') response.setHeader('retry-after', String(answer.retryAfter));
    const refusal = status === 200 ? this.take(request, body, at) : undefined;
    if (refusal !== undefined) this.refusals.push(refusal);
    const answered = refusal === undefined ? status : 400;
    this.tally(answered);
    if (answered !== 200) response.writeHead(answered, { 'content-type': 'text/plain' }).end(refusal ?? 'no');
    else {
      const taken = ExportLogsServiceResponse.encode({}).finish();
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(taken);
    }
  }

  private take(request: IncomingMessage, body: Buffer, at: number): string | undefined {
    const { url: path = '', method, headers } = request;
    if (method !== 'POST' || path !== '/v1/logs') return `${method} ${path}`;
    if (headers['content-type'] !== 'application/x-protobuf') return `content-type ${headers['content-type']}`;
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity' && encoding !== 'gzip') return `content-encoding ${encoding}`;
    try {
      const bytes = encoding === 'gzip' ? gunzipSync(body) : body;
      const records = recordsOf(ExportLogsServiceRequest.decode(bytes));
      this.requests.push({ at, path, headers, bytes: body.length, records });
      this.count += records.length;
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private tally(status: number): void {
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
