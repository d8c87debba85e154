import type { Measured } from './run';

/** A ratio, or a count, and what it has to be; the least and the most of its rounds, where it has some. */
export interface Figure {
	name: string;
	value: number;
	goal: string;
	least?: number;
	most?: number;
}

export const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** What was measured, by the name of the job. */
export class Measurements {
	private readonly runs = new Map<string, Measured[]>();

	note(name: string, measured: Measured): void {
		this.runs.set(name, [...(this.runs.get(name) ?? []), measured]);
		console.log(this.line(name, measured.milliseconds, measured.peakKb));
	}

	/** Time of one job over that of another, round by round: the median, the least and the most. */
	timeRatio(name: string, goal: string, one: string, other: string): Figure {
		return this.ratio({ name, goal }, one, other, 'milliseconds');
	}

	/** Peak of memory of one job over that of another, round by round. */
	peakRatio(name: string, goal: string, one: string, other: string): Figure {
		return this.ratio({ name, goal }, one, other, 'peakKb');
	}

	printMedians(): void {
		console.log('\nMedians');
		for (const [name, runs] of this.runs) {
			const [time, peak] = [runs.map(({ milliseconds }) => milliseconds), runs.map(({ peakKb }) => peakKb)];
			console.log(this.line(name, median(time), median(peak)));
		}
	}

	private ratio(
		figure: { name: string; goal: string },
		one: string,
		other: string,
		what: 'milliseconds' | 'peakKb',
	): Figure {
		const others = this.runs.get(other) ?? [];
		const ratios = (this.runs.get(one) ?? []).map((run, round) => run[what] / others[round][what]);
		return { ...figure, value: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
	}

	private line(name: string, milliseconds: number, peakKb: number): string {
		return `  ${name.padEnd(30)}${(milliseconds / 1000).toFixed(3)} s, ${Math.round(peakKb / 1024)} MB`;
	}
}

/** Throws when what was measured did not do its job. */
export function expectThat(holds: boolean, fault: string): void {
	if (!holds) throw new Error(fault);
}
