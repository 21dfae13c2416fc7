import { re2 } from '../../languages/regex/regex';
import { allOf, anyOf } from '../../pipeline/condition';
import { field } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { Condition } from '../../pipeline/condition';
import type { NonEmpty } from '../../pipeline/non-empty';

/** What {@link accessStages} need of a JSON line. */
export const accessKeys = ['logger', 'method', 'path', 'status_code'] as const;

/**
 * Sets `http_method`, `http_path` (without its query), `http_status` and `http_user_agent` from a web server's line for one
 * request: gunicorn's, uvicorn's (also as MLflow and gunicorn prefix it), and Airflow 3's.
 */
export function accessStages(): NonEmpty<Stage> {
  return [
    // 10.2.0.1 - - [21/Nov/2026:06:06:42 +0000] "GET /health HTTP/1.1" 200 2 "-" "kube-probe/1.31"
    // INFO:     10.2.0.1:56018 - "GET /health HTTP/1.1" 200 OK
    // 10.2.0.1:37412 - "GET /health HTTP/1.1" 200
    Stage.parseRegex(
      re2` - (?:\S+ \[[^\]]*\] )?"(?<http_method>[A-Z]+) (?<http_path>[^ ?"]+)[^ "]* HTTP/[\d.]+" (?<http_status>\d{3})(?: .*"(?<http_user_agent>[^"]*)")?`,
    ),
    // {"event":"request finished","logger":"http.access","method":"GET","path":"/api/v2/version","status_code":200,…}
    Stage.when(
      field('logger').is('http.access'),
      Stage.rename({ method: 'http_method', path: 'http_path', status_code: 'http_status' }),
    ),
    // … request finished [http.access] … method=GET path=/api/v2/monitor/health query= status_code=200
    Stage.parseRegex(
      re2` \[http\.access\] .* method=(?<http_method>[A-Z]+) path=(?<http_path>\S+) query=.* status_code=(?<http_status>\d{3})`,
    ),
  ];
}

/** Paths that probes and Prometheus ask for, behind whatever prefix. */
const probed = re2`/(?:health|healthz|healthcheck|livez?|readyz?|ping|version|metrics)/?$`;

/** Holds for requests of probes and of Prometheus that went well; one that failed says what is wrong, and is no noise. */
export function isProbe(): Condition {
  return allOf(
    field('http_status').below(400),
    field('http_method').is('GET', 'HEAD'),
    anyOf(field('http_path').matches(probed), field('http_user_agent').startsWith('kube-probe/')),
  );
}
