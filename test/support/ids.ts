/** A copy in which each id is the text that nodes put out for it: below `id`, `agent_id`, `group_ids` and their like. */
export function withTextIds<Value>(value: Value, name = ''): Value {
	const isId = /^(id|\w+_ids?)$/.test(name);
	if (Array.isArray(value)) return value.map((inner: unknown) => withTextIds(inner, name)) as Value;
	if (typeof value === 'number' && isId) return String(value) as Value;
	if (typeof value !== 'object' || value === null || 'asymmetricMatch' in value) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, withTextIds(inner as unknown, key)]),
	) as Value;
}
