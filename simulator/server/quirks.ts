import { Refusal } from './refusal';
import type { OperationId } from './tokens';

/** Rows that a server should never send. */
export interface BadRows {
	/** What replaces the row, or of some of its properties; one that is `undefined` is missing. */
	as: null | Record<string, unknown>;
	/** All rows (unless given), the first of an answer, about every third (always the same ones), or those with these ids. */
	rows?: 'all' | 'first' | 'some' | ReadonlyArray<number | string>;
	/** In the answers of these operations only. */
	of?: readonly OperationId[];
}

/** Where the server gives the token away, and in what form. */
export interface TokenEcho {
	in: 'location' | 'refusal' | 'success';
	as: 'plain' | 'capitals' | 'base64' | 'percent';
}

/**
 * Lasting ways in which a server may differ from the plain case. Each is set at the start (`startSimulator({ quirks })`,
 * `npm run simulator -- --quirks '{"pageSize":30}'`) or while the server runs (`simulator.quirks.pageSize = 30`).
 * What happens to single requests is in `faults.ts`.
 *
 * | Lists | |
 * | --- | --- |
 * | `total` | `'missing'`, `'page'` (the number of rows in the page), or any value sent in its place: null, -1, 0, [], true |
 * | `pageSize` | pages hold no more rows than this, whatever the limit |
 * | `ignoresPaging` | limit and offset count for nothing: every page is the first, of `pageSize` rows |
 * | `endlessPages` | after the last row the first comes again |
 * | `alternatingPages` | pages are the first and the second in turn, whatever the offset |
 * | `ignoresFilters` | true: every query parameter but limit, offset and sort; `'feeds'`: created_, updated_, answered_, ended_ from and to; or names |
 * | `ignoresQ`, `narrowQ` | `q` counts for nothing; it finds whole values only |
 * | `exactCase` | `filter` and `q` find contacts only by values in the same case |
 * | `lateFeed` | milliseconds after which lists show a change |
 * | **Rows** | |
 * | `badRows` | rows that are null, lack an id, or have a date that is none: see `BadRows`; in answers to GET |
 * | `emptyStrings` | `""` for every null |
 * | `omitsBlank` | properties that are null or an empty list are left out |
 * | `wholeSeconds` | dates without milliseconds; the server goes on comparing with them |
 * | `offset` | minutes ahead of UTC in which dates are written, `10:30:00.000+01:00` for 60; null for `Z` |
 * | `idsAsText` | ids as text, of all operations or of these |
 * | `idsUuid` | agents have UUIDs for ids |
 * | `shufflesKeys` | properties come in another order in every other answer |
 * | **Writing** | |
 * | `putReplaces` | what a PUT leaves out becomes blank, of all operations or of these (contacts: all fields; agents: email, extension, enabled, groups; interactions: user data, and agent and priority while they can be changed; planned activities: comment; activities: color, paid) |
 * | `emptyPut` | a PUT is answered 204 without a body |
 * | `refusesArrays` | the status with which array updates, and arrays of several new rows, are refused; no element is named |
 * | `maxArray` | longer arrays are refused with 413 |
 * | `uniqueFields` | contact fields whose value no two contacts of a base may share: 409 |
 * | **Answers** | |
 * | `htmlErrors` | every refusal is an HTML page with its status |
 * | `echoesToken` | the token comes back: in the Location of a redirect, in the message of a refusal, or in a success; plain, in capitals, in Base64, or percent-encoded |
 * | `drip` | milliseconds between the bytes of an answer, which never ends |
 * | `hugeAnswer` | bytes of blank space in front of every JSON, in refusals too |
 * | **Time** | |
 * | `clockJump` | milliseconds by which the clock of the server, and its Date header, are off |
 * | `dateHeaderOff` | `'missing'`, or the milliseconds by which the header alone is off; `'1970'` for the beginning of time |
 */
export class Quirks {
	total: 'exact' | 'missing' | 'page' | number | boolean | null | readonly unknown[] = 'exact';
	pageSize = Infinity;
	ignoresPaging = false;
	endlessPages = false;
	alternatingPages = false;
	ignoresFilters: boolean | 'feeds' | readonly string[] = false;
	ignoresQ = false;
	narrowQ = false;
	exactCase = false;
	lateFeed = 0;
	badRows: BadRows | undefined = undefined;
	emptyStrings = false;
	omitsBlank = false;
	wholeSeconds = false;
	offset: number | null = null;
	idsAsText: boolean | readonly OperationId[] = false;
	idsUuid = false;
	shufflesKeys = false;
	putReplaces: boolean | readonly OperationId[] = false;
	emptyPut = false;
	refusesArrays: false | 400 | 404 | 405 | 413 | 422 = false;
	maxArray = Infinity;
	uniqueFields: string[] = [];
	htmlErrors = false;
	echoesToken: TokenEcho | undefined = undefined;
	drip = 0;
	hugeAnswer = 0;
	clockJump = 0;
	dateHeaderOff: 'missing' | '1970' | number = 0;

	constructor(quirks: Partial<Quirks> = {}) {
		// A quirk of another name is an error from here on.
		Object.assign(Object.seal(this), quirks);
	}
}

/** Whether a PUT makes blank what it leaves out. */
export const replaces = ({ putReplaces }: Quirks, call: OperationId): boolean =>
	typeof putReplaces === 'boolean' ? putReplaces : putReplaces.includes(call);

/** Refuses an array of this length when the server's ways have it so. */
export function refuseArray({ refusesArrays, maxArray }: Quirks, length: number): void {
	if (refusesArrays) throw new Refusal(refusesArrays, 'Not in this form');
	if (length > maxArray) throw new Refusal(413, 'The array is too long');
}
