/** The local time of the simulated server, which is in France. */
const local = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Paris',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** Milliseconds by which the local time is ahead of UTC. */
const aheadAt = (moment: Date) =>
	Date.parse(`${local.format(moment).replace(' ', 'T')}Z`) - Math.floor(moment.getTime() / 1000) * 1000;

/** The local date at a moment, or some days later: `2026-03-01`. */
export function dayOf(moment: Date, daysLater = 0): string {
	const day = new Date(`${local.format(moment).slice(0, 10)}T00:00:00Z`);
	day.setUTCDate(day.getUTCDate() + daysLater);
	return day.toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The moment of a local date and time like `09:30`. */
export function momentOf(day: string, time: string): Date {
	const asUtc = new Date(`${day}T${time}:00Z`);
	const guess = new Date(asUtc.getTime() - aheadAt(asUtc));
	return new Date(asUtc.getTime() - aheadAt(guess));
}

/** The last midnight of the server: its "today" begins there. */
export const midnightBefore = (moment: Date) => momentOf(dayOf(moment), '00:00');
