import { parseDocument, YAMLMap, type Document, type Pair, type Scalar } from 'yaml';
import type { Contract } from '../../contract/read';
import type { Call } from './call';

type Entry = Pair<Scalar, YAMLMap>;

/** An entry of a map by its name; undefined where it has none. */
export const entryOf = (map: YAMLMap, name: string) =>
	(map.items as Entry[]).find(({ key }) => key.value === name);

/** Where it comes from that a call is as the contract has it. */
export const sourceOf = ({ names }: Call) => `vendor's Postman collection, ${names[0]}`;

/** The files of the contract while they are edited; their comments stay. */
export class Edit {
	/** A line for each change. */
	readonly changes: string[] = [];

	private readonly documents: Record<string, Document>;

	/** `texts` are the files that `contract` was read from, by their names. */
	constructor(
		readonly contract: Contract,
		texts: Record<string, string>,
	) {
		this.documents = Object.fromEntries(
			Object.entries(texts).map(([file, text]) => [file, parseDocument(text)]),
		);
	}

	document(file: string): Document {
		return this.documents[file];
	}

	/** Says that an object of the contract is documented, and where; false when that is said already. */
	mark([file, ...place]: string[], source: string): boolean {
		const document = this.documents[file];
		const map = document.getIn(place) as YAMLMap;
		if (map.get('x-source') === source) return false;
		map.set('x-evidence', 'documented');
		map.delete('x-source');
		const at = (map.items as Entry[]).findIndex(({ key }) => key.value === 'x-evidence') + 1;
		map.items.splice(at, 0, document.createPair('x-source', source));
		return true;
	}

	/** The files as they are now. */
	get texts(): Record<string, string> {
		return Object.fromEntries(
			Object.entries(this.documents).map(([file, document]) => [file, document.toString({ lineWidth: 0 })]),
		);
	}
}
