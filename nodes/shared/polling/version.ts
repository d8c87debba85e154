const isoMoment = /^\d{4}-\d\d-\d\dT[\d:]+(?:\.(\d+))?/;

/**
 * The version of a row, from the time of its change: one text for one moment, in UTC, however the server writes it from
 * poll to poll (`10:30:00+01:00` is `09:30:00.000Z`). A text that is no moment stays as it is.
 */
export function versionOf(time: string): string {
	const found = isoMoment.exec(time);
	const at = found ? Date.parse(time) : NaN;
	if (!found || Number.isNaN(at)) return time;
	const finer = (found[1] ?? '').slice(3).replace(/0+$/, '');
	return new Date(at).toISOString().replace('Z', `${finer}Z`);
}
