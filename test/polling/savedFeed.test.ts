import { isFeedState, recoverFeed } from '../../nodes/shared/polling/pollFeed';

const at = Date.UTC(2026, 2, 1);

it.each([null, undefined, 'state', 5, [], {}, { at: 'yesterday' }, { at: Date.UTC(2100, 0) }])(
	'recovers nothing from %j',
	(state) => {
		expect(isFeedState(state)).toBe(false);
		expect(recoverFeed(state)).toBeUndefined();
	},
);

it('recovers the frontier, at any depth, and what was emitted', () => {
	expect(recoverFeed({ old: { feed: { at } } })).toMatchObject({ at, known: at - 1, seen: {} });
	const seen = { tcmum0: 'iKCywDqs' };
	expect(recoverFeed({ at, known: at - 5000, seen })).toMatchObject({ at, known: at - 5000, seen });
	expect(recoverFeed({ at, seen: 'damaged' })).toMatchObject({ at, seen: {} });
});

it('takes a recovered state for one that can be read', () => {
	expect(isFeedState(recoverFeed({ at }))).toBe(true);
});
