import { expect } from '@playwright/test';
import type { Item } from '../../../scripts/sandbox/session';
import { withTextIds } from '../../support/ids';

/** An operation, and what its output is compared to. */
export interface Trial {
	operation: string;
	parameters: object;
	/** Fails when the items are not what Kiamo has, or Kiamo has not what was written. */
	check: (items: Item[]) => void;
}

/** By resource of a node: operations that read and, at least once in each node, one that writes. */
export type Trials = Record<string, Trial[]>;

/** A Get Many for which the items have these IDs. */
export function getAll(rows: () => Iterable<{ id: string | number }>, parameters = {}, name = 'id'): Trial {
	return {
		operation: 'getAll',
		parameters: { returnAll: true, ...parameters },
		check(items) {
			const seen = items.map(({ json }) => `${json[name] as string | number}`);
			expect(seen.sort()).toEqual(Array.from(rows(), ({ id }) => String(id)).sort());
		},
	};
}

/** An API Request for a list in pages. */
export function apiRequest(path: string, rows: () => Iterable<{ id: string | number }>, name = 'id'): Trial {
	return { ...getAll(rows, { path, readPages: true }, name), operation: 'send' };
}

/** Check Compatibility: all that the simulator answers is as assumed, or can't be seen. */
export const server: Trial = {
	operation: 'checkCompatibility',
	parameters: {},
	check(items) {
		const verdicts = items.map(({ json }) => json.verdict);
		expect(verdicts.filter((verdict) => verdict !== 'asAssumed' && verdict !== 'notTried')).toEqual([]);
		expect(verdicts).toContain('asAssumed');
	},
};

/** An operation with one item, which has these values; `inKiamo` is what Kiamo then has of them. */
export function one(
	operation: string,
	parameters: object,
	expected: Record<string, unknown>,
	inKiamo?: (json: Item['json']) => Record<string, unknown>,
): Trial {
	const check = (items: Item[]) => {
		expect(withTextIds(items.map(({ json }) => json))).toMatchObject([withTextIds(expected)]);
		if (inKiamo) expect(withTextIds(inKiamo(items[0].json))).toMatchObject(withTextIds(expected));
	};
	return { operation, parameters, check };
}
