import { listApis, listOperations, type Contract, type Operation } from '../../contract/read';
import type { Call } from './call';
import type { Convention } from './conventions';
import type { Comparison, Pair } from './match';
import { baseText, pathText } from './paths';
import type { Difference } from './values';

interface Differing {
	operationId: string;
	call: string;
	requests: string[];
	certain: boolean;
	differences: Array<Pick<Difference, 'here' | 'name' | 'part' | 'renamed' | 'there'>>;
	/** How many more differences it has that many operations have, and that are said once. */
	shared: number;
}
/** What is the same and what is not, for one API. */
export interface ApiReport {
	api: string;
	/** What the addresses of the collection begin with, where it is known. */
	bases: string[];
	asWritten: Array<{ operationId: string; call: string; requests: string[] }>;
	differing: Differing[];
	onlyHere: Array<{ operationId: string; call: string }>;
	onlyThere: Array<{ call: string; requests: string[] }>;
}

const ourCall = ({ verb, path }: Operation) => `${verb} ${path}`;

function describe({ operation, call, certain, differences, conventions = [] }: Pair): Differing {
	return {
		operationId: operation.operationId,
		call: ourCall(operation),
		requests: call.names,
		certain,
		differences: differences.map(({ part, name, here, there, renamed }) => {
			return { part, name, here, there, ...(renamed ? { renamed } : {}) };
		}),
		shared: conventions.length,
	};
}

/** Sorts a comparison by API; calls whose API is not known come last, under "Other". */
export function report(contract: Contract, { pairs, onlyHere, onlyThere }: Comparison): ApiReport[] {
	const apis = listApis(contract).map(({ name }) => name);
	return [...apis, 'Other']
		.map((api) => {
			const own = pairs.filter(({ operation }) => operation.api.name === api);
			const rest = onlyThere.filter((call) => (call.api ?? 'Other') === api);
			const calls: Call[] = [...own.map(({ call }) => call), ...rest];
			const equal = own.filter(
				({ certain, differences, conventions = [] }) =>
					certain && differences.length + conventions.length === 0,
			);
			return {
				api,
				bases: [...new Set(calls.map(({ base }) => baseText(base)).filter(Boolean))],
				asWritten: equal
					.map(describe)
					.map(({ operationId, call, requests }) => ({ operationId, call, requests })),
				differing: own.filter((pair) => !equal.includes(pair)).map(describe),
				onlyHere: onlyHere
					.filter((operation) => operation.api.name === api)
					.map((operation) => ({ operationId: operation.operationId, call: ourCall(operation) })),
				onlyThere: rest.map(({ verb, path, names }) => ({
					call: `${verb} ${pathText(path)}`,
					requests: names,
				})),
			};
		})
		.filter(({ api, onlyThere: { length } }) => api !== 'Other' || length > 0);
}

export function line({ part, name, here, there, renamed }: Differing['differences'][number]): string {
	const what = [part, name].filter(Boolean).join(' ');
	if (renamed) return `${what}: probably called ${there} there`;
	if (there === undefined) return `${what}: only here (${here})`;
	return here === undefined ? `${what}: only there (${there})` : `${what}: here ${here}; there ${there}`;
}

const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ');

function printApi({ api, bases, asWritten, differing, onlyHere, onlyThere }: ApiReport): string {
	const counts = [
		`${asWritten.length} as written`,
		`${differing.length} differ`,
		`${onlyHere.length} only here`,
		`${onlyThere.length} only there`,
	].join(', ');
	return [
		`${api}: ${counts}`,
		...bases.map((base) => `  addresses there begin with ${base}`),
		...asWritten.map(
			({ operationId, call, requests }) => `  as written  ${operationId}: ${call} = ${quoted(requests)}`,
		),
		...differing.flatMap(({ operationId, call, requests, certain, differences, shared }) => [
			`  differs     ${operationId}: ${call} ${certain ? '=' : 'is perhaps'} ${quoted(requests)}`,
			...differences.map((difference) => `                ${line(difference)}`),
			...(shared > 0 ? [`                and ${shared} of the conventions above`] : []),
		]),
		...onlyHere.map(({ operationId, call }) => `  only here   ${operationId}: ${call}`),
		...onlyThere.map(({ call, requests }) => `  only there  ${call} = ${quoted(requests)}`),
	].join('\n');
}

const sayConvention = (convention: Convention) =>
	`${line(convention)}${convention.operations.length > 0 ? ` (${convention.operations.length} operations)` : ''}`;

/** The reports as text: "here" is the contract, "there" the collection. */
export function printReport(contract: Contract, reports: ApiReport[], conventions: Convention[]): string {
	const found = reports.reduce((sum, { asWritten }) => sum + asWritten.length, 0);
	const total = listOperations(contract).length;
	return [
		`${found} of the ${total} operations of the contract ("here") exist as written in the collection ("there").`,
		...(conventions.length > 0
			? [['Conventions, said once:', ...conventions.map((each) => `  ${sayConvention(each)}`)].join('\n')]
			: []),
		...reports.map(printApi),
	].join('\n\n');
}
