/** "Application Command Naming": letters, numbers, dashes, apostrophes, also combining marks of Devanagari and Thai. */
const NAME_PATTERN = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Chat-input commands and options: the pattern, and lower case wherever a letter has one. */
export function isCommandName(name: string): boolean {
	return NAME_PATTERN.test(name) && name === name.toLowerCase();
}
