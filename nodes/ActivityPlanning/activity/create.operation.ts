import type { INodeProperties } from 'n8n-workflow';

import type { BatchOperation, Run } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { ArrayWriter, Stop } from '../../shared/writing/arrayWriter';
import { createRows } from '../../shared/writing/createRows';
import { executeTogether } from '../../shared/operation/executeBatch';
import { writtenOutcome } from '../writtenOutcome';
import type { Activity } from './activitiesOf';
import { colorField, kindField, nameField, paidField, readColor } from './fields';

type NewActivity = Pick<Activity, 'name' | 'kind' | 'color'> & { paid: boolean };

const properties: INodeProperties[] = [
	{ ...nameField, required: true },
	{ ...kindField, required: true },
	optionsOf([colorField, paidField]),
];

export const create: BatchOperation = {
	properties,
	writes: true,
	async executeAll(run) {
		const { kiamo } = run;
		return await executeTogether(
			run,
			(item) => readActivity(run, item),
			async (inputs, items, stopAtFailure) => {
				const call = {
					send: async (body: NewActivity[]) => await createRows(kiamo, 'createActivities', { body }),
					element: (body: NewActivity) => ({ body }),
				};
				const writer = new ArrayWriter<NewActivity, Activity>(kiamo, call, new Stop(stopAtFailure));
				const results = await writer.write(inputs);
				return results.map((result, at) =>
					writtenOutcome(run, items[at], result, inputs[at], (row) => ({ ...row })),
				);
			},
		);
	},
};

function readActivity({ read }: Run, item: number): NewActivity {
	const name = String(read('name', item, '') ?? '').trim();
	if (name === '') throw new RangeError('Name is empty');
	const { color, paid = true } = read<{ color?: unknown; paid?: boolean }>('options', item, {});
	return { name, kind: read<Activity['kind']>('kind', item), paid, color: readColor(color) };
}
