import {
	baseRevision,
	checkMarkField,
	fittingMark,
	latestMs,
	readMark,
	writeMark,
} from '../../nodes/ContactManager/matching/mark';
import type { FieldValues } from '../../nodes/ContactManager/matching/values';
import { matcherOn } from './support';

const matcher = matcherOn();
const moment = Date.parse('2026-03-01T10:00:00.000Z');
const mark = { moment: moment + 0.25, baseRevision: moment - 5000 };
const held: FieldValues = { crmId: 'C-1', phone: '0612345678', city: '' };
const marked = (fields = held) => ({ ...fields, notes: writeMark(matcher, fields, 'notes', mark) });
const changed = (afterMs: number, fields: FieldValues = marked()) => ({
	fields,
	updated_at: new Date(moment + afterMs).toISOString(),
});

it('reads what it wrote', () => {
	expect(marked().notes).toMatch(/^n8n-[0-9a-z]+-[0-9a-z]+-[\w-]{16}$/);
	expect(readMark(marked(), 'notes')).toEqual(mark);
});

it('writes what earlier versions wrote: their marks go on fitting', () => {
	expect(marked().notes).toBe('n8n-hg8ykqpzay-mm7kwj94-JJMy7LOmCsPHUrx9');
});

it.each([null, '', 'a note', 'n8n-1-2-3', `x${marked().notes}`, `${marked().notes}x`])(
	'finds no mark in %j',
	(notes) => {
		expect(readMark({ notes }, 'notes')).toBeUndefined();
		expect(fittingMark(matcher, changed(0, { notes }), 'notes')).toBeUndefined();
	},
);

it('is of all that the contact holds, but for blanks, the mark, order and ways of writing', () => {
	const same: FieldValues[] = [
		{ crmId: 'C-1', phone: '0612345678' },
		{ phone: '+33 6 12 34 56 78', crmId: ' C-1', notes: 'whatever' },
	];
	for (const fields of same) expect(writeMark(matcher, fields, 'notes', mark)).toBe(marked().notes);
	const others: FieldValues[] = [
		{ crmId: 'C-2', phone: '0612345678' },
		{ crmId: 'C-1' },
		{ ...held, city: 'Lyon' },
		{},
	];
	for (const fields of others) expect(writeMark(matcher, fields, 'notes', mark)).not.toBe(marked().notes);
});

it.each([
	[-5_001, false],
	[-5_000, true],
	[0, true],
	[latestMs, true],
	[latestMs + 1, false],
])('fits a change %i ms after it: %j', (afterMs, fits) => {
	const { moment: written } = readMark(marked(), 'notes') as { moment: number };
	const whole = { ...held, notes: writeMark(matcher, held, 'notes', { ...mark, moment }) };
	expect(written).toBe(mark.moment);
	expect(fittingMark(matcher, changed(afterMs, whole), 'notes') !== undefined).toBe(fits);
});

it('fits no more once something else changed', () => {
	expect(fittingMark(matcher, changed(1000), 'notes')).toEqual(mark);
	expect(fittingMark(matcher, changed(1000, { ...marked(), crmId: 'C-2' }), 'notes')).toBeUndefined();
});

describe('baseRevision', () => {
	it('is when somebody else last changed the contact', () => {
		expect(baseRevision(matcher, changed(1000, held), 'notes')).toBe(moment + 1000);
		expect(baseRevision(matcher, { fields: held }, 'notes')).toBe(0);
	});

	it('is that of our own change before, for ten seconds', () => {
		expect(baseRevision(matcher, changed(10_000), 'notes')).toBe(mark.baseRevision);
		expect(baseRevision(matcher, changed(10_001), 'notes')).toBe(moment + 10_001);
	});
});

describe('checkMarkField', () => {
	it('takes a text field, or none', () => {
		expect(checkMarkField(matcher, 'notes')).toBe('notes');
		expect(checkMarkField(matcher, 'crmId')).toBe('crmId');
		expect(checkMarkField(matcher, '')).toBeUndefined();
		expect(checkMarkField(matcher, undefined)).toBeUndefined();
	});

	it('rejects another', () => {
		expect(() => checkMarkField(matcher, 'fax')).toThrow(
			new RangeError('The base has no field "fax" to hold the marker: choose another'),
		);
		expect(() => checkMarkField(matcher, 'score')).toThrow(
			`The field "SCORE" can't hold the marker, as it is a number field: choose a text field reserved for it`,
		);
	});
});
