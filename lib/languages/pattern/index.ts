export { parseLokiPattern } from './loki-pattern';
export { parsePathPattern } from './path-pattern';
