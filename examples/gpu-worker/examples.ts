import { records } from 'cdk8s-logging';
import type { Example } from 'cdk8s-logging';

const app = { path: '/workspace/logs/worker.log' };
const pm2 = { path: '/var/log/pm2/mailer-out.log' };
const trace = '90dfecd8434c43f4da19a0d050ef8115';

/** What comes of a few lines. */
export const examples: Readonly<Record<string, Example>> = {
  'a failed job has its class, job and trace': {
    records: records(
      [
        `{"timestamp":"2026-11-21T00:24:22.135Z","level":"error","message":"job failed","job_id":"job_bba29cfe","trace_id":"${trace}","error":{"name":"Error","message":"no decoder for heic"}}`,
      ],
      app,
    ),
    ships: [
      {
        time: '2026-11-21T00:24:22.135Z',
        body: 'job failed',
        severity: 'error',
        traceId: trace,
        attributes: { job_id: 'job_bba29cfe', error_class: 'decoder', 'exception.message': 'no decoder for heic' },
      },
    ],
  },
  "PM2's date is no part of a line, and a stack trace is one entry": {
    records: records(
      [
        '2026-11-21 00:24:22.422 +00:00: RangeError: width must be positive, got 0',
        '2026-11-21 00:24:22.422 +00:00:     at resize (/srv/app/worker.js:15:29)',
        '2026-11-21 00:24:22.422 +00:00:     at handle (/srv/app/worker.js:21:10)',
      ],
      pm2,
    ),
    ships: [
      {
        time: '2026-11-21T00:24:22.422Z',
        body: /^RangeError: width must be positive, got 0\n {4}at resize \(.*\)\n {4}at handle \(.*\)$/,
        severity: 'error',
        attributes: { error_class: 'invalid_input' },
      },
    ],
  },
  'a traceback of ComfyUI is one entry, with the exception behind it': {
    records: records(
      [
        'Traceback (most recent call last):',
        '  File "/opt/ComfyUI/execution.py", line 327, in execute',
        'torch.OutOfMemoryError: Allocation on device 0 would exceed allowed memory. (out of memory)',
      ],
      app,
    ),
    ships: [
      {
        body: /^Traceback.*:\n.*\ntorch\.OutOfMemoryError: /,
        severity: 'error',
        attributes: { error_class: 'gpu_out_of_memory' },
      },
    ],
  },
  'slow jobs stay, of the rest the first of each shape': {
    records: records(['Prompt executed in 41.52 seconds', 'Prompt executed in 31.07 seconds', 'got prompt'], app),
    ships: [
      { body: 'Prompt executed in 41.52 seconds', attributes: { prompt_seconds: '41.52' } },
      { body: 'Prompt executed in 31.07 seconds' },
      { body: 'got prompt' },
    ],
  },
};
