import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { ConfigMap, Deployment } from 'cdk8s-plus-28';
import fc from 'fast-check';

import { Flux } from '../../lib/delivery/flux';
import { fluxPostBuild, fluxVariable } from '../../lib/text/flux';
import { concat, helm } from '../../lib/text/live-text';
import { asciiText } from '../text/texts';
import type { Construct } from 'constructs';

const annotation = 'kustomize.toolkit.fluxcd.io/substitute';

function chart(app = Testing.app()): Chart {
  return new Chart(app, 'logging', { namespace: 'logging' });
}

/** An object of the user's own, as it is serialized. */
function printed(scope: Construct, data: unknown): Record<string, unknown> {
  return new ApiObject(scope, `object-${scope.node.children.length}`, {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    data,
  }).toJson() as Record<string, unknown>;
}

describe('Flux.postBuild', () => {
  it('lets objects without a live variable opt out, whoever made them and when', () => {
    const scope = chart();
    new ConfigMap(scope, 'before', { data: { a: '${X} $$ $1' } });
    Flux.postBuild(scope, 'cluster');
    new ConfigMap(scope, 'after', { data: { a: '$(X)' }, metadata: { annotations: { mine: '$' } } });
    const objects = Testing.synth(scope) as { metadata: { annotations: object }; data: object }[];
    expect(objects.map(({ data }) => data)).toEqual([{ a: '${X} $$ $1' }, { a: '$(X)' }]);
    expect(objects.map(({ metadata }) => metadata.annotations)).toEqual([
      { [annotation]: 'disabled' },
      { [annotation]: 'disabled', mine: '$' },
    ]);
  });

  it('doubles every other dollar in an object with a live variable, keys too', () => {
    const scope = chart();
    const { cluster } = Flux.postBuild(scope, 'cluster');
    const data = {
      $k: ['$$', { name: concat('in-', cluster, '-$1') }],
      lazy: Lazy.any({ produce: () => cluster }),
      n: 1,
    };
    const object = printed(scope, data);
    expect(object['data']).toEqual({ $$k: ['$$$$', { name: 'in-${cluster}-$$1' }], lazy: '${cluster}', n: 1 });
    expect(object['metadata']).not.toHaveProperty('annotations');
  });

  it('gives Flux what it reads as it was written', () => {
    fc.assert(
      fc.property(fc.array(asciiText(), { minLength: 1, maxLength: 4 }), (texts) => {
        const scope = chart();
        const { name } = Flux.postBuild(scope, 'name');
        const written = printed(scope, [...texts, concat('<', name, '>')])['data'] as string[];
        expect(written.map((text) => fluxPostBuild.read(text, { name: 'prod' }))).toEqual([...texts, '<prod>']);
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it('is the same in every synth, and leaves objects outside of it alone', () => {
    const app = new App();
    const inside = new Chart(app, 'inside');
    const outside = new Chart(app, 'outside');
    const { x } = Flux.postBuild(inside, 'x');
    new ApiObject(inside, 'a', { apiVersion: 'v1', kind: 'A', data: [x, '$'] });
    new ApiObject(outside, 'b', { apiVersion: 'v1', kind: 'B', data: '$' });
    const first = app.synthYaml();
    expect(app.synthYaml()).toBe(first);
    expect(first).toContain('- $$\n');
    expect(first).toMatch(/kind: B\nmetadata:\n {2}name: .*\ndata: \$\n$/);
  });

  it('reads what cdk8s-plus makes', () => {
    const scope = chart();
    const { image } = Flux.postBuild(scope, 'image');
    const deployment = new Deployment(scope, 'app', { containers: [{ image: 'x', args: ['$(A)'], portNumber: 80 }] });
    ApiObject.of(deployment).metadata.addAnnotation('image', '$');
    expect(JSON.stringify(Testing.synth(scope))).toContain('"args":["$(A)"]');
    printed(scope, image);
  });

  it.each([
    ['a scope around it', (app: App, inner: Chart) => [app, inner]],
    ['a scope inside it', (app: App, inner: Chart) => [inner, app]],
    ['itself', (_: App, inner: Chart) => [inner, inner]],
  ])('fails beside the postBuild of %s', (_, order) => {
    const app = Testing.app();
    const [first, second] = order(app, new Chart(app, 'logging'));
    Flux.postBuild(first!, 'x');
    expect(() => Flux.postBuild(second!, 'y')).toThrow("'scope' must be in one postBuild only");
  });

  it('fails for a name that is none', () => {
    expect(() => Flux.postBuild(chart(), 'a-b' as never)).toThrow("'variables' must be letters, digits and _");
  });

  it.each([
    [
      'in no postBuild',
      [],
      'nothing around it is, got the variable zone; name zone in a Flux.postBuild around logging/object-0',
    ],
    [
      'that was not named',
      ['cluster'],
      'must hold variables of its own postBuild only (cluster), got the variable zone',
    ],
  ])('fails for a variable %s', (_, variables, message) => {
    const app = Testing.app();
    const scope = chart(app);
    if (variables.length > 0) Flux.postBuild(scope, ...(variables as 'cluster'[]));
    else Flux.postBuild(new Chart(app, 'other'), 'zone');
    expect(() => printed(scope, { name: [fluxVariable('zone')] })).toThrow(message);
  });

  it('fails where a variable is read that was not named', () => {
    const variables = Flux.postBuild(chart(), 'A', 'constructor') as Record<string, unknown>;
    expect(() => variables['B']).toThrow(
      "'B' is no variable of this post-build (A, constructor); name it in Flux.postBuild",
    );
    expect((): unknown => variables['isPrototypeOf' as string]).toThrow("'isPrototypeOf' is no variable");
    expect(Object.keys(variables)).toEqual(['A', 'constructor']);
    expect(() => (Flux.postBuild(chart()) as Record<string, unknown>)['B']).toThrow('(it has none)');
  });

  it('has variables that can be awaited, printed and looked through', async () => {
    const variables = Flux.postBuild(chart(), 'A');
    expect(await Promise.resolve(variables)).toBe(variables);
    expect(JSON.stringify({ ...variables }.A.parts)).toBe('[{"reader":"flux","name":"A"}]');
    expect({ ...variables }).toEqual({ A: fluxVariable('A') });
    expect('B' in variables).toBe(false);
  });

  it('fails for text that only Helm would fill in', () => {
    const scope = chart();
    Flux.postBuild(scope);
    expect(() => printed(scope, { a: helm('.Release.Name') })).toThrow("'data.a' must be read by helm");
  });

  it('fails where the object opts out though it has a live variable', () => {
    const scope = chart();
    const { x } = Flux.postBuild(scope, 'x');
    const object = new ApiObject(scope, 'o', { apiVersion: 'v1', kind: 'K', data: x });
    object.metadata.addLabel(annotation, 'disabled');
    expect((): unknown => object.toJson()).toThrow("'metadata.labels' must let Flux substitute");
  });

  it('fails for a dollar in a patch of an object with a live variable', () => {
    const scope = chart();
    const { x } = Flux.postBuild(scope, 'x');
    const object = new ApiObject(scope, 'o', { apiVersion: 'v1', kind: 'K', data: x });
    object.addJsonPatch(JsonPatch.add('/more', 'fine'));
    expect(object.toJson()).toMatchObject({ data: '${x}', more: 'fine' });
    object.addJsonPatch(JsonPatch.add('/most', '$1'));
    expect((): unknown => object.toJson()).toThrow(
      'JSON patches of an object with live variables must be without dollars',
    );
  });
});
