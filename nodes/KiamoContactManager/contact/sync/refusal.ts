import type { Cause, Failure, FieldError } from '../../../shared/kiamo/failure';
import type { ContactWrite } from './confirm';

export type Refusal = Extract<Cause, { kind: 'refused' }>;

/** What a refusal of an array says of one of its elements, the number of the element taken off. */
export function errorsOf({ errors }: Refusal, index: number): FieldError[] {
	const prefix = `${index}.`;
	return errors
		.filter(({ field }) => field === String(index) || field.startsWith(prefix))
		.map(({ field, message }) => ({ field: field.slice(prefix.length), message }));
}

/** The refusal of an array as that of one of its elements. */
export function elementFailure(
	failure: Failure,
	cause: Refusal,
	write: ContactWrite,
	index: number,
): Failure {
	const ids = write.id === undefined ? failure.request.ids : { ...failure.request.ids, contactId: write.id };
	return {
		...failure,
		request: { ...failure.request, ids, body: write },
		cause: { ...cause, errors: errorsOf(cause, index) },
	};
}
