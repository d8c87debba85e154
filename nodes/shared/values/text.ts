/** Values longer than this, in characters, are never read as a key, phone number, email, date, number or destination. */
const maxLength = 64 * 1024;
const maxQuoted = 200;

/** What nobody sees: format marks, fillers and control characters. */
const mark = String.raw`[\p{DI}\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]`;
/** What nobody sees and still belongs to the text: in emoji, in flags, and in scripts without capitals such as Persian. */
const joiner = [
	String.raw`(?<=[\p{Extended_Pictographic}\p{EMod}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
	String.raw`(?<=[\p{Lo}\p{M}])[\u200C\u200D](?=\p{Lo})`,
	String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]`,
	String.raw`[\uFE0E\uFE0F](?=\u20E3)`,
	String.raw`(?<=\u{1F3F4}[\u{E0020}-\u{E007F}]{0,6})[\u{E0020}-\u{E007F}]`,
	String.raw`(?<=\p{Lo})[\u{E0100}-\u{E01EF}]`,
].join('|');
const marks = new RegExp(`(?!${joiner})${mark}`, 'gu');
const anyMark = new RegExp(mark, 'gu');
/** Sorting so many marks on one letter takes quadratic time, and no language has them. */
const tooManyAccents = /\p{M}{31}/u;

/** What most texts are: Latin letters and signs, in NFC, with nothing around them to leave out. */
const plain = /^(?![ ='])[\x20-\x7E\u00C0-\u024F]+(?<! )$/;

/** Capitals between `#` and `!` or `?` in any language, `#N/D`, a column that is too narrow, and LibreOffice's `Err:502`. */
const spreadsheetError =
	/^#(?:[¡¿]?[\p{Lu}0/_ ]+[!?]|(?:ref|value|valeur|name|div\/0) ?[!?]|\p{L}\/\p{L}|NV|GETTING_DATA|#+)$|^Err(?:eur)? ?:\d{3}$/u;

/** Words that stand for no value in a list; compared without accents, blanks and punctuation. */
const placeholders = new Set(
	[
		'null nil none nan nat undefined na nd nc false faux',
		'nr nsp so ka nvt inconnu inconnue inconnus unknown unbekannt onbekend desconocido sconosciuto desconhecido ukendt ukjent okand nieznany idem',
		'aucun aucune neant rien sans sansobjet vide vacio vuoto leer leeg empty blank nothing missing keine keiner geen ninguno nessuno nenhum brak',
		'acompleter arenseigner adefinir adeterminer ademander apreciser nesaitpas nesaispas anonyme anonymous anonym anonimo',
		'nodata sindatos keineangabe keineangaben geengegevens nondisponibile nondefinito naoinformado tbd tba tbc tobeconfirmed unspecified',
		'pasdemail pasdemel pasdadresse pasdetelephone pasdetel pasdeportable sansmail sansemail sanstelephone sanstel aucunmail aucunemail noemail nomail nophone',
	]
		.join(' ')
		.split(' '),
);

/** That there is no value, in two words: `not provided`, `non renseignée`, `pas défini`. */
const twoWords =
	/^(?:pas|none?|not?|nicht|niet|nao)(?:renseigne|communique|disponible|connu|fourni|precise|defini|indique|attribue|specifie|saisi|determine|available|applicable|provided|given|set|known|specified|defined|assigned|entered|bekannt|bekend|vorhanden|angegeben|aplica|tiene|tem)e?s?$/;

/**
 * A text without the marks that nobody sees (joiners inside emoji stay), in NFC, without space around it, and without what
 * spreadsheets put around a text: `="12"`, `'12`. Half of an emoji, as is left where a text was cut, is `\uFFFD`: no server keeps it.
 */
export function cleanText(value: unknown): string {
	const given = toText(value);
	if (plain.test(given)) return given;
	const text = given
		.replace(marks, '')
		.replace(/\u0085/g, '\n')
		.replace(/\u2800/g, ' ')
		.trim()
		.replace(/^="([^"]*)"$/, '$1')
		.replace(/^'(?=[+-]?\d[\d\s.,/:-]*$)/, '')
		.trim();
	return (tooManyAccents.test(text) ? text : text.normalize('NFC')).toWellFormed();
}

/** A text as comparisons see it: cleaned, and every kind of space, and of line break, a plain space. */
export function foldText(value: unknown): string {
	return cleanText(value).replace(/\r\n|\s/g, ' ');
}

/**
 * True for what counts as no value: nothing, a text of spaces and invisible marks, an error of a spreadsheet, NaN, an
 * empty list, and `false`. A field that takes yes or no is asked before whether `false` is its value.
 */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null || value === false) return true;
	if (typeof value === 'number') return Number.isNaN(value);
	if (Array.isArray(value)) return value.length === 0;
	if (typeof value !== 'string') return false;
	const text = cleanText(value);
	if (!plain.test(text) && text.replace(anyMark, '').trim() === '') return true;
	return text.length < 20 && spreadsheetError.test(text);
}

/** True for a text that is filled but tells nobody apart: a word such as `null` or `inconnu`, only zeros, only punctuation. */
export function isPlaceholder(value: unknown): boolean {
	if (isBlank(value)) return false;
	const text = foldText(value);
	if (/[1-9]/.test(text)) return false;
	if (/^[\p{P}\s$+<=>^`|~]*$/u.test(text)) return true;
	if (/^[0\p{P}\s+]*$/u.test(text)) return true;
	if (text.length > 40) return false;
	if (text === '\\N') return true;
	const words = text
		.normalize('NFKD')
		.toLowerCase()
		.split(/[\s;,|]/)
		.map((word) => word.replace(/[\p{M}\p{P}$+<=>^`~]/gu, ''));
	const word = [...new Set(words)].join('');
	return placeholders.has(word) || twoWords.test(word) || /^x+$/.test(word);
}

/**
 * Reads one text. Blank values give an empty text, date objects an ISO date. Throws a RangeError, with the label, for an
 * object or a list, for the text `[object Object]`, which some other step made of an object, and for a whole number that
 * JavaScript does not keep exactly, such as an ID of 17 digits.
 */
export function readText(label: string, value: unknown): string {
	if (isBlank(value)) return '';
	if (isInexact(value)) {
		throw new RangeError(
			`"${label}" can't keep the number "${quote(value)}" exactly: its last digits are already lost. Enter it as text`,
		);
	}
	const isObject = typeof value === 'object' && !isDate(value);
	const text = isObject ? '' : cleanText(value);
	if (!isObject && !text.includes('[object Object]')) return text;
	const given = Array.isArray(value) ? 'a list' : 'an object';
	throw new RangeError(`"${label}" needs a single value, not ${given}. Choose one value of it`);
}

/** True for a number above 2^53, whose last digits are lost. */
export function isInexact(value: unknown): boolean {
	return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** True for a long number as Excel shortens it (`1,23457E+16`): many IDs look like it. */
export function isShortened(value: unknown): boolean {
	const text = foldText(value);
	return text.length < 30 && /^\d(?:[.,]\d+)?E\+\d{2,3}$/.test(text);
}

/** Throws a RangeError, with the label, for a text of more than 64 kB, which is no key, phone number, email, date, number or destination. */
export function checkLength(label: string, value: unknown): void {
	if (typeof value !== 'string' || value.length <= maxLength) return;
	throw new RangeError(
		`"${label}" has ${value.length} characters, more than the ${maxLength} that can be read: "${quote(value)}". Check the column it comes from`,
	);
}

/** A value to be quoted in a message: at most 200 characters, with blanks and marks that would not be seen made visible. */
export function quote(value: unknown): string {
	const whole = toText(value);
	const text = Array.from(whole.slice(0, 2 * maxQuoted))
		.slice(0, maxQuoted)
		.join('');
	const shown = text
		.replace(/[\r\n\u0085\u2028\u2029]/g, '↵')
		.replace(/\t/g, '→')
		.replace(marks, (found) => `[U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`)
		.replace(/^ {1,200}| {2,200}/g, (blanks) => '␣'.repeat(blanks.length))
		.replace(/[^\S \u202F\u00A0]|^[\u202F\u00A0]|[ \u202F\u00A0]$/g, '␣');
	return text.length < whole.length ? `${shown}…` : shown;
}

function toText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return String(value);
	if (isDateTime(value)) return value.toISO() ?? 'Invalid DateTime';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return '[object]';
	}
}

/** The dates that expressions of n8n give: objects of a library that may not be the one of this package. */
export function isDateTime(
	value: unknown,
): value is { toISO(): string | null; toMillis(): number; isValid: boolean } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'toISO' in value &&
		typeof value.toISO === 'function' &&
		'toMillis' in value &&
		typeof value.toMillis === 'function'
	);
}

/** True for a date object of JavaScript or of an expression. */
export function isDate(value: unknown): boolean {
	return value instanceof Date || isDateTime(value);
}
