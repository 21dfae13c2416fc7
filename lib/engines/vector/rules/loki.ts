import { structuredMetadataSince } from '../config/loki';
import { shortOf } from '../config/release';
import { isFrom } from '../versions';
import { gotOf, named, pathOf, placesOf, valueOf } from './judged-component';
import type { ComponentRule } from './judged-component';

export const lokiCompression: ComponentRule = (component) => {
  const given = valueOf(component, 'compression');
  if (component.type !== 'loki' || given === 'gzip' || given === 'none') return [];
  return [
    {
      rule: 'vector/loki-compression',
      severity: 'error',
      path: pathOf(component, 'compression'),
      got: gotOf(given, 'none given, which is snappy'),
      message: "'compression' of a loki sink must be gzip or none",
      remedy: 'use gzip: with snappy a label value can add labels, and one quote in it loses the batch',
    },
  ];
};

export const structuredMetadata: ComponentRule = (component, version) => {
  if (component.type !== 'loki' || isFrom(version, structuredMetadataSince)) return [];
  return ['structuredMetadata', 'removeStructuredMetadataFields']
    .flatMap((option) => placesOf(component, option))
    .map(({ path }) => ({
      rule: 'vector/structured-metadata',
      severity: 'error',
      path,
      got: `version ${version}`,
      message: `${named(path)} must go to Vector ${shortOf(structuredMetadataSince)} or later`,
      remedy: 'declare a later version and run it, or put the values into the line',
    }));
};
