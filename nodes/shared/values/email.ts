import { foldText } from './text';

const longestEmail = 320;

/**
 * Reads an email address for comparisons and keys, in lower case, without what lists have around it: a name (`Jean
 * <jean@example.fr>`), quotes, `mailto:`, a mark at the end. Undefined for what is none. Takes linear time.
 */
export function readEmail(value: unknown): string | undefined {
	const given = foldText(value);
	if (given.length > 2 * longestEmail) return undefined;
	const text = given
		.replace(/^[^<>@]*<([^<>]*)>[\s;,]*$/, '$1')
		.replace(/^['"’\s]*(?:mailto:)?|['"’\s;,.]*$/gi, '')
		.toLowerCase();
	if (text.length > longestEmail || /[\s<>,;"]/.test(text)) return undefined;
	const [name, domain, ...more] = text.split('@');
	const labels = (domain ?? '').split('.');
	const isEmail =
		name !== '' && more.length === 0 && labels.length > 1 && labels.every((label) => label !== '');
	return isEmail ? text : undefined;
}
