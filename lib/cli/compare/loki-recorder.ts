import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { printInstant } from '../../languages/time/instant';
import type { LokiEntry } from '../../pipeline/entry';
import { decodeProtobuf } from './loki-protobuf';

/** What a push was, as it was received. */
export interface Push {
  /** The part of the path before `/loki/api/v1/push`. */
  readonly to: string;
  /** `X-Scope-OrgID`. */
  readonly tenant: string | undefined;
  readonly authorization: string | undefined;
  readonly entries: readonly LokiEntry[];
}

/** Decodes a body by its content type. */
type Decoder = (body: Buffer) => readonly LokiEntry[];

/** By content type. */
const decoders: Readonly<Record<string, Decoder>> = {
  'application/json': decodeJson,
  'application/x-protobuf': decodeProtobuf,
};

/** What a Loki takes by Content-Encoding; snappy is part of its protobuf. */
const unpackers: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  '': (body) => body,
  snappy: (body) => body,
  gzip: gunzipSync,
  deflate: inflateRawSync,
};

/** Stands in for a Loki: takes pushes, keeps their entries, answers 204. */
export class LokiRecorder {
  readonly pushes: Push[] = [];
  /** Bodies that it could not read, or that a Loki would refuse. */
  readonly refusals: string[] = [];
  /** When the last push came, by `Date.now()`. */
  lastPushAt = 0;
  /** Entries that came. */
  count = 0;

  private constructor(private readonly server: Server) {}

  /** A recorder on a port of this machine; a free one where none is given. */
  static start(port = 0): Promise<LokiRecorder> {
    const server = createServer();
    const recorder = new LokiRecorder(server);
    server.on('request', (request: IncomingMessage, response) => {
      readBody(request).then(
        (body) => {
          // Anything else asks whether it is ready.
          if (request.method !== 'POST') response.writeHead(200).end('ready\n');
          else {
            const refusal = recorder.take(request, body);
            response.writeHead(refusal === undefined ? 204 : 400).end(refusal);
          }
        },
        () => response.writeHead(400).end(),
      );
    });
    return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(recorder)));
  }

  /** The url for a sink whose entries are told apart by `to`. */
  url(to = ''): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${to === '' ? '' : `/${to}`}`;
  }

  entries(to = ''): readonly LokiEntry[] {
    return this.pushes.filter((push) => push.to === to).flatMap(({ entries }) => entries);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private take({ url = '', headers }: IncomingMessage, body: Buffer): string | undefined {
    const to = /^\/?(.*?)\/?loki\/api\/v1\/push$/.exec(url)?.[1];
    try {
      if (to === undefined) throw new Error(`no push at ${url}`);
      const type = (headers['content-type'] ?? '').split(';', 1)[0] ?? '';
      const decode = decoders[type];
      if (decode === undefined) throw new Error(`no decoder of ${type}`);
      const unpack = unpackers[headers['content-encoding'] ?? ''];
      if (unpack === undefined) throw new Error(`the Content-Encoding ${headers['content-encoding']}`);
      const entries = decode(unpack(body));
      const faults = entries.map(faultOf);
      const tenant = headers['x-scope-orgid'];
      this.pushes.push({
        to,
        tenant: Array.isArray(tenant) ? tenant[0] : tenant,
        authorization: headers.authorization,
        // A Loki keeps the other streams of such a push.
        entries: entries.filter((_, index) => faults[index] === undefined),
      });
      this.lastPushAt = Date.now();
      this.count += entries.length;
      const fault = faults.find((one) => one !== undefined);
      if (fault !== undefined) throw new Error(fault);
      return undefined;
    } catch (error) {
      const refusal = `${to ?? url}: ${error instanceof Error ? error.message : String(error)}`;
      this.refusals.push(refusal);
      return refusal;
    }
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface JsonPush {
  readonly streams: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [time: string, line: string, metadata?: Readonly<Record<string, string>>])[];
  }[];
}

function decodeJson(body: Buffer): readonly LokiEntry[] {
  const { streams } = JSON.parse(body.toString('utf8')) as JsonPush;
  return streams.flatMap(({ stream, values }) =>
    values.map(([time, line, metadata]) => ({
      labels: stream,
      structuredMetadata: metadata ?? {},
      time: printInstant(BigInt(time)),
      line,
    })),
  );
}

/** What makes a Loki refuse a stream: a label without a name, and U+FFFD in a value. */
function faultOf({ labels }: LokiEntry): string | undefined {
  for (const [name, value] of Object.entries(labels)) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) return `the label name ${JSON.stringify(name)}`;
    if (value.includes('\uFFFD')) return `U+FFFD in the label ${name}`;
  }
  return undefined;
}
