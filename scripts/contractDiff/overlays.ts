import { parseDocument, YAMLMap, type Document } from 'yaml';

/** An operation that was moved to another path or verb. */
export interface Move {
	file: string;
	from: { path: string; verb: string };
	to: { path: string; verb: string };
}

/**
 * Moves the patches of an overlay of the contract (`contract/dialects`) along with the operations they are for. `paths` are
 * those that each file of the contract has now. Returns the new text.
 */
export function moveOverlay(text: string, moves: Move[], paths: Record<string, string[]>): string {
	const document = parseDocument(text);
	for (const { file, from, to } of moves) {
		const place = [file, 'paths', from.path, from.verb];
		if (!document.hasIn(place)) continue;
		document.setIn([file, 'paths', to.path, to.verb], document.getIn(place, true));
		document.deleteIn(place);
		const left: unknown = document.getIn([file, 'paths', from.path]);
		if (left instanceof YAMLMap && left.items.length === 0) document.deleteIn([file, 'paths', from.path]);
	}
	for (const file of Object.keys(paths)) moveBeginnings(document, file, moves, paths[file]);
	return document.toString({ lineWidth: 0 });
}

/** A beginning of paths that none has any more becomes that of the paths that had it, or goes away. */
function moveBeginnings(document: Document, file: string, moves: Move[], paths: string[]): void {
	const moved: unknown = document.getIn([file, 'x-moved']);
	if (!(moved instanceof YAMLMap)) return;
	for (const beginning of moved.items.map(({ key }) => String(key))) {
		const fits = (path: string) => `${path}/`.startsWith(`${beginning}/`);
		if (paths.some(fits)) continue;
		const own = moves.find((move) => move.file === file && fits(move.from.path));
		const rest = own?.from.path.slice(beginning.length) ?? '';
		const other = own?.to.path.slice(0, own.to.path.length - rest.length);
		if (own && other && own.to.path.endsWith(rest) && !moved.has(other))
			moved.set(other, moved.get(beginning));
		moved.delete(beginning);
	}
}
