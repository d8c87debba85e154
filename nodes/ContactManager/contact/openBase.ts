import { readId } from '../../shared/lists/locator';
import type { Run } from '../../shared/operation/operation';
import { outputChoice, readOutput } from '../../shared/operation/output';
import { fieldsOf } from '../field/fieldsOf';
import { createMatcher, type Matcher } from '../matching/matcher';
import { contactSimplifier, outputName, type SimplifyContact } from './simplify';

/** The base that an item goes to. */
export interface OpenBase {
	baseId: string;
	matcher: Matcher;
	simplify: SimplifyContact;
}

/** Simplify, and for AI agents Output with the fields of the chosen base. */
export const contactOutput = outputChoice({ loadOptionsMethod: 'getFieldOptions' });

/**
 * What an operation outputs of a contact at an item: its fields, or the contact as Kiamo has it. Throws a NodeApiError when
 * the fields of the base are needed and cannot be read.
 */
export async function readSimplify(run: Run, item: number): Promise<SimplifyContact> {
	const { isSimple, pick } = readOutput(run, item, outputName);
	if (!isSimple) return (contact) => ({ ...contact });
	const { simplify } = await openBase(run, item);
	return (contact) => pick(simplify(contact));
}

/**
 * Opens the base of an item, once per run. `matchOn` names the fields to find contacts by. Throws a NodeApiError when its
 * fields cannot be read, and a RangeError when it has no such field.
 */
export async function openBase(run: Run, item: number, matchOn: string[] = []): Promise<OpenBase> {
	const { kiamo } = run;
	const baseId = readId(run, 'base', item);
	return await kiamo.once(`base ${baseId}`, async () => {
		const fields = await fieldsOf(kiamo, baseId, item);
		const matcher = createMatcher(fields, matchOn, kiamo.country);
		return { baseId, matcher, simplify: contactSimplifier(fields) };
	});
}
