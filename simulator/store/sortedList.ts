/** The first position whose item is not before, in items of which all that are before come first. */
export function firstNotBefore<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
	let low = 0;
	let high = items.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isBefore(items[middle])) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Items kept in an order in which no two are equal. */
export class SortedList<T> {
	readonly items: T[] = [];

	constructor(readonly compare: (a: T, b: T) => number) {}

	add(item: T): void {
		const last = this.items.at(-1);
		if (last === undefined || this.compare(last, item) < 0) this.items.push(item);
		else this.items.splice(this.position(item), 0, item);
	}

	remove(item: T): void {
		this.items.splice(this.position(item), 1);
	}

	addAll(items: readonly T[]): void {
		for (const item of items) this.items.push(item);
		this.items.sort(this.compare);
	}

	/** Puts an item in the place of one that is equal to it in order. */
	replace(item: T, by: T): void {
		this.items[this.position(item)] = by;
	}

	private position(item: T): number {
		return firstNotBefore(this.items, (other) => this.compare(other, item) < 0);
	}
}
