import { foldText } from './text';

const longestEmail = 320;

/**
 * Finds the email address of a text, without what lists have around it: a name (`Jean <jean@example.fr>`), quotes,
 * `mailto:`, a mark at the end. Undefined where there is none, or more than one. Takes linear time.
 */
export function findEmail(value: unknown): string | undefined {
	const given = foldText(value);
	if (given.length > 2 * longestEmail) return undefined;
	const text = given
		.replace(/^[^<>@]*<([^<>]*)>[\s;,]*$/, '$1')
		.replace(/^['"’‘“”«\s]*(?:mailto:)?|['"’‘“”»\s;,.]*$/gi, '');
	if (text.length > longestEmail || /[\s<>,;"]/.test(text)) return undefined;
	const [name, domain, ...more] = text.split('@');
	const labels = (domain ?? '').split('.');
	const isEmail =
		name !== '' && more.length === 0 && labels.length > 1 && labels.every((label) => label !== '');
	return isEmail ? text : undefined;
}

/** The address that `findEmail` finds, in lower case, for comparisons and keys. */
export function readEmail(value: unknown): string | undefined {
	return findEmail(value)?.toLowerCase();
}
