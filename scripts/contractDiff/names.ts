/** Words of one meaning, as APIs choose among them. */
const meanings = [
	'limit size perpage pagesize itemsperpage rowsperpage resultsperpage max top pagelimit',
	'offset page start skip pagenumber pageindex firstrow fromrow startindex',
	'total totalcount totalitems count',
	'data items results rows list records content',
	'update modify modification change edit last',
	'create creation add new',
	'at date on time',
	'lastname surname familyname',
	'firstname givenname forename',
	'userdata variable customdata',
	'comment note remark',
	'end finish stop',
	'id identifier uid uuid',
	'name label title',
	'enable active',
	'login username user account',
	'email mail',
	'group team',
	'from since after min',
	'to before until max',
	'search q query keyword fulltext',
	'sort order',
	'phone tel telephone extension',
	'contact person people',
	'base directory book',
	'service queue',
	'reason motive cause',
	'state status presence',
	'field value attribute propertie',
].map((words) => words.split(' ').map(stem));

/** The words of a name or of a path, each cut to what its forms have in common: `plannedActivities` is `plan`, `activity`. */
export function wordsOf(text: string): string[] {
	const words =
		text
			.replace(/([a-z])([A-Z])/g, '$1 $2')
			.toLowerCase()
			.match(/[a-z]+/g) ?? [];
	return words.map(stem);
}

function stem(word: string): string {
	return word
		.replace(/ies$/, 'y')
		.replace(/ied$/, 'y')
		.replace(/(?<!s)s$/, '')
		.replace(/(n?ing|n?ed)$/, '')
		.replace(/e$/, '');
}

/** How much two sets of words have in common: from 0 to 1. */
export function likeness(first: string[], second: string[]): number {
	const all = new Set([...first, ...second]);
	const common = [...all].filter((word) => first.includes(word) && second.includes(word));
	return all.size === 0 ? 0 : common.length / all.size;
}

const squeezed = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The first word of each meaning stands for all of it. */
const meaningOf = (word: string) => meanings.find((words) => words.includes(stem(word)))?.[0] ?? stem(word);

/** How likely one name is the other, from 0 to 1: `first_name` and `firstName` surely are. */
export function nameLikeness(one: string, other: string): number {
	if (squeezed(one) === squeezed(other)) return 1;
	const mean = (name: string) => [...new Set(wordsOf(name).map(meaningOf))];
	const [first, second] = [mean(one), mean(other)];
	const whole = meaningOf(squeezed(one)) === meaningOf(squeezed(other)) ? 0.9 : 0;
	return Math.max(whole, 0.9 * likeness(first, second));
}

/** How what is under one name fits what is under another. */
export type Fit = 'not' | 'perhaps' | 'surely';

/** How alike two names are at least, for the one to be probably the other. */
const probableName = 0.45;

/** Pairs names that are probably one and the same: the surest first, each once, and none that two others fit alike. */
export function pairNames(
	here: string[],
	there: string[],
	fitOf: (here: string, there: string) => Fit,
): Array<[here: string, there: string]> {
	const candidates = here
		.flatMap((one) => there.map((other) => ({ one, other, fit: fitOf(one, other) })))
		.filter(({ fit }) => fit !== 'not')
		.map(({ one, other, fit }) => {
			const likely = Math.max(nameLikeness(one, other), fit === 'surely' ? probableName : 0);
			return { one, other, likely };
		})
		.filter(({ likely }) => likely >= probableName)
		.toSorted((first, second) => second.likely - first.likely);
	const pairs: Array<[string, string]> = [];
	for (const candidate of candidates) {
		const { one, other, likely } = candidate;
		if (pairs.some(([first, second]) => first === one || second === other)) continue;
		const isShared = candidates.some(
			(rival) =>
				rival !== candidate &&
				(rival.one === one) !== (rival.other === other) &&
				!pairs.some(([first, second]) => first === rival.one || second === rival.other) &&
				rival.likely >= likely,
		);
		if (!isShared) pairs.push([one, other]);
	}
	return pairs;
}
