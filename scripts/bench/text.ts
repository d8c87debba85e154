import { readDestination } from '../../nodes/shared/values/destination';
import { readMoment } from '../../nodes/shared/values/dates';
import { readEmail } from '../../nodes/shared/values/email';
import { readList } from '../../nodes/shared/values/lists';
import { readNumber } from '../../nodes/shared/values/numbers';
import { readPhones } from '../../nodes/shared/values/phone';
import { cleanText, foldText, isBlank, isPlaceholder, quote } from '../../nodes/shared/values/text';
import { hiderOf } from '../../nodes/shared/transport/secrets';
import { shorten } from '../../nodes/shared/transport/refusals';
import { median, type Figure } from './record';

/** What reads a text from outside. One that refuses a long text does so at once. */
const readers: Record<string, (text: string) => unknown> = {
	cleanText,
	foldText,
	isBlank,
	isPlaceholder,
	quote,
	shorten,
	hideToken: hiderOf(['6f1c3a5b7d9e0f2a4c6e8b0d2f4a6c8e0a2c4e6a']),
	phone: (text) => readPhones(text, 'FR'),
	email: readEmail,
	number: (text) => readNumber('Number', text),
	date: (text) => readMoment('Date', text, { zone: 'Europe/Paris', country: 'FR' }),
	list: (text) => readList('List', text),
	destination: (text) => readDestination(text, 'mail', 'FR'),
};

const fillings: Record<string, string> = {
	spaces: ' ',
	'zero-width spaces': '\u200b',
	'combining marks': '\u0301',
	dots: '.',
	slashes: '/',
	digits: '7',
	'percent signs': '%41',
	backslashes: '\\',
	'escaped accents': '\\u00e9',
};

const kilobyte = 1_000;

function cpuMs(read: (text: string) => unknown, text: string): number {
	const before = process.cpuUsage();
	try {
		read(text);
	} catch (error) {
		// A text that is no such value is refused: the time that takes counts.
		if (!(error instanceof Error)) throw error;
	}
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/**
 * The CPU time for 1 MB over that for 100 kB, in one process: about 10 where the work grows with the text, 100 where it
 * grows with its square. The worst reader and filling is named. What takes less than a millisecond counts as one.
 */
export function benchText(): Figure[] {
	return Object.entries(readers).map(([name, read]) => {
		const ratios = Object.entries(fillings).map(([filling, unit]) => {
			const text = (size: number) => `a@b${unit.repeat(Math.ceil((size * kilobyte) / unit.length))}\\uc`;
			const [small, large] = [100, 1_000].map((size) =>
				median(Array.from({ length: 5 }, () => Math.max(1, cpuMs(read, text(size))))),
			);
			return { filling, ratio: large / small };
		});
		const [worst] = ratios.sort((one, other) => other.ratio - one.ratio);
		return { name: `text ${name} (${worst.filling})`, value: worst.ratio, goal: 'about 10 or less' };
	});
}
