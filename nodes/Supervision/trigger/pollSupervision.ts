import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { readIndicators } from '../indicators/rows';
import type { Kind } from '../indicators/kinds';
import type { Kiamo } from '../../shared/transport/client';
import type { PollResult, PollStart } from '../../shared/polling/poller';
import { openPoll } from '../../shared/polling/settings';
import { advanceAlarm, sampleAlarm, type AlarmState, type Reading } from './alarms';
import { advanceOpening, sampleOpening, type OpeningState } from './openings';
import { readRules, type Rule } from './rules';

/** What the trigger knows from one poll to the next, by the key of the rule. */
export interface SupervisionState {
	rules: Record<string, AlarmState | OpeningState>;
}

/** Reads the figures of the moment and holds each rule against them. */
export async function pollSupervision(
	context: IPollFunctions,
	{ saved, until }: PollStart<SupervisionState>,
): Promise<PollResult<SupervisionState>> {
	const rules = readRules(context);
	const { kiamo, maxItems } = await openPoll(context, until);
	const readingFor = reader(kiamo);
	const items: IDataObject[] = [];
	const state: SupervisionState = { rules: {} };
	let isCapped = false;
	for (const rule of rules) {
		const before = saved?.rules[rule.key];
		const reading = await readingFor(rule);
		if (!reading) {
			if (before) state.rules[rule.key] = before;
			continue;
		}
		// A rule first takes its bearings: an alarm that stands already is told by the next poll, if it still does.
		const room = before ? maxItems - items.length : 0;
		const advance =
			'limits' in rule
				? advanceAlarm(rule, before as AlarmState | undefined, reading, room)
				: advanceOpening(rule, before as OpeningState | undefined, reading, room);
		items.push(...advance.items);
		state.rules[rule.key] = advance.state;
		isCapped ||= before !== undefined && !advance.isComplete;
	}
	return { items, state, isCapped };
}

/** One item of each rule, from the figures of the moment, for the editor; nothing is saved. */
export async function sampleSupervision(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const rules = readRules(context);
	const { kiamo } = await openPoll(context);
	const readingFor = reader(kiamo);
	const items: IDataObject[] = [];
	for (const rule of rules) {
		const reading = await readingFor(rule);
		if (!reading) continue;
		items.push(...('limits' in rule ? sampleAlarm(rule, reading) : sampleOpening(rule, reading)));
	}
	return items.length === 0 ? null : [items.map((json) => ({ json }))];
}

/** Reads what a rule watches; each list is asked for once. Undefined where nothing of it is there, which says nothing. */
function reader(kiamo: Kiamo): (rule: Rule) => Promise<Reading | undefined> {
	const lists = new Map<Kind, Promise<IDataObject[]>>();
	return async ({ kind, ids }) => {
		const list = lists.get(kind) ?? readIndicators(kiamo, kind);
		lists.set(kind, list);
		const rows = (await list).filter((row) => ids.length === 0 || ids.includes(String(row[kind.id])));
		if (rows.length === 0) return undefined;
		return {
			rows: new Map(rows.map((row) => [String(row[kind.id]), row])),
			at: Math.max(...rows.map(({ at }) => Date.parse(String(at)))),
		};
	};
}
