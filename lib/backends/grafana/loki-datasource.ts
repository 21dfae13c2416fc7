import { concat, LiveText } from '../../text/live-text';
import { through } from '../../text/reader';
import { grafanaProvisioning } from './provisioning';
import type { YamlValue } from '../../languages/yaml/print';
import type { Auth, LokiTarget } from '../../pipeline/sink-spec';
import type { Text } from '../../text/live-text';
import type { SecretRef } from '../../text/secret-ref';

/** Where a trace is looked up, from a line that names it. */
export interface TraceLink {
  /** The field that holds the trace's id. */
  readonly field: string;
  /** Of the datasource that knows the trace: a Tempo. */
  readonly datasourceUid: string;
  /** Where the field is: in the line, as JSON or logfmt, or in structured metadata. @default 'line' */
  readonly from?: 'line' | 'metadata';
}

/** A Loki as Grafana's datasource. */
export interface LokiDatasource {
  /** What people see. */
  readonly name: string;
  /** What dashboards and links know it by. */
  readonly uid: string;
  readonly loki: LokiTarget;
  readonly traces?: TraceLink;
}

type Tree = Readonly<Record<string, YamlValue>>;

/** As an item of `datasources` in a provisioning file: each text is escaped for Grafana, which expands variables in all of them. */
export function lokiDatasource({ name, uid, loki, traces }: LokiDatasource): Tree {
  const { url, auth } = loki;
  const user = auth?.user;
  const headers = headersOf(loki);
  const names = headers.map((header) => header.name);
  const values = headers.map(({ value }) => value);
  const secrets = { ...numbered('httpHeaderValue', values), ...password(auth) };
  const json = {
    ...numbered('httpHeaderName', names),
    ...(traces === undefined ? {} : { derivedFields: [derivedField(traces)] }),
  };
  return escaped({
    name,
    uid,
    type: 'loki',
    access: 'proxy',
    url,
    ...(user === undefined ? {} : { basicAuth: true, basicAuthUser: user }),
    ...(Object.keys(json).length === 0 ? {} : { jsonData: json }),
    ...(Object.keys(secrets).length === 0 ? {} : { secureJsonData: secrets }),
  }) as Tree;
}

/** A provisioning file with one datasource. */
export function provisioningFile(datasource: Tree): Tree {
  return { apiVersion: 1, datasources: [datasource] };
}

interface Header {
  readonly name: string;
  readonly value: Text;
}

function headersOf({ tenant, auth }: LokiTarget): readonly Header[] {
  return [
    ...(tenant === undefined ? [] : [{ name: 'X-Scope-OrgID', value: tenant }]),
    ...(auth?.bearer === undefined ? [] : [{ name: 'Authorization', value: concat('Bearer ', variable(auth.bearer)) }]),
  ];
}

/** Grafana has headers in pairs of a name and a secret value, and reads them from number 1 to the first that is not there. */
function numbered(key: string, texts: readonly Text[]): Tree {
  return Object.fromEntries(texts.map((text, index) => [`${key}${index + 1}`, text]));
}

function password(auth: Auth | undefined): Tree {
  return auth === undefined || auth.bearer !== undefined ? {} : { basicAuthPassword: variable(auth.password) };
}

function variable(secret: SecretRef): LiveText {
  return new LiveText([{ reader: 'env', name: secret.variable }]);
}

/** A link at each line that has the field; Grafana itself fills in `${__value.raw}`. */
function derivedField({ field, datasourceUid, from = 'line' }: TraceLink): Tree {
  const name = field.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const inLine = `(?:"${name}":\\s*"|\\b${name}="?)(\\w+)`;
  return {
    name: field,
    ...(from === 'metadata' ? { matcherType: 'label', matcherRegex: field } : { matcherRegex: inLine }),
    url: '${__value.raw}',
    urlDisplayLabel: 'Trace',
    datasourceUid,
  };
}

function escaped(value: YamlValue): YamlValue {
  if (typeof value === 'string' || value instanceof LiveText) return through(value, grafanaProvisioning);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map(escaped);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]));
}
