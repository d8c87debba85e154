/** Checks a number above 0, which an expression may have given. Throws a RangeError for anything else. */
export function positiveNumber(name: string, value: unknown): number {
	const number = Number(value);
	if (Number.isFinite(number) && number > 0) return number;
	throw new RangeError(`${name} must be a number above 0, not "${String(value)}"`);
}

/** Checks a whole number of 1 or more. Throws a RangeError for anything else. */
export function wholeNumber(name: string, value: unknown): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1) return number;
	throw new RangeError(`${name} must be a whole number of 1 or more, not "${String(value)}"`);
}
