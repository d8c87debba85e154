import type { INodePropertyOptions } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';

type Schemas = components['schemas'];

/** The name of an indicator once a row is flat: `agents.available` of the contract is `agents_available`. */
type FlatName<Row> = {
	[Name in keyof Row & string]-?: NonNullable<Row[Name]> extends string | number | boolean | unknown[]
		? Name
		: `${Name}_${keyof NonNullable<Row[Name]> & string}`;
}[keyof Row & string];

/**
 * How an indicator moves: a `level` goes up and down; a `counter` grows until the server's midnight, then begins again; a
 * `ratio` is a rate or an average of the day. What has no measure is no number.
 */
type Measure = 'level' | 'counter' | 'ratio';

export interface Indicator extends INodePropertyOptions {
	value: string;
	measure?: Measure;
}

/** What Supervision watches: where its indicators are in the contract, and which there are. */
export interface Kind {
	name: 'agent' | 'group' | 'service';
	/** What the indicators say, for people and AI agents. */
	content: string;
	list: 'listAgentIndicators' | 'listGroupIndicators' | 'listServiceIndicators';
	id: 'agent_id' | 'group_id' | 'service_id';
	indicators: Indicator[];
	/** The indicators that answer how busy it is. */
	defaultFields: string[];
}

const indicator = <Row>(
	value: FlatName<Row>,
	name: string,
	measure?: Measure,
	description?: string,
): Indicator => ({ name, value, ...(description ? { description } : {}), measure });

const service = indicator<Schemas['ServiceIndicators']>;
const agent = indicator<Schemas['AgentIndicators']>;
const group = indicator<Schemas['GroupIndicators']>;

const fromZeroToOne = 'From 0 to 1. Empty when there is nothing to divide.';
const seconds = 'In seconds. Empty when there is nothing to average.';

/** Services, agents and groups; the indicators of each in the order of the alphabet. */
export const kinds: Record<Kind['name'], Kind> = {
	service: {
		name: 'service',
		content: 'waiting interactions, available agents and the figures of today',
		list: 'listServiceIndicators',
		id: 'service_id',
		indicators: [
			service('agents_available', 'Agents Available', 'level'),
			service('agents_busy', 'Agents Busy', 'level'),
			service('agents_logged_in', 'Agents Logged In', 'level'),
			service('agents_paused', 'Agents Paused', 'level'),
			service('channel', 'Channel'),
			service('in_progress', 'In Progress', 'level', 'Interactions that agents are handling'),
			service('longest_wait_seconds', 'Longest Wait', 'level', 'In seconds. Empty when nobody is waiting.'),
			service('open', 'Open'),
			service('at', 'Read At', undefined, 'When Kiamo measured these values'),
			service('today_abandoned', 'Today: Abandoned', 'counter'),
			service('today_answer_rate', 'Today: Answer Rate', 'ratio', fromZeroToOne),
			service('today_answered', 'Today: Answered', 'counter'),
			service('today_average_handling_seconds', 'Today: Average Handling Time', 'ratio', seconds),
			service('today_average_wait_seconds', 'Today: Average Wait', 'ratio', seconds),
			service('today_received', 'Today: Received', 'counter'),
			service('today_service_level', 'Today: Service Level', 'ratio', fromZeroToOne),
			service('waiting', 'Waiting', 'level', 'Interactions that wait for an agent'),
		],
		defaultFields: [
			'open',
			'waiting',
			'longest_wait_seconds',
			'in_progress',
			'agents_available',
			'today_answer_rate',
		],
	},
	agent: {
		name: 'agent',
		content: 'current state and work of today',
		list: 'listAgentIndicators',
		id: 'agent_id',
		indicators: [
			agent('group_ids', 'Group IDs'),
			agent('interaction_id', 'Interaction ID', undefined, 'The interaction that the agent is handling'),
			agent('pause_reason_id', 'Pause Reason ID'),
			agent('at', 'Read At', undefined, 'When Kiamo measured these values'),
			agent('since', 'Since', undefined, 'When the agent entered this state'),
			agent('state', 'State'),
			agent('today_average_handling_seconds', 'Today: Average Handling Time', 'ratio', seconds),
			agent('today_handled', 'Today: Handled', 'counter'),
			agent('today_busy_seconds', 'Today: Time Busy', 'counter', 'In seconds'),
			agent('today_logged_in_seconds', 'Today: Time Logged In', 'counter', 'In seconds'),
			agent('today_paused_seconds', 'Today: Time Paused', 'counter', 'In seconds'),
		],
		defaultFields: ['state', 'since', 'today_handled'],
	},
	group: {
		name: 'group',
		content: 'agents by state, and work of today',
		list: 'listGroupIndicators',
		id: 'group_id',
		indicators: [
			group('agents_available', 'Agents Available', 'level'),
			group('agents_busy', 'Agents Busy', 'level'),
			group('agents_logged_in', 'Agents Logged In', 'level'),
			group('agents_paused', 'Agents Paused', 'level'),
			group('at', 'Read At', undefined, 'When Kiamo measured these values'),
			group('today_average_handling_seconds', 'Today: Average Handling Time', 'ratio', seconds),
			group('today_handled', 'Today: Handled', 'counter'),
		],
		defaultFields: ['agents_logged_in', 'agents_available', 'agents_busy', 'agents_paused', 'today_handled'],
	},
};
