import type { IDataObject } from 'n8n-workflow';
import { text } from '../activityPlanning/support';
import type { Watcher } from './triggers';

/** An item that an execution carried. */
export interface Carried {
	item: IDataObject;
	/** Which poll of the trigger brought it. */
	poll: number;
	/** n8n lost the execution together with the state: it has to come again. */
	isDropped: boolean;
}

/** What is to be seen of a change in the items of a trigger. */
export interface Expected {
	/** For people who look into a failure. */
	what: string;
	/** Only that a change is called by the right name: a list that is late may show the second version first. */
	isLabel?: boolean;
	isShownBy(item: IDataObject): boolean;
}

/** What a trigger brought. */
export class Account {
	readonly carried: Carried[] = [];
	/** Saved state went back, or was damaged, or Kiamo's clock went back: what was carried may come again. */
	mayRepeat = false;
	/** The first poll of which anything may be forgotten: deletions since then cannot be distinguished from what never was. */
	forgetsFrom = Infinity;
	polls = 0;

	note(items: IDataObject[] | null): void {
		this.polls++;
		for (const item of items ?? []) this.carried.push({ item, poll: this.polls, isDropped: false });
	}

	/** n8n goes back to the state after a poll; with the executions since then, where they are lost, too. */
	rollBack(poll: number, losesExecutions: boolean): void {
		this.mayRepeat = true;
		this.forgetsFrom = Math.min(this.forgetsFrom, poll);
		for (const one of this.carried) if (losesExecutions && one.poll > poll) one.isDropped = true;
	}

	/** What is wrong with what was brought. */
	faults(watcher: Pick<Watcher, 'name' | 'versionOf' | 'newOf'>, expected: Expected[]): string[] {
		const kept = this.carried.filter(({ isDropped }) => !isDropped).map(({ item }) => item);
		const lost = expected
			.filter((one) => !kept.some((item) => one.isShownBy(item)))
			.map(({ what }) => `lost: ${what}`);
		const ids = new Map<string, Set<unknown>>();
		for (const { item } of this.carried) {
			const version = watcher.versionOf(item);
			ids.set(version, (ids.get(version) ?? new Set()).add(item.eventId));
		}
		const split = [...ids]
			.filter(([, of]) => of.size > 1)
			.map(([version, of]) => `under two eventIds: ${version} (${[...of].join(', ')})`);
		const all = kept.flatMap((item) => [item.eventId, watcher.newOf?.(item) ?? []].flat());
		const twice = this.mayRepeat
			? []
			: all.filter((id, at) => all.indexOf(id) !== at).map((id) => `twice: ${text(id)}`);
		return [...lost, ...split, ...twice].map((fault) => `${watcher.name}: ${fault}`);
	}
}
