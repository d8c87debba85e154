import type { Outcome, Run } from './operation';

/**
 * Reads what each item asks for, then writes it all together; one outcome each, in order. Without Continue On Fail,
 * nothing is sent for an item that cannot be read or for those that come after it.
 */
export async function executeTogether<Input>(
	run: Run,
	read: (item: number) => Input,
	write: (inputs: Input[], items: number[], stopAtFailure: boolean) => Promise<Outcome[]>,
): Promise<Outcome[]> {
	const stopAtFailure = !run.context.continueOnFail();
	const outcomes: Outcome[] = [];
	const [items, inputs]: [number[], Input[]] = [[], []];
	for (const item of run.context.getInputData().keys()) {
		try {
			inputs.push(read(item));
			items.push(item);
		} catch (error) {
			outcomes[item] = { error: run.errorAt(error, item) };
			if (stopAtFailure) break;
		}
	}
	try {
		const written = inputs.length > 0 ? await write(inputs, items, stopAtFailure) : [];
		for (const [at, item] of items.entries()) outcomes[item] = written[at];
	} catch (error) {
		for (const item of items) outcomes[item] = { error: run.errorAt(error, item) };
	}
	return Array.from(run.context.getInputData(), (_, item) => outcomes[item] ?? { notSent: true });
}
