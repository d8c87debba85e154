import { YAMLMap, type Document } from 'yaml';
import { placeOf, resolve } from '../../contract/read';
import { sourceOf, type Edit } from './edit';
import type { Pair } from './match';
import { nameLikeness } from './names';
import type { Difference } from './values';

/** How alike two names of a parameter are at least, for the one to be written in place of the other. */
const sureName = 0.6;

/**
 * Gives parameters the names that the collection has, where all certain calls that use one agree: code knows them by their
 * keys. Returns what tells whether a difference is settled by that.
 */
export function renameParameters(edit: Edit, pairs: Pair[]): (difference: Difference) => boolean {
	const wanted = new Map<string, { place: string[]; names: Set<string>; from: string; source: string }>();
	for (const { operation, call, differences } of pairs) {
		for (const [index, parameter] of (operation.parameters ?? []).entries()) {
			const { node, place } = resolve(edit.contract, parameter, [
				...placeOf(operation),
				'parameters',
				String(index),
			]);
			if (node.in !== 'query') continue;
			const to = differences.find(
				({ part, name, renamed, there = '' }) =>
					part === 'parameter' && renamed && name === node.name && nameLikeness(name, there) >= sureName,
			)?.there;
			const seen = to ?? (node.name in call.query ? node.name : undefined);
			if (seen === undefined) continue;
			const key = place.join(' ');
			const entry = wanted.get(key) ?? {
				place,
				names: new Set<string>(),
				from: node.name,
				source: sourceOf(call),
			};
			entry.names.add(parameter.$ref ? seen : '');
			wanted.set(key, entry);
		}
	}
	const done = new Set<string>();
	for (const { place, names, from, source } of wanted.values()) {
		const [to, ...others] = names;
		if (others.length > 0 || to === '' || to === from) continue;
		const [file, ...at] = place;
		edit.document(file).setIn([...at, 'name'], to);
		edit.mark(place, source);
		renamePaging(edit.document(file), from, to);
		done.add(`${from} ${to}`);
		edit.changes.push(`parameter ${from} is now ${to}`);
	}
	return ({ part, renamed, here, there }) =>
		part === 'parameter' && renamed === true && done.has(`${here} ${there}`);
}

/** The parameters of pages and feeds are named by the data of the contract, too. */
function renamePaging(document: Document, from: string, to: string): void {
	const paging = document.get('x-paging');
	if (!(paging instanceof YAMLMap)) return;
	for (const key of ['size', 'position']) if (paging.get(key) === from) paging.set(key, to);
}
