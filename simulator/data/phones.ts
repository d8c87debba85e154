import type { Random } from '../random';

const inPairs = (digits: string, separator: string) => (digits.match(/../g) ?? []).join(separator);

/** Ways in which people write a French number; `national` is its nine digits without the 0. */
const ways: Array<(national: string) => string> = [
	(n) => inPairs(`0${n}`, ' '),
	(n) => inPairs(`0${n}`, ' '),
	(n) => inPairs(`0${n}`, ' '),
	(n) => `0${n}`,
	(n) => `0${n}`,
	(n) => inPairs(`0${n}`, '.'),
	(n) => inPairs(`0${n}`, '-'),
	(n) => inPairs(`0${n}`, '\u00a0'),
	(n) => inPairs(`0${n}`, '\u202f'),
	(n) => ` ${inPairs(`0${n}`, ' ')} `,
	(n) => `+33${n}`,
	(n) => `+33 ${n[0]} ${inPairs(n.slice(1), ' ')}`,
	(n) => `+33\u00a0${n[0]}\u00a0${inPairs(n.slice(1), '\u00a0')}`,
	(n) => `+33 (0)${n[0]} ${inPairs(n.slice(1), ' ')}`,
	(n) => `+33(0)${n}`,
	(n) => `0033${n}`,
	(n) => `0033 ${n[0]} ${inPairs(n.slice(1), ' ')}`,
	(n) => n, // a spreadsheet ate the 0
];

const overseas = [
	{ code: '262', mobile: ['692', '693'], line: '262' }, // La Réunion
	{ code: '590', mobile: ['690'], line: '590' }, // Guadeloupe
	{ code: '596', mobile: ['696'], line: '596' }, // Martinique
	{ code: '594', mobile: ['694'], line: '594' }, // Guyane
];

const foreign = [
	(r: Random) => `+32 47${r.digits(1)} ${inPairs(r.digits(6), ' ')}`,
	(r: Random) => `0041 79 ${r.digits(3)} ${inPairs(r.digits(4), ' ')}`,
	(r: Random) => `+49 170 ${r.digits(7)}`,
	(r: Random) => `+44 7700 900${r.digits(3)}`,
	(r: Random) => `+1 (514) 555-01${r.digits(2)}`,
	(r: Random) => `00212 6 ${inPairs(r.digits(8), ' ')}`,
];

const junk = ['néant', '06 12', '?', 'voir mobile', 'inconnu', '00 00 00 00 00', '-', 'sur liste rouge'];

/** One way of writing a French number of nine digits without the 0. */
export const writePhone = (random: Random, national: string): string => random.pick(ways)(national);

/** A number of somebody in France, as nine digits without the 0. */
export function nationalNumber(random: Random, kind: 'mobile' | 'line'): string {
	if (kind === 'mobile') return `${random.chance(0.8) ? 6 : 7}${1 + random.integer(8)}${random.digits(7)}`;
	return `${random.pick([1, 2, 3, 4, 5, 9])}${2 + random.integer(7)}${random.digits(7)}`;
}

/** A number that is not from mainland France, or no number at all; now and then, else undefined. */
export function oddPhone(random: Random, kind: 'mobile' | 'line'): string | undefined {
	const draw = random.next();
	if (draw < 0.01) return random.pick(junk);
	if (draw < 0.025) return random.pick(foreign)(random);
	if (draw < 0.05) {
		const { code, mobile, line } = random.pick(overseas);
		const national = `${kind === 'mobile' ? random.pick(mobile) : line}${random.digits(6)}`;
		const grouped = `${national.slice(0, 3)} ${inPairs(national.slice(3), ' ')}`;
		return random.pick([`0${grouped}`, `0${national}`, `+${code} ${grouped}`, `00${code}${national}`]);
	}
	return undefined;
}
