/** What random worlds came through, by how often. */
export const reached = new Map<string, number>();

export const kinds = [
	'a poll that met a fault',
	'a poll that was capped',
	'a tie',
	'a row that shows late',
	'an answer that was lost after the work',
	'two polls at once',
	'a clock that moved ahead',
	'a clock that was put back',
	'a page that moved',
	'an edit inside a poll',
	'a state that was rolled back',
	'a kill that lost the execution',
	'a restart',
	'publishing while Kiamo is down',
	'a saved state that is damaged',
	'polls seconds apart',
	'polls hours apart',
	'mode default',
	'mode leased',
	'mode durable',
	'total',
	'badRows',
	'ignoresFilters',
	'lateFeed',
	'dateHeaderOff',
	'wholeSeconds',
	'offset',
	'emptyStrings',
	'shufflesKeys',
	'idsAsText',
	'pageSize',
	'htmlErrors',
	'putReplaces',
	'refusesArrays',
] as const;

export type Kind = (typeof kinds)[number];

export function reach(kind: Kind): void {
	reached.set(kind, (reached.get(kind) ?? 0) + 1);
}

export const printReach = () =>
	[
		'| reached | times |',
		'| --- | --- |',
		...kinds.map((kind) => `| ${kind} | ${reached.get(kind) ?? 0} |`),
	].join('\n');
