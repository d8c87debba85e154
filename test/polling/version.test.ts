import { versionOf } from '../../nodes/shared/polling/version';

it.each([
	['2026-03-01T10:30:00+01:00', '2026-03-01T09:30:00.000Z'],
	['2026-03-01T09:30:00.5Z', '2026-03-01T09:30:00.500Z'],
	['2026-03-01T09:30:00.100Z', '2026-03-01T09:30:00.100Z'],
	['2026-03-01T09:30:00.10304050Z', '2026-03-01T09:30:00.1030405Z'],
])('%s is the version %s', (time, version) => {
	expect(versionOf(time)).toBe(version);
});

it.each(['yesterday', '', '2026-03-01', '2026-03-01 09:30:00', '2026-13-45T99:99:99Z'])(
	'%j, which is no moment, stays as it is',
	(time) => {
		expect(versionOf(time)).toBe(time);
	},
);
