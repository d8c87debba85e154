import type { INodeProperties } from 'n8n-workflow';

import type { BatchOperation, Run } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { ArrayWriter, createRows } from '../../shared/writing/arrayWriter';
import { readYesNo } from '../../shared/values/numbers';
import { executeBatch } from '../../shared/writing/batch';
import { writeInRounds } from '../../shared/writing/rounds';
import type { Activity } from './activitiesOf';
import { colorField, kindField, nameField, paidField, readColor, readName } from './fields';
import { mostElements } from '../../shared/transport/contract';

type NewActivity = Pick<Activity, 'name' | 'kind' | 'color'> & { paid: boolean };

const properties: INodeProperties[] = [
	{ ...nameField, required: true },
	{ ...kindField, required: true },
	optionsOf([colorField, paidField]),
];

export const create: BatchOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create kind of activity',
	description: 'Create a new kind of activity, such as a training',
	output: { row: 'Activity' },
	properties,
	writes: true,
	async executeAll(run) {
		return await executeBatch(run, {
			read: (item) => readActivity(run, item),
			async write(inputs, items, stop) {
				const call = {
					longest: mostElements('createActivities'),
					send: async (body: NewActivity[]) => await createRows(run.kiamo, 'createActivities', { body }),
					element: (body: NewActivity) => ({ body }),
				};
				const writer = new ArrayWriter<NewActivity, Activity>(run.kiamo, call, stop);
				return await writeInRounds(run, items, stop, {
					decide: (at) => ({ at, isNew: true }),
					create: async () => await writer.write(inputs),
					settle: ({ at }, row) => ({ rows: [{ ...(row ?? inputs[at]) }] }),
				});
			},
		});
	},
};

function readActivity({ read }: Run, item: number): NewActivity {
	const { color, paid = true } = read<{ color?: unknown; paid?: unknown }>('options', item, {});
	return {
		name: readName(read<unknown>('name', item, '')),
		kind: read<Activity['kind']>('kind', item),
		paid: readYesNo('Paid', paid),
		color: readColor(color),
	};
}
