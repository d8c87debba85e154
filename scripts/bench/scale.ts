import { measureUpsert } from './contacts';
import { startKiamo } from './kiamo';
import { expectThat, type Figure, type Measurements } from './record';
import { bringIn, execute, type Bench } from './run';
import * as workflows from './workflows';

/**
 * Create or Update and Get Many of ten times as many items: in time, and in memory beside a node that does nothing with items
 * such as those that they put out.
 */
export async function benchScale(bench: Bench, measurements: Measurements): Promise<Figure[]> {
	const { n8n, port, rounds, target } = bench;
	const sizes = { small: target.items, large: 10 * target.items };
	const counts = Object.entries(sizes);
	const upserts = Object.fromEntries(
		counts.map(([size, items]) => [
			size,
			workflows.upsertAutoMapped({ ...target, items }, `scaleupsert${size}`),
		]),
	);
	const getMany = workflows.getMany(target, 'scalegetmany0001');
	await bringIn(bench, [...Object.values(upserts), getMany]);
	for (let round = 1; round <= rounds; round++) {
		for (const [size, items] of counts) {
			console.log(`Round ${round} of ${rounds}, ${items} items`);
			const written = await measureUpsert(bench, items, async () => await execute(n8n, upserts[size]));
			measurements.note(`Upsert, ${size}`, { ...written, items: [] });
			const kiamo = await startKiamo(port, items);
			const read = await execute(n8n, getMany);
			await kiamo.stop();
			expectThat(read.items.length === items, `Get Many read ${read.items.length} contacts`);
			measurements.note(`Get Many, ${size}`, { ...read, items: [] });
			const passed = workflows.noOperation({ ...target, items }, `scalenoop${size}`, read.items[0].json);
			await bringIn(bench, [passed]);
			measurements.note(`No Operation, ${size}`, { ...(await execute(n8n, passed)), items: [] });
		}
	}
	return (['Upsert', 'Get Many'] as const).flatMap((job) => {
		const name = job === 'Upsert' ? 'upsert' : 'get_many';
		const [large, small] = [`${job}, large`, `${job}, small`];
		return [
			measurements.timeRatio(`scale_${name}_100k_vs_10k`, 'at most 11', large, small),
			measurements.peakRatio(`scale_${name}_memory_100k_vs_10k`, 'none', large, small),
			measurements.peakRatio(
				`scale_${name}_memory_vs_no_operation`,
				'at most 1.3',
				large,
				'No Operation, large',
			),
		];
	});
}
