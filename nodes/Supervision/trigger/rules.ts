import { createHash } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import type { INode, IPollFunctions } from 'n8n-workflow';

import { kinds, type Indicator, type Kind } from '../indicators/kinds';
import { checkRule, type ThresholdRule } from '../../shared/polling/threshold';

/** What every rule has: its key changes with all that the user sets in it, so that a changed rule is reset. */
interface CommonRule {
	key: string;
	kind: Kind;
	/** The rows to watch; all of them when it is empty. */
	ids: string[];
}

/** A rule about the value of an indicator. */
export interface AlarmRule extends CommonRule {
	event: 'thresholdCrossed' | 'longestWaitExceeded' | 'noAgentAvailable';
	indicator: Indicator;
	limits: ThresholdRule;
}

/** A rule about services that open and close. */
export interface OpeningRule extends CommonRule {
	event: 'serviceOpenedOrClosed';
	changes: string[];
}

export type Rule = AlarmRule | OpeningRule;

/** What the user set in one rule; which of it there is depends on the kind of rule. */
interface RuleValues {
	ids: Array<string | number>;
	indicator: string;
	direction: ThresholdRule['direction'];
	threshold: number;
	recovery: string | number;
	seconds: number;
	minutes: number;
	coolDown: number;
	changes: string[];
}

type RuleReader = (values: RuleValues, ids: string[]) => Omit<AlarmRule, 'key'> | Omit<OpeningRule, 'key'>;

const readers: Record<string, { title: string; read: RuleReader }> = {
	agentThreshold: { title: 'Agent Threshold Crossed', read: thresholdReader(kinds.agent) },
	groupThreshold: { title: 'Group Threshold Crossed', read: thresholdReader(kinds.group) },
	longestWait: {
		title: 'Longest Wait Exceeds',
		read: ({ seconds, coolDown }, ids) => ({
			event: 'longestWaitExceeded',
			kind: kinds.service,
			ids,
			indicator: indicatorOf(kinds.service, 'longest_wait_seconds'),
			limits: toLimits({ direction: 'above', threshold: seconds, recovery: '', minutes: 0, coolDown }),
		}),
	},
	noAgent: {
		title: 'No Agent Available',
		read: ({ minutes, coolDown }, ids) => ({
			event: 'noAgentAvailable',
			kind: kinds.service,
			ids,
			indicator: indicatorOf(kinds.service, 'agents_available'),
			limits: toLimits({ direction: 'below', threshold: 0, recovery: '', minutes, coolDown }),
		}),
	},
	opening: {
		title: 'Service Opened or Closed',
		read: ({ changes }, ids) => ({ event: 'serviceOpenedOrClosed', kind: kinds.service, ids, changes }),
	},
	serviceThreshold: { title: 'Service Threshold Crossed', read: thresholdReader(kinds.service) },
};

/** Reads the rules of the trigger, each once. Throws a NodeOperationError that names the rule that is wrong. */
export function readRules(context: IPollFunctions): Rule[] {
	const chosen = context.getNodeParameter('rules', {}) as Record<string, RuleValues[]>;
	const rules = Object.entries(chosen).flatMap(([name, ofName]) =>
		ofName.map((values, at) => readRule(context.getNode(), readers[name], values, at + 1)),
	);
	if (rules.length === 0) {
		throw new NodeOperationError(context.getNode(), 'There is nothing to watch: add a rule under Rules');
	}
	return [...new Map(rules.map((rule) => [rule.key, rule])).values()];
}

function readRule(
	node: INode,
	{ title, read }: (typeof readers)[string],
	values: RuleValues,
	number: number,
): Rule {
	try {
		const rule = read(values, [...new Set(values.ids.map(String))].sort());
		// By name: a text of the panel that is reworded resets no rule.
		const set = JSON.stringify({
			...rule,
			kind: rule.kind.name,
			...('indicator' in rule ? { indicator: rule.indicator.value } : {}),
		});
		const key = createHash('sha1').update(set).digest('base64url').slice(0, 10);
		return { ...rule, key };
	} catch (error) {
		throw new NodeOperationError(node, `Rule ${title}, number ${number}: ${(error as Error).message}`);
	}
}

function thresholdReader(kind: Kind): RuleReader {
	return (values, ids) => ({
		event: 'thresholdCrossed',
		kind,
		ids,
		indicator: indicatorOf(kind, values.indicator),
		limits: toLimits(values),
	});
}

function indicatorOf({ indicators }: Kind, name: string): Indicator {
	const indicator = indicators.find(({ value, measure }) => value === name && measure !== undefined);
	if (indicator) return indicator;
	throw new RangeError(`"${name}" is not a numeric indicator. Choose one from the list`);
}

function toLimits({
	direction,
	threshold,
	recovery,
	minutes,
	coolDown,
}: Pick<RuleValues, 'direction' | 'threshold' | 'recovery' | 'minutes' | 'coolDown'>): ThresholdRule {
	const raiseAt = Number(threshold);
	const rule: ThresholdRule = {
		direction,
		raiseAt,
		clearAt: String(recovery ?? '').trim() === '' ? raiseAt : Number(String(recovery).replace(',', '.')),
		minimumDuration: Number(minutes) * 60_000,
		coolDown: Number(coolDown) * 60_000,
	};
	checkRule(rule);
	return rule;
}
