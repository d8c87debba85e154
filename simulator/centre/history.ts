import type { Base } from '../store/contacts';
import { Random } from '../random';
import { handlingOf, wrapUpOf } from './durations';
import type { Lifecycle } from './lifecycle';
import { somebody } from './customers';
import * as steps from './interactionSteps';
import type { InteractionRow } from './interactionSteps';

const minute = 60_000;
const day = 24 * 60 * minute;
const weeks = 6;
/** Nothing of the past ends later than this before the clock's start. */
const quiet = 30 * minute;

/** A moment of the last weeks, on a working day between 8 and 18 by the server's winter time. */
function momentBefore(end: number, random: Random): number {
	for (;;) {
		const at = end - random.integer(weeks * 7 * day);
		const moment = new Date(at);
		const hour = moment.getUTCHours();
		if (moment.getUTCDay() % 6 !== 0 && hour >= 7 && hour < 17) return at;
	}
}

/** The later half of an interaction that an agent took. */
function afterAnswer(centre: Lifecycle, row: InteractionRow, end: number, random: Random): InteractionRow {
	const from = row.course.since;
	const hungUp = steps.hungUp(row, Math.min(from + handlingOf(row.channel, random), end - 2 * minute));
	const ended = steps.wrappedUp(hungUp, hungUp.course.since + Math.min(wrapUpOf(random), minute));
	const { qualifications } = centre.service(row.service_id);
	const qualified = random.chance(0.85)
		? { ...ended, qualification: { ...random.pick(qualifications) }, qualified_at: ended.updated_at }
		: ended;
	if (row.channel !== 'call' || !random.chance(0.8)) return qualified;
	const ready = hungUp.course.since + minute;
	centre.attachments.add(row.id, { kind: 'recording' }, hungUp.course.since, ready);
	const updated_at = new Date(Math.max(Date.parse(qualified.updated_at), ready)).toISOString();
	return { ...qualified, has_recording: true, updated_at };
}

/** Makes up interactions of the weeks before a moment, all of them over by then. */
export function seedHistory(
	centre: Lifecycle,
	{ seed, bases, size, until }: { seed: number; bases: readonly Base[]; size: number; until: number },
): void {
	const random = new Random(seed, 'past');
	const end = until - quiet;
	const contacts = bases.reduce((sum, base) => sum + base.contacts.size, 0);
	const known = Math.min(0.6, (contacts * 3) / Math.max(1, size));
	const takers = centre.services.map(({ groups }) =>
		centre.staff.agents.filter(
			({ group_ids, enabled }) => enabled && group_ids.some((id) => groups.includes(id)),
		),
	);
	const moments = Array.from({ length: size }, () => momentBefore(end - 60 * minute, random));
	for (const [position, at] of moments.sort((a, b) => a - b).entries()) {
		const which = random.integer(centre.services.length);
		const { id: service_id, channel, direction, address } = centre.services[which];
		const who = somebody(bases, channel, random, at, known);
		const dialled = { inbound: channel === 'call' ? address : null, outbound: who.customer }[direction];
		const destination = direction === 'outbound' ? who.customer : null;
		const id = position + 1001;
		const begun = steps.begun({ id, service_id, channel, direction, dialled, destination, ...who }, at);
		const isAbandoned = direction === 'inbound' && channel === 'call' && random.chance(0.1);
		const answered = at + random.integer(isAbandoned ? 240_000 : 90_000);
		const row = isAbandoned
			? steps.dropped(begun, 'abandoned', answered)
			: afterAnswer(centre, steps.taken(begun, random.pick(takers[which]).id, answered), end, random);
		centre.interactions.put(row);
		if (channel !== 'call') centre.messages.add(row, { author: 'customer' }, at);
		if (channel === 'mail') centre.messages.add(row, { author: 'agent' }, Date.parse(row.ended_at ?? ''));
	}
}
