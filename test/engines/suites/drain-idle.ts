import { pipeline } from '../../../examples/airflow-vector/pipeline';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';
import { program, readProcess, SidecarPod, sleep } from '../drain/sidecar-pod';
import type { Suite } from '../suite';

const idleSeconds = 60;

/** What an idle sidecar takes: its shell, what copies its log, and Vector. */
export const suite: Suite = {
  name: 'drain-idle',
  found: { program, by: 'set VECTOR, or put it on the PATH' },
  costs: () => 'what an idle sidecar takes',
  async run(context) {
    const recorder = await LokiRecorder.start();
    let pod: SidecarPod | undefined;
    try {
      pod = new SidecarPod(pipeline({ url: recorder.url() }));
      await pod.start();
      await sleep(2000);
      const processes = pod.processes();
      const before = processes.map(readProcess);
      await sleep(idleSeconds * 1000);
      const after = processes.map(readProcess);
      const sum = (of: (process: (typeof after)[number]) => number): number => after.map(of).reduce((a, b) => a + b, 0);
      const cpu = (sum(({ cpuMs }) => cpuMs) - before.reduce((total, { cpuMs }) => total + cpuMs, 0)) / idleSeconds;
      const anonymous = sum(({ anonKb }) => anonKb) / 1024;
      const mapped = sum(({ fileKb }) => fileKb) / 1024;
      const { code } = await pod.end();
      context.say(
        `idle for ${idleSeconds} s, ${processes.length} processes: CPU ${cpu.toFixed(1)}m, ` +
          `anonymous ${anonymous.toFixed(1)} Mi, mapped from programs ${mapped.toFixed(1)} Mi`,
      );
      context.measure('idle', { cpuMillis: cpu, anonymousMi: anonymous, mappedMi: mapped });
      context.check('a sidecar without logs ends', code === 0, () => String(code));
    } finally {
      pod?.remove();
      await recorder.stop();
    }
  },
};
