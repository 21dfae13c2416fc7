import { alloyProgram } from '../../../lib/cli/compare/alloy-program';
import { parseAlloy } from '../../../lib/languages/alloy/compiler/parser';
import { redirected } from './redirected';

describe("a native configuration of Alloy's", () => {
  const config = `
prometheus.remote_write "metrics" { endpoint { url = "http://mimir.prod" } }
discovery.kubernetes "pods" {
  role = "pod"
  namespaces { names = ["shop"] }
}
discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
  rule {
    source_labels = ["__meta_kubernetes_pod_name"]
    target_label  = "pod"
  }
}
local.file_match "pods" { path_targets = discovery.relabel.pods.output }
loki.source.file "pods" {
  targets       = local.file_match.pods.targets
  forward_to    = [loki.process.pods.receiver, otelcol.receiver.loki.out.receiver]
  tail_from_end = true
}
otelcol.receiver.loki "out" { output { logs = [] } }
loki.source.journal "j" { forward_to = [loki.process.pods.receiver] }
loki.process "pods" {
  stage.cri { }
  stage.static_labels { values = { host = constants.hostname } }
  forward_to = [loki.write.prod.receiver]
}
loki.write "prod" {
  endpoint {
    url       = "https://loki.prod/loki/api/v1/push"
    tenant_id = sys.env("TENANT")
    basic_auth { password = remote.kubernetes.secret.s.data["p"] }
  }
  wal { enabled = true }
}
remote.kubernetes.secret "s" { namespace = "x" }
`;

  it('can be read by Alloy, and sends to the recorder alone', () => {
    const { text, targets } = redirected(alloyProgram, config);
    expect(parseAlloy(text).diagnostics).toEqual([]);
    expect(text).toMatch('url = "http://127.0.0.1:9/0/loki/api/v1/push"');
    expect(text).toMatch('tenant_id = sys.env("TENANT")');
    expect(text).not.toMatch(
      /loki\.prod|mimir|basic_auth|wal|otelcol|journal|tail_from_end|remote\.kubernetes|discovery\.kubernetes/,
    );
    expect(targets).toEqual({ 0: 'https://loki.prod' });
  });

  it('has the given pods as targets, its paths below the folder of the run, and shows them without it', () => {
    const { text } = redirected(alloyProgram, config);
    expect(text).toMatch('__meta_kubernetes_pod_name = "web-1"');
    expect(text).not.toMatch('db-1');
    expect(text).toMatch('path_targets = discovery.relabel.compare_root_pods.output');
    expect(text).toMatch('targets = discovery.relabel.compare_source_pods.output');
    expect(text).toMatch('template = "{{ TrimPrefix .Value \\"/run/node\\" }}"');
  });

  it('names what it leaves out, with the reason', () => {
    expect(redirected(alloyProgram, config).leftOut).toEqual([
      "loki.source.journal.j: reads systemd's journal, not files",
      'otelcol.receiver.loki.out: is no part of what Loki is sent',
    ]);
  });

  it('must be readable, and have a client and files', () => {
    expect(() => redirected(alloyProgram, 'loki.write "a" {')).toThrow(/config\.alloy: 1:\d+: /);
    expect(() => redirected(alloyProgram, 'loki.source.file "a" {\n targets = []\n forward_to = []\n}')).toThrow(
      'loki.write',
    );
  });

  it('is asked what it reads', () => {
    const file = 'local.file_match "a" { path_targets = [{"__path__" = "/a/" + (sys.env("NONE") + "{x,y}.log")}] }';
    for (const text of [file, `declare "own" { ${file} }`]) {
      const { globs, pods } = alloyProgram.reads(text);
      expect([globs.map(({ glob }) => glob), pods]).toEqual([['/a/{x,y}.log'], false]);
      expect(globs[0]?.matches('/a/x.log')).toBe(true);
    }
    expect(alloyProgram.reads(config)).toEqual({ globs: [], pods: true });
  });

  const declaring = `
declare "own" {
  argument "to" { }
  local.file_match "a" { path_targets = [{"__path__" = "/a"}] }
  loki.source.file "a" {
    targets    = local.file_match.a.targets
    forward_to = argument.to.value
  }
  loki.source.journal "j" { forward_to = argument.to.value }
}
own "one" { to = [loki.write.prod.receiver] }
local.file "token" { filename = "/run/token" }
local.file "host" { filename = "/etc/hostname" }
loki.write "prod" {
  endpoint {
    url          = "https://u:hunter2@" + sys.env("LOKI")
    bearer_token = local.file.token.content
  }
  external_labels = { host = local.file.host.content }
}
`;

  it('may declare components of its own', () => {
    const { text, leftOut } = redirected(alloyProgram, declaring);
    expect(parseAlloy(text).diagnostics).toEqual([]);
    expect(text).toMatch('own "one" {\nto = [loki.write.prod.receiver]\n}');
    expect(text).toMatch('argument "to"');
    expect(text).toMatch('targets = discovery.relabel.compare_source_a.output');
    expect(leftOut).toEqual(["loki.source.journal.j: reads systemd's journal, not files"]);
  });

  it('needs no file that only credentials come from, and shows no password of an expression', () => {
    const { text, targets } = redirected(alloyProgram, declaring);
    expect([text.includes('"/run/token"'), text.includes('"/etc/hostname"')]).toEqual([false, true]);
    expect(JSON.stringify([text, targets])).not.toMatch('hunter2');
  });
});
