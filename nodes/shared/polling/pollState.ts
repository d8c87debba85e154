import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { ClockReading } from './clock';

const version = 1;

/** What n8n keeps of one event source between two polls. */
export interface SavedSource<State = unknown> {
	/** When the source began, in milliseconds of n8n's clock; an outage may lie between that and its first state. */
	since: number;
	/** Undefined while no poll has ended well. */
	state?: State;
}

/** What n8n keeps of a trigger between two polls. */
export interface Saved {
	/** The version of this form. */
	v: number;
	/** Counts the polls: the higher is the later, and a poll that was quicker shows. */
	turn: number;
	/** What the sources read, such as a base: another one starts again. */
	scope: string;
	/** Both clocks at the last poll that ended well. */
	clock?: ClockReading;
	/** Whether the state before could not be read: the next item says so. */
	restarted?: boolean;
	sources: Record<string, SavedSource>;
}

/** What the last poll saved, or what is readable of it. */
export interface Recalled {
	saved?: Saved;
	/** Something was saved that is no state of this version; what can be read of it is in here. */
	unreadable?: IDataObject;
}

/**
 * Reads what the last poll saved. n8n has two places for it: the node's own data, which durable cursors commit together with
 * the execution, and the data of the workflow, which survives a rename of the node. Both are written at each poll, as
 * nothing tells which of them n8n keeps.
 */
export function readSaved(context: IPollFunctions): Recalled {
	const { id, name } = context.getNode();
	const global = context.getWorkflowStaticData('global');
	const shared = global[keyOf(id)];
	const written = context.getWorkflowStaticData('node').poll;
	// n8n keeps the node's own data by its name: it may be that of a node which has another name by now.
	const { node = id } = toObject(written);
	const isOfAnother = node !== id && toObject(global[keyOf(String(node))]).name !== name;
	const own = isOfAnother ? undefined : written;
	// Durable cursors are committed after the data of the workflow: a kill in between leaves a state there whose execution
	// never was.
	const isRenamed = toObject(shared).name !== name;
	const places = isSaved(own) && !isRenamed ? [own] : [own, shared];
	const readable = places.filter(isSaved).sort((one, other) => other.turn - one.turn);
	if (readable.length > 0) return { saved: readable[0] };
	const unreadable = places.find((place) => place !== undefined);
	return unreadable === undefined ? {} : { unreadable: toObject(unreadable) };
}

/** Saves what the next poll starts from. n8n notices a change of the first level only. */
export function save(context: IPollFunctions, saved: Omit<Saved, 'v'>): void {
	const { id, name } = context.getNode();
	const data = { v: version, ...saved, node: id, name } as unknown as IDataObject;
	context.getWorkflowStaticData('node').poll = data;
	context.getWorkflowStaticData('global')[keyOf(id)] = data;
}

/** A copy of what was saved by ID, for reading and writing: an ID may be called like what every object has. */
export function byId<Value>(saved: Record<string, Value> = {}): Record<string, Value> {
	return Object.assign(Object.create(null) as Record<string, Value>, saved);
}

/** Whether a saved value can be a moment, in milliseconds: a date can be made of it, and none that no clock shows. */
export function isMoment(value: unknown): value is number {
	return typeof value === 'number' && Math.abs(value) < 4_102_444_800_000;
}

/** Whether a moment that was saved can be one: in milliseconds, after 2000, and not in the future. */
function isPast(moment: unknown, now = Date.now()): moment is number {
	return typeof moment === 'number' && moment > 946_684_800_000 && moment <= now;
}

/** The first earlier time under one of these names in what was saved, at any depth. */
export function findMoment(saved: unknown, names: string[], now = Date.now()): number | undefined {
	if (typeof saved !== 'object' || saved === null) return undefined;
	const entries = Object.entries(saved);
	const found = entries.find(([name, value]) => names.includes(name) && isPast(value, now));
	if (found) return found[1] as number;
	for (const [, value] of entries) {
		const inner = findMoment(value, names, now);
		if (inner !== undefined) return inner;
	}
	return undefined;
}

function isSaved(place: unknown): place is Saved {
	const { v, turn, scope, clock, sources } = toObject(place);
	if (v !== version || !Number.isSafeInteger(turn) || typeof scope !== 'string') return false;
	const { server, n8n } = toObject(clock);
	if (clock !== undefined && !(isMoment(server) && isMoment(n8n))) return false;
	if (typeof sources !== 'object' || sources === null) return false;
	return Object.values(sources).every((source) => {
		const { since } = toObject(source);
		return isMoment(since) && isPast(since, Infinity);
	});
}

function toObject(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null ? (value as IDataObject) : {};
}

const keyOf = (nodeId: string) => `n8n-nodes-kiamo:${nodeId}`;
