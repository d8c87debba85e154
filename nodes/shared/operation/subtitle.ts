import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import type { Resource } from './operation';

/** The subtitle of an action node on the canvas, in the words of its lists: `Create or Update: Contact`. */
export function operationSubtitle(resources: Resource[]): string {
	const words = Object.fromEntries(
		resources.flatMap((resource) =>
			resource.operations.map(({ name, value }) => [
				`${resource.value}.${value}`,
				`${name}: ${resource.name}`,
			]),
		),
	);
	return `={{ (${JSON.stringify(words)})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

/** The subtitle of a trigger: the events or rules that are chosen in a parameter, by the names that the panel shows. */
export function eventSubtitle({ name, type, options = [] }: INodeProperties): string {
	const words = Object.fromEntries(
		(options as Array<INodePropertyOptions | INodePropertyCollection>).map((option) =>
			'values' in option ? [option.name, option.displayName] : [option.value, option.name],
		),
	);
	const chosen = type === 'fixedCollection' ? `Object.keys($parameter["${name}"])` : `$parameter["${name}"]`;
	return `={{ [${chosen}].flat().map((event) => (${JSON.stringify(words)})[event] ?? event).join(", ") }}`;
}
