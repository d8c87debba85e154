/** Numbers that look random and are the same for the same seeds (mulberry32 over an FNV-1a hash). */
export class Random {
	private state = 0x811c9dc5;

	constructor(...seeds: Array<string | number>) {
		for (const character of seeds.join('/')) {
			this.state = Math.imul(this.state ^ character.charCodeAt(0), 0x01000193);
		}
	}

	/** A number from 0 to 1, without 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 to `below`, without `below`. */
	integer(below: number): number {
		return Math.floor(this.next() * below);
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.integer(choices.length)];
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	digits(length: number): string {
		return Array.from({ length }, () => this.integer(10)).join('');
	}

	hex(length: number): string {
		return Array.from({ length }, () => this.integer(16).toString(16)).join('');
	}
}
