/** Ways in which the vendor's collection may differ from the contract, to be laid over a generated one. */
import type { Operation } from '../../../contract/read';
import type { Changes } from './generate';

/** The same share of operations at each run, spread over all APIs. */
const isOneOf = ({ operationId }: Operation, percent: number) =>
	Array.from(operationId).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, 7) % 100 <
	percent;

const mildPaths: Array<[RegExp, string]> = [
	[/^\/planned-activities/, '/plannings'],
	[/^\/bases\/\{baseId\}\/contacts/, '/bases/{baseId}/contact-records'],
	[/^\/bases/, '/contact-bases'],
	[/^\/agents\/states/, '/agents/presence/states'],
	[/^\/agents/, '/users/agents'],
	[/^\/pause-reasons/, '/pauses/reasons'],
	[/^\/groups/, '/agent-groups'],
	[/^\/interactions/, '/conversations/interactions'],
	[/^\/services/, '/service-list/services'],
	[/^\/supervision\/services/, '/supervision/live/services'],
	[/^\/activities/, '/planning/activities'],
];
const mildNames: Record<string, string> = {
	limit: 'pageSize',
	offset: 'start',
	updated_from: 'modified_since',
	q: 'search',
	first_name: 'firstName',
	last_name: 'lastName',
	login: 'username',
};

/** 30 % of the paths, some names, the Agent API elsewhere, ids as text. */
export const mild: Changes = {
	path(operation) {
		const { path } = operation;
		if (!isOneOf(operation, 30)) return path;
		const [pattern, other] = mildPaths.find(([start]) => start.test(path)) ?? [/^$/, ''];
		return path.replace(pattern, other);
	},
	rename: (name) => mildNames[name] ?? name,
	idsAsText: true,
	host: 'https://kiamo.example.com/api/v3',
};

const farWords: Record<string, string> = {
	activities: 'tasks',
	agents: 'operators',
	attachments: 'files',
	bases: 'directories',
	contacts: 'people',
	fields: 'columns',
	groups: 'teams',
	interactions: 'tickets',
	messages: 'posts',
	qualifications: 'outcomes',
	services: 'queues',
	skills: 'competences',
	states: 'presences',
	'pause-reasons': 'breaks',
	'planned-activities': 'shifts',
	supervision: 'realtime',
	queue: 'waiting-line',
};

/** Every path, name and word is another. */
export const far: Changes = {
	path: ({ path }) =>
		path
			.split('/')
			.map((segment) => farWords[segment] ?? (segment.startsWith('{') ? '{ref}' : segment && `${segment}-x`))
			.join('/'),
	name: ({ operationId }) => `Call ${operationId.length} ${operationId.charCodeAt(0)}`,
	folder: () => 'Endpoints',
	rename: (name) => `x_${Array.from(name).reverse().join('')}`,
	host: 'https://kiamo.example.com/api/v3',
	rows: 'x_atad',
};
