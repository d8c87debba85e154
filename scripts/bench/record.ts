import type { Measured } from './run';

/** A ratio, or a count, and what it has to be. */
export interface Figure {
	name: string;
	value: number;
	goal: string;
}

export const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** What was measured, by the name of the job. */
export class Measurements {
	private readonly runs = new Map<string, Measured[]>();

	note(name: string, measured: Measured): void {
		this.runs.set(name, [...(this.runs.get(name) ?? []), measured]);
		console.log(this.line(name, measured.milliseconds, measured.peakKb));
	}

	/** Median of the milliseconds. */
	time(name: string): number {
		return median((this.runs.get(name) ?? []).map(({ milliseconds }) => milliseconds));
	}

	/** Median of the peaks of memory, in kB. */
	peak(name: string): number {
		return median((this.runs.get(name) ?? []).map(({ peakKb }) => peakKb));
	}

	printMedians(): void {
		console.log('\nMedians');
		for (const name of this.runs.keys()) console.log(this.line(name, this.time(name), this.peak(name)));
	}

	private line(name: string, milliseconds: number, peakKb: number): string {
		return `  ${name.padEnd(24)}${(milliseconds / 1000).toFixed(2)} s, ${Math.round(peakKb / 1024)} MB`;
	}
}

/** Throws when what was measured did not do its job. */
export function expectThat(holds: boolean, fault: string): void {
	if (!holds) throw new Error(fault);
}
