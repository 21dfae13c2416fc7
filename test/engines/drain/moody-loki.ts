import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';

/** What happens to a push: it is taken, answered with a status, or never answered. */
export type Mood = 'takes' | 'hangs' | number;

/** A Loki that takes some pushes only: it stands before a recorder. */
export class MoodyLoki {
  private constructor(
    readonly recorder: LokiRecorder,
    private readonly server: Server,
  ) {}

  /** @param moodFor of a push, from what it holds */
  static async start(moodFor: (body: string) => Mood): Promise<MoodyLoki> {
    const recorder = await LokiRecorder.start();
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        const mood = incoming.method === 'POST' ? moodFor(gunzipSync(body).toString()) : 'takes';
        if (mood === 'hangs') return;
        if (mood !== 'takes') {
          response.writeHead(mood).end('not now\n');
          return;
        }
        const { method, headers, url = '' } = incoming;
        request(`${recorder.url()}${url}`, { method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 500);
          answer.pipe(response);
        }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new MoodyLoki(recorder, server);
  }

  url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Refuses connections from now on. */
  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
