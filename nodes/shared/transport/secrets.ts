/** Shorter ones are no secret, and hiding them would tear words apart. */
const shortestSecret = 4;

/**
 * Makes what takes secrets out of a text in each form that a server may repeat them in: in small and capital letters,
 * encoded for a URL or for HTML, as JSON escapes, in hexadecimal, also byte by byte, and in base64, also as part of something
 * longer. Quick where there is none.
 */
export function hiderOf(secrets: string[]): (text: string) => string {
	const hidden = [...new Set(secrets.map((secret) => (secret ?? '').trim()))]
		.filter((secret) => secret.length >= shortestSecret)
		.sort((a, b) => b.length - a.length);
	if (hidden.length === 0) return (text) => text;
	const encoded = [...hidden, ...hidden.map((secret) => Buffer.from(secret).toString('base64'))].flatMap(
		base64Forms,
	);
	const byBytes = hidden.map(inPairs);
	const inAnyCase = new RegExp(
		hidden
			.flatMap((secret) => [secret, inJson(secret), asBytes(secret), asBytes(inForm(secret))].map(literal))
			.concat(byBytes)
			.join('|'),
		'i',
	);
	const asWritten = [...new Set(encoded.flatMap((form) => [form, urlSafe(form)]))];
	const holdsOnALine = (text: string) =>
		inAnyCase.test(text) || asWritten.some((form) => text.includes(form));
	const holds = (text: string) =>
		holdsOnALine(text) || (/[\r\n\\]/.test(text) && holdsOnALine(text.replace(breaks, '')));
	let pattern: RegExp | undefined;
	return (text) => {
		// Many servers escape every accent: only a text that holds a secret is worth the slow pattern.
		const hasEscapes = ['%', '=', '\\u', '\\U', '\\x', '\\X', '&'].some((mark) => text.includes(mark));
		if (!holds(text) && !(hasEscapes && holds(unescaped(text)))) return text;
		pattern ??= new RegExp(
			[
				...[...hidden, ...encoded].map((secret) => [...secret].map(charForms).join(lineEnds)),
				...byBytes,
			].join('|'),
			'gi',
		);
		return text.replace(pattern, '…');
	};
}

const escaped =
	/(?:%(?:25)*|=|(?<!\\)\\+x)([0-9a-f]{2})|(?<!\\)\\+u([0-9a-f]{4})|&(?:amp;)*(?:#(?:0*(\d{1,7})|x0*([0-9a-f]{1,6}));?|(amp|lt|gt|quot|apos);)/gi;
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** What may part a secret: ends of lines, also as JSON writes them; so few that a text of nothing else stays quick. */
const lineEnds = '(?:[\\r\\n]|\\\\{1,4}[rn]){0,4}';
/** The same, and the backslashes of JSON in JSON. */
const breaks = /[\r\n]+|\\+[rn]?/g;

/** A text without escapes of URLs (each byte as a character), of JSON, and of HTML. */
const unescaped = (text: string) =>
	text.replace(
		escaped,
		(...[, byte, unit, decimal, hex, name]: string[]) =>
			entities[name?.toLowerCase()] ??
			String.fromCodePoint(Math.min(decimal ? Number(decimal) : parseInt(byte ?? unit ?? hex, 16), 0x10ffff)),
	);

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const asBytes = (secret: string) => Buffer.from(secret).toString('latin1');

/** As JSON writes it, a slash with a backslash in front, as PHP does. */
const inJson = (secret: string) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/');
/** Its bytes in hexadecimal, also one by one, as logs and mails write them. */
const inPairs = (secret: string) =>
	[...Buffer.from(secret)]
		.map((byte) => byte.toString(16).padStart(2, '0'))
		.join('(?:0x|\\\\*x|[\\s:,=-]){0,4}');
/** As forms write a space in a URL. */
const inForm = (secret: string) => secret.replaceAll(' ', '+');
const urlSafe = (base64: string) => base64.replace(/\+/g, '-').replace(/\//g, '_');

/** One character in each form. */
function charForms(char: string): string {
	const plain = literal(char).replace(/^(\\[\\/]|")$/, '\\\\{0,15}$1');
	const safe = urlSafe(char);
	const utf8 = [...Buffer.from(char)].map(
		(byte) => `(?:%(?:25)*|=|(?<!\\\\)\\\\+x)${byte.toString(16).padStart(2, '0')}`,
	);
	const unicode = [...char].map((one) => `(?<!\\\\)\\\\+u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
	const html = [...char].map(
		(one) => `&(?:amp;)*#(?:0*${one.codePointAt(0)}|x0*${one.codePointAt(0)?.toString(16)});?`,
	);
	const named = Object.keys(entities).filter((name) => entities[name] === char);
	const others = [...named.map((name) => `&(?:amp;)*${name};`), ...(char === ' ' ? ['\\+'] : [])];
	return `(?:${[...others, plain, ...(safe === char ? [] : [safe.replace('-', '\\-')]), utf8.join(''), unicode.join(''), html.join('')].join('|')})`;
}

/** The part of a secret's base64 that is the same whatever is around it, for each of the three places it may begin at. */
function base64Forms(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].map((before) => {
		const all = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		return all.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
	});
}
