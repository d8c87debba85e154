import { NodeOperationError } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import { holdsExpression } from '../operation/joinedExpressions';
import type { Run } from '../operation/operation';
import { quote } from '../values/text';

/** What a write does to a record; an update that empties a field counts as `cleared`, too. */
export type ChangeKind = 'created' | 'updated' | 'cleared' | 'deleted';

/** How many records a run would change, by kind. */
export type Changes = Partial<Record<ChangeKind, number>>;

interface BrakeOptions {
	stopIfMoreThan?: { limits?: Partial<Record<ChangeKind, unknown>> };
}

const limitIn = (options: unknown, kind: ChangeKind) =>
	(options as BrakeOptions | undefined)?.stopIfMoreThan?.limits?.[kind];

/** Percentages of fewer say nothing. */
const fewest = 20;

const kinds = {
	created: { label: 'Created', verb: 'create' },
	updated: { label: 'Updated', verb: 'update' },
	cleared: { label: 'Cleared', verb: 'clear fields of' },
	deleted: { label: 'Deleted', verb: 'delete' },
} as const;

/** The option that stops a run, before its first write, that would change more than expected. It is the same for all items. */
export class Brake {
	readonly option: INodeProperties;

	/** `checks`: the kinds of changes, each with what to check when there are too many. `of`: what a percentage is of. */
	constructor(
		private readonly checks: Partial<Record<ChangeKind, string>>,
		private readonly records: string,
		of: string,
	) {
		this.option = {
			displayName: 'Stop If More Than',
			name: 'stopIfMoreThan',
			type: 'fixedCollection',
			placeholder: 'Add Limit',
			default: {},
			description: `Write nothing and fail if the run would change more than this: a number, or a percentage of ${of}. Percentages apply from ${fewest} on.`,
			options: [
				{
					displayName: 'Limits',
					name: 'limits',
					values: this.kinds.map((kind) => ({
						displayName: kinds[kind].label,
						name: kind,
						type: 'string',
						default: '',
						placeholder: 'e.g. 50 or 20%',
						description: `Maximum number of ${kind} records. Leave empty for no limit.`,
					})),
				},
			],
		};
	}

	/** Whether limits are set. Throws a RangeError for one that is no number or percentage. */
	isSet(run: Run): boolean {
		return this.kinds.some((kind) => this.limit(run, kind));
	}

	/** The sentence of a run that would change too much; `total` is what percentages are of. Throws as `isSet` does. */
	private trip(run: Run, changes: Changes, total: number): string | undefined {
		for (const kind of this.kinds) {
			const [limit, count] = [this.limit(run, kind), changes[kind] ?? 0];
			if (!limit) continue;
			const isOver = limit.isPercent
				? total >= fewest && count * 100 > limit.amount * total
				: count > limit.amount;
			if (isOver)
				return `Would ${kinds[kind].verb} ${count} of ${total} ${this.records}: check ${this.checks[kind]}`;
		}
		return undefined;
	}

	/** What a dry run says about a run that would change too much; empty for others. */
	warn(run: Run, changes: Changes, total: number): string {
		const message = this.trip(run, changes, total);
		return message ? ` Stop If More Than would stop this run: ${message}.` : '';
	}

	/** Throws a NodeOperationError when a run would change too much. */
	judge(run: Run, changes: Changes, total: number): void {
		const message = this.trip(run, changes, total);
		if (!message) return;
		const description = 'Nothing was written. If this is intended, raise the limit under Stop If More Than.';
		throw new NodeOperationError(run.context.getNode(), message, { description });
	}

	private get kinds(): ChangeKind[] {
		return (Object.keys(kinds) as ChangeKind[]).filter((kind) => this.checks[kind]);
	}

	private limit(run: Run, kind: ChangeKind): { amount: number; isPercent: boolean } | undefined {
		const given = limitIn(run.read('options', 0, {}), kind);
		const text = String(given ?? '').trim();
		// An expression that gives nothing must not lift the limit.
		if (text === '' && !holdsExpression(limitIn(run.kiamo.node.parameters.options, kind))) return undefined;
		// A number with a comma or a point may mean thousands.
		const [, digits, percent] = /^(\d+|\d+[.,]\d+(?=\s*%))\s*(%?)$/.exec(text) ?? [];
		const amount = Number(digits?.replace(',', '.'));
		const isPercent = percent === '%';
		if (isPercent ? amount <= 100 : Number.isSafeInteger(amount)) return { amount, isPercent };
		throw new RangeError(
			`"Stop If More Than" needs a number like 50 or a percentage like 20%, not "${quote(given)}"`,
		);
	}
}
