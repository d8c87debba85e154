import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** A list that the editor asks a node for. */
export interface List {
	method: string;
	/** The last part of the address of n8n's call. */
	kind: 'options' | 'resource-locator-results' | 'resource-mapper-fields';
	path: string;
	/** The resource and the operation for which the list is shown. */
	shownFor: Record<string, unknown>;
}

/** Every list that the properties of a node ask for, once for each property. */
export function listsIn(
	properties: Array<INodeProperties | INodePropertyCollection>,
	within = 'parameters',
	shownFor: List['shownFor'] = {},
): List[] {
	return properties.flatMap((property): List[] => {
		const path = `${within}.${property.name}`;
		if ('values' in property) return listsIn(property.values, path, shownFor);
		const shown = Object.entries(property.displayOptions?.show ?? {}).map(
			([name, of]) => [name, of?.[0] as unknown] as const,
		);
		const here = { path, shownFor: { ...shownFor, ...Object.fromEntries<unknown>(shown) } };
		const { loadOptionsMethod, resourceMapper } = property.typeOptions ?? {};
		const methods: Array<[List['kind'], string | undefined]> = [
			['options', loadOptionsMethod],
			['resource-mapper-fields', resourceMapper?.resourceMapperMethod],
			...(property.modes ?? []).map((mode): [List['kind'], string | undefined] => [
				'resource-locator-results',
				mode.typeOptions?.searchListMethod,
			]),
		];
		const own = methods.flatMap(([kind, method]) => (method ? [{ ...here, kind, method }] : []));
		const inner = (property.options ?? []).filter(
			(option): option is INodeProperties | INodePropertyCollection => 'type' in option || 'values' in option,
		);
		return [...own, ...listsIn(inner, path, here.shownFor)];
	});
}
