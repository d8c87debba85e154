import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';

const load = createRequire(__filename);

/** A node by its name. It is named in full, as its codex file is a `.node.json`, which some loaders prefer. */
export function nodeOf(name: string): INodeType {
	const [Class] = Object.values(
		load(`../../nodes/${name.replace(/^Kiamo|Trigger$/g, '')}/${name}.node.ts`) as Record<
			string,
			new () => INodeType
		>,
	);
	return new Class();
}
