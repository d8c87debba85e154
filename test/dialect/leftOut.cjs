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

/** What is not run on the dialect, by file and, where that is not the whole of it, by the beginning of a test's name; with the reason. */
const leftOut = {};

const leftOutFiles = Object.keys(leftOut).filter((file) => typeof leftOut[file] === 'string');

module.exports = { folders, leftOut, leftOutFiles };
