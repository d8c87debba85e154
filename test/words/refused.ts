/** A word or spelling that texts don't use, and what they use instead. */
export interface Refused {
	pattern: RegExp;
	write: string;
}

/** In every text: pages, node panels, errors, examples, comments, titles of tests. */
export const inTexts: Refused[] = [
	{ pattern: /\btold\b/i, write: 'emitted, returned, shown' },
	{ pattern: /\b(afresh|anew)\b/i, write: 'again, from the beginning' },
	{ pattern: /\bmend(s|ed|ing)?\b/i, write: 'fix' },
	{ pattern: /\bdoubl(es|ed|ing)\b/i, write: 'duplicate' },
	{ pattern: /\bwho(m|ever)\b/i, write: 'who, anyone who' },
	{ pattern: /\bshall\b/i, write: 'must, will, to' },
	{ pattern: /\bbe it\b/i, write: 'also' },
	{ pattern: /\bof (its|their) own making\b/i, write: 'self-signed' },
	{ pattern: /\b(says?|said) of\b/i, write: 'says about' },
	{ pattern: /\b(stands?|stood)\b(?! (for|in (the way|for)|still)\b)/i, write: 'is, are' },
	{ pattern: /\bin whole\b/i, write: 'completely' },
	{ pattern: /\btakes? (it )?for true\b/i, write: 'assumes' },
	{ pattern: /\bfor good\b/i, write: 'permanently' },
	{ pattern: /\bma(ke|kes|de) up for\b/i, write: 'catch up' },
	{ pattern: /\b(Kiamo|base|server) (knows?|knew) (no|nothing|nobody)\b/i, write: 'not found in' },
	{ pattern: /\bout of order\b/i, write: 'returned a server error' },
	{ pattern: /\bnothing answers\b/i, write: "couldn't connect" },
	{ pattern: /\bpast moments?\b/i, write: 'date in the past' },
	{ pattern: /\bwanted plan\b/i, write: 'new schedule' },
	{ pattern: /\bbesides\b/i, write: 'in addition to' },
	{ pattern: /\bthe (law|way out)\b/i, write: 'source of truth, fallback' },
	{ pattern: /\bthe road to\b/i, write: 'HTTP client' },
	{ pattern: /\bflows?\b/i, write: 'workflow' },
	// `E-mail` and `les e-mails` are French.
	{ pattern: /(?<!les |l’)\be-mails?\b/, write: 'email' },
	{ pattern: /\bweb sites?\b/i, write: 'website' },
	{
		pattern: /\b(colour|behaviour|honour|favour|neighbour)(s|ed|ing|ite)?\b/i,
		write: 'color, behavior, honor',
	},
	{ pattern: /\blicences?\b/i, write: 'license' },
	{ pattern: /\b(call|contact)[- ]centres?\b/i, write: 'contact center' },
	// `cancelled` is a status of Kiamo.
	{
		pattern: /\b(be|been|callback|is|it|or|somebody|was|were) cancelled\b|\bcancelling\b|^Cancelled/,
		write: 'canceled',
	},
	{
		pattern: /\b(normal|organ|recogn|summar|optim|initial|serial|author)is(e|es|ed|ing|ation)\b/i,
		write: '-ize',
	},
	{ pattern: /\bspelt\b/i, write: 'spelled' },
];

/** In what people read who don't read the code: pages, node panels, errors, examples. */
export const inPages: Refused[] = [
	...inTexts,
	{ pattern: /\btells? (?!us\b|you\b|n8n\b)(?!.{0,20}\bapart\b)/i, write: 'says, shows' },
	{ pattern: /\btreat(s|ed|ing)?\b/i, write: 'handle' },
	{ pattern: /\bmoments?\b/i, write: 'time, date' },
	{ pattern: /\b(take|takes|taken) (it )?away\b/i, write: 'remove, delete' },
	{ pattern: /\b(puts?|putting) out\b/i, write: 'returns' },
	{ pattern: /\bswitch(ed|es)? (on|off)\b/i, write: 'turn on, turn off' },
	{ pattern: /\bexactly once\b/i, write: 'what was measured' },
	{ pattern: /\bany more\b/i, write: 'no longer' },
	{ pattern: /\btakes? (its|their) bearings\b/i, write: 'records the current state' },
	{ pattern: /\bin upper (or|and) lower case\b/i, write: 'ignoring case' },
	{ pattern: /\bhowever (it is|they are) written\b|\bin any way of writing\b/i, write: 'in any format' },
	{ pattern: /\b(not|is|comes) wholly\b/i, write: 'completely' },
	{ pattern: /\b(come|comes|came) out\b/i, write: 'is returned, is emitted' },
	{ pattern: /\b(go|goes|went) on\b(?!ly)/i, write: 'continues' },
	{ pattern: /\bpass(es|ed)? over\b/i, write: 'skip' },
	{ pattern: /\brequests? more\b/i, write: 'one more request' },
	{ pattern: /\bin autumn\b/i, write: 'in fall' },
	{ pattern: /\balso (if|when)\b/i, write: 'even if, even when' },
	{ pattern: /\bat last\b/i, write: 'finally' },
	{ pattern: /\bbec(omes?|ame) of\b/i, write: 'happens to, how it is read' },
	{ pattern: /\basked of\b/i, write: 'needed from' },
	{ pattern: /\bno ground for\b|\b(take|takes|took) .{1,20} for right\b/i, write: 'not used for, trusts' },
	{ pattern: /\b(has|have) (not )?got\b/i, write: 'has, have, has gotten' },
	{ pattern: /\bElse\b/, write: 'If not, Otherwise' },
];

/** In names of the code. */
export const inNames: Refused[] = [
	{ pattern: /^(told|tell[A-Z].*|.*Told)$/, write: 'emitted' },
	{ pattern: /^(Happening|news|inTurn|hopeless|patience|doubtful|againOf)$/, write: 'a standard term' },
	{ pattern: /^(builtOn|begunAt|isSign|inTime|packIds)$/, write: 'a standard term' },
];
