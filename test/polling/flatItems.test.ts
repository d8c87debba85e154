import { beside } from '../../nodes/shared/operation/output';
import { changeOf } from '../../nodes/Agent/trigger/setup';

it('puts the values of a record beside those of the node, whose names come first and win', () => {
	const item = beside({ event: 'ended', at: null }, { at: 'noon', event: 'x', id: '1' });
	expect(Object.entries(item)).toEqual([
		['event', 'ended'],
		['at', null],
		['id', '1'],
	]);
});

it('is the item of the node where there is no record', () => {
	expect(beside({ event: 'backOnPlan' })).toEqual({ event: 'backOnPlan' });
});

it.each([
	[{ state: 'available', pause_reason_id: null }, 'available'],
	[null, null],
])('names the values before a change after those now: %j', (before, previousState) => {
	expect(changeOf(before, { state: 'paused', pause_reason_id: '2' })).toEqual({
		state: 'paused',
		pause_reason_id: '2',
		previousState,
		previousPauseReasonId: null,
	});
});
