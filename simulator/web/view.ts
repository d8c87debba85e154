/** Which part of the contacts of a base is shown. */
export interface View {
	search: string;
	offset: number;
}

/** Query parameters; of a repeated one, the last. */
export type Query = Record<string, string | undefined>;

export function viewOf({ search = '', offset }: Query): View {
	const number = Number(offset);
	return { search: search.trim(), offset: Number.isSafeInteger(number) && number > 0 ? number : 0 };
}

/** The address of a view of a base, or of something below the base that leads back to this view. */
export function addressOf(baseId: string, { search, offset }: View, ...below: string[]): string {
	const query = new URLSearchParams({
		...(search ? { search } : {}),
		...(offset ? { offset: String(offset) } : {}),
	}).toString();
	const path = ['bases', baseId, ...below].map((part) => `/${encodeURIComponent(part)}`).join('');
	return query ? `${path}?${query}` : path;
}
