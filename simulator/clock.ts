/** The clock of a simulated Kiamo: ids, dates of rows and the HTTP `Date` all come from it. */
export class Clock {
	private stoppedAt?: number;
	private offset = 0;

	/** Without a start the clock shows real time; with one it stands still there until it is moved. */
	constructor(start?: Date) {
		if (start) this.set(start);
	}

	now(): Date {
		return new Date(this.stoppedAt ?? Date.now() + this.offset);
	}

	/** Moves the clock, back with a negative number. On a running clock this is skew against real time. */
	advance(milliseconds: number): void {
		if (this.stoppedAt === undefined) this.offset += milliseconds;
		else this.stoppedAt += milliseconds;
	}

	/** Stops the clock at a moment. */
	set(date: Date): void {
		this.stoppedAt = date.getTime();
	}

	/** Lets a stopped clock run on from where it is. */
	run(): void {
		if (this.stoppedAt === undefined) return;
		this.offset = this.stoppedAt - Date.now();
		this.stoppedAt = undefined;
	}
}
