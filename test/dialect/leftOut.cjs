/** The folders of the tests that ask a Kiamo for something. */
const folders = [
	'activityPlanning',
	'activityPlanningTrigger',
	'agent',
	'agentTrigger',
	'ai',
	'cases',
	'contactManager',
	'contactManagerTrigger',
	'http',
	'interaction',
	'interactionTrigger',
	'polling',
	'supervision',
	'supervisionTrigger',
	'writing',
];

const arrays =
	'It counts the elements of arrays, or what becomes of those that share one: here each element is a request.';
const readFirst = 'It counts requests, or breaks one: here an update reads first what is there.';
const ownServer = 'Its server is written by hand, in the language of the contract without the dialect.';
const ownRequest = 'Its requests are written by hand, in the language of the contract without the dialect.';
const ownNames = 'It expects the names of the contract without the dialect.';
const merges = 'It is about servers on which a PUT replaces although the contract says that it merges.';
const smallPages =
	'Its pages hold two rows: of numbered pages that small none holds a row of the one before, and reading fails.';
const longerPages = 'A page has 200 rows, not 500.';
const storedValue =
	'It puts a value into Kiamo that Kiamo does not take: here an update sends it again, with all else that is there.';

/** What is not run on the dialect: a file, or tests of it by a part of their names. Each with its reason. */
const leftOut = {
	'contactManager/requestLog.test.ts': ownNames,
	'http/answers.test.ts': ownServer,
	'http/apiRequest.test.ts': ownRequest,
	'http/apiRequestPages.test.ts': ownRequest,
	'http/bases.test.ts': 'It makes a table of its own.',
	'http/contractData.test.ts':
		'It reads the table of the contract without the dialect, and tables of its own.',
	'http/hiddenFields.test.ts': ownServer,
	'http/lostAnswers.test.ts': ownRequest,
	'http/opaqueIds.test.ts': ownServer,
	'http/otherAddresses.test.ts': 'It makes a table and a server of its own.',
	'http/otherContract.test.ts': 'It makes a table and a server of its own.',
	'http/retries.test.ts': ownRequest,
	'http/rights.test.ts': ownRequest,
	'contactManager/oddServers.test.ts': ownServer,
	'writing/otherLists.test.ts': ownServer,

	'activityPlanning/operations.test.ts': {
		'Planned Activity: Create plans many slots with one request': arrays,
		'Planned Activity: Create never plans twice when the answer is lost (reset)': arrays,
		'Planned Activity: Create never plans twice when the answer is lost (truncated)': arrays,
		'Activity creates kinds of activity together': arrays,
	},
	'activityPlanning/replace.test.ts': {
		'makes the plan of the agents equal to the items with the fewest writes': arrays,
	},
	'agent/agents.test.ts': {
		'Create makes each item an agent, in arrays': arrays,
		'Get, Get Many, Update and Delete Update: reads back what a silent server does not tell; it can: false':
			readFirst,
	},
	'agent/laws.test.ts': { 'twice is once': storedValue },
	'agent/upsert.test.ts': {
		'creates who is not there, updates who is, and writes nothing where nothing changes': readFirst,
		'creates a hundred in one request': arrays,
	},
	'agentTrigger/leanServer.test.ts': {
		'tells of agents who are created and changed': ownServer,
		'tells of a state that the contract does not know': ownServer,
		'In State Longer Than counts from when the server says': ownServer,
	},
	'contactManager/bulk.test.ts': {
		'requests writes in arrays of 100': arrays,
		'requests searches by key when there are few items': storedValue,
		'arrays that are refused halves an array': arrays,
		'runs that are interrupted tell exactly what was written after': arrays,
		'runs that are interrupted stop at the first failure': arrays,
		'runs that are interrupted do not create once more a contact that': arrays,
	},
	'contactManager/compare.test.ts': { 'finds planted drifts of six kinds': longerPages },
	'contactManager/flatOutput.test.ts': {
		'takes them back with Map Automatically':
			'It compares all that the contact holds: here fields that an update leaves blank become null.',
	},
	'contactManager/laws.test.ts': { 'twice is once': storedValue },
	'contactManager/marks.test.ts': {
		'Match On the contact ID finds by ID when the base is read as a whole': readFirst,
	},
	'contactManager/operations.test.ts': {
		'Contact Create: makes each item a contact, in arrays': arrays,
		'Contact Create: refuses what the base refuses': arrays,
	},
	'contactManager/updateAnswers.test.ts': { 'can be written and not read': readFirst },
	'contactManagerTrigger/deletions.test.ts': {
		'emits nothing of a contact that the list leaves out': ownServer,
		'emits what is deleted where the listing takes longer': ownServer,
	},
	'contactManagerTrigger/echo.test.ts': {
		'Ignore Changes Made by Kiamo Nodes emits what a person changed while':
			'A person changes something between the reading and the writing: a PUT that replaces takes it back.',
	},
	'http/addresses.test.ts': { 'the path of an own address': ownNames },
	'http/credentialTest.test.ts': {
		'an API that answers with no list': ownServer,
		'says what comes in another form, and asks once where no answer comes': ownServer,
	},
	'http/hostileIds.test.ts': { 'in the path of an API Request reaches nothing else': ownRequest },
	'http/leakage.test.ts': { 'a server that names the token in its own words': ownServer },
	'http/otherForms.test.ts': {
		'finds again what it is sent: keys that are names of JavaScript': storedValue,
	},
	'http/limits.test.ts': {
		'a refusal of': ownServer,
		'a compressed answer': ownServer,
	},
	'http/missing.test.ts': { 'a path is not there where nothing above it is missing': ownNames },
	'http/movingRows.test.ts': {
		'Get Many reads each row once in as few pages': longerPages,
		'a limit asks for no more rows': ownNames,
		'a server that answers a bare array': ownRequest,
	},
	'http/otherPages.test.ts': { 'triggers end each poll': smallPages },
	'http/secrets.test.ts': {
		'is in no refusal': ownServer,
		'is not offered as an ID, and is plain text as a name': ownServer,
		'is plain text in drop-downs and in the field mapper': ownServer,
	},
	'http/send.test.ts': {
		'a DELETE of a contact that meets 404 after a lost answer': ownRequest,
		'the token goes into its header': ownNames,
	},
	'http/sentences.test.ts': { '418 without details': ownNames },
	'http/typedCalls.test.ts': { 'a call that the contract has': ownNames },
	'http/waits.test.ts': { 'a 401 is not sent twice': ownRequest },
	'interaction/attachments.test.ts': {
		'a server of its own ways': ownServer,
		'downloads a file of which Kiamo says neither name nor type': ownServer,
	},
	'interaction/create.test.ts': { 'makes each item an interaction, in arrays': arrays },
	'interaction/lostAnswers.test.ts': { 'sends again what surely did not arrive': arrays },
	'interaction/operations.test.ts': {
		'Update reads back what a silent server does not tell': readFirst,
		'API Request: sends anything': ownRequest,
	},
	'interaction/references.test.ts': { 'If the Reference Exists Already returns the one': arrays },
	'interaction/sort.test.ts': {
		'come last where Kiamo does not say when they were created': ownServer,
		'come newest first from a server that lists them so': ownServer,
	},
	'polling/otherFeeds.test.ts': {
		'A planned activity that is deleted is emitted where the list takes longer':
			'A poll has time for one request: here two more tell how long the pages of the server are.',
	},
	'supervision/operations.test.ts': {
		'API Request reaches': ownRequest,
		'Service Indicator Get Many goes through all pages': smallPages,
		'a server with short pages that shows all': smallPages,
		'a server with short pages that does without totals': smallPages,
	},
	'writing/walls.test.ts': {
		'a server on which a PUT replaces': merges,
		'updates many contacts with one request more than': arrays,
		'an update that an answer does not show is no proof that a PUT leaves alone': merges,
		'checks the next update where the first one had nothing to lose': merges,
	},
};

const leftOutFiles = Object.keys(leftOut).filter((file) => typeof leftOut[file] === 'string');

module.exports = { folders, leftOut, leftOutFiles };
