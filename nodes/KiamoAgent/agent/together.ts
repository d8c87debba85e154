import type { Outcome, Run } from '../../shared/operation/operation';

/**
 * Reads all items and hands what could be read to `write`, which gives an outcome for each, in order. Without Continue On
 * Fail, nothing is read after an item that cannot be.
 */
export async function executeTogether<Input>(
	run: Run,
	read: (itemIndex: number) => Input,
	write: (inputs: Input[], items: number[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
	const given = run.context.getInputData();
	const outcomes: Outcome[] = [];
	const inputs: Input[] = [];
	const items: number[] = [];
	for (const item of given.keys()) {
		try {
			inputs.push(read(item));
			items.push(item);
		} catch (error) {
			outcomes[item] = { error: run.errorAt(error, item) };
			if (!run.context.continueOnFail()) break;
		}
	}
	const written = inputs.length > 0 ? await write(inputs, items) : [];
	for (const [at, item] of items.entries()) outcomes[item] = written[at];
	return Array.from(given, (_, item) => outcomes[item] ?? { notSent: true });
}
