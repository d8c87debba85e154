import { kinds, printReach, reached } from './reach';
import { World } from './world';

/** Seeds that found a fault. */
const found = [108, 132, 164, 165, 189, 522, 534, 558, 637, 669, 709];

/** Lives through so many worlds, each with all five triggers. */
export function checkWorlds(worlds: number, { showsReach = false } = {}): void {
	const first = Number(process.env.SEED ?? 1);
	it(
		'loses nothing and emits each change under one eventId',
		async () => {
			const faults: string[] = [];
			for (const seed of [...found, ...Array.from({ length: worlds }, (_, at) => first + at)]) {
				faults.push(...(await World.live(seed)).map((fault) => `seed ${seed}: ${fault}`));
				if (faults.length > 20) break;
			}
			expect(faults).toEqual([]);
		},
		600_000 + worlds * 6_000, // room for a very busy machine
	);

	it('reaches every kind of incident', () => {
		if (showsReach) process.stdout.write(`${printReach()}\n`);
		expect(kinds.filter((kind) => !reached.has(kind))).toEqual([]);
	});
}
