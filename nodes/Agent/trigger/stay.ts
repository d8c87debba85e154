import type { AgentState, StateName } from '../state/states';

/** A time that an agent spends in one state. */
export interface Stay {
	state: StateName;
	/** Null outside a pause. */
	pauseReason: number | null;
	/** When it began, in milliseconds of the server's clock. */
	since: number;
}

/** The states as n8n's state holds them, to keep it short. */
const letters: Record<StateName, string> = {
	available: 'a',
	handling: 'h',
	in_call: 'c',
	logged_out: 'o',
	paused: 'p',
	ringing: 'r',
	wrap_up: 'w',
};
const names = new Map(Object.entries(letters).map(([name, letter]) => [letter, name]));

/** A stay as a short text; two texts are the same when the stays are. */
export function packStay({ state, pause_reason_id: reason, since }: AgentState): string {
	// A state that the contract does not know stands for itself.
	return [letters[state] ?? state, reason ?? '', Date.parse(since).toString(36)].join('.');
}

/** Gives back what packStay was given. */
export function unpackStay(text: string): Stay {
	const [letter, reason, since] = text.split('.');
	return {
		state: (names.get(letter) ?? letter) as StateName,
		pauseReason: reason === '' ? null : Number(reason),
		since: parseInt(since, 36),
	};
}
