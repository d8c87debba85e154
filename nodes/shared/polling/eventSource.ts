import type { IDataObject } from 'n8n-workflow';

import type { SavedSource } from './pollState';

/** What a poll of an event source brought. */
export interface SourcePoll<State> {
	items: IDataObject[];
	/** What the next poll starts from; undefined where there is nothing to start from yet. */
	state: State | undefined;
	/** Whether nothing is left for the next poll. */
	isComplete: boolean;
}

/** One kind of thing that a trigger watches. */
export interface EventSource<Setup, State = unknown> {
	/** Names its state. */
	key: string;
	/** Whether what n8n kept can be a state of this source. */
	isState(state: unknown): state is State;
	/** What can be used of a state that is none, such as its frontier. */
	recover?(state: unknown): State | undefined;
	/** Reads what is new, at most `room` items of it. The first poll, without a state, only takes its bearings. */
	poll(setup: Setup, saved: SavedSource<State>, room: number): Promise<SourcePoll<State>>;
	/** Something real to show in the editor. */
	sample(setup: Setup): Promise<IDataObject[]>;
}
