import { foldText } from './text';

const longestEmail = 320;

/** Reads an email address for comparisons and keys, in lower case; undefined for what is none. Takes linear time. */
export function readEmail(value: unknown): string | undefined {
	const text = foldText(value)
		.replace(/^mailto:/i, '')
		.toLowerCase();
	if (text.length > longestEmail || /[\s<>,;"]/.test(text)) return undefined;
	const [name, domain, ...more] = text.split('@');
	const labels = (domain ?? '').split('.');
	const isEmail =
		name !== '' && more.length === 0 && labels.length > 1 && labels.every((label) => label !== '');
	return isEmail ? text : undefined;
}
