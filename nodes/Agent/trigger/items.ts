import type { IDataObject } from 'n8n-workflow';

import { pauseReasons } from '../../shared/lists/pauseReasons';
import { isAgentEvent, type News } from './events';
import type { Setup } from './setup';
import { unpackStay, type Stay } from './stay';
import { unpackVersion, type Version } from './version';

/** Makes what the trigger puts out. Names cost one request for the agents and, for pauses, one for the reasons. */
export async function toItems(setup: Setup, news: News[]): Promise<IDataObject[]> {
	if (news.length === 0) return [];
	const agents = await setup.agents();
	const stays = news.filter(([event]) => !isAgentEvent(event));
	const hasPauses = stays.some(([, , before, after]) =>
		[before, after].some((text) => text && isPause(text)),
	);
	const reasons = hasPauses ? await pauseReasons(setup.kiamo) : new Map<string, string>();
	const serverNow = Date.now() + setup.kiamo.connection.clockAhead;
	return news.map(([event, id, before, after]) => {
		const agent = { ...(agents.get(id) ?? { id: Number(id) }) };
		if (isAgentEvent(event)) return { ...agentItem(event, id, before, after), agent };
		const old = before === null ? null : unpackStay(before);
		const stay = unpackStay(after);
		return {
			event,
			eventId: [id, stay.state, iso(stay.since), event].join('|'),
			before: old && shown(old, reasons),
			after: shown(stay, reasons),
			...(event === 'inStateLongerThan'
				? { secondsInState: seconds(stay.since, serverNow) }
				: { secondsBefore: old && seconds(old.since, stay.since) }),
			agent,
		};
	});
}

function isPause(text: string): boolean {
	return unpackStay(text).state === 'paused';
}

function shown({ state, pauseReason, since }: Stay, reasons: Map<string, string>): IDataObject {
	return {
		state,
		pause_reason_id: pauseReason,
		pause_reason: reasons.get(String(pauseReason)) ?? null,
		since: iso(since),
	};
}

function agentItem(event: string, id: string, before: string | null, after: string): IDataObject {
	const now = unpackVersion(after);
	const version = [iso(now.updated), now.hash].filter(Boolean).join('|');
	return {
		event,
		eventId: [id, version, event].join('|'),
		before: before === null ? null : shownVersion(unpackVersion(before)),
		after: shownVersion(now),
	};
}

function shownVersion({ enabled, updated }: Version): IDataObject {
	return { enabled, updated_at: iso(updated) };
}

function iso(moment: number): string | null {
	return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

function seconds(from: number, to: number): number {
	return Math.max(0, Math.round((to - from) / 1000));
}
