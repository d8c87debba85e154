import { readId } from '../../../shared/lists/locator';
import type { ItemError, Run } from '../../../shared/operation/operation';
import { readMoment } from '../../../shared/values/dates';
import { originOf } from '../../../shared/values/zones';
import type { NewSlot } from '../slot';
import type { SlotOptions, SlotReader } from '../slotFields';

/** What an item wants. */
export interface WantedSlot extends NewSlot {
	item: number;
	zone: string;
}

/** What a run asks for. */
export interface Wanted {
	slots: WantedSlot[];
	from: string;
	to: string;
	groupId?: string;
	emptyOthers: boolean;
	dryRun: boolean;
	/** By item, why it cannot be planned. */
	errors: Map<number, ItemError>;
}

interface ReplaceOptions extends SlotOptions {
	dryRun?: boolean;
	emptyOthers?: boolean;
}

/** Reads all items. What they have in common (period, group, options) is that of the first, and must be the same for all. */
export function readWanted(run: Run, reader: SlotReader): Wanted {
	const common = readCommon(run, 0);
	const errors = new Map<number, ItemError>();
	const slots: WantedSlot[] = [];
	for (const item of run.context.getInputData().keys()) {
		try {
			const { slot, zone } = reader.read(item);
			const wanted = { ...slot, item, zone };
			checkCommon(common, readCommon(run, item));
			checkWithin(wanted, common);
			checkFree(wanted, slots);
			slots.push(wanted);
		} catch (error) {
			errors.set(item, run.errorAt(error, item));
		}
	}
	return { ...common, slots, errors };
}

type Common = Omit<Wanted, 'slots' | 'errors'>;

function readCommon(run: Run, item: number): Common {
	const { read } = run;
	const { timezone, dryRun = false, emptyOthers = false } = read<ReplaceOptions>('options', item, {});
	const origin = originOf(run, timezone);
	const at = (label: string, name: string) =>
		new Date(readMoment(label, read<unknown>(name, item, ''), origin).at).toISOString();
	const [from, to] = [at('Period Start', 'periodStart'), at('Period End', 'periodEnd')];
	if (from >= to) throw new RangeError('Period End must be later than Period Start');
	const isGroup = read<string>('scope', item, 'agents') === 'group';
	return { from, to, dryRun, emptyOthers, ...(isGroup ? { groupId: readId(run, 'group', item) } : {}) };
}

function checkCommon(first: Common, { from, to, groupId, dryRun, emptyOthers }: Common): void {
	const isSame =
		from === first.from &&
		to === first.to &&
		groupId === first.groupId &&
		dryRun === first.dryRun &&
		emptyOthers === first.emptyOthers;
	if (isSame) return;
	throw new RangeError(
		'Period, group, Dry Run and Clear Schedules Without Items must be the same for all items. Run once for each period',
	);
}

/** A slot that begins or ends outside the period would change what the user did not ask to replace. */
function checkWithin({ start, end }: NewSlot, { from, to }: Common): void {
	if (start >= from && end <= to) return;
	throw new RangeError(
		`The slot from ${start} to ${end} is not within the period (${from} to ${to}). Extend the period, or remove the item`,
	);
}

function checkFree(slot: NewSlot, others: WantedSlot[]): void {
	// As they are all read here, the texts of the moments are in order of time.
	const other = others.find(
		({ agent_id, start, end }) => agent_id === slot.agent_id && start < slot.end && slot.start < end,
	);
	if (!other) return;
	throw new RangeError(
		`The slot overlaps the slot of item ${other.item}: an agent can have only one activity at a time`,
	);
}
