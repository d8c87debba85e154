import { isId } from '../../shared/lists/locator';
import { findEmail } from '../../shared/values/email';
import { toE164 } from '../../shared/values/phone';
import { checkLength, isPlaceholder, quote } from '../../shared/values/text';
import type { Origin } from '../../shared/values/zones';
import type { Field } from '../field/fieldsOf';
import { contactIdField, isPhone, tellsNobodyApart, type Matcher } from '../matching/matcher';
import { toFieldValue, type FieldValue } from '../matching/values';
import type { WriteOptions } from './writeOptions';

const phoneForm = { kind: 'a phone number', example: '06 12 34 56 78 or +33 6 12 34 56 78' };
const emailForm = { kind: 'an email address', example: 'name@example.com' };

/** Why a filled value finds nobody, and what to write instead. */
export function whyNoKey(field: Field, value: unknown): string {
	if (isPlaceholder(value)) return 'is a placeholder';
	const wanted = isPhone(field) ? phoneForm : field.data_type === 'email' ? emailForm : undefined;
	if (wanted) return `is not ${wanted.kind} like ${wanted.example}`;
	return 'lost digits in a spreadsheet: enter it with all its digits, as text';
}

/** The reading of one value; what cannot be read is refused, or noted in a hint. */
export class ValueReading {
	constructor(
		private readonly field: Field,
		private readonly matcher: Matcher,
		private readonly options: WriteOptions,
		private readonly origin: Origin,
		private readonly hints: string[],
	) {}

	/** Whether contacts are found by the field. */
	private get isMatched(): boolean {
		return this.matcher.matchFields.includes(this.field);
	}

	/** What to write; undefined for nothing. Throws a RangeError, with a sentence for the user, for what is refused. */
	read(given: unknown): FieldValue | undefined {
		const { field, isMatched } = this;
		const { label, data_type } = field;
		if (isMatched) checkLength(label, given);
		const isIgnored = isPlaceholder(given) && !['string', 'text', 'phone'].includes(data_type);
		const value = isIgnored ? this.placeholder(given) : toFieldValue(field, given, this.origin);
		if (value === undefined) return undefined;
		if (
			field === contactIdField &&
			!isId(String(value)) &&
			(!isPlaceholder(value) || String(value).includes('..'))
		)
			throw new RangeError(`"${quote(value)}" cannot be the ID of a contact of Kiamo`);
		if (isPhone(field)) return this.phone(String(value));
		if (data_type === 'email') return findEmail(value) ?? this.unreadable(value, emailForm);
		if (isMatched && tellsNobodyApart(field, value))
			this.hints.push(
				`${label} "${quote(value)}" ${whyNoKey(field, value)}, so it wasn't used for matching.`,
			);
		return value;
	}

	/** A word such as `n/a` where a number, a date or an email is expected, unless it can be read as one, as a 0 or an x can. */
	private placeholder(given: unknown): FieldValue | undefined {
		const { label, data_type } = this.field;
		const value = ['number', 'boolean', 'list'].includes(data_type) ? this.tryToRead(given) : undefined;
		if (value !== undefined) return value;
		if (this.options.badValue === 'fail') return toFieldValue(this.field, given, this.origin);
		this.hints.push(`${label} "${quote(given)}" holds no value, so it was left out.`);
		return undefined;
	}

	private tryToRead(given: unknown): FieldValue | undefined {
		try {
			return toFieldValue(this.field, given, this.origin);
		} catch {
			// Not a value of the field: the caller says so.
			return undefined;
		}
	}

	private phone(given: string): string {
		const { label } = this.field;
		const phones = this.matcher.phonesIn(given).filter(({ key }) => key !== null);
		const [first] = phones;
		if (!first) return this.unreadable(given, phoneForm);
		if (phones.length > 1 && this.options.severalNumbers !== 'first') return given;
		if (phones.length > 1)
			this.hints.push(`${label} has ${phones.length} numbers; only the first was written.`);
		const isE164 = this.options.phoneFormat === 'e164';
		if (isE164 || (phones.length > 1 && first.extension)) return toE164(first) ?? given;
		return phones.length > 1 ? first.given : given;
	}

	private unreadable<Value>(value: Value, { kind, example }: typeof phoneForm): Value {
		const { label } = this.field;
		if (this.options.badValue === 'fail')
			throw new RangeError(`"${label}" needs ${kind} like ${example}, not "${quote(value)}"`);
		const end = this.isMatched ? ", so it wasn't used for matching" : '; it was written as given';
		this.hints.push(`${label} "${quote(value)}" is not ${kind}${end}.`);
		return value;
	}
}
