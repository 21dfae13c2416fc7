import { confinedSince, hasFields, outline, unconfined } from '../config/confinement';
import type { TemplateKind } from '../config/confinement';
import { tooEarly } from '../config/release';
import type { Release } from '../config/release';
import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { isFrom } from '../versions';
import { named, pathOf, placesOf, valueOf } from './judged-component';
import type { ComponentRule, JudgedComponent, Path } from './judged-component';

/** What fields of an event can lead a sink to. */
interface Templates {
  readonly options: readonly TemplateOption[];
  /** What lets them lead anywhere. */
  readonly optOut: string;
  /** What confines them by itself. */
  readonly unless?: string;
  /** Since when they are templates. @default - in all versions */
  readonly since?: Release;
}

interface TemplateOption {
  readonly option: string;
  readonly kind: TemplateKind;
  /** Whether the user's own names in it are templates too. */
  readonly names?: true;
}

const permission = 'dangerouslyAllowUnconfinedTemplateResolution';

const byType: Readonly<Record<string, Templates>> = {
  aws_s3: {
    options: [
      { option: 'keyPrefix', kind: 'text' },
      { option: 'ssekmsKeyId', kind: 'text' },
    ],
    optOut: permission,
  },
  file: { options: [{ option: 'path', kind: 'path' }], optOut: permission, unless: 'baseDir' },
  http: overHttp(''),
  loki: {
    options: [
      { option: 'tenantId', kind: 'text' },
      { option: 'labels.*', kind: 'text', names: true },
      { option: 'structuredMetadata.*', kind: 'text', names: true },
    ],
    optOut: permission,
  },
  opentelemetry: overHttp('protocol.'),
};

function overHttp(within: '' | 'protocol.'): Templates {
  return {
    options: [
      { option: `${within}uri`, kind: 'uri' },
      { option: `${within}request.headers.*`, kind: 'text' },
    ],
    optOut: `${within}${permission}`,
    since: '0.49.0',
  };
}

/** Templates that Vector 0.57 and later do not start with. */
export const confinement: ComponentRule = (component, version) => {
  const known = templatesOf(component);
  if (known === undefined || !isFrom(version, confinedSince) || valueOf(component, known.optOut) === true) return [];
  if (known.unless !== undefined && valueOf(component, known.unless) !== undefined) return [];
  const optOut = `set ${named(pathOf(component, known.optOut))} if any event may decide`;
  return given(component, known).flatMap(({ path, template, kind }) => {
    const rule = unconfined(template, kind);
    if (rule === undefined) return [];
    const other =
      known.unless === undefined ? 'write it so' : `write one, give ${named(pathOf(component, known.unless))}`;
    return [
      {
        rule: 'vector/unconfined-template',
        severity: 'error',
        path,
        got: JSON.stringify(outline(template)),
        message: `${named(path)} must ${rule}`,
        remedy: `${other}, or ${optOut}`,
      } as const,
    ];
  });
};

/** The word that earlier versions do not know, and do not start with. */
export const optOutKnown: ComponentRule = (component, version) => {
  const known = templatesOf(component);
  if (known === undefined || isFrom(version, confinedSince)) return [];
  return placesOf(component, known.optOut).map(({ path }) => ({
    ...tooEarly(version, named(path), confinedSince),
    path,
  }));
};

const unreadRemedy = 'declare a later version and run it, or give each value a sink of its own behind a route';

/** Templates that a version sends as they are written. */
export const fieldsUnread: ComponentRule = (component, version) => {
  const known = templatesOf(component);
  const since = known?.since;
  if (known === undefined || since === undefined || isFrom(version, since)) return [];
  return given(component, known)
    .filter(({ template }) => hasFields(template))
    .map(({ path }) => ({ ...tooEarly(version, `${named(path)} with fields`, since, unreadRemedy), path }));
};

function templatesOf({ section, type }: JudgedComponent): Templates | undefined {
  return section === 'sinks' && Object.hasOwn(byType, type) ? byType[type] : undefined;
}

interface GivenTemplate {
  readonly path: Path;
  readonly template: Text;
  readonly kind: TemplateKind;
}

function given(component: JudgedComponent, { options }: Templates): readonly GivenTemplate[] {
  return options.flatMap(({ option, kind, names }) =>
    placesOf(component, option).flatMap(({ path, value }) => {
      const templates = [...(names === true ? path.slice(-1) : []), value];
      return templates.filter(isText).map((template) => ({ path, template, kind }));
    }),
  );
}

/** Secrets are none. */
function isText(value: unknown): value is Text {
  return typeof value === 'string' || value instanceof LiveText;
}
