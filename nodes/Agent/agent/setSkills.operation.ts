import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { nameOrId, namesOrIds } from '../../shared/lists/choices';
import type { components } from '../../../contract/generated/types';
import { openForEditor } from '../../shared/lists/editor';
import { listRows } from '../../shared/transport/pages';
import { optionOf, readId, checkId, toIds } from '../../shared/lists/locator';
import { wholeNumber } from '../../shared/values/numbers';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';
import { readBack, withAgentLock } from './writer';

type SkillLevel = components['schemas']['SkillLevel'];

export const setSkills: ItemOperation = {
	name: 'Set Skills',
	value: 'setSkills',
	action: 'Set skills of agent',
	description: 'Replace, add, change or remove the skills of an agent',
	output: { row: 'Agent' },
	properties: [
		agentLocator,
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			default: 'add',
			options: [
				{ name: 'Add or Change', value: 'add', description: 'Other skills of the agent are unchanged' },
				{ name: 'Remove', value: 'remove', description: 'Other skills of the agent are unchanged' },
				{
					name: 'Replace',
					value: 'replace',
					description: 'Replaces the skills of the agent with these',
				},
			],
		},
		{
			displayName: 'Skills',
			name: 'skills',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			displayOptions: { show: { mode: ['add', 'replace'] } },
			placeholder: 'Add Skill',
			default: {},
			options: [
				{
					displayName: 'Skill',
					name: 'skill',
					values: [
						nameOrId('Skill', 'id', 'getSkills'),
						{
							displayName: 'Level',
							name: 'level',
							type: 'number',
							typeOptions: { minValue: 1, maxValue: 10 },
							default: 5,
							description: 'From 1 to 10',
						},
					],
				},
			],
		},
		{ ...namesOrIds('Skill', 'removedSkills', 'getSkills'), displayOptions: { show: { mode: ['remove'] } } },
	],
	writes: true,
	async execute(run, itemIndex) {
		const { kiamo, read } = run;
		const agentId = readId(run, 'agent', itemIndex);
		const path = { agentId };
		const mode = read<'add' | 'remove' | 'replace'>('mode', itemIndex);
		const given = mode === 'remove' ? [] : readSkills(run, itemIndex);
		const removed = mode === 'remove' ? readRemoved(run, itemIndex) : given.map(({ id }) => id);
		return await withAgentLock(kiamo, agentId, async () => {
			const agent = await kiamo.call('getAgent', { path }, itemIndex);
			const had = (agent.skills ?? (await blankSkills(run, mode))).map(({ id, level }) => ({ id, level }));
			const kept = mode === 'replace' ? [] : had.filter(({ id }) => !removed.includes(id));
			if (!kept.every(({ id, level }) => id && level)) throw unknownSkills();
			const body = [...kept, ...given];
			if (inOrder(body) === inOrder(had)) return { ...agent };
			const answer = await kiamo.call('setAgentSkills', { path, body }, itemIndex);
			const now = inOrder(answer?.skills ?? []) === inOrder(body) ? answer : undefined;
			return { ...(await readBack(kiamo, agentId, now, { ...agent, skills: body })) };
		});
	},
};

/** The skills of an agent who shows none: they have none only where others show theirs. */
async function blankSkills({ kiamo }: Run, mode: string): Promise<SkillLevel[]> {
	const isShown = async () => (await listRows(kiamo, 'listAgents', {})).some(({ skills }) => skills);
	if (mode === 'replace' || (await kiamo.once('skills are shown', isShown))) return [];
	throw unknownSkills();
}

const unknownSkills = () =>
	new RangeError(
		"Couldn't find out which skills the agent has: Kiamo doesn't show them. Nothing was written. Use the mode Replace to set all skills of the agent",
	);

function readSkills({ read, context }: Run, itemIndex: number): SkillLevel[] {
	const { skill: rows = [] } = read<{ skill?: Array<{ id: unknown; level: unknown }> }>(
		'skills',
		itemIndex,
		{},
	);
	const skills = rows.map(({ id, level }) => ({
		id: checkId(context.getNode(), 'skill', id, itemIndex),
		level: wholeNumber('The level of a skill', level),
	}));
	const twice = skills.find(({ id }, at) => skills.findIndex((other) => other.id === id) < at);
	if (twice) throw new RangeError(`The skill ${twice.id} is listed twice: list each skill once`);
	return skills;
}

function readRemoved(run: Run, itemIndex: number): string[] {
	return toIds(run.context.getNode(), 'skill', run.read('removedSkills', itemIndex, []), itemIndex);
}

function inOrder(skills: SkillLevel[]): string {
	return skills
		.map(({ id, level }) => `${id}:${level}`)
		.sort()
		.join();
}

/** The skills that agents may have, for drop-downs. */
export async function getSkills(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const skills = await listRows(await openForEditor(this), 'listSkills', {});
	return skills.map(({ id, name }) => optionOf(id, [name]));
}
