import type { Context as AnyContext } from 'openapi-backend';
import { Refusal, notFound, refuseIfAny, type FieldError } from './refusal';

type Values = Record<string, unknown>;
/** What openapi-backend tells a handler of a request. */
export type Context = AnyContext<unknown, Values, Values, Values>;

/** Values by name; a name that is repeated holds all its values. */
function group(pairs: Array<[name: string, value: string]>): Record<string, string | string[]> {
	const values = new Map<string, string[]>();
	for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
	return Object.fromEntries([...values].map(([name, all]) => [name, all.length > 1 ? all : all[0]]));
}

/** `filter[FIELD]=value` becomes `{ filter: { FIELD: value } }`. */
export function parseQuery(text: string): Values {
	const plain: Array<[string, string]> = [];
	const nested = new Map<string, Array<[string, string]>>();
	for (const [name, value] of new URLSearchParams(text)) {
		const [, outer, inner] = /^([^[]+)\[(.+)\]$/.exec(name) ?? [];
		if (!outer) plain.push([name, value]);
		else nested.set(outer, [...(nested.get(outer) ?? []), [inner, value]]);
	}
	const groups = [...nested].map(([name, pairs]) => [name, group(pairs)]);
	return { ...(Object.fromEntries(groups) as Values), ...group(plain) };
}

/** Throws what Kiamo answers to a request that the contract does not allow. */
export function refuseInvalid({ validation }: Context): never {
	const errors = validation.errors ?? [];
	if (errors.some(({ instancePath }) => instancePath.startsWith('/path/'))) throw notFound();
	if (errors.some(({ instancePath, keyword }) => instancePath === '/requestBody' && keyword === 'maxItems')) {
		throw new Refusal(413, 'The array is too long');
	}
	// Only an ill-formed request is 400: these are values, of variables that the customer makes up.
	const isValue = errors.every(({ instancePath }) =>
		/^\/requestBody(\/\d+)?\/userdata\/./.test(instancePath),
	);
	if (errors.length && isValue) refuseIfAny(errors.map(toFieldError));
	throw new Refusal(400, 'The request is not valid', errors.map(toFieldError));
}

function toFieldError(error: NonNullable<Context['validation']['errors']>[number]): FieldError {
	const { additionalProperty = '' } = error.params as { additionalProperty?: string };
	const field = `${error.instancePath}/${additionalProperty}`.split('/').slice(2).filter(Boolean).join('.');
	return { field, message: error.message ?? 'is not valid' };
}

// openapi-backend lets any query name pass where a deepObject parameter takes any key.
export function refuseUnknownQuery({ operation, request }: Context): void {
	const known = (operation.parameters ?? []).map((parameter) => ('name' in parameter ? parameter.name : ''));
	const unknown = Object.keys(request.query).filter((name) => !known.includes(name));
	if (unknown.length) {
		const errors = unknown.map((field) => ({ field, message: 'This parameter is not known' }));
		throw new Refusal(400, 'The request is not valid', errors);
	}
}
