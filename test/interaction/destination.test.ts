import { readDestination, readPhoneDestination, type SendAs } from '../../nodes/shared/values/destination';

it.each<[string, string, SendAs, string]>([
	['+33 (0)6 12 34 56 78', 'FR', 'national', '0612345678'],
	['612345678', 'FR', 'national', '0612345678'],
	['06.12.34.56.78', 'FR', 'e164', '+33612345678'],
	['06.12.34.56.78', 'FR', 'asGiven', '06.12.34.56.78'],
	['0692 12 34 56', 'FR', 'national', '0692123456'],
	['+262692123456', 'FR', 'national', '0692123456'],
	['+32 470 12 34 56', 'FR', 'national', '+32470123456'],
	['0032470123456', 'FR', 'national', '+32470123456'],
	['+32 470 12 34 56', 'BE', 'national', '0470123456'],
	['06 12 34 56 78', 'RE', 'national', '0612345678'],
	['+1 213 373 4253', 'US', 'national', '2133734253'],
	['+39 06 1234 5678', 'IT', 'national', '0612345678'],
	['3949', 'FR', 'asGiven', '3949'],
	['01 42 11 22 33 ext. 12', 'FR', 'asGiven', '01 42 11 22 33 ext. 12'],
	['0508 41 12 34', 'FR', 'e164', '+508411234'],
	['+508 41 12 34', 'FR', 'national', '0508411234'],
	['+262 693 37 25 96', 'FR', 'e164', '+262693372596'],
	['612345678.0', 'FR', 'national', '0612345678'],
])('%s in %s is sent %s as %s', (given, country, sendAs, expected) => {
	expect(readDestination(given, 'call', country, sendAs)).toBe(expected);
});

it.each([
	['06 12 34', '"06 12 34" cannot be a phone number'],
	['see email', 'cannot be a phone number'],
	['01 42 11 22 33 ext. 12', 'has the extension 12'],
	['612345678.5', 'cannot be a phone number'],
	['1'.repeat(70_000), '"Destination" has 70000 characters'],
	['3949', 'for a short number choose to send it As Given'],
	['12', 'cannot be a phone number'],
	['', 'The destination is empty'],
	['   ', 'The destination is empty'],
	[null, 'The destination is empty'],
	[{ phone: 1 }, 'The destination is empty'],
])('refuses %p as a phone number', (given, sentence) => {
	expect(() => readDestination(given, 'call', 'FR')).toThrow(sentence);
});

it('takes extensions where a call is started inside the house', () => {
	expect(readPhoneDestination(204, 'FR', { shortNumbers: true })).toBe('204');
	expect(() => readPhoneDestination('12', 'FR', { shortNumbers: true })).toThrow('cannot be a phone number');
});

it('checks email addresses, and leaves what other channels go by as it is', () => {
	expect(readDestination(' jean@example.com ', 'mail', 'FR')).toBe('jean@example.com');
	for (const bad of ['jean', 'jean@example', 'a@b.fr, c@d.fr', 'Jean <jean@example.com>'])
		expect(() => readDestination(bad, 'mail', 'FR')).toThrow('cannot be an email address');
	expect(readDestination('K9ZTC75089y37lvs', 'chat', 'FR')).toBe('K9ZTC75089y37lvs');
});
