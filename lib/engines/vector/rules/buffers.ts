import { leastDiskBuffer } from '../config/sink-options';
import { gotOf, named, pathOf, valueOf } from './judged-component';
import type { ComponentRule } from './judged-component';

export const bufferMinimum: ComponentRule = (component) => {
  if (valueOf(component, 'buffer.type') !== 'disk') return [];
  const size = valueOf(component, 'buffer.maxSize');
  if (Number.isSafeInteger(size) && (size as number) >= leastDiskBuffer) return [];
  const path = pathOf(component, 'buffer.maxSize');
  return [
    {
      rule: 'vector/buffer-minimum',
      severity: 'error',
      path,
      got: gotOf(size, 'none'),
      message: `${named(path)} must be a whole number of bytes from ${leastDiskBuffer} on`,
      remedy: 'give more disk, or a memory buffer',
    },
  ];
};

export const dropsWhenFull: ComponentRule = (component) => {
  if (component.section !== 'sinks' || valueOf(component, 'buffer.whenFull') !== 'drop_newest') return [];
  const path = pathOf(component, 'buffer.whenFull');
  return [
    {
      rule: 'vector/drops-when-full',
      severity: 'warning',
      path,
      got: 'drop_newest',
      message: `${named(path)} must be block, or events are lost while the sink is away`,
      remedy: 'leave it out, so that what feeds the sink waits',
    },
  ];
};
