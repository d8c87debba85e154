import { createHash } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';

import type { feeds as FeedId } from '../../../contract/generated/types';
import type { Arguments } from '../transport/client';
import { changedName, feedQuery, operationOf } from '../transport/contract';
import { missingOf } from '../transport/door';
import { toNodeError } from '../transport/errors';
import { isMissing, type Answer } from '../transport/failure';
import type { Page } from '../transport/page';
import { listPage, type ListId, type Row } from '../transport/pages';
import type { Change, FeedRow } from './feed';
import { byId } from './pollState';
import type { PollSettings } from './settings';

/** A list of Kiamo as a feed of changes. */
export interface Feed<Id extends FeedId> {
	id: Id;
	/** The path and the filters. */
	args: Arguments<Id>;
	/** What happened to a row, and when. */
	momentsOf(row: Row<Id>): Record<string, string | null | undefined>;
	readOne(id: string): Promise<Answer<Row<Id>>>;
	/** How many items a change makes, one unless given. */
	weigh?(change: Change<FeedRowOf<Id>>): number;
}

/** A row of a feed, with what Kiamo says about it. */
export interface FeedRowOf<Id extends ListId> extends FeedRow {
	row: Row<Id>;
}

/**
 * Rows that could not be read, by ID: 0 for an old one; else the row is emitted once it can be read, and what happened to
 * it after this moment (milliseconds, server's clock) is new.
 */
export type BadRows = Record<string, number>;

const maxBadRows = 200;
/** How many of them a poll asks for by ID. */
const maxAskedAgain = 5;

/** Reads the rows of a feed. One without an ID, a date or what else is needed is logged once, and emitted when it becomes readable. */
export class RowReader<Id extends FeedId> {
	private readonly found = byId<number>();

	private readonly known: BadRows;

	constructor(
		private readonly settings: Pick<PollSettings, 'clock' | 'context' | 'kiamo'>,
		private readonly feed: Feed<Id>,
		known: BadRows = {},
		/** What happened until then, in milliseconds, is not new. */
		public knownUntil = 1,
	) {
		this.known = byId(known);
	}

	/** A page of the rows that changed at `from` (milliseconds of the server's clock) or later, by their change. */
	async fetchPage(from: number, offset: number, size?: number): Promise<Page<FeedRowOf<Id>>> {
		const { kiamo, clock } = this.settings;
		const { id, args } = this.feed;
		const query = { ...args.query, ...feedQuery(id, new Date(from).toISOString()) };
		const page = await listPage(kiamo, id, { ...args, query, page: { offset, size } });
		clock.read();
		return this.readPage(page);
	}

	/** The rows of a page; one that can't be read has '' for its date. Throws when that is so of all of several. */
	readPage({ data, total }: Page<Row<Id>>): Page<FeedRowOf<Id>> {
		const rows = data.map((row) => this.readRow(row));
		const isOther = rows.length > 1 && rows.every(({ changed, id }) => changed === '' && !(id in this.known));
		if (isOther) {
			throw new NodeOperationError(
				this.settings.context.getNode(),
				"Couldn't read any record that Kiamo returned",
				{
					description: `Each record needs an ID and the date of its last change (${changedName(this.feed.id)}).`,
				},
			);
		}
		return { data: rows, total };
	}

	/**
	 * Rows that no feed shows any more, as they became readable with a date up to `frontier` (milliseconds). `delivered` are
	 * the rows that the feed shows.
	 */
	async readAgain(frontier: number, delivered: FeedRow[]): Promise<Array<FeedRowOf<Id>>> {
		const shown = new Set(delivered.map(({ id }) => id));
		const missing = Object.keys(this.known).filter((id) => !(id in this.found) && !shown.has(id));
		const wanted = missing.filter((id) => this.known[id] > 0);
		const rows: Array<FeedRowOf<Id>> = [];
		for (const id of wanted.slice(0, maxAskedAgain)) {
			const answer = await this.feed.readOne(id);
			if (answer.ok) {
				const row = this.readRow(answer.data);
				const changed = Date.parse(row.changed);
				if (changed <= frontier && changed >= this.known[id]) rows.push(row);
			} else if (!isMissing(answer.failure)) {
				const error = toNodeError(this.settings.context.getNode(), answer.failure);
				if (error.context.isOutage === true) throw error;
				this.found[id] = this.known[id];
			}
		}
		for (const id of wanted.slice(maxAskedAgain)) this.found[id] = this.known[id];
		return rows;
	}

	/** The rows that are still to be emitted, or can't be read, after those with the IDs given were emitted. */
	left(emitted: string[], isComplete: boolean): BadRows | undefined {
		const waiting = isComplete ? [] : Object.keys(this.known).filter((id) => !emitted.includes(id));
		for (const id of waiting) this.found[id] ??= this.known[id];
		return bounded(this.found);
	}

	/** The rows that can't be read when the trigger begins; what happened to them from a moment on is new. */
	asOld(newFrom: number): BadRows | undefined {
		const knownUntil = newFrom < Infinity ? newFrom : 0;
		return bounded(
			Object.fromEntries(Object.keys(this.found).map((id) => [id, id.startsWith('#') ? 0 : knownUntil])),
		);
	}

	private readRow(row: Row<Id>): FeedRowOf<Id> {
		const values = (row ?? {}) as Record<string, unknown>;
		const { id } = values;
		const changed = values[changedName(this.feed.id)];
		const hasId = typeof id === 'string' && id !== '';
		const key = hasId ? String(id) : `#${hashOf(row)}`;
		const missing = missingOf(operationOf(this.feed.id).rows, row);
		if (missing.length === 0 && hasId && isIsoMoment(changed)) {
			const moments = Object.entries(this.feed.momentsOf(row)).filter((moment): moment is [string, string] =>
				isIsoMoment(moment[1]),
			);
			const knownUntil = this.known[key] || undefined;
			return { id: key, changed, moments: Object.fromEntries(moments), knownUntil, row };
		}
		if (!(key in this.known) && !(key in this.found)) {
			const lack = missing.map((name) => ` "${name}"`).join() || ' date of its last change';
			const what = hasId ? `row ${key} has no${lack}` : 'a row has no ID';
			this.settings.context.logger.warn(
				`${this.settings.context.getNode().name}: ${what}. It is emitted once it can be read.`,
			);
		}
		this.found[key] = this.known[key] ?? (hasId ? Math.max(1, this.knownUntil) : 0);
		return { id: key, changed: '', moments: {}, row };
	}
}

function bounded(bad: BadRows): BadRows | undefined {
	const entries = Object.entries(bad).slice(-maxBadRows);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function isIsoMoment(value: unknown): value is string {
	return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function hashOf(row: unknown): string {
	return createHash('sha1')
		.update(JSON.stringify(row) ?? '')
		.digest('base64url')
		.slice(0, 8);
}
