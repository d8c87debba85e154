import { SortedList } from '../store/sortedList';

interface Due {
	at: number;
	/** Of two that are due at one moment, the one that was put down first comes first. */
	order: number;
	run: (at: number) => void;
}

/** What is due to happen, in the order of time. */
export class Agenda {
	private readonly due = new SortedList<Due>((a, b) => a.at - b.at || a.order - b.order);
	private noted = 0;

	/** Puts down what is to be done at a moment in milliseconds; it gets that moment. */
	add(at: number, run: (at: number) => void): void {
		this.due.add({ at, order: this.noted++, run });
	}

	/** Does what is due by a moment, and what comes of it until then. */
	work(until: number): void {
		while (this.due.items.length && this.due.items[0].at <= until) {
			const { at, run } = this.due.items[0];
			this.due.items.shift();
			run(at);
		}
	}
}
