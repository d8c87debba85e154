import { createHash } from 'crypto';

import type { Agent } from '../agent/fields';

/** A version of an agent. */
export interface Version {
	enabled: boolean;
	/** When it came to be, in milliseconds of the server's clock; NaN where Kiamo does not tell. */
	updated: number;
	/** Tells versions of one second apart. */
	hash: string;
}

const noTime = '-';

/** A version of an agent as a short text; two texts are the same when the versions are. */
export function packVersion(agent: Agent): string {
	const { enabled, updated_at: updated } = agent;
	const time = updated === undefined ? noTime : Date.parse(updated).toString(36);
	// A server that tells whole seconds may change an agent twice in one of them.
	return [enabled ? 1 : 0, time, updated?.includes('.') ? '' : hashOf(agent)].join('.');
}

/** Gives back what packVersion was given. */
export function unpackVersion(text: string): Version {
	const [enabled, time, hash] = text.split('.');
	return { enabled: enabled === '1', updated: time === noTime ? NaN : parseInt(time, 36), hash };
}

function hashOf(agent: Agent): string {
	const { login, first_name, last_name, email, extension, group_ids = [], skills = [] } = agent;
	const sets = [group_ids.map(String).sort(), skills.map(({ id, level }) => `${id}:${level}`).sort()];
	const content = JSON.stringify([login, first_name, last_name, email, extension, sets]);
	return createHash('sha1').update(content).digest('base64url').slice(0, 6);
}
