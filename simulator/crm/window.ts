/** Counts requests in a sliding window. */
export class Window {
	private moments: number[] = [];

	constructor(
		private readonly most: number,
		private readonly milliseconds: number,
	) {}

	/** Whether one more is allowed now. */
	take(now = Date.now()): boolean {
		this.moments = this.moments.filter((moment) => moment > now - this.milliseconds);
		if (this.moments.length >= this.most) return false;
		this.moments.push(now);
		return true;
	}
}
