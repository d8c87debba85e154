import { checkLength, foldText, quote } from './text';

const grouped = /^[+-]?(?:(?:\d{1,3}(?:[ '’]\d{3})+|\d+)(?:[.,]\d*)?|[.,]\d+)$/;
const dotGroups = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d{1,3}(?:\.\d{3}){2,}$/;
const commaGroups = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d{1,3}(?:,\d{3}){2,}$/;
/** 1,234 is one and a bit in France, and more than a thousand in the US. */
const unclear = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const scientific = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d{1,3}$/i;

const yes = new Set(
	'true vrai oui o yes y ja j wahr waar si sim vero verdadero verdadeiro prawda on 1 1.0 1,0 -1 x t v actif active activee enabled ✓ ✔ ☑ ✅'.split(
		' ',
	),
);
const no = new Set(
	'false faux non n no nein nee falsch onwaar nao falso fałsz off 0 0.0 0,0 f inactif inactive desactive desactivee disabled ✗ ✘ ☐ ❌'.split(
		' ',
	),
);

/**
 * Reads a number: of JavaScript, or a text with a decimal point or comma, with thousands where they are clear (`1 234,5`,
 * `1.234,50`, `1,234.50`), or with an exponent. Throws a RangeError, with the label, for anything else, for `1,234`,
 * and for what JavaScript does not keep exactly: numbers above 2^53.
 */
export function readNumber(label: string, value: unknown): number {
	checkLength(label, value);
	const number = parseNumber(value);
	if (!Number.isFinite(number)) {
		const hint =
			typeof value === 'string' && unclear.test(plain(value)) ? ', without a thousands separator' : '';
		throw new RangeError(`"${label}" needs a number like 12.5 or 12,5${hint}, not "${quote(value)}"`);
	}
	if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return number;
	throw new RangeError(
		`"${label}" can't keep the number "${quote(value)}" exactly: the largest is ${Number.MAX_SAFE_INTEGER}. Use a text field for long numbers`,
	);
}

/** Reads a number above 0, for a parameter. Throws a RangeError for anything else. */
export function positiveNumber(label: string, value: unknown): number {
	const number = parseNumber(value);
	if (Number.isFinite(number) && number > 0) return number;
	throw new RangeError(`${label} must be a number above 0, not "${quote(value)}"`);
}

/** Reads a whole number of 1 or more, for a parameter. Throws a RangeError for anything else. */
export function wholeNumber(label: string, value: unknown): number {
	const number = parseNumber(value);
	if (Number.isSafeInteger(number) && number >= 1) return number;
	throw new RangeError(`${label} must be a whole number of 1 or more, not "${quote(value)}"`);
}

/** Reads yes or no, in the words of French, English, German and Dutch spreadsheets. Throws a RangeError, with the label, for others. */
export function readYesNo(label: string, value: unknown): boolean {
	const word = foldWord(value);
	if (yes.has(word)) return true;
	if (no.has(word)) return false;
	throw new RangeError(`"${label}" needs yes or no (true or false), not "${quote(value)}"`);
}

/** A word without capitals and accents, and without what makes it a formula: `=VRAI()`. */
function foldWord(value: unknown): string {
	const text = foldText(value);
	if (text.length > 20) return text;
	const word = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return word.replace(/^=?(\p{L}+)(?:\(\))?$/u, '$1');
}

function parseNumber(value: unknown): number {
	if (typeof value === 'number') return value;
	if (typeof value === 'bigint') return Number(value);
	if (typeof value !== 'string') return Number.NaN;
	const text = plain(value);
	if (unclear.test(text)) return Number.NaN;
	if (dotGroups.test(text)) return Number(text.replace(/\./g, '').replace(',', '.'));
	if (commaGroups.test(text)) return Number(text.replace(/,/g, ''));
	if (scientific.test(text) || grouped.test(text))
		return Number(text.replace(/[ '’]/g, '').replace(',', '.'));
	return Number.NaN;
}

function plain(value: string): string {
	return foldText(value).replace('\u2212', '-');
}
