import type { components } from '../../contract/generated/wire';

export type FieldError = components['schemas']['FieldError'];

/** An answer that is an error of Kiamo's: `{ code, message, errors? }`. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly errors?: FieldError[],
	) {
		super(message);
	}

	get body(): components['schemas']['Error'] {
		const { status: code, message, errors } = this;
		return errors?.length ? { code, message, errors } : { code, message };
	}
}

/** The message is observed in public client code of earlier versions. */
export const notFound = (errors?: FieldError[]) =>
	new Refusal(404, 'The requested resource was not found', errors);

/** Answers 422 when there is a bad element. */
export function refuseIfAny(errors: FieldError[]): void {
	if (errors.length) throw new Refusal(422, 'The data is not valid', errors);
}
