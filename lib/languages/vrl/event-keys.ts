/** Where a record's parts stand in an event: what is made for Vector and what runs VRL here agree on it. */
export const eventKeys = Object.freeze({
  /** The line. */
  message: 'message',
  /** The record's time. */
  time: 'timestamp',
  /** The file's path. */
  path: 'file',
  /** What stages set: a line's own JSON cannot overwrite the others. */
  fields: 'fields',
});
