import type { INodeProperties } from 'n8n-workflow';

import { checkId } from '../lists/locator';
import { readIsoMoment } from '../values/dates';
import { readChoice, readList } from '../values/lists';
import { readYesNo } from '../values/numbers';
import { isBlank, readText } from '../values/text';
import type { Origin } from '../values/zones';
import type { Run } from './operation';
import { holdsExpression } from './joinedExpressions';

/**
 * The filters that a Get Many has at an item. A filter that was added has a value: without one, it would let rows through
 * that nobody asked for. All readers return nothing for a filter that was not added, and throw a RangeError, with the label,
 * for one that has no value or none of its kind.
 */
export class Filters {
	private readonly given: Record<string, unknown>;

	constructor(
		private readonly run: Run,
		private readonly itemIndex: number,
		private readonly properties: INodeProperties[],
	) {
		const given = run.read<Record<string, unknown>>('filters', itemIndex, {});
		this.given = Object.fromEntries(
			Object.entries(given).map(([name, value]) => [name, isMadeOfNothing(value) ? undefined : value]),
		);
	}

	text(name: string): string | undefined {
		if (!this.isAdded(name)) return undefined;
		return this.choice(name, readFilterText(this.labelOf(name), this.given[name]));
	}

	yesNo(name: string): boolean | undefined {
		if (!this.isAdded(name)) return undefined;
		const { [name]: value } = this.given;
		if (isBlank(value) && value !== false) throw noValue(this.labelOf(name));
		return readYesNo(this.labelOf(name), value);
	}

	moment(name: string, origin: Origin): string | undefined {
		if (!this.isAdded(name)) return undefined;
		const moment = readIsoMoment(this.labelOf(name), this.given[name], origin);
		if (moment !== undefined) return moment;
		throw noValue(this.labelOf(name));
	}

	/** Several values, none of them blank; an empty list for a filter that was not added. */
	list<Value extends string = string>(name: string): Value[] {
		if (!this.isAdded(name)) return [];
		const values = readList(this.labelOf(name), this.given[name]);
		if (values.length > 0) return values.map((value) => this.choice(name, value)) as Value[];
		throw noValue(this.labelOf(name));
	}

	/** The ID of one thing; throws a NodeOperationError for what is no ID. */
	id(name: string, thing: string): string | undefined {
		const id = this.text(name);
		return id === undefined ? id : checkId(this.run.context.getNode(), thing, id, this.itemIndex);
	}

	/** The IDs of several things; throws a NodeOperationError for what is no ID. */
	ids(name: string, thing: string): string[] {
		const node = this.run.context.getNode();
		return this.list(name).map((id) => checkId(node, thing, id, this.itemIndex));
	}

	/** A value as the filter offers it, where it offers some. */
	private choice(name: string, value: string): string {
		const options = this.properties.find((property) => property.name === name)?.options;
		if (!options) return value;
		return readChoice(this.labelOf(name), value, options as Array<{ name: string; value: string }>);
	}

	private isAdded(name: string): boolean {
		return name in this.given;
	}

	private labelOf(name: string): string {
		return this.properties.find((property) => property.name === name)?.displayName ?? name;
	}
}

/** The value of a filter as a text: yes and no are values too. Throws a RangeError, with the label, for none. */
export function readFilterText(label: string, value: unknown): string {
	const text = typeof value === 'boolean' ? String(value) : readText(label, value);
	if (text && !isMadeOfNothing(text)) return text;
	throw noValue(label);
}

/** True for the text that an expression makes of a value that is not there. */
function isMadeOfNothing(value: unknown): boolean {
	return ['undefined', 'null', 'NaN'].includes(value as string);
}

/** The text of the parameter Search; empty when it is left empty. Throws a RangeError when an expression gives none. */
export function readSearch({ read, context }: Run, itemIndex: number): string {
	const text = readText('Search', read<unknown>('search', itemIndex, ''));
	if (text === '' && holdsExpression(context.getNode().parameters.search)) throw noValue('Search');
	return text;
}

function noValue(label: string): RangeError {
	return new RangeError(`The filter "${label}" has no value: fill it, or remove the filter`);
}
