/** Whether a row holds what was sent. Texts are the same in any case, dates at the same moment, lists in any order. */
export function shows(row: unknown, sent: unknown): boolean {
	if (typeof sent !== 'object' || typeof row !== 'object' || sent === null || row === null)
		return comparable(row) === comparable(sent) || isSameMoment(row, sent);
	if (Array.isArray(sent)) return listed(row) === listed(sent);
	const values = row as Record<string, unknown>;
	// What is undefined is not sent.
	return Object.entries(sent).every(([name, value]) => value === undefined || shows(values[name], value));
}

const comparable = (value: unknown) =>
	String(value ?? '')
		.trim()
		.toLowerCase();
const listed = (value: object) =>
	Object.values(value)
		.map((each) => JSON.stringify(each))
		.sort()
		.join();
const isSameMoment = (one: unknown, other: unknown) =>
	[one, other].every((text) => /^\d{4}-/.test(String(text))) &&
	Date.parse(String(one)) === Date.parse(String(other));

/** The values that a row or what was sent holds, each with its name, in a form that is the same for one phone number or date. */
export function valuesIn(value: unknown, name = ''): string[] {
	if (typeof value === 'object' && value !== null && !Array.isArray(value))
		return Object.entries(value).flatMap(([key, inner]) => valuesIn(inner, `${name}.${key}`));
	const text = Array.isArray(value) ? listed(value) : comparable(value);
	if (text === '') return [];
	const digits = text.replace(/[^\d]/g, '');
	if (/^\d{4}-\d\d-\d\d/.test(text)) return [`${name} ${Date.parse(text) || text}`];
	return [`${name} ${/^[+\d][\d ().-]{7,}$/.test(text) ? digits.slice(-8) : text}`];
}
