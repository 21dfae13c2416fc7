// Loki refuses a whole push for one label value with U+FFFD in it.

const unclean = /[\u0000-\u001f\u007f-\u009f\ufffd]/;
const uncleanAll = new RegExp(unclean, 'g');

/** Bytes that Loki takes in one label value. */
export const maxLabelBytes = 2048;

/** The text with each control character and U+FFFD as `?`. */
export function cleaned(text: string): string {
  return unclean.test(text) ? text.replace(uncleanAll, '?') : text;
}

/** The text cut at a character to what Loki takes. */
export function cutToLimit(text: string): string {
  // A UTF-16 unit is at most three bytes.
  if (text.length * 3 <= maxLabelBytes || Buffer.byteLength(text) <= maxLabelBytes) return text;
  const bytes = Buffer.from(text);
  let end = maxLabelBytes;
  while (((bytes[end] as number) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
