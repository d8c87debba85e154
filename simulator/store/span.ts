import { Refusal } from '../server/refusal';

/** Moments in milliseconds: from the first, inclusive, to the last, exclusive. */
export interface Span {
	from: number;
	to: number;
}

/**
 * The span that a list is asked for with `…_from` and `…_to`; either may be missing, and without both there is none.
 * A moment that no calendar has is answered 400.
 */
export function toSpan(field: string, from?: string, to?: string): Span | undefined {
	if (!from && !to) return undefined;
	const span = { from: from ? Date.parse(from) : -Infinity, to: to ? Date.parse(to) : Infinity };
	if (Number.isNaN(span.from) || Number.isNaN(span.to)) {
		throw new Refusal(400, 'The request is not valid', [{ field, message: 'This is not a moment' }]);
	}
	return span;
}

/** Whether a moment lies in a span; without a span it does. */
export const isWithin = (moment: number, span?: Span) => !span || (moment >= span.from && moment < span.to);
