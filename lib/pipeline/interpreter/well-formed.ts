// In Node since 20; TypeScript's es2022 does not know it.
interface WellFormed {
  isWellFormed(): boolean;
  toWellFormed(): string;
}

/** The text with each lone surrogate as U+FFFD: others have no bytes that an agent could send. */
export function wellFormed(text: string): string {
  const checked = text as unknown as WellFormed;
  return checked.isWellFormed() ? text : checked.toWellFormed();
}
