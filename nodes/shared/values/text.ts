/** Normalises a text as all comparisons do: NFC, every kind of space a plain one, none around. */
export function foldText(value: unknown): string {
	return String(value ?? '')
		.normalize('NFC')
		.replace(/[\s\u200B]/g, ' ')
		.trim();
}

/** True for what counts as no value: nothing, or a text of spaces only. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || foldText(value) === '';
}
