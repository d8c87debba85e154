import { tryToParseDateTime } from 'n8n-workflow';

/**
 * A moment as the contract wants it; one without an offset is in the time zone of the workflow. Undefined for no value.
 * Throws a RangeError, with the label, for what is no date.
 */
export function toMoment(label: string, value: unknown, timezone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const moment = parseMoment(value, timezone);
	if (moment) return moment;
	throw new RangeError(`${label} is not a date: "${String(value)}". Write it like 2026-03-01T08:30:00`);
}

function parseMoment(value: unknown, timezone: string): string | null {
	try {
		return tryToParseDateTime(value, timezone).toUTC().toISO();
	} catch {
		return null;
	}
}
