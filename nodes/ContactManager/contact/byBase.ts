import { readId } from '../../shared/lists/locator';
import type { Outcome, Run } from '../../shared/operation/operation';
import { fieldsOf } from '../field/fieldsOf';
import { contactSimplifier, type SimplifyContact } from './simplify';
import { createMatcher, type Matcher } from '../matching/matcher';

/** The items of a run that go to one base. */
export interface BaseGroup<Input> {
	baseId: string;
	simplify: SimplifyContact;
	matcher: Matcher;
	/** The indexes of the items. */
	items: number[];
	/** What was read of each, in the same order. */
	inputs: Input[];
}

/** How an operation reads an item, and what it does with all items of a base; one outcome each, in order. */
export interface ByBase<Input> {
	matchOn(itemIndex: number): string[];
	read(itemIndex: number, matcher: Matcher): Input;
	write(group: BaseGroup<Input>, stopAtFailure: boolean): Promise<Outcome[]>;
}

/** Runs an operation on all items, a base at a time. Without Continue On Fail nothing is sent after a failure. */
export async function executeByBase<Input>(run: Run, operation: ByBase<Input>): Promise<Outcome[]> {
	const { context, kiamo } = run;
	const stopAtFailure = !context.continueOnFail();
	const outcomes: Outcome[] = [];
	const groups = new Map<string, BaseGroup<Input>>();

	for (const item of context.getInputData().keys()) {
		try {
			const baseId = readId(run, 'base', item);
			const group = groups.get(baseId) ?? (await openGroup(baseId, item));
			group.inputs.push(operation.read(item, group.matcher));
			group.items.push(item);
		} catch (error) {
			outcomes[item] = { error: run.errorAt(error, item) };
			if (stopAtFailure) break;
		}
	}
	for (const group of groups.values()) {
		try {
			const written = await operation.write(group, stopAtFailure);
			for (const [at, item] of group.items.entries()) outcomes[item] = written[at];
		} catch (error) {
			for (const item of group.items) outcomes[item] = { error: run.errorAt(error, item) };
		}
		if (stopAtFailure && group.items.some((item) => 'error' in outcomes[item])) break;
	}
	return Array.from(context.getInputData(), (_, item) => outcomes[item] ?? { notSent: true });

	async function openGroup(baseId: string, item: number): Promise<BaseGroup<Input>> {
		const fields = await fieldsOf(kiamo, baseId, item);
		const country = kiamo.connection.credential.defaultCountry || 'FR';
		const matcher = createMatcher(fields, operation.matchOn(item), country);
		const group = { baseId, simplify: contactSimplifier(fields), matcher, items: [], inputs: [] };
		groups.set(baseId, group);
		return group;
	}
}
