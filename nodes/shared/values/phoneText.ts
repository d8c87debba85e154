/** A part of a cell that may hold a number, or several with the same kind of space between them. */
export interface Run {
	/** Digits, `+` and what people write between digits. */
	text: string;
	/** The extension that follows, in digits. */
	extension?: string;
	/** The extension that goes before: `poste 12 : 01 42 11 22 33`. */
	extensionAhead?: string;
	/** True where a word follows without a space, as in `18h`: its last digits belong to that word. */
	isGlued?: boolean;
}

/** What a cell of a phone column holds. */
export interface PhoneText {
	runs: Run[];
	/** True when nothing else that counts is in the cell, so that even a few digits are meant as a number. */
	isAlone: boolean;
}

const none: PhoneText = { runs: [], isAlone: false };
/** No cell that people fill holds more. */
const maxRuns = 100;

/** A date with its year, and a time of the day. */
const moment =
	/(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([/.-])\d\d\2\d\d)(?![\d/.-])|(?<![\d:])\d{1,2}[:h]\d\d(?![\d:])/gi;
const runOrWord = /([\d+ ().,\-/\\_·•]+)|([^\d+ ().,\-/\\_·•]+)/g;
const extensionWord =
	/^;?(?:e?xt(?:ension|n)?|extension|postes?|pste|post|pst|p|x|#|int(?:erne|ern|erno)?|toestel|tst|durchwahl|dw|nebenstelle|nst|apparat|apparaat|klappe|klapka|linka|linja|linje|lo[ck]al|wewn?|wewnetrzny|anknytning|ankn|alanumero|mellek|extensao|dahili|εσωτ|anexo|ramal|доб|вн|puis|tapez|taper|touche|choix)[:=#°]?$/;
/** An extension, up to the end or the number that follows. */
const afterWord =
	/^[ .(:=-]*(\d+(?:[ .-]\d+)*?)(?= *[),]| *\/ | - +[\d .()+-]{8}| *\/\d{0,5}$|[ .-]*$|[ /-]+[+(0][\d .()-]{8})/;
/** What is between an extension and the number that follows it. */
const extensionAhead = /^[ .(:=-]*(\d{1,5})(?: *[,:)]+| +[/-]+| *[/-]+ +| *$)([^]*)$/;
const betweenWord = /^(?:[:=#°;]|n°|no|nr|numero|le|la)$/;
const label =
	/^["'’‘`´“”«»=:;#°&|]+$|^(?:tel|telephone|phone|mobile|mob|port|portable|gsm|natel|fixe|fax|bureau|bur|domicile|dom|perso|pro|travail|cell|call|callto|sms|whatsapp|sip|sips|t|m|f|n°|no|nr|numero)[:.°]*$/;
/** The area code, the country code, or the 0 that is left out from abroad. */
const codeInBrackets = /^[\d+ .-]*$/;

/**
 * Prepares a cell of a phone column for the library that reads numbers: undoes what spreadsheets do to numbers (`612345678.0`,
 * `6.12345678E8`, `="06…"`), and takes labels, notes and extensions apart. A number that lost digits (`6,12E+08`) gives nothing.
 */
export function readPhoneText(value: unknown): PhoneText {
	if (typeof value === 'number' && !(Number.isSafeInteger(value) && value > 0)) return none;
	if (!['string', 'number', 'bigint'].includes(typeof value)) return none;
	const cell = fromSpreadsheet(plainDigits(String(value)));
	return cell === undefined ? none : toRuns(withoutNotes(withContext(cell)));
}

function plainDigits(text: string): string {
	return text
		.replace(/\p{DI}/gu, '')
		.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/[\n\r\u2028\u2029]/g, ';')
		.replace(/\t/g, '  ')
		.replace(/\s/g, ' ')
		.replace(/[{}]/g, (brace) => (brace === '{' ? '(' : ')'))
		.replace(/(?<=\d)['’](?=\d)/g, ' ')
		.replace(/(?<!\d)\d\d(?:[:*|]\d\d){4}(?!\d)/g, (pairs) => pairs.replace(/[:*|]/g, ' '))
		.replace(moment, ';')
		.replace(/(^|[;,/|] {0,3}| (?=[2-4]))\(?[1-9](?:\)|[.°-] ) {0,3}(?=[+(0]\d)/g, '$1')
		.trim();
}

/** Undoes an exponent; undefined where digits are lost. */
function fromSpreadsheet(text: string): string | undefined {
	if (text.length > 40) return text;
	const [, first, rest = '', exponent] = /^["'’=+]*(\d)(?:[.,](\d+))?e(\+?\d{1,2})["'’]*$/i.exec(text) ?? [];
	if (exponent === undefined) return text;
	const missing = Number(exponent) - rest.length;
	// E+08 is Excel's, which rounds; E8 is Java's, which only leaves out zeros at the end.
	const keepsAll = missing === 0 || (missing > 0 && rest.length >= 6 && !/^\+|^0/.test(exponent));
	return keepsAll ? `${first}${rest}${'0'.repeat(missing)}` : undefined;
}

/** Applies the context of a `tel:` address, and leaves out the server of a `sip:` one, and email addresses. */
function withContext(text: string): string {
	const context = /;phone-context=(\+[\d-]{1,9})/i.exec(text);
	if (context) {
		const local = text.replace(context[0], '').replace(/^tel:/i, '').trim();
		return local.startsWith('+') ? local : `${context[1]} ${local.replace(/^0/, '')}`;
	}
	if (/^sips?:/i.test(text)) return text.replace(/@[^]*$/, '');
	return text.includes('@') ? text.replace(/[^\s;,@]{0,64}@[^\s;,@]*/g, ';') : text;
}

/** Leaves out notes in brackets and the digit of a label (`Tel 1: …`). */
function withoutNotes(text: string): string {
	return text
		.replace(
			/(^|[;|]) {0,3}(\p{L}{1,12}[.°]?) ?\d(?= {0,3}:| {1,3}[+(0])/gu,
			(all, before: string, word: string) =>
				extensionWord.test(fold(word.replace(/[.°]/, ''))) ? all : before,
		)
		.replace(/\(([^()]{0,80})\)|\[([^[\]]{0,80})\]/g, (_, round?: string, square?: string, at = 0) => {
			const inner = (round ?? square ?? '').trim();
			const before = text.slice(Math.max(0, at - 24), at);
			const isLast = /^[^()[\]]{0,80}[)\]] {0,3}(?:$|[;,/|])/.test(text.slice(at + 1, at + 90));
			if (inner === '0' && /\d[ .-]*$/.test(before)) return /(?:39|378|379)[ .-]*$/.test(before) ? '0' : '';
			if (isLast && /^\d{1,6}$/.test(inner) && countDigits(before) >= 8) return `#${inner};`;
			if (codeInBrackets.test(inner) && countDigits(inner) < 7) return `.${inner}.`;
			const isExtension = inner.split(/[ .:]/).some((word) => extensionWord.test(fold(word)));
			if (isExtension) return ` ${inner} `;
			return countDigits(inner) < 7 ? ';' : `;${inner};`;
		});
}

function toRuns(text: string): PhoneText {
	const runs: Run[] = [];
	let isAlone = true;
	let isExtension = false;
	let ahead: string | undefined;
	for (const [, wholeRun, word] of text.matchAll(runOrWord)) {
		let run = wholeRun;
		if (runs.length >= maxRuns) break;
		if (word !== undefined) {
			const folded = fold(word);
			const last = runs.at(-1);
			if (extensionWord.test(folded)) isExtension = true;
			else if (last && /\d$/.test(last.text) && /^\p{L}/u.test(word)) last.isGlued = true;
			if (!extensionWord.test(folded) && !betweenWord.test(folded)) isExtension = false;
			isAlone &&= label.test(folded);
			continue;
		}
		if (!/\d/.test(run)) continue;
		const last = runs.at(-1);
		const first =
			isExtension && (!last || last.extension || last.extensionAhead) ? extensionAhead.exec(run) : null;
		if (first) {
			[, ahead, run] = first;
			isExtension = false;
			if (!/\d/.test(run)) continue;
		}
		const extension = isExtension && last ? afterWord.exec(run) : null;
		const digits = extension?.[1].replace(/\D/g, '') ?? '';
		isExtension = false;
		if (last && !last.extension && extension && digits.length <= 7) {
			last.extension = digits;
			const rest = run.slice(extension[0].length);
			if (countDigits(rest) > 0) runs.push({ text: rest });
		} else {
			const parts = run.split(/(?=\+)/).filter((part) => /\d/.test(part));
			runs.push(...parts.map((part) => ({ ...withPause(part), extensionAhead: ahead })));
			ahead = undefined;
		}
	}
	if (ahead !== undefined) runs.push({ text: ahead });
	return { runs, isAlone: isAlone && runs.length === 1 };
}

/** Telephones wait at two commas before they dial on. */
function withPause(text: string): Run {
	const at = text.indexOf(',,');
	const extension = at < 0 ? '' : text.slice(at).replace(/\D/g, '');
	return extension && extension.length <= 7 ? { text: text.slice(0, at), extension } : { text };
}

function countDigits(text: string): number {
	return text.replace(/\D/g, '').length;
}

function fold(word: string): string {
	return word.length > 20 ? word : word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
