export { printInstant, withinRange } from './instant';
export type { Instant } from './instant';
export { checkTimeFormat, parseTimeFormat } from './time-format';
export type { Directive, TimeFormat, TimeFormatTree, TimePart } from './time-format';
export { timeReader } from './time-reader';
export type { TimeReader } from './time-reader';
export { checkZone, parseOffset, parseZone, utc } from './zone';
export type { Zone } from './zone';
