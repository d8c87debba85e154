/**
 * The French numbering plan: the departments and Saint-Pierre-et-Miquelon are dialed like France, with 0 and nine digits,
 * yet have country codes of their own. By what the nine digits begin with.
 */
const plan: Array<[country: string, code: string, prefix: RegExp]> = [
	['RE', '262', /^(?:26[23]|69[23]|7092|976[23]|9399|9479)/],
	['GP', '590', /^(?:590|5987|69[01]|7090|976[018]|9395|9475)/],
	['MQ', '596', /^(?:596|5989|69[67]|7091|976[67]|9397|9477)/],
	['GF', '594', /^(?:594|5988|694|7093[0-4]|976[45]|9396|9476)/],
	['YT', '262', /^(?:269|639|7093[5-9]|9769|9398|9478)/],
	['PM', '508', /^(?:508|708[45])/],
];

/** The countries whose numbers are dialed like those of France. */
export const frenchCountries = new Set(['FR', ...plan.map(([country]) => country)]);

/** Where overseas a number of the French plan belongs, by its nine digits; undefined for one of France itself. */
export function overseasOf(digits: string): { country: string; e164: string } | undefined {
	const [country, code] = (digits.length === 9 && plan.find(([, , prefix]) => prefix.test(digits))) || [];
	if (!country) return undefined;
	// The numbers of Saint-Pierre-et-Miquelon begin with their own country code.
	return { country, e164: `+${code}${digits.replace(/^508/, '')}` };
}
