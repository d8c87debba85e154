import type { IDataObject } from 'n8n-workflow';

import type { Kind } from '../indicators/kinds';
import { readIndicators } from '../indicators/rows';
import type { CommonOptions, PollSettings } from '../../shared/polling/settings';
import { readRules, type Rule } from './rules';

/** The rows that a rule watches, by ID, and when Kiamo took their figures, in milliseconds of its clock. */
export interface Reading {
	rows: ReadonlyMap<string, IDataObject>;
	at: number;
}

/** What the user set, and the way to Kiamo, for one poll. */
export interface Setup extends PollSettings<CommonOptions> {
	rules: Rule[];
	/** Reads what a rule watches; undefined where nothing of it is there, which means nothing. */
	readFor(rule: Rule): Promise<Reading | undefined>;
}

/** Reads the parameters of the trigger. Each list is read once per poll. */
export function openSetup(settings: PollSettings<CommonOptions>): Setup {
	const { context, kiamo, clock } = settings;
	const lists = new Map<Kind, Promise<IDataObject[]>>();
	return {
		...settings,
		rules: readRules(context),
		async readFor({ kind, ids }) {
			const list = lists.get(kind) ?? readIndicators(kiamo, kind);
			lists.set(kind, list);
			const rows = (await list).filter((row) => ids.length === 0 || ids.includes(String(row[kind.id])));
			if (rows.length === 0) return undefined;
			const times = rows.map(({ at }) => Date.parse(String(at)));
			return { rows: new Map(rows.map((row) => [String(row[kind.id]), row])), at: measuredAt(times, clock) };
		},
	};
}

const dayMs = 24 * 60 * 60_000;

/** The time of the figures that is closest to Kiamo's clock; that clock where none is within a day of it or of n8n's. */
function measuredAt(times: number[], { plausible, reading }: Setup['clock']): number {
	const away = (time: number) => Math.abs(time - plausible);
	const [closest = plausible] = times
		.filter((time) => Math.min(away(time), Math.abs(time - reading.n8n)) < dayMs)
		.sort((one, other) => away(one) - away(other));
	return closest;
}
