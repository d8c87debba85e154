import type { Cause, Failure, FieldError } from '../transport/failure';

export type Refusal = Extract<Cause, { kind: 'refused' }>;

/** What a refusal of an array says of one of its elements, the number of the element taken off. */
export function errorsOf({ errors }: Refusal, index: number): FieldError[] {
	const prefix = `${index}.`;
	return errors
		.filter(({ field }) => field === String(index) || field.startsWith(prefix))
		.map(({ field, message }) => ({ field: field.slice(prefix.length), message }));
}

/** The refusal of an array as that of one of its elements, which stood in the body as `body`. */
export function elementFailure(
	failure: Failure,
	cause: Refusal,
	{ body, ids }: { body: unknown; ids?: Record<string, string | number> },
	index: number,
): Failure {
	return {
		...failure,
		request: { ...failure.request, ids: { ...failure.request.ids, ...ids }, body },
		cause: { ...cause, errors: errorsOf(cause, index) },
	};
}
