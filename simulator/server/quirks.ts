import type { OperationId } from './tokens';
import { Refusal, notFound } from './refusal';

/** Ways in which a Kiamo server may lawfully differ from the contract's plain case. Change them at any time. */
export class Quirks {
	/** `true`, or the status with which array updates, and arrays of several new contacts, are refused. */
	arrays: true | 404 | 405 | 413 = true;
	/** Longer arrays are refused with 413. */
	maxArray = 100;
	/** Lists do without `total`. */
	omitTotal = false;
	/** A page never holds more rows than this. */
	shortPages = 500;
	/** A PUT is answered 204 without a body. */
	emptyPut = false;
	/** Dates in answers carry no milliseconds; the server goes on comparing with them. */
	wholeSeconds = false;
	/** Operations whose answers hold ids as text, as was observed of some of Kiamo's. */
	textIds: OperationId[] = [];
	/** Fields whose value no two contacts of a base may share: 409. */
	uniqueFields: string[] = [];
}

/** Refuses an array of this length when the server's ways have it so. */
export function refuseArray({ arrays, maxArray }: Quirks, length: number): void {
	if (arrays === 405) throw new Refusal(405, 'Method Not Allowed');
	if (arrays === 404) throw notFound();
	if (arrays === 413 || length > maxArray) throw new Refusal(413, 'The array is too long');
}
